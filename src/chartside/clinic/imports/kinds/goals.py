"""Goals of plans of care."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.imports.context import ImportContext
from chartside.clinic.imports.fields import Field, ReadRow, plain
from chartside.clinic.imports.kinds.kind import ImportKind, Outcome
from chartside.clinic.imports.readers import (
    read_day,
    read_direction,
    read_goal_status,
    read_id,
    read_name,
)
from chartside.clinic.imports.upsert import Known, Upsert
from chartside.clinic.sealing import reseal, sealed_columns
from chartside.clinic.tables import Goal, PlanOfCare
from chartside.interchange.tables.reading import read_number, read_text
from chartside.kernel.errors import Problem

_FIELDS = (
    Field("source_id", "goal id", ("goal key",), read_id, required=True),
    Field("plan", "plan id", ("plan of care id", "poc id"), read_id, required=True),
    Field("code", "goal number", ("goal code", "goal #", "number"), read_id, required=True),
    Field(
        "text",
        "goal",
        ("goal text", "description", "long term goal", "short term goal"),
        plain(read_text),
        required=True,
    ),
    Field("measure", "measure", ("what is measured", "metric"), read_name),
    Field("unit", "unit", ("units", "unit of measure"), read_name),
    Field("baseline", "baseline", ("starting value", "initial value"), plain(read_number)),
    Field("baseline_on", "baseline date", ("initial date",), read_day),
    Field("target", "target", ("goal value", "target value"), plain(read_number)),
    Field("direction", "direction", ("better is",), read_direction),
    Field("total", "out of", ("total", "trials", "of"), plain(read_number)),
    Field("status", "status", ("goal status",), read_goal_status),
)


def _check(values: dict[str, Any]) -> list[Problem]:
    total = values.get("total")
    if total is not None and total <= 0:
        return [Problem("wrong_total", "A count is out of more than nothing.", "total")]
    return [
        Problem("beyond_total", f"{values[name]} is more than {total}.", name)
        for name in ("baseline", "target")
        if total is not None and values.get(name) is not None and values[name] > total
    ]


def _plans(context: ImportContext, rows: Sequence[ReadRow]) -> dict[str, UUID]:
    found = context.work.session.execute(
        select(PlanOfCare.source_id, PlanOfCare.id).where(
            PlanOfCare.org_id == context.org_id,
            PlanOfCare.source == context.source,
            PlanOfCare.source_id.in_({row.get("plan") for row in rows}),
        )
    )
    return dict(found.all())


def _problems(row: ReadRow, plans: dict[str, UUID]) -> tuple[Problem, ...]:
    if row.get("plan") in plans:
        return ()
    return (Problem("unknown_plan", f"No plan of care has the id {row.get('plan')!r}.", "plan"),)


def _resolve(context: ImportContext, rows: Sequence[ReadRow]) -> list[tuple[Problem, ...]]:
    plans = _plans(context, rows)
    return [_problems(row, plans) for row in rows]


def _write(context: ImportContext, rows: Sequence[ReadRow]) -> list[Outcome]:
    plans = _plans(context, rows)
    upsert = Upsert(context, Goal, {row.get("source_id") for row in rows})
    outcomes: list[Outcome] = []
    for row in rows:
        problems = _problems(row, plans)
        if problems:
            outcomes.append(problems)
            continue
        fingerprint = context.fingerprint("goals", row.values)
        outcome, _ = upsert.put(
            row.get("source_id"), fingerprint, _columns(context, row, plans[row.get("plan")])
        )
        outcomes.append(outcome)
    upsert.write()
    return outcomes


def _columns(context: ImportContext, row: ReadRow, plan_id: UUID) -> Callable[[Known], dict[str, Any]]:
    names = ("code", "measure", "unit", "baseline", "baseline_on", "target", "total")
    columns = {name: row.get(name) for name in names} | {
        "plan_id": plan_id,
        "direction": row.get("direction") or _direction(row),
        "status": row.get("status") or "active",
    }
    content = {"text": row.get("text")}

    def written(known: Known) -> dict[str, Any]:
        if known.key_id:
            return columns | reseal(context.work, "goal", known.id, known.key_id, content)
        return columns | sealed_columns(context.work, "goal", known.id, content)

    return written


def _direction(row: ReadRow) -> str:
    """Better is where the target lies."""
    baseline, target = row.get("baseline"), row.get("target")
    return "down" if baseline is not None and target is not None and target < baseline else "up"


GOALS = ImportKind("goals", "Goals", _FIELDS, _check, _resolve, _write)
