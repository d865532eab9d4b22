"""Names that stand in no chart: after honorifics, relations and labels, in lists, and usual given names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartside.privacy.allow import Kept
from chartside.privacy.chart.context import is_eponym_here
from chartside.privacy.lexicon import allowed, cue_tables, cues, days, english, given_names, members, states
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

NAME = IdentifierType.NAME
Found = tuple[int, int, IdentifierType]

_AFTER_RELATION = re.compile(r"(?:'s)?\s*(?:,|\(|-|:)?\s*\"?|,?\s+(?:is\s+)?(?:named|called)\s+\"?|'s name is\s+")
_HONORIFIC_GAP = re.compile(r"\.?\s+")
_LIST_GAP = re.compile(r"\s*(?:,|;|&|/)\s*(?:and\s+|or\s+|&\s*)?|\s+(?:and|&|or|y)\s+|\s*[,.]?\s*\(?\d{1,2}[).]\s*")
_NAME_GAP = re.compile(r" |\. |-| \"|\" |, (?=[A-Z][a-z]+)")
_LABEL_GAP = re.compile(r"(?:/\w+)?(?:\s*\([^)\n]{0,20}\))?\s*(?:'s)?\s*(?:name)?s?\s*[:#]\s*\"?")
_DEAR_GAP = re.compile(r"\s+")
_CREDENTIAL = re.compile(r",?\s+([A-Za-z/-]{2,7})\b")


@dataclass(frozen=True)
class People:
    """What the rules on names share for one text: what stays, and the names of the clinic's staff."""

    note: Note
    kept: Kept
    staff: frozenset[str]

    def may_be(self, place: int, *, word: bool = False) -> bool:
        """Whether a capitalised word can be a name: not of the field, not kept, no word unless `word`."""
        note = self.note
        if not note.capital(place) or self.kept.touches(note.starts[place], note.ends[place]):
            return False
        low, typed = note.lows[place], note.words[place]
        table = allowed()
        if not low.isalpha() or low in table.brands or low in states() or low in self.staff or low in cues()["not_a_name"]:
            return False
        if typed.isupper() and len(typed) > 1 and (low in table.abbreviations or not note.in_title(place)):
            return low in given_names() and low not in table.abbreviations and low not in english()
        if low in table.eponyms or is_eponym_here(note, place):
            return False
        return word or low not in english() or (low in given_names() and not note.in_title(place) and low not in _TOO_PLAIN)


_TOO_PLAIN = frozenset({"so", "an", "see", "may", "will", "my", "so", "made", "page", "many", "long", "man", "read", "left", "right", "hand", "said"})


def find_people(note: Note, kept: Kept, staff: frozenset[str]) -> Iterator[Found]:
    """Every name by what stands around it."""
    people = People(note, kept, staff)
    found: set[int] = set()
    for place, low in enumerate(note.lows):
        words = cues()
        if low in words["honorifics"] and not (low == "dr" and not note.capital(place)):
            yield from _after_honorific(people, place, found)
        if low in words["relations"]:
            yield from _after_relation(people, place, found)
        if low in words["named"] or (low == "by" and note.low(place - 1) in ("goes", "going")):
            yield from _after_named(people, place, found)
        if low in words["label_words"]:
            yield from _after_label(people, place, found)
        if low in given_names() and place not in found:
            yield from _given(people, place, found)
        if note.word(place) in words["provider_credentials"]:
            yield from _before_credential(people, place, found)
    yield from _beside(people, found)


def _stretch(people: People, first: int, found: set[int], *, word: bool = False, most: int = 3) -> tuple[int, int]:
    """A name from its first word on, over following names, initials and suffixes; places from and to."""
    note = people.note
    last = first
    while last + 1 < len(note) and last - first < most - 1:
        gap = note.gap(last, last + 1)
        following = note.words[last + 1]
        joined = _NAME_GAP.fullmatch(gap) and "," not in gap
        initial = len(following) == 1 and following.isupper() and joined
        particle = note.lows[last + 1] in members().lists["particles"] and note.capital(last + 2) and gap == " " and len(following) > 1
        surname = gap == " " and not note.in_title(last + 1) and not following.isupper()
        if not (joined and (initial or particle or people.may_be(last + 1, word=surname))):
            break
        if gap == ". " and len(note.words[last]) > 1:
            break
        last += 1
    found.update(range(first, last + 1))
    return first, last


def _span(note: Note, first: int, last: int) -> Found:
    return note.starts[first], note.ends[last], NAME


def _after_honorific(people: People, place: int, found: set[int]) -> Iterator[Found]:
    note = people.note
    following = place + 1
    if following >= len(note) or not _HONORIFIC_GAP.fullmatch(note.gap(place, following)):
        return
    typed = note.words[following]
    lower_title = note.words[place].islower()
    if note.lows[following] in people.staff or not note.capital(following):
        return
    street = note.lows[place] in ("dr", "st") and note.capital(place - 1) and re.fullmatch(r" ", note.before(place) or "x") and note.low(place - 2)[:1].isdigit()
    if street or people.kept.touches(note.starts[following], note.ends[following]):
        return
    if len(typed) == 1 or (people.may_be(following, word=not lower_title) or _surname(people, following)):
        first, last = _stretch(people, following, found, most=4)
        yield note.starts[place], note.ends[last], NAME


def _surname(people: People, place: int) -> bool:
    """After an honorific nearly any capital is a name, also one of an eponym."""
    note = people.note
    return note.capital(place) and not note.words[place].isupper() and note.lows[place] not in cues()["honorifics"] and (
        note.lows[place] in allowed().eponyms
    )


