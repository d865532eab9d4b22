"""Finds the known forms of a chart in a text."""

import re
from collections.abc import Iterator
from functools import partial

from rapidfuzz.distance import OSA

from chartside.privacy.allow import Kept, number_places
from chartside.privacy.chart.context import (
    Names,
    after_honorific,
    is_eponym_here,
    is_mark_of_the_field,
    reads_as_name,
)
from chartside.privacy.chart.known import LEAST_TYPO, Known, KnownPhrase, KnownWord
from chartside.privacy.lexicon import allowed, context, cues, english
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note, letters_of

Found = tuple[int, int, IdentifierType]

_JOIN = re.compile(r"-?\s*\n\s*|-|'| ")
_PHRASE_GAP = re.compile(r"[\s\-./,#()&':]{0,5}")
_SHORT_CUES = 3
_PLACES = frozenset(
    {IdentifierType.PLACE, IdentifierType.SCHOOL, IdentifierType.EMPLOYER, IdentifierType.FACILITY}
)


def find_known(note: Note, known: Known, firm: Kept) -> Iterator[Found]:
    """Every place where an identifier of the chart stands and is meant."""
    yield from _words(note, known, firm)
    yield from _initials(note, known)
    yield from _phrases(note, known)
    for number, kind in known.numbers.items():
        for start, end in number_places(note, number):
            yield start, end, kind
    yield from _short_numbers(note, known)
    yield from _marks(note, known)


def _words(note: Note, known: Known, firm: Kept) -> Iterator[Found]:
    if not known.words:
        return
    dictionary = english()
    names = Names(partial(_surely_a_name, note, known), partial(_in_chart, note, known))
    for place, low in enumerate(note.lows):
        word = known.words.get(low)
        if word is None:
            broken = note.words[place][0].isupper() or note.plain.startswith(("\n", "-\n"), note.ends[place])
            if low in dictionary and not broken:
                continue
            joined = _joined_with_next(note, known, place)
            if joined:
                yield note.starts[place], note.ends[place + 1], joined.type
            word = None if joined or low in dictionary else _in_disguise(note, known, place, low)
            if word is None:
                continue
        if firm.covers(note.starts[place], note.ends[place]):
            continue
        if _meant(note, place, word, names):
            first = _with_particles(note, known, place) if word.family else place
            yield note.starts[first], note.ends[place], word.type


def _in_chart(note: Note, known: Known, place: int) -> bool:
    return note.capital(place) and note.low(place) in known.words


def _meant(note: Note, place: int, word: KnownWord, names: Names) -> bool:
    if word.type in _PLACES:
        return _place_meant(note, place, word)
    full_name = names.sure(place + 1) or (names.sure(place - 1) and not note.words[place - 1].endswith("'s"))
    if is_mark_of_the_field(note, place) and not full_name:
        return False
    if word.common:
        return reads_as_name(note, place, names, family=word.family and note.lows[place] in english())
    if is_eponym_here(note, place) and not names.sure(place - 1):
        return False
    if not word.sure:
        return note.capital(place) and note.lows[place] not in allowed().brands
    return True


def _place_meant(note: Note, place: int, word: KnownWord) -> bool:
    if not word.common:
        return not is_eponym_here(note, place)
    if not note.capital(place):
        return False
    if word.type is IdentifierType.SCHOOL and _speaks_of_school(note, place):
        return True
    before = note.low(place - 1)
    if before in cues()["place_prepositions"] and not (
        before == "to" and note.low(place + 1) in ("in", "with", "for")
    ):
        return True
    state = note.word(place + 1)
    return (state.isupper() and len(state) == 2 and note.after(place).strip() in ("", ",")) or (
        not note.begins_sentence(place)
        and not note.in_title(place)
        and before not in context()["never_before_a_name"]
    )


def _surely_a_name(note: Note, known: Known, place: int) -> bool:
    """A name of the chart that is no English word, or two names that are words side by side."""
    if not 0 <= place < len(note):
        return False
    if note.lows[place] in known.particles and note.low(place + 1) != note.lows[place]:
        return _surely_a_name(note, known, place + 1)
    word = known.words.get(note.lows[place])
    if word is None or word.type is not IdentifierType.NAME:
        return False
    if not word.common:
        return word.sure or note.capital(place)
    return note.capital(place) and (after_honorific(note, place) or _pairs_up(note, known, place, word))


def _pairs_up(note: Note, known: Known, place: int, word: KnownWord) -> bool:
    """Given and family name side by side, both words of the dictionary: `Will Young`, `Young, Will`."""
    for other in (place - 1, place + 1):
        if 0 <= other < len(note) and note.capital(other):
            beside = known.words.get(note.lows[other])
            gap = note.gap(min(place, other), max(place, other))
            if beside and beside.sure and beside.family != word.family and gap in (" ", ", "):
                return True
    return False


def _in_disguise(note: Note, known: Known, place: int, low: str) -> KnownWord | None:
    """A word that is a known one after a scanner, a typing error, or run together with another."""
    if low in known.glued:
        return known.glued[low]
    if low.endswith("s"):
        plural = known.words.get(low[:-1])
        if plural and plural.sure and not plural.common and len(low) > LEAST_TYPO:
            return plural
    if len(low) < LEAST_TYPO:
        return None
    scanned = known.letters.get(letters_of(low))
    if scanned:
        return scanned
    if low.isalpha() and (note.capital(place) or len(low) >= 6):
        return _mistyped(note, known, place, low)
    return None


