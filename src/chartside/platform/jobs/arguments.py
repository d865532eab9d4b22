"""What may be stored with a job: ids and short words, so that no PHI slips into readable tables."""

import re
from uuid import UUID

Argument = UUID | int | str

_TAG = re.compile(r"[a-z][a-z0-9_.-]{0,39}")
_HASH = re.compile(r"[0-9a-f]{64}")
# A record number, a phone number or a social security number is longer; a year and month (202611) is not.
_LARGEST_NUMBER = 999_999
_LONGEST_KEY = 300


class UnsafeArgumentError(TypeError):
    """A programming error: something other than an id was handed to a job. The message never holds it."""


def stored(argument: Argument) -> str | int:
    """The form in which an argument is stored.

    Raises:
        UnsafeArgumentError: it is not a UUID, a number below a million, a lower-case word, or a SHA-256.
    """
    if isinstance(argument, UUID):
        return str(argument)
    if isinstance(argument, int) and not isinstance(argument, bool) and 0 <= argument <= _LARGEST_NUMBER:
        return argument
    if isinstance(argument, str) and _is_word(argument):
        return argument
    raise UnsafeArgumentError(
        "a job takes ids, numbers below a million and short lower-case words; store data in a row"
    )


def checked_key(key: str) -> str:
    """The key itself, if each of its parts between colons could be an argument.

    Raises:
        UnsafeArgumentError: it could not.
    """
    parts = key.split(":")
    if len(key) > _LONGEST_KEY or not all(_is_word(part) or _is_small_number(part) for part in parts):
        raise UnsafeArgumentError("a job's key is made of ids and short lower-case words, joined with colons")
    return key


def _is_word(text: str) -> bool:
    return bool(_TAG.fullmatch(text) or _HASH.fullmatch(text)) or _is_uuid(text)


def _is_small_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= _LARGEST_NUMBER


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
