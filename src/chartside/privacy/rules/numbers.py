"""Numbers that identify: by their form, or by the word that announces them."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.privacy.allow import Kept
from chartside.privacy.lexicon import allowed, cue_tables, cues
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

Found = tuple[int, int, IdentifierType]

_SSN = re.compile(r"(?<![\w-])\d{3}[- ]\d{2}[- ]\d{4}(?![\w-])")
_MBI = re.compile(r"\b[1-9][A-Z][A-Z0-9]\d[ -]?[A-Z][A-Z0-9]\d[ -]?[A-Z]{2}\d{2}\b", re.IGNORECASE)
_VIN = re.compile(r"\b(?=(?:[A-Z]*\d){5})(?=\d*[A-Z])[A-HJ-NPR-Z0-9]{17}\b", re.IGNORECASE)
_LONG = re.compile(
    r"(?<![\w.$-])(?:[A-Za-z]{1,4}-?\d{5,}|\d{7,9}|\d{11,}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4})(?![\w-]|\.\d)"
)
_HASHED = re.compile(r"(?<=#)\d{4,}(?!\w|\.\d)")
_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_POINT = re.compile(r"(?<![\w.-])-?\d{1,3}\.\d{4,}°?\s*[NS]?\s*,\s*-?\d{1,3}\.\d{4,}°?\s*[EW]?")
_LABEL = re.compile(
    r"(?:'s)?\s*(?:[#:=(\-]|\b(?:nos?|num|number|nbr|numbers|id|ids|identifier|ident|is|was"
    r"|on file|on|file|of|ends|ending|in|with|code|the|"
    r"card|last|four|last 4|plate|serial|record|license|licence|part|beneficiary|claim|auth"
    r"|account|acct|policy|member|reads|said|chart)\b\.?"
    r"|\.(?=\s))\s*",
    re.IGNORECASE,
)
_STRICT_LABEL = re.compile(
    r"#|:|=|\bnos?\b|\bnum|\bnumber|\bid\b|\bcode\b|ending|ends|serial|plate|\blast", re.IGNORECASE
)
_CANDIDATE = re.compile(
    r"(?:[A-Z]{1,4}[ -](?=[\w-]*\d))?[A-Za-z0-9]*\d[A-Za-z0-9]*(?:[-/.][A-Za-z0-9]+)*"
    r"(?:[ \n]\d{2,4}(?=[ \n-]\d{3}))*(?:[ \n]\d{3,}[A-Za-z]?(?![\w/.]))*|[A-Z]{2,4}"
    r"(?:-[A-Z0-9]+)*-[A-Za-z0-9]*\d[A-Za-z0-9]*",
)
_LETTERED = re.compile(r"[A-Za-z]{3,5}(?:-[A-Za-z0-9]+)*-?[A-Za-z0-9]*\d[A-Za-z0-9-]*")
_LAST_FOUR = re.compile(
    r"\b(?:last[ -](?:four|4|3|three|five|5)(?: digits?)?|end(?:s|ing)(?: in| with)?)(?:\s*"
    r"(?:of|is|are|the|on|his|her|ssn|social|:|#|\(|-|are))*\s*#?\s*(\d{3,6})\b",
    re.IGNORECASE,
)
_DATE_FORM = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})$|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_UNITS = re.compile(
    r"\s*(?:units?|visits?|sessions?|min(?:ute)?s?|x\b|%|weeks?|wks?|days?|hours?|hrs?|lbs?|mm"
    r"|cm|in\b|reps|ft|deg|mg|years?|months?)",
    re.IGNORECASE,
)


@cache
def waking_words() -> frozenset[str]:
    """The words that announce a number; the second half of `S/N`."""
    tables = cue_tables()
    return frozenset({"n", *tables["strong_number_cues"], *tables["weak_number_cues"]})


def find_numbers(note: Note, firm: Kept, forms: Kept) -> Iterator[Found]:
    """Every number by form or announcement.

    Args:
        note: the text.
        firm: what stays whatever is announced.
        forms: what stays unless it is announced: it also has the form of a code.
    """
    plain = note.plain
    yield from _by_form(note, forms)
    if not note.vocabulary.isdisjoint(("last", "ends", "ending", "end")):
        for match in _LAST_FOUR.finditer(plain):
            yield *match.span(1), _last_four_kind(note, match.start())
    for match in note.at_numerals(_HASHED):
        if note.low(note.place_at(match.start()) - 1) not in cues()["not_numbers_after"]:
            yield *match.span(), IdentifierType.OTHER
    tables = cue_tables()
    strong, weak = tables["strong_number_cues"], tables["weak_number_cues"]
    for place in note.where(waking_words()):
        low = note.lows[place]
        kind = strong.get(low) or strong.get(_with_slash(note, place))
        if kind or low in weak:
            yield from _announced(
                note, place, IdentifierType(kind or weak[low]), (firm, forms), strict=bool(kind)
            )


def _by_form(note: Note, forms: Kept) -> Iterator[Found]:
    for pattern, kind in (
        (_SSN, IdentifierType.SSN),
        (_MBI, IdentifierType.HEALTH_PLAN),
        (_VIN, IdentifierType.VEHICLE),
        (_UUID, IdentifierType.OTHER),
        (_POINT, IdentifierType.PLACE),
        (_LONG, IdentifierType.OTHER),
    ):
        for match in note.at_numerals(pattern):
            if not forms.touches(*match.span()):
                yield *match.span(), kind


def _last_four_kind(note: Note, start: int) -> IdentifierType:
    place = note.place_at(start)
    near = {note.low(place + step) for step in range(-4, 6)}
    return IdentifierType.SSN if near & cues()["ssn_words"] else IdentifierType.OTHER


def _with_slash(note: Note, place: int) -> str:
    """`S/N` and the like, two words with a slash."""
    if len(note.lows[place]) == 1 and place and note.gap(place - 1, place) == "/":
        return f"{note.lows[place - 1]}/{note.lows[place]}"
    return ""


def _announced(
    note: Note, place: int, kind: IdentifierType, stays: tuple[Kept, Kept], *, strict: bool
) -> Iterator[Found]:
    """The number that a word announces; `strict` words announce nothing else."""
    plain = note.plain
    start = at = note.ends[place]
    for _ in range(5):
        label = _LABEL.match(plain, at)
        if not label or label.end() == at:
            break
        at = label.end()
    at += len(plain[at:]) - len(plain[at:].lstrip(" \t\"'(#:"))
    said = plain[start:at]
    if "\n" in said and ":" not in said:
        return
    match = (_LETTERED.match(plain, at) if kind in _LETTERED_KINDS else None) or _CANDIDATE.match(plain, at)
    if not match or at - start > 40:
        return
    kept = stays[0] if strict or _STRICT_LABEL.search(said) else stays[1]
    end = (
        kept.cut(match.start(), match.end())
        if not kept.touches(match.start(), match.start() + 1)
        else match.start()
    )
    mark = plain[match.start() : end].rstrip(" \n-./")
    if _identifies(plain, mark, match.start() + len(mark), said, kind, strict=strict):
        yield match.start(), match.start() + len(mark), kind


_LETTERED_KINDS = frozenset(
    {
        IdentifierType.VEHICLE,
        IdentifierType.DEVICE,
        IdentifierType.REFERENCE,
        IdentifierType.HEALTH_PLAN,
        IdentifierType.MRN,
        IdentifierType.ACCOUNT,
        IdentifierType.LICENSE,
        IdentifierType.OTHER,
        IdentifierType.BIOMETRIC,
    }
)


def _identifies(plain: str, mark: str, end: int, said: str, kind: IdentifierType, *, strict: bool) -> bool:
    """Whether a number after a cue is long and odd enough to be meant."""
    letters = "".join(character for character in mark if character.isalnum())
    digits = sum(character.isdigit() for character in letters)
    labelled = bool(_STRICT_LABEL.search(said))
    no_mark = not digits or plain.startswith("/", end) or _DATE_FORM.match(mark) or _UNITS.match(plain, end)
    if no_mark or (not strict and mark in allowed().codes) or (_YEAR.match(mark) and not labelled):
        return False
    if strict or labelled:
        least = 3 if labelled and (strict or kind is IdentifierType.OTHER) else 4
        return len(letters) >= least and digits >= (3 if strict and not labelled else 2)
    if kind is IdentifierType.OTHER:
        return digits >= 4 and "-" not in mark
    return len(letters) >= 5 and digits >= (2 if kind is IdentifierType.VEHICLE else 3)
