"""Names that stand in no chart: after honorifics, relations and labels, in lists, and usual given names."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.privacy.allow import Kept
from chartside.privacy.lexicon import allowed, cue_tables, cues, days, english, given_names
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note
from chartside.privacy.rules.names import NAME_GAP, Found, People, is_staff, span, stretch

NAME = IdentifierType.NAME

_AFTER_RELATION = re.compile(
    r"(?:'s)?\s*(?:,|\(|-|:)?\s*\"?|,?\s+(?:is\s+)?(?:named|called)\s+\"?|'s name is\s+"
)
_HONORIFIC_GAP = re.compile(r"\.?\s+")
_LIST_GAP = re.compile(
    r"\s*(?:,|;|&|/)\s*(?:and\s+|or\s+|&\s*)?|\s+(?:and|&|or|y)\s+|\s*[,.]?\s*\(?\d{1,2}[).]\s*"
)
_LABEL_GAP = re.compile(r"(?:/\w+)?(?:\s*\([^)\n]{0,20}\))?\s*(?:'s)?\s*(?:name)?s?\s*[:#]\s*\"?")
_DEAR_GAP = re.compile(r"\s+")


@cache
def waking_words() -> frozenset[str]:
    """The words that announce a name or are one, in lower case."""
    lists = ("honorifics", "relations", "named", "label_words")
    credentials = {word.lower() for word in cues()["provider_credentials"]}
    return frozenset({"by"}).union(*(cues()[name] for name in lists), given_names(), credentials)


def find_people(note: Note, kept: Kept, staff: frozenset[str]) -> Iterator[Found]:
    """Every name by what stands around it."""
    people = People(note, kept, staff)
    found: set[int] = set()
    words = cues()
    for place in note.where(waking_words()):
        low = note.lows[place]
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
    yield from _before_initial(people, found)
    yield from _beside(people, found)


def _after_honorific(people: People, place: int, found: set[int]) -> Iterator[Found]:
    note = people.note
    following = place + 1
    if following >= len(note) or not _HONORIFIC_GAP.fullmatch(note.gap(place, following)):
        return
    typed = note.words[following]
    lower_title = note.words[place].islower()
    if note.lows[following] in people.staff or not note.capital(following):
        return
    street = (
        note.lows[place] in ("dr", "st")
        and note.capital(place - 1)
        and re.fullmatch(r" ", note.before(place) or "x")
        and note.low(place - 2)[:1].isdigit()
    )
    if street or people.kept.touches(note.starts[following], note.ends[following]):
        return
    if len(typed) == 1 or (people.may_be(following, word=not lower_title) or _surname(people, following)):
        _first, last = stretch(people, following, found, most=4)
        yield note.starts[place], note.ends[last], NAME


def _surname(people: People, place: int) -> bool:
    """After an honorific nearly any capital is a name, also one of an eponym."""
    note = people.note
    return (
        note.capital(place)
        and not note.words[place].isupper()
        and note.lows[place] not in cues()["honorifics"]
        and (note.lows[place] in allowed().eponyms)
    )


_PETS = frozenset({"dog", "cat", "puppy", "kitten", "horse", "pony"})


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
        pet = note.lows[place] in _PETS and gap == " " and not note.in_title(following)
        if people.may_be(following, word=pet) or (
            lower and note.words[following].islower() and note.lows[following] not in allowed().abbreviations
        ):
            yield span(note, *stretch(people, following, found))
    if note.before(place).endswith("(") and note.after(place).startswith((")", ",", " -")):
        first = place
        while (
            first
            and place - first < 3
            and people.may_be(first - 1)
            and note.before(first) in (" ", " (", "-")
        ):
            first -= 1
        if first < place:
            found.update(range(first, place))
            yield span(note, first, place - 1)


def _after_named(people: People, place: int, found: set[int]) -> Iterator[Found]:
    note = people.note
    for step in (1, 2, 3):
        following = place + step
        if following >= len(note) or re.search(r"[.;:!?\n]", note.before(following).replace(":", "")):
            return
        if note.capital(following):
            if people.may_be(following, word=True) and note.lows[following] not in cues()["honorifics"]:
                yield span(note, *stretch(people, following, found))
            return
        if note.lows[following] not in (
            "him",
            "her",
            "them",
            "it",
            "by",
            "himself",
            "herself",
            "as",
            "his",
            "is",
        ):
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
        while (
            last + 1 < len(note)
            and note.words[last + 1].isupper()
            and note.gap(last, last + 1) in (" ", ", ", "-")
            and last - following < 3
        ):
            last += 1
        yield span(note, following, last)
        return
    if people.may_be(following, word=sure):
        first, last = stretch(people, following, found)
        if (
            last + 1 < len(note)
            and note.gap(last, last + 1) in (", ", ",")
            and people.may_be(last + 1, word=sure)
        ):
            last = stretch(people, last + 1, found)[1]
        yield span(note, first, last)


def _given(people: People, place: int, found: set[int]) -> Iterator[Found]:
    """A usual given name that is no word: with its family name, and what stands in between."""
    note = people.note
    low = note.lows[place]
    if len(low) < 3 or low in english() or not people.may_be(place) or low in days().numbers["months"]:
        return
    first, last = stretch(people, place, found)
    following = note.low(last + 1)
    thing = following in allowed().partners and not following.endswith("s") and note.after(last) == " "
    if is_staff(note, last) or (thing and first == last):
        return
    yield span(note, first, last)


def _before_initial(people: People, found: set[int]) -> Iterator[Found]:
    """`Demetri P.`: a word that is none, with a single capital and a dot behind it."""
    note = people.note
    for place, word in enumerate(note.words):
        if len(word) != 1 or not word.isupper() or not place or note.before(place) != " ":
            continue
        if note.after(place).startswith(".") and len(note.words[place - 1]) > 2 and people.may_be(place - 1):
            found.add(place - 1)
            yield span(note, place - 1, place)


def _before_credential(people: People, place: int, found: set[int]) -> Iterator[Found]:
    """`Harpreet Gill, MD`."""
    note = people.note
    if not place or note.before(place) not in (", ", ",", " "):
        return
    first = place
    while (
        first
        and place - first < 3
        and note.capital(first - 1)
        and (first == place or note.before(first) in (" ", "-", ". "))
    ):
        if not people.may_be(first - 1, word=note.before(place) != " ") and len(note.words[first - 1]) > 1:
            break
        first -= 1
    if note.before(place) == " " and place - first < 2:
        return
    if place - first >= 2 or (
        first < place and note.words[place] not in cue_tables()["states"] and people.may_be(first)
    ):
        found.update(range(first, place))
        yield span(note, first, place - 1)


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
            adjacent = NAME_GAP.fullmatch(gap) and "," not in gap and gap != ". "
            if (
                beside not in found
                and (listed or adjacent)
                and people.may_be(beside)
                and not _begins(note, beside, step)
            ):
                if (
                    adjacent
                    and step < 0
                    and (note.begins_sentence(beside) and note.lows[beside] in english())
                ):
                    continue
                if is_staff(note, beside):
                    continue
                first, last = stretch(people, beside, found) if step > 0 else (beside, beside)
                found.add(beside)
                todo += [first, last]
                yield span(note, first, last)


def _begins(note: Note, place: int, step: int) -> bool:
    return step > 0 and note.begins_sentence(place) and not re.search(r"\d[).]\s*$|\"", note.before(place))
