"""One cell to one typed value, or the words that say why not."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Generic, TypeVar

from chartside.kernel.errors import Problem
from chartside.kernel.npi import npi_is_valid

T = TypeVar("T")

_PHONE_PUNCTUATION = re.compile(r"[\s().+-]")
_EXTENSION = re.compile(r"\s*(?:x|ext\.?|extension)\s*(\d{1,6})$", re.IGNORECASE)
_CODE_SEPARATOR = re.compile(r"[;,|\s]+")
_ICD10 = re.compile(r"[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?")
_LARGEST = Decimal(10) ** 9

_YES = frozenset({"yes", "y", "true", "t", "1", "x", "active"})
_NO = frozenset({"no", "n", "false", "f", "0", "inactive"})
_SEXES = {
    "m": "M",
    "male": "M",
    "boy": "M",
    "f": "F",
    "female": "F",
    "girl": "F",
    "x": "X",
    "nonbinary": "X",
    "o": "X",
    "other": "X",
} | dict.fromkeys(("u", "unk", "unknown", "not stated", "declined"), "U")


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What a cell says: a value, nothing (both `None`), a problem, or a value with a doubt."""

    value: T | None = None
    problem: Problem | None = None

    @property
    def failed(self) -> bool:
        """The cell holds something that could not be read."""
        return self.value is None and self.problem is not None


def read_text(text: str, longest: int = 2000) -> Reading[str]:
    """Text without outer blanks; an empty cell is nothing."""
    plain = text.strip()
    if len(plain) > longest:
        return _wrong("too_long", f"{len(plain):,} characters; at most {longest:,} fit here")
    return Reading(plain or None)


def read_sex(text: str) -> Reading[str]:
    """`M`, `F`, `X` or `U` (unknown, as written). Nothing is ever inferred from a name."""
    return read_word(text, _SEXES, "sex")


def read_word(text: str, words: Mapping[str, str], what: str) -> Reading[str]:
    """A word of a known list, spelled in any of the ways that `words` maps to our own."""
    key = " ".join(text.split()).casefold()
    if not key:
        return Reading()
    if key in words:
        return Reading(words[key])
    known = ", ".join(sorted(set(words.values())))
    return _wrong(
        f"unknown_{what.replace(' ', '_')}", f"{text.strip()!r} is no known {what} (known: {known})"
    )


def read_yes_no(text: str) -> Reading[bool]:
    """Yes or no in the usual spellings."""
    key = text.strip().casefold()
    if not key:
        return Reading()
    if key in _YES or key in _NO:
        return Reading(key in _YES)
    return _wrong("not_yes_or_no", f"{text.strip()!r} is neither yes nor no")


def read_phone(text: str) -> Reading[str]:
    """A North American number as `+15555550142`, its extension after an `x`; others keep their country."""
    plain = text.strip()
    if not plain:
        return Reading()
    tail = _EXTENSION.search(plain)
    digits = _PHONE_PUNCTUATION.sub("", plain[: tail.start()] if tail else plain)
    suffix = f"x{tail.group(1)}" if tail else ""
    if not (digits.isascii() and digits.isdigit()):
        return _wrong("not_a_phone", f"{plain!r} is no phone number")
    if len(digits) == 10:
        digits = "1" + digits
    if len(digits) == 11 and digits[0] == "1" and digits[1] in "23456789":
        return Reading(f"+{digits}{suffix}")
    if plain.startswith("+") and 8 <= len(digits) <= 15:
        return Reading(f"+{digits}{suffix}")
    return _wrong("not_a_phone", f"{plain!r} is no ten-digit phone number")


def read_codes(text: str) -> Reading[tuple[str, ...]]:
    """ICD-10-CM codes in their written order, upper case, with the point; repeated ones once.

    Only the shape is checked. A cell may hold several, separated by semicolon, comma, bar or blank.
    """
    codes = [_pointed(part) for part in _CODE_SEPARATOR.split(text.strip()) if part]
    wrong = [code for code in codes if not _ICD10.fullmatch(code)]
    if wrong:
        return _wrong("not_a_diagnosis_code", f"{wrong[0]!r} does not have the shape of an ICD-10-CM code")
    return Reading(tuple(dict.fromkeys(codes)) or None)


def read_npi(text: str) -> Reading[str]:
    """A ten-digit NPI whose check digit is right (45 CFR 162.406)."""
    plain = text.strip()
    if not plain:
        return Reading()
    if npi_is_valid(plain):
        return Reading(plain)
    return _wrong("npi_invalid", f"{plain!r} is no NPI: its check digit or length is wrong")


def read_number(text: str) -> Reading[Decimal]:
    """A decimal number; thousands commas are allowed, units and percent signs are not."""
    plain = text.strip().replace(",", "")
    if not plain:
        return Reading()
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return _wrong("not_a_number", f"{text.strip()!r} is no number")
    if not value.is_finite() or abs(value) >= _LARGEST:
        return _wrong("not_a_number", f"{text.strip()!r} is no number that a measure can have")
    return Reading(value)


def read_list(text: str) -> Reading[tuple[str, ...]]:
    """Items separated by semicolons or bars."""
    items = tuple(part.strip() for part in re.split(r"[;|]", text) if part.strip())
    return Reading(items or None)


def spellings(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Turn `our word -> other spellings` round, for `read_word`."""
    return {spelling.casefold(): ours for ours, others in words.items() for spelling in (ours, *others)}


def _pointed(code: str) -> str:
    plain = code.strip().upper()
    return plain if "." in plain or len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"


def _wrong(code: str, message: str) -> Reading[T]:
    return Reading(None, Problem(code, message))