def _mistyped(note: Note, known: Known, place: int, low: str) -> KnownWord | None:
    table = allowed()
    if (
        low in table.eponyms
        or low in table.brands
        or (low in table.abbreviations and note.words[place].isupper())
    ):
        return None
    capital = note.capital(place)
    for name, word in known.words.items():
        least = LEAST_TYPO if word.type is IdentifierType.NAME else LEAST_TYPO + 2
        if not word.sure or len(name) < least:
            continue
        if word.common and name != low and not note.capital(place):
            continue
        most = 1 if len(name) < 7 or not capital else 2
        alike = name[0] == low[0] or (most == 1 and capital)
        if alike and abs(len(name) - len(low)) <= most and OSA.distance(name, low, score_cutoff=most) <= most:
            return KnownWord(word.type, common=False, sure=True, family=word.family)
    return None


def _joined_with_next(note: Note, known: Known, place: int) -> KnownWord | None:
    """A name in two pieces: at the end of a line, or with a space or mark that does not belong there."""
    if place + 1 >= len(note) or not _JOIN.fullmatch(note.gap(place, place + 1)):
        return None
    whole = note.lows[place] + note.lows[place + 1]
    if len(whole) < LEAST_TYPO:
        return None
    word = known.words.get(whole)
    if word and word.sure and not word.common:
        return word
    return None


def _with_particles(note: Note, known: Known, place: int) -> int:
    while place and note.low(place - 1) in known.particles and note.gap(place - 1, place) in (" ", ". "):
        place -= 1
    return place


def _initials(note: Note, known: Known) -> Iterator[Found]:
    """Initials of the patient (`E.M.`, `EMB`) and of organisations; marks of the field are none."""
    if not known.initials and not known.acronyms:
        return
    table, done = allowed(), 0
    for place, word in enumerate(note.words):
        if len(word) > 5 or place < done or not word.isupper():
            continue
        low = note.lows[place]
        if len(word) == 1:
            done = _end_of_dotted(note, place)
            letters = "".join(note.lows[place:done])
            if len(letters) > 1 and letters in known.initials and letters not in table.dotted:
                yield note.starts[place], note.ends[done - 1], IdentifierType.NAME
        elif low in known.initials and low not in table.abbreviations and low not in english():
            yield note.starts[place], note.ends[place], IdentifierType.NAME
        elif low in known.acronyms and (low not in table.abbreviations or _speaks_of_school(note, place)):
            yield note.starts[place], note.ends[place], known.acronyms[low]


def _end_of_dotted(note: Note, place: int) -> int:
    """Behind the last of single letters with dots between them."""
    end = place + 1
    while end < len(note.words) and len(note.words[end]) == 1 and note.gap(end - 1, end) in (".", ". "):
        end += 1
    return end


def _speaks_of_school(note: Note, place: int) -> bool:
    return bool({note.low(place - 1), note.low(place + 1)} & cues()["about_organisations"])


def _phrases(note: Note, known: Known) -> Iterator[Found]:
    if not known.phrases:
        return
    keys = note.keys
    for place, key in enumerate(keys):
        for phrase in known.phrases.get(key, ()):
            first = place - phrase.anchor
            last = first + len(phrase.keys) - 1
            if first >= 0 and last < len(keys) and _same(note, first, phrase):
                yield note.starts[first], note.ends[last], phrase.type


def _same(note: Note, first: int, phrase: KnownPhrase) -> bool:
    for step, key in enumerate(phrase.keys):
        if step and not _PHRASE_GAP.fullmatch(note.gap(first + step - 1, first + step)):
            return False
        found = note.keys[first + step]
        if found != key and not _nearly(found, key):
            return False
    return True


def _nearly(found: str, key: str) -> bool:
    if len(key) < LEAST_TYPO or not key.isalpha():
        return False
    if found in english():
        return False
    most = 1 if len(key) < 7 else 2
    return OSA.distance(found, key, score_cutoff=most) <= most


def _short_numbers(note: Note, known: Known) -> Iterator[Found]:
    """Numbers too short to be found alone: only right after a word that announces a number."""
    if not known.short:
        return
    tables = cues()
    for place, low in enumerate(note.lows):
        kind = known.short.get(low)
        if kind and any(
            note.low(place - step) in tables["number_fillers"] | _ANNOUNCING for step in range(1, _SHORT_CUES)
        ):
            yield note.starts[place], note.ends[place], kind


_ANNOUNCING = frozenset(
    {"mrn", "chart", "record", "account", "acct", "member", "policy", "group", "code", "gate", "pin"}
)


def _marks(note: Note, known: Known) -> Iterator[Found]:
    if not known.marks:
        return
    lower = note.plain.lower()
    for mark, kind in known.marks.items():
        at = lower.find(mark)
        while at >= 0:
            yield at, at + len(mark), kind
            at = lower.find(mark, at + 1)
