"""Sentences without anybody in them: names, dates and numbers of identity give way to placeholders."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from chartside.drafting.language.days import find_days


class IdentifierSpan(Protocol):
    """Where something that points to a person stands, and of which type it is."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """First character after it."""
        ...

    @property
    def type(self) -> str:
        """`NAME`, `DATE` and so on."""
        ...


class Span(NamedTuple):
    """An identifier found here."""

    start: int
    end: int
    type: str


FindIdentifiers = Callable[[str], Iterable[IdentifierSpan]]
"""A detector, bound to one patient's chart."""

_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+"
    r"|(?<!\w)\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}(?!\w)|(?<!\w)[A-Z]{0,4}-?\d{5,}(?!\w)"
)


def known_names(names: Iterable[str]) -> FindIdentifiers:
    """A detector of the people of one chart, by whole words of their names, and of dates and contact data."""
    words = {
        part
        for name in names
        for part in re.split(r"[\s,]+", name)
        if len(part) > 1 and part[0].isupper() and not part.isupper()
    }
    pattern = re.compile(
        "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words, key=len, reverse=True))
        or r"(?!)"
    )

    def find(text: str) -> Iterable[Span]:
        yield from (Span(found.start(), found.end(), "NAME") for found in pattern.finditer(text))
        yield from (Span(day.start, day.end, "DATE") for day in find_days(text))
        yield from (Span(found.start(), found.end(), "ID") for found in _CONTACT.finditer(text))

    return find


def deidentify(text: str, detectors: Iterable[FindIdentifiers]) -> str:
    """The text with `{{TYPE}}` in place of what any detector finds; overlapping finds are one."""
    spans = sorted((one.start, one.end, str(one.type)) for find in detectors for one in find(text))
    said, at, before = "", 0, ""
    for start, end, kind in spans:
        if start < at:
            at = max(at, end)
            continue
        gap = text[at:start]
        # A first and a last name side by side are one person.
        joined = bool(said) and kind == before and not gap.strip(" ,") and at > 0
        said += "" if joined else f"{gap}{{{{{kind}}}}}"
        at, before = end, kind
    return said + text[at:]
