"""Which characters the shipped fonts show, and what stands in for the others.

A character without a glyph would be an empty box on the page, and PDF/UA refuses it. It is printed by its
name in brackets instead (`[grinning face]`), so nothing is lost silently.
"""

import sys
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")

# One word longer than this gets invisible break points, or it would run off the page.
_LONGEST_UNBROKEN = 28
_BREAK_POINT = "\u200b"
_JOINERS = "\u200c\u200d"
# Invisible characters without a meaning on paper: soft hyphen, zero-width space, word joiner, byte order
# mark, and the variation selectors that only choose between a coloured and a plain emoji.
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff\ufe0e\ufe0f")


def printable(text: str) -> str:
    """The text as it can be printed, each character that no font shows replaced by its name in brackets.

    Line ends become plain line feeds, tabs become spaces. Characters that reorder text invisibly
    (bidirectional controls) are printed by name: what a person reads must be what the file holds.
    """
    unified = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = "".join(_stand_in(character, unified[i - 1 : i]) for i, character in enumerate(unified))
    return _with_break_points(shown)


def unprintable(text: str) -> list[str]:
    """The characters of the text that print by name only, each once, in order."""
    seen = dict.fromkeys(
        c for c in unicodedata.normalize("NFC", text) if not _is_shown(c) and c not in "\r\t"
    )
    return [c for c in seen if c not in _INVISIBLE and c not in _JOINERS]


def _stand_in(character: str, before: str) -> str:
    if character in _INVISIBLE:
        return ""
    if character in _JOINERS:
        return character if before and unicodedata.category(before) in ("Lo", "Mn", "Mc") else ""
    return character if _is_shown(character) else f"[{_name(character)}]"


def _is_shown(character: str) -> bool:
    if character == "\n":
        return True
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return False
    code = ord(character)
    return any(covers(family, code) for family in coverage())


def covers(family: str, code: int) -> bool:
    """Whether every shipped weight of the family has a glyph for the code point."""
    ranges = coverage()[family]
    place = bisect_right(ranges, (code, sys.maxunicode)) - 1
    return place >= 0 and code <= ranges[place][1]


@cache
def coverage() -> dict[str, list[tuple[int, int]]]:
    """Ranges of code points by font family, as `scripts/make_paper_fonts.py` found them in the files."""
    families: dict[str, list[tuple[int, int]]] = {}
    for line in (FONTS / "coverage.txt").read_text().splitlines():
        family, _, ranges = line.partition(": ")
        pairs = [entry.split("-") for entry in ranges.split()]
        families[family] = [(int(first, 16), int(last, 16)) for first, last in pairs]
    return families


def character_class(family: str) -> str:
    """A regular expression for one character that the family shows."""
    spans = (f"\\u{{{first:x}}}-\\u{{{last:x}}}" for first, last in coverage()[family])
    return f"[{''.join(spans)}]"


def _name(character: str) -> str:
    """`grinning face` for a symbol, else its code point and, where it has one of its own, its name."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    if unicodedata.category(character) == "So" and name:
        return name
    return code if name.endswith(f"{ord(character):x}") else f"{code} {name}".strip()


def _with_break_points(text: str) -> str:
    if len(text) <= _LONGEST_UNBROKEN:
        return text
    pieces: list[str] = []
    run = 0
    for character in text:
        run = 0 if character.isspace() or character == "-" else run + 1
        if run > _LONGEST_UNBROKEN and not unicodedata.combining(character):
            pieces.append(_BREAK_POINT)
            run = 1
        pieces.append(character)
    return "".join(pieces)
