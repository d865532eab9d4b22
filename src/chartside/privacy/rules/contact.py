"""Telephone and fax numbers, mail, web and internet addresses, handles."""

import re
from collections.abc import Iterator

from chartside.privacy.lexicon import cues, days, english
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

Found = tuple[int, int, IdentifierType]

_EXTENSION = r"(?:\s*,?\s*(?:x|ext\.?|extension|#)\s*\.?\s*\d{1,6}\b)?"
_PHONE = re.compile(
    r"(?<![\w.$/-])(?:\+?1[ .-]?)?(?:\(\d{3}\)[ .-]*|\d{3}[ .-]{1,3})\d{3}[ .-]{1,3}\d{4}(?!\d|-\d)"
    + _EXTENSION
    + r"|(?<![\w.$/-])(?:1[ -]?)?[2-9]\d{9}(?![\w-])"
    + _EXTENSION
    + r"|(?<![\w.$/-])[2-9]\d{2}[-.]\d{4}(?![\w-]|\.\d)"
    + _EXTENSION
    + r"|\+\d{1,3}[ .-]?\(?\d[\d ().-]{6,15}\d(?!\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"[\w.+'%-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*\.[a-z]{2,12}\b|[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_SPELLED_MAIL = re.compile(
    r"[\w+-]+(?:(?:\.| dot | underscore )[\w+-]+)*\s*(?:\[at\]|\(at\)| at )\s*[\w-]+(?:\s*"
    r"(?:\[dot\]|\(dot\)| dot |\.)\s*(?:[\w-]+))*\s*(?:\[dot\]|\(dot\)| dot |\.)\s*(?:com|org"
    r"|net|edu|gov|example|test|us|io)\b",
    re.IGNORECASE,
)
_PLAIN_AT = re.compile(r" at ", re.IGNORECASE)
_WEB = re.compile(r"\b(?:https?://|ftp://|www\.)[^\s<>\"']+", re.IGNORECASE)
_HOST = re.compile(r"(?<![\w@.-])(?:[a-z0-9][\w-]*\.)+([a-z]{2,12})\b(?:/[^\s<>\"']*)?", re.IGNORECASE)
_IP = re.compile(
    r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d{2,5})?(?![\w.]?\d)"
)
_IP6 = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}(?![\w:])|(?<![\w:])"
    r"(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}(?![\w:])",
    re.IGNORECASE,
)
_MAC = re.compile(r"(?<![\w:])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:])", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.@])@([A-Za-z_][\w.]{2,30})\b")
_PLATFORM_TAIL = re.compile(
    r"\s*(?:name|handle|user|account|is|:|as|@|-|=|\s)*\s*@?([A-Za-z0-9][\w.]{2,30})", re.IGNORECASE
)


def find_contacts(note: Note) -> Iterator[Found]:
    """Every way to reach a person."""
    plain = note.plain
    if note.digits >= 7:
        yield from _phones(note)
    if len(note.vocabulary & days().numbers["number_words"].keys()) > 1:
        yield from _spoken_numbers(note)
    if "@" in plain:
        for match in _MAIL.finditer(plain):
            yield *match.span(), IdentifierType.EMAIL
        for match in _HANDLE.finditer(plain):
            if match[1].lower() not in english():
                yield *match.span(), IdentifierType.OTHER
    if "[at]" in plain or "(at)" in plain or "dot" in note.vocabulary:
        for match in _SPELLED_MAIL.finditer(plain):
            yield *match.span(), IdentifierType.EMAIL
    yield from _web(note)
    yield from _handles(note)


def _phones(note: Note) -> Iterator[Found]:
    for match in note.at_numerals(_PHONE):
        place = note.place_at(match.start())
        before = {note.low(place - step) for step in (1, 2)}
        if before & {"npi", "taxonomy", "tin", "ein", "ndc"}:
            continue
        kind = IdentifierType.FAX if before & {"fax", "fx", "facsimile", "faxed"} else IdentifierType.PHONE
        yield *match.span(), kind


def _spoken_numbers(note: Note) -> Iterator[Found]:
    """Seven or more single digits in words, as dictated."""
    numbers = days().numbers["number_words"]
    place = 0
    while place < len(note):
        last = place
        while last < len(note) and numbers.get(note.lows[last], 10) < 10 and note.lows[last] != "and":
            last += 1
        if last - place >= 7:
            yield note.starts[place], note.ends[last - 1], IdentifierType.PHONE
        place = last + 1


def _web(note: Note) -> Iterator[Found]:
    plain = note.plain
    if "://" in plain or "www." in plain.lower():
        for match in _WEB.finditer(plain):
            yield match.start(), match.start() + len(match.group().rstrip(".,;:)")), IdentifierType.URL
    if note.dotted:
        for match in _HOST.finditer(plain):
            if match[1].lower() in cues()["web_endings"] and _no_sentence_end(match):
                yield match.start(), match.start() + len(match.group().rstrip(".,;:)")), IdentifierType.URL
    if plain.count(".") >= 3:
        for match in note.at_numerals(_IP):
            yield *match.span(), IdentifierType.IP
    if plain.count(":") >= 2:
        for pattern in (_IP6, _MAC):
            for match in pattern.finditer(plain):
                if "::" in match.group() or match.group().count(":") >= 5 or match.group().count("-") >= 5:
                    yield *match.span(), IdentifierType.IP


def _no_sentence_end(match: re.Match[str]) -> bool:
    """`table.Me` is a missing space; `clinic.me` is an address."""
    ending = match[1]
    return ending.islower() and not (
        ending in english()
        and match.group().count(".") == 1
        and "/" not in match.group()
        and match.group().split(".")[0].lower() in english()
    )


def _handles(note: Note) -> Iterator[Found]:
    platforms = cues()["platforms"]
    if not note.vocabulary & platforms:
        return
    for place, low in enumerate(note.lows):
        if low not in platforms:
            continue
        match = _PLATFORM_TAIL.match(note.plain, note.ends[place])
        if match and (match[1].rstrip(".").lower() not in english() or not match[1].rstrip(".").isalpha()):
            end = match.start(1) + len(match[1].rstrip("."))
            if (
                any(not c.isalpha() for c in match[1].rstrip("."))
                or "@" in match.group()
                or ":" in match.group()
            ):
                yield match.start(1), end, IdentifierType.OTHER
