"""Procedure codes as the packs describe them: timing, add-on structure, status."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chartside.kernel.findings import Confidence
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import PackSet
from chartside.rulebook.tables import Row

QUARTER_HOUR = 15


class MedicareStatus(StrEnum):
    """How Medicare treats the code on a therapy claim."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    BUNDLED = "bundled"
    NOT_COVERED = "not_covered"
    NOT_VALID = "not_valid"


@dataclass(frozen=True)
class TherapyCode:
    """One procedure code.

    Attributes:
        description: a few words of our own.
        unit_minutes: minutes of one unit when the code counts the time of a session, else None.
        addon_to: the first code this one adds to, or None.
        addon: the code that further time of this one goes to, or None.
        repeatable: untimed, but counted by something other than the session (area, instrument, extremity), so
            that more than one a day can be right.
        assistant_may_furnish: `yes`, `no`, `state`, `varies` or `not_applicable`, as the packs have it.
        row: the row of the packs, for its source and every other column.
    """

    code: str
    description: str
    disciplines: frozenset[Discipline]
    category: str
    unit_minutes: int | None
    addon_to: str | None
    addon: str | None
    repeatable: bool
    medicare_status: MedicareStatus
    assistant_may_furnish: str
    row: Row

    @property
    def timed(self) -> bool:
        """Whether its units follow the minutes of the session."""
        return self.unit_minutes is not None

    @property
    def pooled(self) -> bool:
        """Whether its minutes enter the total of the CMS rule, which is written for quarter-hour codes."""
        return self.unit_minutes == QUARTER_HOUR

    @property
    def timing_confidence(self) -> Confidence:
        """How sure we are of the timing."""
        return Confidence(self.row["timing_confidence"])


@dataclass(frozen=True)
class CodeBook:
    """The codes of one set of packs."""

    codes: Mapping[str, TherapyCode]

    def get(self, code: str) -> TherapyCode | None:
        """The code, whatever the date, or None when the packs do not have it."""
        return self.codes.get(code)

    def valid(self, code: str, on: date) -> TherapyCode | None:
        """The code when it may be used on that date of service, else None."""
        found = self.codes.get(code)
        return found if found and on in found.row.effective else None


def code_book(packs: PackSet) -> CodeBook:
    """The codes of `packs`, compiled once for each set."""
    return packs.compiled(_compile)


def _compile(packs: PackSet) -> CodeBook:
    rows = {row["code"]: row for row in reversed(packs.table("therapy_codes").rows)}
    addons = {row["addon_to"]: code for code, row in rows.items() if row["addon_to"]}
    return CodeBook({code: _code(row, addons.get(code)) for code, row in rows.items()})


def _code(row: Row, addon: str | None) -> TherapyCode:
    timing, basis = row["timing"], row["unit_basis"]
    timed = timing.startswith("timed_")
    return TherapyCode(
        code=row["code"],
        description=row["plain_description"],
        disciplines=frozenset(Discipline(name) for name in row.listed("disciplines")),
        category=row["category"],
        unit_minutes=int(row["unit_minutes"]) if timed else None,
        addon_to=row["addon_to"] or None,
        addon=addon,
        repeatable=not timed
        and (timing in ("untimed_addon", "monthly_addon", "other") or "per " in basis[:4]),
        medicare_status=MedicareStatus(row["medicare_therapy_status"]),
        assistant_may_furnish=row["assistant_may_furnish"],
        row=row,
    )
