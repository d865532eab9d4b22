"""Which amount is the baseline, the last one, today's or the target: numbers bound to their roles."""

import re
from typing import NamedTuple

from chartside.drafting.verifier.atoms import Atoms

_BEFORE = re.compile(
    r"(?:\b(?P<target>target|goal)(?:\s+(?:is|was|of|value|at)|:)*"
    r"|\b(?P<baseline>baseline|initially|at evaluation)(?:\s+(?:of|was|is|at)|:)*"
    r"|\b(?P<last>previously|last (?:visit|session|time)|prior)(?:\s+(?:of|was|is|at)|:)*"
    r"|\b(?P<now>now|currently|today)(?:\s+(?:is|was|at|of)|:)*"
    r"|\b(?P<start>from)|\b(?P<end>to)|^\s*(?P<today>today)\b[^:]*:)\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\s*(?:[^\W\d_]+\s+|[%°]\s*)?\(?(?:at|on|in)?\s*(?:the\s+)?"
    r"(?:(?P<baseline>baseline|evaluation|initially)|(?P<now>today|now|currently)"
    r"|(?P<last>last (?:visit|session|time)|previously|previous visit))\b",
    re.IGNORECASE,
)


TIMED = re.compile(r"\btimed\b", re.IGNORECASE)
TOTAL = re.compile(
    r"\btotal(?:ed|s)?\b|\btreatment time\b|\bsession (?:time|length)\b|\btime in treatment\b", re.IGNORECASE
)

_WHOLE = re.compile(r"total (?:treatment|session) time", re.IGNORECASE)


class RoleClaim(NamedTuple):
    """An amount with its role: `baseline`, `last`, `now`, `target`, or `start` and `end` of a change.

    `timed` and `total` are the sums of minutes of a visit.
    """

    role: str
    kind: str
    amount: tuple[object, ...]


def role_claims(atoms: Atoms) -> list[RoleClaim]:
    """Every amount of a text whose role the text names."""
    text = atoms.text
    found = []
    for kind, amount, start, end in amounts_of(atoms):
        after, before = _AFTER.match(text[end:]), _BEFORE.search(text[:start])
        role = _named(after) or _named(before)
        if role:
            found.append(RoleClaim(role, kind, amount))
    return found + _minute_totals(text, atoms)


def _minute_totals(text: str, atoms: Atoms) -> list[RoleClaim]:
    """Minutes that a text calls timed or total, each by the nearest such word before it, else after it."""
    marks = [(m.start(), "timed") for m in TIMED.finditer(text)]
    marks += [(m.start(), "total") for m in TOTAL.finditer(text)]
    if any(role == "timed" for _, role in marks):
        # "Timed treatment totaled 45 min" speaks of timed minutes only.
        marks = [
            mark for mark in marks if mark[1] == "timed" or "total treatment" in text[mark[0] :].lower()[:20]
        ]
    found = []
    for quantity in atoms.quantities:
        if quantity.unit == "min" and marks:
            near = min(marks, key=lambda mark: (mark[0] > quantity.start, abs(mark[0] - quantity.start)))
            found.append(RoleClaim(near[1], "value", (quantity.value,)))
    return found


def amounts_of(atoms: Atoms) -> list[tuple[str, tuple[object, ...], int, int]]:
    """Every score, single number and level of a text: kind, amount, start, end."""
    amounts: list[tuple[str, tuple[object, ...], int, int]] = []
    amounts += [("score", (a, b), start, end) for a, b, start, end in atoms.scores]
    amounts += [("value", (q.value,), q.start, q.end) for q in atoms.quantities]
    amounts += [("level", (level.code,), level.start, level.end) for level in atoms.levels]
    return sorted(amounts, key=lambda amount: amount[2])


def _named(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    return {"today": "now"}.get(match.lastgroup or "", match.lastgroup or "")
