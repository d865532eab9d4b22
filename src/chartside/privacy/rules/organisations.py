"""Schools, workplaces and facilities by the words of their names or what is said of them."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.privacy.lexicon import allowed, cues, english, states
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

Found = tuple[int, int, IdentifierType]

_MOST_WORDS = 6
_INSIDE = frozenset({" ", " & ", "-", "'"})
_SHORTENED = frozenset({"st", "mt", "ft", "dr", "u", "s"})


@cache
def telling_words() -> frozenset[str]:
    """Without one of these words a text names no organisation."""
    words = cues()
    pairs = {pair.split()[0] for pair in words["facility_pairs"]}
    return words["school_words"] | words["facility_words"] | words["employer_words"] | pairs | {"school"}


def find_organisations(note: Note) -> Iterator[Found]:
    """Every school, employer and facility that is named."""
    words = cues()
    for place in note.where(telling_words()):
        low = note.lows[place]
        if low in words["school_words"] or (
            low == "school" and note.low(place - 1) in words["schools_before_school"]
        ):
            yield from _named(note, place, IdentifierType.SCHOOL)
        elif low in words["facility_words"] or f"{low} {note.low(place + 1)}" in words["facility_pairs"]:
            last = place + 1 if low not in words["facility_words"] else place
            yield from _named(note, last, IdentifierType.FACILITY)
        elif low in words["employer_words"]:
            yield from _employer(note, place)


def _named(note: Note, place: int, kind: IdentifierType) -> Iterator[Found]:
    """A name that ends in a telling word; at least one word of it must be more than generic."""
    if not note.capital(place) and not note.capital(place - 1):
        return
    generic = cues()["generic_organisation_words"]
    first = place
    most = 2 if note.words[place].isupper() else _MOST_WORDS
    while first and place - first < most and _belongs(note, first):
        if most == 2 and note.lows[first - 1] in english():
            break
        first -= 1
    while first < place and (
        (note.lows[first] in generic and not note.in_title(first)) or not note.capital(first)
    ):
        first += 1
    proper = [
        i
        for i in range(first, place)
        if note.capital(i) and note.lows[i] not in generic and note.lows[i] not in cues()["facility_words"]
    ]
    if not proper or (note.begins_sentence(first) and _verb(note, first)):
        first += 1
        proper = [i for i in proper if i >= first]
    plain = (
        note.in_title(place) and note.lows[place] in _PLAIN and all(note.lows[i] in english() for i in proper)
    )
    if proper and first < place and not plain:
        last = place
        while note.capital(last + 1) and note.low(last + 1) in generic and note.gap(last, last + 1) == " ":
            last += 1
        yield note.starts[first], note.ends[last], kind
        if note.low(last + 1) == "in" and note.capital(last + 2) and note.low(last + 2) not in states():
            yield note.starts[last + 2], note.ends[last + 2], IdentifierType.PLACE


_PLAIN = frozenset(
    {"clinic", "rehabilitation", "nursing", "center", "practice", "medicine", "group", "care", "school"}
)


def _belongs(note: Note, first: int) -> bool:
    """Whether the word before is part of the name."""
    before = first - 1
    if not _inside(note, before) or note.lows[before] in cues()["moving_words"]:
        return False
    return note.capital(before) or (
        note.lows[before] in cues()["organisation_links"]
        and note.capital(before - 1)
        and before > 0
        and note.lows[before] not in ("at", "for")
    )


def _inside(note: Note, place: int) -> bool:
    """Whether a name goes on behind this word."""
    gap = note.gap(place, place + 1)
    return gap in _INSIDE or (gap == ". " and note.lows[place] in _SHORTENED)


def _verb(note: Note, place: int) -> bool:
    return (
        note.lows[place] in english()
        and note.lows[place].endswith(("s", "ed"))
        and note.lows[place] not in ("sisters", "friends")
    )


def _employer(note: Note, place: int) -> Iterator[Found]:
    """`works at Bluebonnet Tire & Lube`, `Employer: Cascade Steel Erectors`."""
    low = note.lows[place]
    first = place + 1
    if low in ("employer", "employment", "job") and ":" in note.after(place):
        yield from _run(note, first, labelled=True)
        return
    for step in range(first, min(place + 6, len(note))):
        if re.search(r"[.;:!?\n]", note.before(step)):
            return
        if note.lows[step] in cues()["employer_links"] and note.capital(step + 1):
            yield from _run(note, step + 1, labelled=False)
            return


def _run(note: Note, first: int, *, labelled: bool) -> Iterator[Found]:
    last = first
    if not 0 <= first < len(note):
        return
    while last + 1 < len(note) and last - first < _MOST_WORDS:
        following = note.lows[last + 1]
        linked = (
            following in cues()["organisation_links"]
            and note.capital(last + 2)
            and following not in ("at", "for")
        )
        if not _inside(note, last) or not (note.capital(last + 1) or linked):
            break
        last += 1
    words = range(first, last + 1)
    proper = [i for i in words if note.lows[i] not in english()]
    several = len(words) > 1 and not note.in_title(first)
    known = note.lows[first] in allowed().abbreviations or note.lows[first] in allowed().brands
    if (labelled and note.capital(first)) or ((proper or several) and not known):
        yield note.starts[first], note.ends[last], IdentifierType.EMPLOYER