def _after_relation(people: People, place: int, found: set[int]) -> Iterator[Found]:
    note = people.note
    following = place + 1
    if following >= len(note):
        return
    gap = note.gap(place, following)
    if note.lows[following] in ("named", "called"):
        return
    if note.lows[following] in ("is", "s", "name"):
        return
    if _AFTER_RELATION.fullmatch(gap) and "\n" not in gap:
        lower = note.lows[following] in given_names() and note.lows[following] not in english() and gap == " "
        if people.may_be(following) or (lower and note.words[following].islower() and note.lows[following] not in allowed().abbreviations):
            yield _span(note, *_stretch(people, following, found))
    if note.before(place).endswith("(") and note.after(place).startswith((")", ",", " -")):
        first = place
        while first and place - first < 3 and people.may_be(first - 1) and note.before(first) in (" ", " (", "-"):
            first -= 1
        if first < place:
            found.update(range(first, place))
            yield _span(note, first, place - 1)


def _after_named(people: People, place: int, found: set[int]) -> Iterator[Found]:
    note = people.note
    for step in (1, 2, 3):
        following = place + step
        if following >= len(note) or re.search(r"[.;:!?\n]", note.before(following).replace(":", "")):
            return
        if note.capital(following):
            if people.may_be(following, word=True) and note.lows[following] not in cues()["honorifics"]:
                yield _span(note, *_stretch(people, following, found))
            return
        if note.lows[following] not in ("him", "her", "them", "it", "by", "himself", "herself", "as", "his", "is"):
            return


def _after_label(people: People, place: int, found: set[int]) -> Iterator[Found]:
    """`Patient Name: Okonkwo, Chidi`, `Emergency contact: Basilio Trujillo`, `Dear Ms. Bea`."""
    note = people.note
    following = place + 1
    if following >= len(note):
        return
    gap = note.gap(place, following)
    label = _LABEL_GAP.fullmatch(gap)
    if not label and not (note.lows[place] == "dear" and _DEAR_GAP.fullmatch(gap)):
        return
    sure = note.lows[place] == "name" or note.low(place - 1) == "emergency"
    if note.words[following].isupper() and len(note.words[following]) > 2 and sure:
        last = following
        while last + 1 < len(note) and note.words[last + 1].isupper() and note.gap(last, last + 1) in (" ", ", ", "-") and last - following < 3:
            last += 1
        yield _span(note, following, last)
        return
    if people.may_be(following, word=sure):
        first, last = _stretch(people, following, found)
        if last + 1 < len(note) and note.gap(last, last + 1) in (", ", ",") and people.may_be(last + 1, word=sure):
            last = _stretch(people, last + 1, found)[1]
        yield _span(note, first, last)


def _given(people: People, place: int, found: set[int]) -> Iterator[Found]:
    """A usual given name that is no word: with its family name, and what stands in between."""
    note = people.note
    low = note.lows[place]
    if len(low) < 3 or low in english() or not people.may_be(place) or low in days().numbers["months"]:
        return
    first, last = _stretch(people, place, found)
    if _is_staff(note, last):
        return
    yield _span(note, first, last)


def _is_staff(note: Note, last: int) -> bool:
    """Whether a credential of therapy follows: a colleague, not the patient."""
    following = _CREDENTIAL.match(note.plain, note.ends[last])
    return bool(following and following[1].rstrip(".") in _therapy())


def _therapy() -> frozenset[str]:
    return cues()["therapy_credentials"]


def _before_credential(people: People, place: int, found: set[int]) -> Iterator[Found]:
    """`Harpreet Gill, MD`."""
    note = people.note
    if not place or note.before(place) not in (", ", ",", " "):
        return
    first = place
    while first and place - first < 3 and note.capital(first - 1) and (first == place or note.before(first) in (" ", "-", ". ")):
        if not people.may_be(first - 1, word=note.before(place) != " ") and len(note.words[first - 1]) > 1:
            break
        first -= 1
    if note.before(place) == " " and place - first < 2:
        return
    if place - first >= 2 or (first < place and note.words[place] not in cue_tables()["states"] and people.may_be(first)):
        found.update(range(first, place))
        yield _span(note, first, place - 1)


def _beside(people: People, found: set[int]) -> Iterator[Found]:
    """Names listed with a name, and the word after or before one that can only be a name."""
    note = people.note
    todo = sorted(found)
    while todo:
        place = todo.pop()
        for step in (1, -1):
            other = place + step
            if other in found or not 0 <= other < len(note):
                continue
            gap = note.gap(min(place, other), max(place, other))
            beside = other
            if note.lows[other] in ("and", "or", "y") and gap == " " and 0 <= other + step < len(note):
                beside, gap = other + step, note.gap(min(place, other + step), max(place, other + step))
                gap = f" {note.lows[other]} "
            listed = _LIST_GAP.fullmatch(gap)
            adjacent = _NAME_GAP.fullmatch(gap) and "," not in gap and ". " != gap
            if beside not in found and (listed or adjacent) and people.may_be(beside) and not _begins(note, beside, step):
                if adjacent and step < 0 and (note.begins_sentence(beside) and note.lows[beside] in english()):
                    continue
                if _is_staff(note, beside):
                    continue
                first, last = _stretch(people, beside, found) if step > 0 else (beside, beside)
                found.add(beside)
                todo += [first, last]
                yield _span(note, first, last)


def _begins(note: Note, place: int, step: int) -> bool:
    return step > 0 and note.begins_sentence(place) and not re.search(r"\d[).]\s*$|\"", note.before(place))
