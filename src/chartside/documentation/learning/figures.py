"""How drafts fare, by author: what was changed, how long it took, how often notes were alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.overlays import Entry, pack_set, put_overlay
from chartside.clinic.tables import Staff
from chartside.documentation.learning.tables import NoteFigureRow
from chartside.documentation.similarity.standards import TABLE, standard, told_standard
from chartside.kernel.errors import Refused
from chartside.kernel.findings import Confidence
from chartside.platform.tenancy import Work
from chartside.rulebook.packs import PackSet

BASELINE = "baseline_minutes"
_FOUR_WEEKS = timedelta(days=28)
_ENOUGH = 5
_LONGEST_MINUTES = 240


@dataclass(frozen=True)
class Standing:
    """What the figures are held to: the clinic's own, or the shipped ones."""

    distance_target: float
    distance_worse: float
    unread_seconds: float
    minutes_target: float
    baseline_minutes: float | None
    days: int

    @classmethod
    def of(cls, packs: PackSet) -> "Standing":
        """As the clinic has them."""
        return cls(
            standard("edit_distance_target", packs),
            standard("edit_distance_worse", packs),
            standard("unread_seconds", packs),
            standard("sign_minutes_target", packs),
            told_standard(BASELINE, packs),
            int(standard("figures_days", packs)),
        )


@dataclass(frozen=True)
class Figures:
    """One author's signed notes in numbers, or the whole clinic's.

    Attributes:
        distance: median share of words changed between draft and signature; None without a note.
        kept: share of drafted sentences signed word for word.
        unchanged: share of notes signed as they were drafted.
        open_seconds: median and ninth decile from opening to signing; None where it was not measured.
        changed: facts that had to be changed, a note on the mean; `added` those that were missing.
        alike: share of notes that are like another; `reasoned` of those that needed a reason.
        worse: how much the median distance rose against the four weeks before; None when too few notes tell.
        unread: notes signed unchanged in less time than reading takes.
    """

    author_id: UUID | None
    author: str
    notes: int
    distance: float | None
    kept: float
    unchanged: float
    open_seconds: tuple[int, int] | None
    changed: float
    added: float
    alike: float
    reasoned: float
    worse: float | None
    unread: int

    def alarms(self, by: Standing) -> tuple[str, ...]:
        """What somebody should look at, one sentence each."""
        found = []
        if self.notes >= _ENOUGH and self.distance is not None and self.distance > by.distance_target:
            found.append(f"More is rewritten than the target of {by.distance_target:.0%}.")
        if self.worse is not None and self.worse > by.distance_worse:
            found.append(f"Rewriting rose by {self.worse:.0%} of the words in four weeks.")
        if self.unread:
            notes = "1 note was" if self.unread == 1 else f"{self.unread} notes were"
            found.append(f"{notes} signed unchanged in under {by.unread_seconds:.0f} seconds.")
        return tuple(found)


def figures(work: Work, author_id: UUID | None = None) -> list[Figures]:
    """The figures of each author by name, or of one, over the days that the clinic looks back."""
    by, now = Standing.of(pack_set(work)), work.clock.now()
    rows = select(NoteFigureRow, Staff).join(
        Staff, (Staff.org_id == NoteFigureRow.org_id) & (Staff.id == NoteFigureRow.author_id)
    )
    rows = rows.where(
        NoteFigureRow.org_id == work.org_id, NoteFigureRow.signed_at >= now - timedelta(days=by.days)
    )
    if author_id is not None:
        rows = rows.where(NoteFigureRow.author_id == author_id)
    found: dict[UUID, tuple[str, list[NoteFigureRow]]] = {}
    for row, staff in work.session.execute(rows.order_by(NoteFigureRow.signed_at)):
        found.setdefault(staff.id, (staff.display_name, []))[1].append(row)
    named = sorted(found.items(), key=lambda item: (item[1][0], str(item[0])))
    return [summed(several, now, by, name, staff_id) for staff_id, (name, several) in named]


def clinic_figures(work: Work) -> Figures:
    """The figures of all authors together."""
    by, now = Standing.of(pack_set(work)), work.clock.now()
    rows = work.session.scalars(
        select(NoteFigureRow).where(
            NoteFigureRow.org_id == work.org_id, NoteFigureRow.signed_at >= now - timedelta(days=by.days)
        )
    ).all()
    return summed(rows, now, by, "The clinic")


def summed(
    rows: Sequence[NoteFigureRow], now: datetime, by: Standing, author: str, author_id: UUID | None = None
) -> Figures:
    """The figures of some notes."""
    drafted, many = sum(row.drafted for row in rows), max(1, len(rows))
    seconds = sorted(row.open_seconds for row in rows if row.open_seconds is not None)
    unchanged = [row for row in rows if row.distance == 0]
    return Figures(
        author_id=author_id,
        author=author,
        notes=len(rows),
        distance=median(row.distance for row in rows) if rows else None,
        kept=sum(row.kept for row in rows) / drafted if drafted else 0.0,
        unchanged=len(unchanged) / many,
        open_seconds=_spread(seconds),
        changed=sum(row.facts_changed for row in rows) / many,
        added=sum(row.facts_added for row in rows) / many,
        alike=sum(row.likeness != "none" for row in rows) / many,
        reasoned=sum(row.likeness == "strong" for row in rows) / many,
        worse=_rise(rows, now),
        unread=sum((row.open_seconds or by.unread_seconds) < by.unread_seconds for row in unchanged),
    )


def set_baseline(work: Work, minutes: float, source: str) -> None:
    """Keep what one note took the clinic before, by its own count, in the name of who says so.

    Raises:
        Refused: it is no believable number of minutes, or nobody says where it comes from.
    """
    if not 1 <= minutes <= _LONGEST_MINUTES:
        raise Refused(f"Give the minutes of one note, from 1 to {_LONGEST_MINUTES}.")
    if len(source.strip()) < 3:
        raise Refused("Say where the number comes from: who counted, when, how many notes.")
    entry = Entry(
        TABLE,
        BASELINE,
        {"value": f"{minutes:g}"},
        source.strip(),
        work.actor.name,
        Confidence.SINGLE_SOURCE,
        approved_by=work.actor.name,
    )
    put_overlay(work, entry)


def _spread(seconds: list[int]) -> tuple[int, int] | None:
    if not seconds:
        return None
    last = quantiles(seconds, n=10)[-1] if len(seconds) > 1 else seconds[0]
    return round(median(seconds)), round(min(last, seconds[-1]))


def _rise(rows: Iterable[NoteFigureRow], now: datetime) -> float | None:
    """The rise of the median distance in the last four weeks over the four before."""
    recent, before = list[float](), list[float]()
    for row in rows:
        if row.signed_at >= now - _FOUR_WEEKS:
            recent.append(row.distance)
        elif row.signed_at >= now - 2 * _FOUR_WEEKS:
            before.append(row.distance)
    if min(len(recent), len(before)) < _ENOUGH:
        return None
    return round(median(recent) - median(before), 4)
