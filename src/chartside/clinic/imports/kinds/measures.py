"""What was measured for a goal at a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from chartside.clinic.imports.context import ImportContext
from chartside.clinic.imports.fields import Field, ReadRow, plain
from chartside.clinic.imports.kinds.kind import ImportKind, Outcome
from chartside.clinic.imports.readers import read_id
from chartside.clinic.rows import joined
from chartside.clinic.tables import Episode, Goal, GoalMeasure, PlanOfCare, Visit
from chartside.interchange.tables.reading import read_number
from chartside.kernel.errors import Problem
from chartside.kernel.ids import new_id

_FIELDS = (
    Field("visit", "appointment id", ("visit id", "encounter id", "appt id"), read_id, required=True),
    Field("goal", "goal id", ("goal key",), read_id, required=True),
    Field("value", "value", ("result", "measured", "score"), plain(read_number), required=True),
)


@dataclass(frozen=True)
class _Goal:
    id: UUID
    patient_id: UUID
    total: Decimal | None


def _check(_values: dict[str, Any]) -> list[Problem]:
    return []


class _Record:
    """The visits and goals that the rows name."""

    def __init__(self, context: ImportContext, rows: Sequence[ReadRow]) -> None:
        session, org_id, source = context.work.session, context.org_id, context.source
        visits = session.execute(
            select(Visit.source_id, Visit.id, Visit.patient_id).where(
                Visit.org_id == org_id,
                Visit.source == source,
                Visit.source_id.in_({row.get("visit") for row in rows}),
            )
        )
        goals = session.execute(
            select(Goal.source_id, Goal.id, Episode.patient_id, Goal.total)
            .join(PlanOfCare, joined(Goal, PlanOfCare, Goal.plan_id))
            .join(Episode, joined(PlanOfCare, Episode, PlanOfCare.episode_id))
            .where(
                Goal.org_id == org_id,
                Goal.source == source,
                Goal.source_id.in_({row.get("goal") for row in rows}),
            )
        )
        self.visits = {source_id: (visit_id, patient_id) for source_id, visit_id, patient_id in visits}
        self.goals = {
            source_id: _Goal(goal_id, patient_id, total) for source_id, goal_id, patient_id, total in goals
        }

    def problems(self, row: ReadRow) -> tuple[Problem, ...]:
        """What keeps a row from being written. A value never crosses from one patient to another."""
        visit, goal = self.visits.get(row.get("visit")), self.goals.get(row.get("goal"))
        if visit is None:
            return (Problem("unknown_visit", f"No visit has the id {row.get('visit')!r}.", "visit"),)
        if goal is None:
            return (Problem("unknown_goal", f"No goal has the id {row.get('goal')!r}.", "goal"),)
        if visit[1] != goal.patient_id:
            return (Problem("other_patient", "The goal belongs to another patient than the visit.", "goal"),)
        if goal.total is not None and not 0 <= row.get("value") <= goal.total:
            return (Problem("beyond_total", f"{row.get('value')} is not out of {goal.total}.", "value"),)
        return ()


def _resolve(context: ImportContext, rows: Sequence[ReadRow]) -> list[tuple[Problem, ...]]:
    record = _Record(context, rows)
    return [record.problems(row) for row in rows]


def _write(context: ImportContext, rows: Sequence[ReadRow]) -> list[Outcome]:
    record, outcomes = _Record(context, rows), list[Outcome]()
    known = _known(context, record)
    inserts: dict[tuple[UUID, UUID], dict[str, Any]] = {}
    for row in rows:
        problems = record.problems(row)
        if problems:
            outcomes.append(problems)
            continue
        key, value = (record.visits[row.get("visit")][0], record.goals[row.get("goal")].id), row.get("value")
        before = known.get(key)
        known[key] = value
        if before is None:
            outcomes.append("created")
            inserts[key] = {
                "org_id": context.org_id,
                "id": new_id(),
                "visit_id": key[0],
                "goal_id": key[1],
                "value": value,
            }
        elif before == value:
            outcomes.append("unchanged")
        else:
            outcomes.append("updated")
            if key in inserts:
                inserts[key]["value"] = value
            else:
                _change(context, key, value)
    if inserts:
        context.work.session.execute(insert(GoalMeasure), list(inserts.values()))
    return outcomes


def _known(context: ImportContext, record: _Record) -> dict[tuple[UUID, UUID], Decimal]:
    rows = context.work.session.execute(
        select(GoalMeasure.visit_id, GoalMeasure.goal_id, GoalMeasure.value).where(
            GoalMeasure.org_id == context.org_id,
            GoalMeasure.visit_id.in_({visit_id for visit_id, _ in record.visits.values()}),
        )
    )
    return {(visit_id, goal_id): value for visit_id, goal_id, value in rows}


def _change(context: ImportContext, key: tuple[UUID, UUID], value: Decimal) -> None:
    own = (
        GoalMeasure.org_id == context.org_id,
        GoalMeasure.visit_id == key[0],
        GoalMeasure.goal_id == key[1],
    )
    context.work.session.execute(update(GoalMeasure).where(*own).values(value=value))


MEASURES = ImportKind("goal_measures", "Goal data by visit", _FIELDS, _check, _resolve, _write)
