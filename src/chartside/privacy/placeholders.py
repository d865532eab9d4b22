"""Identifiers out, placeholders in, and back again, strictly.

`{{PT}}` is the patient, `{{CG1}}` a caregiver, `{{DATE+14}}` the fourteenth day after the start of care. A
model cannot blend them into a statement, and one that leaks is seen.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from chartside.privacy.door.day_offsets import offset_name
from chartside.privacy.door.finders import ChartShape, Finder, Found

PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}")
# Braces of any alphabet: what a changed placeholder leaves behind.
_BRACES = re.compile(r"[{}\u2774\u2775\ufe5b\ufe5c\uff5b\uff5d]")
_OWN_BRACES = re.compile(r"\{+[^{}]*\}+|[{}\u2774\u2775\ufe5b\ufe5c\uff5b\uff5d]")
_ROLES = (
    ("PT", ("first", "last", "middle", "nicknames", "preferred", "name")),
    ("CG", ("guardians", "contacts", "caregivers")),
    ("SIB", ("siblings",)),
    ("HH", ("household",)),
    ("SCHOOL", ("school",)),
    ("TEACHER", ("teachers",)),
    ("WORK", ("employer",)),
    ("DOCTOR", ("pcp",)),
    ("STAFF", ("staff",)),
    ("PEER", ("peers",)),
)


class BrokenPlaceholder(Exception):  # noqa: N818 - an answer that is not used, not a fault of ours
    """A placeholder is unknown, changed, or of another request: the whole answer is not used."""


@dataclass
class Placeholders:
    """The placeholders of one request, made as its texts are masked.

    Attributes:
        start_of_care: the day that dates are counted from; `today` is the visit's, for dates without a year.
        known: placeholder with its braces, and what it stands for.
        classes: how many different identifiers of each class were replaced.
    """

    chart: ChartShape
    start_of_care: date
    today: date
    known: dict[str, str] = field(default_factory=dict)
    classes: Counter[str] = field(default_factory=Counter)
    _by_original: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know who the words of the chart's names belong to."""
        self._roles = _words_of_roles(self.chart)

    def mask(self, text: str, find: Finder) -> str:
        """The text with every identifier replaced; braces that stood in it are replaced, too."""
        spans = [*(_Own(match) for match in _OWN_BRACES.finditer(text)), *find(text)]
        masked, place = [], 0
        for start, end, kind in _merged(spans):
            masked += [text[place:start], self._for(text[start:end], kind)]
            place = end
        return "".join([*masked, text[place:]])

    def _for(self, original: str, kind: str) -> str:
        """The placeholder of one identifier; the same identifier gets the same one."""
        if original in self._by_original:
            return self._by_original[original]
        name = offset_name(original, self.start_of_care, self.today) if kind != "TEXT" else None
        if name is None:
            role = self._roles.get(_first_word(original), re.sub(r"[^A-Z]", "", kind.upper()) or "ID")
            name = self._numbered(role)
            self.classes[role] += 1
        else:
            self.classes["DATE"] += f"{{{{{name}}}}}" not in self.known
        mark = f"{{{{{name}}}}}"
        self.known.setdefault(mark, original)
        self._by_original[original] = mark
        return mark

    def _numbered(self, role: str) -> str:
        if role == "PT" and "{{PT}}" not in self.known:
            return role
        numbers = (f"{role}{number}" for number in range(2 if role == "PT" else 1, len(self.known) + 3))
        return next(name for name in numbers if f"{{{{{name}}}}}" not in self.known)


@dataclass(frozen=True)
class _Own:
    match: re.Match[str]
    type: str = "TEXT"

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


def restore(text: str, known: Mapping[str, str]) -> str:
    """The text with each placeholder of this request put back.

    Raises:
        BrokenPlaceholder: one is unknown or changed, or stands there without its braces.
    """
    parts, place = [], 0
    for match in PLACEHOLDER.finditer(text):
        if match.group() not in known:
            raise BrokenPlaceholder("the answer holds a placeholder that was not sent")
        parts += [text[place : match.start()], known[match.group()]]
        _refuse_traces(parts[-2], known)
        place = match.end()
    _refuse_traces(text[place:], known)
    return "".join([*parts, text[place:]])


def _refuse_traces(text: str, known: Mapping[str, str]) -> None:
    if _BRACES.search(text):
        raise BrokenPlaceholder("the answer holds part of a placeholder")
    for mark in known:
        name = mark.strip("{}")
        # "PT" alone is physical therapy far more often than a placeholder that lost its braces.
        if name != "PT" and re.search(rf"(?<![\w+-]){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            raise BrokenPlaceholder("the answer holds a placeholder without its braces")


def _merged(spans: Iterable[Found]) -> list[tuple[int, int, str]]:
    """The spans in order, those that touch one another joined; the longest gives the type."""
    merged: list[tuple[int, int, str, int]] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        length = span.end - span.start
        if length <= 0:
            continue
        if merged and span.start < merged[-1][1]:
            start, end, kind, longest = merged.pop()
            better = kind == "TEXT" or longest >= length
            merged.append((start, max(end, span.end), kind if better else span.type, max(longest, length)))
        else:
            merged.append((span.start, span.end, span.type, length))
    return [(start, end, kind) for start, end, kind, _ in merged]


def _words_of_roles(chart: ChartShape) -> dict[str, str]:
    found: dict[str, str] = {}
    for role, members in _ROLES:
        for member in members:
            for word in _words(chart.get(member)):
                found.setdefault(word, role)
    return found


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [word.lower() for word in re.findall(r"[^\W\d_]{2,}", value)]
    if isinstance(value, Mapping):
        return _words(value.get("name") or [*value.values()])
    if isinstance(value, list | tuple):
        return [word for part in value for word in _words(part)]
    return []


def _first_word(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return words[0].removesuffix("’s").removesuffix("'s") if words else ""
