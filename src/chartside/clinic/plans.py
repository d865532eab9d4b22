"""Episodes, plans of care and goals, with what was measured."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from chartside.clinic.rows import joined, own
from chartside.clinic.sealing import open_rows
from chartside.clinic.tables import Episode, Goal, GoalMeasure, PlanOfCare, Staff, Visit
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class Measured:
    """A goal's value at one visit, in the goal's unit."""

    visit_id: UUID
    at: datetime
    value: Decimal


@dataclass(frozen=True)
class GoalView:
    """A goal and its series, the oldest value first."""

    id: UUID
    code: str
    text: str
    measure: str | None
    unit: str | None
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    direction: str
    total: Decimal | None
    status: str
    series: tuple[Measured, ...] = ()

    def last_before(self, at: datetime) -> Measured | None:
        """The newest value measured before an instant: what the last visit reached."""
        return next((measured for measured in reversed(self.series) if measured.at < at), None)


@dataclass(frozen=True)
class PlanView:
    """A plan of care with its goals. `signed_on` is `None` while the physician's signature is missing."""

    id: UUID
    evaluated_on: date | None
    signed_on: date | None
    certified_to: date | None
    frequency: str | None
    goals: tuple[GoalView, ...]


@dataclass(frozen=True)
class EpisodeView:
    """An episode of care with its plans, the newest first. `referring` holds name, npi, phone and fax."""

    id: UUID
    discipline: str
    setting: str | None
    diagnosis_codes: tuple[str, ...]
    referring: dict[str, Any]
    therapist_id: UUID | None
    therapist: str | None
    started_on: date | None
    ended_on: date | None
    plans: tuple[PlanView, ...]

    @property
    def current_plan(self) -> PlanView | None:
        """The newest plan."""
        return self.plans[0] if self.plans else None


def episodes_of(work: Work, patient_id: UUID) -> list[EpisodeView]:
    """A patient's episodes, open ones first, then the newest. The caller logs the look."""
    rows = work.session.scalars(
        own(work, Episode)
        .where(Episode.patient_id == patient_id)
        .order_by(Episode.ended_on.desc().nulls_first(), Episode.started_on.desc())
    ).all()
    names = _names(work, {episode.therapist_id for episode in rows})
    plans = _plans(work, [episode.id for episode in rows])
    return [
        EpisodeView(
            id=episode.id,
            discipline=episode.discipline,
            setting=episode.setting,
            diagnosis_codes=tuple(episode.diagnosis_codes),
            referring=episode.referring,
            therapist_id=episode.therapist_id,
            therapist=names.get(episode.therapist_id),
            started_on=episode.started_on,
            ended_on=episode.ended_on,
            plans=tuple(plans.get(episode.id, ())),
        )
        for episode in rows
    ]


def episode_for_visit(work: Work, patient_id: UUID, discipline: str, day: date) -> EpisodeView | None:
    """The episode that a visit of that discipline and day belongs to: open then, else the newest."""
    fitting = [episode for episode in episodes_of(work, patient_id) if episode.discipline == discipline]
    on_the_day = (
        episode for episode in fitting if (episode.started_on or day) <= day <= (episode.ended_on or day)
    )
    return next(on_the_day, fitting[0] if fitting else None)


def put_measures(work: Work, visit_id: UUID, values: Mapping[UUID, Decimal]) -> None:
    """Write what goals reached at a visit, by goal, in place of earlier values of that visit."""
    drop_measures(work, visit_id, values)
    work.session.add_all(
        GoalMeasure(org_id=work.org_id, id=new_id(), visit_id=visit_id, goal_id=goal_id, value=value)
        for goal_id, value in values.items()
    )
    work.session.flush()


def drop_measures(work: Work, visit_id: UUID, goal_ids: Iterable[UUID]) -> None:
    """Remove what these goals reached at a visit."""
    mine = (GoalMeasure.org_id == work.org_id, GoalMeasure.visit_id == visit_id)
    work.session.execute(delete(GoalMeasure).where(*mine, GoalMeasure.goal_id.in_(set(goal_ids))))


def _names(work: Work, staff_ids: set[UUID | None]) -> dict[UUID | None, str]:
    return {
        row.id: row.display_name
        for row in work.session.scalars(own(work, Staff).where(Staff.id.in_(staff_ids)))
    }


def _plans(work: Work, episode_ids: Iterable[UUID]) -> dict[UUID, list[PlanView]]:
    rows = work.session.scalars(
        own(work, PlanOfCare)
        .where(PlanOfCare.episode_id.in_(set(episode_ids)))
        .order_by(PlanOfCare.evaluated_on.desc().nulls_last(), PlanOfCare.id.desc())
    ).all()
    goals = _goals(work, [plan.id for plan in rows])
    found: dict[UUID, list[PlanView]] = {}
    for plan in rows:
        view = PlanView(
            plan.id,
            plan.evaluated_on,
            plan.signed_on,
            plan.certified_to,
            plan.frequency,
            tuple(goals.get(plan.id, ())),
        )
        found.setdefault(plan.episode_id, []).append(view)
    return found


def _goals(work: Work, plan_ids: Iterable[UUID]) -> dict[UUID, list[GoalView]]:
    rows = work.session.scalars(
        own(work, Goal).where(Goal.plan_id.in_(set(plan_ids))).order_by(Goal.code)
    ).all()
    texts = open_rows(work, "goal", list(rows))
    series = _series(work, [goal.id for goal in rows])
    found: dict[UUID, list[GoalView]] = {}
    for goal, content in zip(rows, texts, strict=True):
        view = GoalView(
            id=goal.id,
            code=goal.code,
            text=content["text"],
            measure=goal.measure,
            unit=goal.unit,
            baseline=goal.baseline,
            baseline_on=goal.baseline_on,
            target=goal.target,
            direction=goal.direction,
            total=goal.total,
            status=goal.status,
            series=tuple(series.get(goal.id, ())),
        )
        found.setdefault(goal.plan_id, []).append(view)
    return found


def _series(work: Work, goal_ids: Iterable[UUID]) -> dict[UUID, list[Measured]]:
    rows = work.session.execute(
        select(GoalMeasure.goal_id, GoalMeasure.visit_id, Visit.starts_at, GoalMeasure.value)
        .join(Visit, joined(GoalMeasure, Visit, GoalMeasure.visit_id))
        .where(GoalMeasure.org_id == work.org_id, GoalMeasure.goal_id.in_(set(goal_ids)))
        .order_by(Visit.starts_at)
    )
    found: dict[UUID, list[Measured]] = {}
    for goal_id, visit_id, at, value in rows:
        found.setdefault(goal_id, []).append(Measured(visit_id, at, value))
    return found
