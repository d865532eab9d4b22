"""The fields of a sent form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_TEXT = 2000
LONGEST_SOURCE = 20_000
_LONG = ("dictated", "flowsheet")


@dataclass
class Fields:
    """The fields of a sent form: names with one or several values."""

    values: Mapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Any]]) -> "Fields":
        """From name and value pairs; anything that is no text (an upload) is left out."""
        found: dict[str, list[str]] = {}
        for name, value in pairs:
            if isinstance(value, str):
                found.setdefault(name, []).append(_cut(name, value))
        return cls(found)

    def all(self, name: str) -> tuple[str, ...]:
        """Every non-empty value, each once, in their order."""
        return tuple(dict.fromkeys(value for value in self.values.get(name, []) if value))

    def text(self, name: str) -> str:
        """The first value, or an empty text."""
        return next(iter(self.all(name)), "")

    def number(self, name: str, largest: int = 999) -> int | None:
        """A whole number from 0 to `largest`; None when absent or anything else."""
        text = self.text(name)
        if not (text.isascii() and text.isdigit()) or int(text) > largest:
            return None
        return int(text)

    def part(self, prefix: str) -> "Fields":
        """The fields whose names begin with a prefix, without it: one patient's part of a group form."""
        return Fields(
            {
                name.removeprefix(prefix): found
                for name, found in self.values.items()
                if name.startswith(prefix)
            }
        )


def _cut(name: str, value: str) -> str:
    if name.rpartition("~")[2] in _LONG:
        return value[:LONGEST_SOURCE]
    return value.strip()[:LONGEST_TEXT]
