"""Streets, units, post office boxes, cities, counties and ZIP codes; a state may stay."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.privacy.lexicon import allowed, cue_tables, cues, days, english, states
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

Found = tuple[int, int, IdentifierType]

_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s+#?\w+", re.IGNORECASE)
_UNIT_TAIL = re.compile(
    r"\.?,?\s*(?:(?:apt|apartment|unit|suite|ste|lot|bldg|trailer|spc|rm|fl|floor)\.?\s*#?\s*"
    r"|#\s*)[A-Za-z0-9-]{1,6}\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(?:apt|apartment|lot|trailer|Unit|Suite|Ste|Bldg)\.?\s*#?\s*(?=[A-Za-z-]{0,2}\d"
    r"|[A-Z]\b)[A-Za-z0-9-]{1,6}\b"
)
_LOWER_UNIT = re.compile(r"\b(?:apt|apartment)\.?\s*#?\s*(?=\w{0,2}\d)\w{1,6}\b", re.IGNORECASE)
_ROOM = re.compile(
    r"\b(?:rm|room|bed)\.?\s*#?\s*((?=[A-Za-z]{0,2}\d{2,})[A-Za-z]{0,2}\d{2,4}(?:-?[A-Za-z])?)\b",
    re.IGNORECASE,
)
_LONG_ZIP = re.compile(r"(?<![\w-])\d{5}-\d{4}(?![\w-])")
_ZIP = re.compile(r"\bzip(?:\s*code)?\s*(?:is|:|#)?\s*(\d{5}(?:-\d{4})?)\b", re.IGNORECASE)
_STATE_ZIP = re.compile(r"[.,]?\s*(\d{5}(?:-\d{4})?)(?![\w-])")
_ROUTE = re.compile(
    r"\b(?:(?:County|State|US|Rural|Far\w to Market|Ranch)\s+(?:Road|Rd|Route|Rte|Highway|Hwy)"
    r"|FM|RR|Hwy|Highway|Interstate|Route)\s+\d{1,5}[A-Z]?\b"
)
_GRID = re.compile(
    r"\b\d{1,6}\s+[NSEW]\.?\s+\d{1,4}(?:st|nd|rd|th)?(?:\s1/2)?\s+(?:St|Ave|Rd|Dr|Blvd|Ln|Ct"
    r"|Street|Avenue|Road)\b\.?(?:,?\s*(?:#|Apt|Unit)\s*\w+)?"
)
_TOWN_TAIL = re.compile(
    r",?\s+([A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}),?\s+(?:[A-Z]{2},?\s+)?(\d{5}(?:-\d{4})?)\b"
)
_GAP = re.compile(r"[ .]{1,2}|-")
_DIRECTIONS = frozenset({"n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west"})
_MOST_WORDS = 5


def find_places(note: Note) -> Iterator[Found]:
    """Every geographic unit smaller than a state."""
    for words, pattern, kind in _patterns():
        if not note.vocabulary.isdisjoint(words):
            for match in pattern.finditer(note.plain):
                yield *match.span(pattern.groups), kind
    for match in note.at_numerals(_LONG_ZIP):
        yield *match.span(), IdentifierType.ZIP
    if not note.vocabulary.isdisjoint(cues()["street_words"]):
        yield from _streets(note)
        for match in note.at_numerals(_GRID):
            yield *match.span(), IdentifierType.ADDRESS
            yield from _town_after(note.plain, match.end())
    yield from _cities(note)
    yield from _counties(note)
    yield from _moves(note)
    yield from _saints(note)


@cache
def _patterns() -> tuple[tuple[frozenset[str], re.Pattern[str], IdentifierType], ...]:
    """Patterns, each with the words without which it cannot match; where it has a group, that counts."""
    units, address = cues()["unit_words"], IdentifierType.ADDRESS
    return (
        (frozenset({"box"}), _BOX, address),
        (units, _UNIT, address),
        (units, _LOWER_UNIT, address),
        (frozenset({"rm", "room", "bed"}), _ROOM, address),
        (cues()["road_words"], _ROUTE, address),
        (frozenset({"zip", "zipcode"}), _ZIP, IdentifierType.ZIP),
    )


def _streets(note: Note) -> Iterator[Found]:
    for place in note.where(cues()["street_words"]):
        low = note.lows[place]
        if not (place and _GAP.fullmatch(note.before(place))):
            continue
        first = _street_begins(note, place, low)
        if first is not None:
            tail = _UNIT_TAIL.match(note.plain, note.ends[place])
            end = tail.end() if tail else note.ends[place]
            yield note.starts[first], end, IdentifierType.ADDRESS
            yield from _town_after(note.plain, end)


def _town_after(plain: str, end: int) -> Iterator[Found]:
    """City and ZIP code behind a street, with or without a state."""
    town = _TOWN_TAIL.match(plain, end)
    if town:
        yield *town.span(1), IdentifierType.PLACE
        yield *town.span(2), IdentifierType.ZIP


def _street_begins(note: Note, place: int, low: str) -> int | None:
    """The first word of a street that ends here: its number, or its name after `on`, `off`, `lives at`."""
    plain_word = low in cues()["plain_street_words"]
    step = place - 1
    named = 0
    while step >= 0 and place - step <= _MOST_WORDS and _GAP.fullmatch(note.gap(step, step + 1)):
        word, lower = note.words[step], note.lows[step]
        if "." in note.gap(step, step + 1) and word.islower():
            break
        if word.isdigit() or re.fullmatch(r"\d+[A-Za-z]?", word):
            return step if named and note.gap(step, step + 1) == " " else None
        ordinal = re.fullmatch(r"\d+(?:st|nd|rd|th)", lower)
        if not (word[0].isupper() or ordinal or lower in _DIRECTIONS or _plain_name(note, step, low)):
            break
        named += 1
        step -= 1
    return _without_number(note, place, step + 1, plain_word=plain_word and note.capital(place))


def _plain_name(note: Note, step: int, street: str) -> bool:
    """A street in lower case, as dictated: at most two words from its number to a sure word of streets."""
    sure = street in (
        "street",
        "avenue",
        "ave",
        "road",
        "rd",
        "lane",
        "ln",
        "boulevard",
        "blvd",
        "parkway",
        "pkwy",
    )
    number = any(re.fullmatch(r"\d{2,6}", note.low(step - back)) for back in (1, 2))
    return sure and number and note.lows[step] not in cues()["not_in_streets"]


def _without_number(note: Note, place: int, first: int, *, plain_word: bool) -> int | None:
    while first < place and note.low(first) in cues()["place_prepositions"] | {"lives", "lived", "the"}:
        first += 1
    if first >= place or not plain_word:
        return None
    before = note.low(first - 1)
    if before in cues()["place_prepositions"] or before in cues()["moving_words"] or before == "corner":
        return first
    return None


def _cities(note: Note) -> Iterator[Found]:
    """`Tulsa, OK`, `Pflugerville TX 78660`, `Butte, Montana`."""
    table = cue_tables()["states"]
    names = states()
    for place, word in enumerate(note.words):
        short = word in table
        if not (short or note.lows[place] in names) or not place:
            continue
        zip_code = _STATE_ZIP.match(note.plain, note.ends[place])
        if zip_code:
            yield *zip_code.span(1), IdentifierType.ZIP
        gap = note.before(place)
        first = _capitals_before(note, place)
        if first == place or not re.fullmatch(r",\s*|\s", gap):
            continue
        before = note.low(first - 1)
        led = before in cues()["place_prepositions"] or before in cues()["moving_words"]
        comma = "," in gap
        credential = word in cues()["credential_states"]
        numbered = bool(first and re.search(r"[,\d]\s*$", note.before(first))) and comma
        if (
            zip_code
            or (comma and led)
            or (comma and numbered and not credential and _looks_proper(note, first, place))
        ) or (
            comma
            and short
            and not credential
            and _looks_proper(note, first, place)
            and word not in cues()["states_that_are_words"]
        ):
            yield note.starts[first], note.ends[place - 1], IdentifierType.PLACE


def _capitals_before(note: Note, place: int) -> int:
    """The first of up to three capitalised words right before a word."""
    first = place
    while first and place - first < 3:
        gap = note.before(first)
        if not (note.capital(first - 1) and (first == place or gap in (" ", "-", ". "))):
            break
        if (
            note.words[first - 1].isupper()
            and len(note.words[first - 1]) < 4
            and not note.in_title(first - 1)
        ):
            break
        if note.lows[first - 1] in cues()["street_words"] and first != place:
            break
        if (
            note.lows[first - 1] in cues()["place_prepositions"]
            or note.lows[first - 1] in cues()["moving_words"]
        ):
            break
        first -= 1
    return first


def _looks_proper(note: Note, first: int, last: int) -> bool:
    return any(note.lows[i] not in english() for i in range(first, last))


def _saints(note: Note) -> Iterator[Found]:
    """`St. Brigid's`, `Mt. Zion`: a hospital, church, school or town; not the end of a street."""
    for place in note.where(("st", "saint", "mt")):
        name = note.word(place + 1)
        proper = (
            name[:1].isupper() and name[1:].rstrip("'s").islower() and note.low(place + 1) not in english()
        )
        after_street = note.capital(place - 1) and note.before(place) == " "
        if proper and note.capital(place) and note.after(place) in (". ", " ") and not after_street:
            yield note.starts[place], note.ends[place + 1], IdentifierType.FACILITY


def _counties(note: Note) -> Iterator[Found]:
    for place in note.where(("county", "parish", "borough", "precinct")):
        if note.capital(place):
            first = _capitals_before(note, place)
            if first < place and note.before(place) == " ":
                yield note.starts[first], note.ends[place], IdentifierType.PLACE


def _moves(note: Note) -> Iterator[Found]:
    """`relocated from Tulsa`, `lives in Bastrop`, `grew up near Old Town`."""
    moving, prepositions = cues()["moving_words"], cues()["place_prepositions"]
    for place in note.where(waking_words()):
        low = note.lows[place]
        if low in _WHERE and _is_town(note, place + 1):
            yield from _town(note, place + 1)
        if low not in moving or low in ("from", "home", "house"):
            continue
        for step in range(place + 1, min(place + 5, len(note))):
            if re.search(r"[.;:!?\n]", note.before(step)):
                break
            if note.lows[step] in prepositions and note.capital(step + 1) and step + 1 < len(note):
                yield from _town(note, step + 1)


@cache
def waking_words() -> frozenset[str]:
    """Before a word that can only be a town."""
    return cues()["moving_words"] | _WHERE


_WHERE = frozenset({"in", "near", "from", "outside"})


def _is_town(note: Note, place: int) -> bool:
    """Whether a capital after `in` or `near` can only be the name of a place (or of a person)."""
    word, low = note.word(place), note.low(place)
    table = allowed()
    return (
        word[1:].islower()
        and word[0].isupper()
        and len(word) >= 4
        and re.fullmatch(r"\s", note.before(place)) is not None
        and not note.in_title(place)
        and low not in english()
        and not (
            low in table.eponyms
            or low in table.in_context
            or low in table.brands
            or low in table.abbreviations
        )
        and low not in cues()["not_a_name"]
        and low not in days().numbers["months"]
        and low.removesuffix("s") not in table.eponyms
    )


def _town(note: Note, first: int) -> Iterator[Found]:
    last = first
    while (
        last + 1 < len(note)
        and note.capital(last + 1)
        and note.gap(last, last + 1) in (" ", ". ", "-")
        and last - first < 2
    ):
        last += 1
    lows = note.lows[first : last + 1]
    if all(low in states() for low in lows) or " ".join(lows) in states():
        return
    if note.words[first].isupper() and len(note.words[first]) <= 4:
        return
    if last > first or (
        lows[0] not in english() and note.plain[note.ends[first] : note.ends[first] + 2] != "'s"
    ):
        yield note.starts[first], note.ends[last], IdentifierType.PLACE
