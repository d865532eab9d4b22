"""The only fields a log line may carry, and what each may hold."""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypedDict
from uuid import UUID

Scalar = str | int | float | bool

_LARGEST_COUNT = 100_000_000
_WORD = re.compile(r"[A-Za-z0-9/][A-Za-z0-9_.:/{}<>+-]{0,99}")
_declared: set[str] = set()


class Fields(TypedDict, total=False):
    """What a caller may add to a line. A word is a member of an `Enum` or declared with `declare_words`."""

    request_id: UUID
    org_id: UUID
    account_id: UUID
    subject_id: UUID
    proposal_id: UUID
    effect_id: UUID
    event_id: UUID
    import_id: UUID
    visit_id: UUID
    count: int
    rows: int
    attempt: int
    status: int
    port: int
    size_bytes: int
    pid: int
    ms: float
    seconds: float
    retry: bool
    job: str | Enum
    event_name: str | Enum
    handler: str | Enum
    schedule: str | Enum
    method: str | Enum
    route: str | Enum
    code: str | Enum
    kind: str | Enum
    role: str | Enum
    connector: str | Enum
    executor: str | Enum
    version: str | Enum


def declare_words(*words: str) -> None:
    """Let `words` appear in log lines: names that the program chose (jobs, events, routes), never data.

    Raises:
        ValueError: a word that does not look like a name.
    """
    for word in words:
        if not _WORD.fullmatch(word):
            raise ValueError("a log word is a short name without spaces")
    _declared.update(words)


def _identifier(value: object) -> Scalar | None:
    return str(value) if isinstance(value, UUID) else None


def _count(value: object) -> Scalar | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) <= _LARGEST_COUNT else None


def _duration(value: object) -> Scalar | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value, 2) if abs(value) <= _LARGEST_COUNT else None


def _flag(value: object) -> Scalar | None:
    return value if isinstance(value, bool) else None


def _word(value: object) -> Scalar | None:
    if isinstance(value, Enum):
        value = value.value
    elif value not in _declared:
        return None
    return value if isinstance(value, str) and _WORD.fullmatch(value) else None


_BY_TYPE: dict[object, Callable[[object], Scalar | None]] = {
    UUID: _identifier,
    int: _count,
    float: _duration,
    bool: _flag,
    str | Enum: _word,
}
_CHECKS = {name: _BY_TYPE[hint] for name, hint in Fields.__annotations__.items()}


def admit(fields: Mapping[str, object]) -> dict[str, Scalar]:
    """The fields that may be printed; `dropped` counts those that may not."""
    admitted: dict[str, Scalar] = {}
    for name, value in fields.items():
        check = _CHECKS.get(name)
        safe = check(value) if check else None
        if safe is not None:
            admitted[name] = safe
    if len(admitted) < len(fields):
        admitted["dropped"] = len(fields) - len(admitted)
    return admitted
