"""What the rules on names share: whether a word can be a name, and how far a name goes."""

import re
from dataclasses import dataclass

from chartside.privacy.allow import Kept
from chartside.privacy.chart.context import is_eponym_here
from chartside.privacy.lexicon import allowed, cues, english, given_names, members, states
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

Found = tuple[int, int, IdentifierType]

NAME_GAP = re.compile(r" |\. |-| \"|\" |, (?=[A-Z][a-z]+)")
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
        if (
            not low.isalpha()
            or low in table.brands
            or low in states()
            or low in self.staff
            or low in cues()["not_a_name"]
        ):
            return False
        if typed.isupper() and len(typed) > 1 and (low in table.abbreviations or not note.in_title(place)):
            # Four capitals in a line of small letters are a mark of the field more often than a name.
            return (
                len(typed) > 4
                and low in given_names()
                and low not in table.abbreviations
                and low not in english()
            )
        if (low in table.eponyms and not word) or is_eponym_here(note, place):
            return False
        return (
            word
            or low not in english()
            or (low in given_names() and not note.in_title(place) and low not in cues()["too_plain"])
        )


def stretch(people: People, first: int, found: set[int], *, most: int = 3) -> tuple[int, int]:
    """A name from its first word on, over following names, initials and suffixes; places from and to."""
    note = people.note
    last = first
    while last + 1 < len(note) and last - first < most - 1:
        gap = note.gap(last, last + 1)
        following = note.words[last + 1]
        joined = NAME_GAP.fullmatch(gap) and "," not in gap
        initial = len(following) == 1 and following.isupper() and joined
        particle = (
            note.lows[last + 1] in members().lists["particles"]
            and note.capital(last + 2)
            and gap == " "
            and len(following) > 1
        )
        surname = (gap == " " or '"' in gap) and not note.in_title(last + 1) and not following.isupper()
        if not (joined and (initial or particle or people.may_be(last + 1, word=surname))):
            break
        if gap == ". " and len(note.words[last]) > 1:
            break
        last += 1
    found.update(range(first, last + 1))
    return first, last


def span(note: Note, first: int, last: int) -> Found:
    """The stretch of text of the words from first to last."""
    return note.starts[first], note.ends[last], IdentifierType.NAME


def is_staff(note: Note, last: int) -> bool:
    """Whether a credential of therapy follows: a colleague, not the patient."""
    following = _CREDENTIAL.match(note.plain, note.ends[last])
    return bool(following and following[1].rstrip(".") in cues()["therapy_credentials"])
