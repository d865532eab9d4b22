"""Plans of care, each with the episode it belongs to."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from chartside.clinic.imports.context import ImportContext
from chartside.clinic.imports.fields import Field, ReadRow, plain
from chartside.clinic.imports.kinds.kind import ImportKind, Outcome
from chartside.clinic.imports.readers import read_day, read_discipline, read_id, read_name
from chartside.clinic.imports.upsert import Known, Upsert
from chartside.clinic.tables import Episode, PlanOfCare
from chartside.interchange.tables.reading import read_codes, read_npi, read_phone
from chartside.kernel.errors import Problem
from chartside.kernel.ids import new_id

_FIELDS = (
    Field("source_id", "plan id", ("plan of care id", "poc id", "plan number"), read_id, required=True),
    Field(
        "patient",
        "patient id",
        ("patient number", "patient #", "client id", "account number"),
        read_id,
        required=True,
    ),
    Field("episode", "episode id", ("case id", "case number", "episode"), read_id),
    Field("discipline", "discipline", ("specialty", "service"), read_discipline, required=True),
    Field(
        "diagnosis_codes", "diagnosis codes", ("diagnoses", "icd 10", "icd codes", "dx"), plain(read_codes)
    ),
    Field("setting", "setting", ("program", "case type"), read_name),
    Field("referring_name", "referring provider", ("referring physician", "referral source"), read_name),
    Field("referring_npi", "referring NPI", ("referring provider npi", "physician npi"), plain(read_npi)),
    Field("referring_phone", "referring phone", ("physician phone",), plain(read_phone)),
    Field("referring_fax", "referring fax", ("physician fax",), plain(read_phone)),
    Field("therapist", "therapist", ("provider", "treating therapist", "clinician"), read_name),
    Field(
        "evaluated_on",
        "evaluation date",
        ("initial evaluation", "start of care", "soc"),
        read_day,
    ),
    Field("signed_on", "signed date", ("poc signed", "signature date", "certified on"), read_day),
    Field(
        "certified_to",
        "certified through",
        ("certification end", "poc end", "cert end"),
        read_day,
    ),
    Field("discharged_on", "discharge date", ("discharged", "episode end"), read_day),
    Field("frequency", "frequency", ("frequency and duration", "visit frequency"), read_name),
)


def _check(values: dict[str, Any]) -> list[Problem]:
    start, end = values.get("evaluated_on"), values.get("certified_to")
    if start and end and end < start:
        return [
            Problem("dates_in_wrong_order", "The certification ends before the evaluation.", "certified_to")
        ]
    start, end = values.get("evaluated_on"), values.get("discharged_on")
    if start and end and end < start:
        return [Problem("dates_in_wrong_order", "The discharge lies before the evaluation.", "discharged_on")]
    return []


def _problems(context: ImportContext, row: ReadRow, patients: dict[str, UUID]) -> tuple[Problem, ...]:
    problems = []
    if row.get("patient") not in patients:
        problems.append(
            Problem("unknown_patient", f"No patient has the id {row.get('patient')!r}.", "patient")
        )
    name = row.get("therapist")
    if name and context.directory.staff_called(name) is None:
        problems.append(Problem("unknown_provider", f"{name!r} does not work here.", "therapist"))
    return tuple(problems)


def _resolve(context: ImportContext, rows: Sequence[ReadRow]) -> list[tuple[Problem, ...]]:
    patients = context.patients_called(row.get("patient") for row in rows)
    return [_problems(context, row, patients) for row in rows]


def _write(context: ImportContext, rows: Sequence[ReadRow]) -> list[Outcome]:
    patients = context.patients_called(row.get("patient") for row in rows)
    episodes = _Episodes(context, {_episode_id(row) for row in rows})
    upsert = Upsert(context, PlanOfCare, {row.get("source_id") for row in rows})
    outcomes: list[Outcome] = []
    for row in rows:
        problems = _problems(context, row, patients) or episodes.problems(row, patients[row.get("patient")])
        if problems:
            outcomes.append(problems)
            continue
        fingerprint = context.fingerprint("plans", row.values)
        patient_id = patients[row.get("patient")]
        outcome, _ = upsert.put(
            row.get("source_id"), fingerprint, partial(_columns, row, patient_id, episodes)
        )
        outcomes.append(outcome)
    episodes.write()
    upsert.write()
    return outcomes


def _columns(row: ReadRow, patient_id: UUID, episodes: "_Episodes", _known: Known) -> dict[str, Any]:
    names = ("evaluated_on", "signed_on", "certified_to", "frequency")
    return {name: row.get(name) for name in names} | {"episode_id": episodes.put(row, patient_id)}


def _episode_id(row: ReadRow) -> str:
    """A file that names no episodes has one per plan."""
    return str(row.get("episode") or row.get("source_id"))


class _Episodes:
    """The episodes that the rows' plans belong to."""

    def __init__(self, context: ImportContext, source_ids: set[str]) -> None:
        self._context = context
        rows = context.work.session.execute(
            select(Episode.source_id, Episode.id, Episode.patient_id).where(
                Episode.org_id == context.org_id,
                Episode.source == context.source,
                Episode.source_id.in_(source_ids),
            )
        )
        self._known = {source_id: (row_id, patient_id) for source_id, row_id, patient_id in rows}
        self._inserts: dict[UUID, dict[str, Any]] = {}
        self._updates: dict[UUID, dict[str, Any]] = {}

    def problems(self, row: ReadRow, patient_id: UUID) -> tuple[Problem, ...]:
        """An episode belongs to one patient for good."""
        known = self._known.get(_episode_id(row))
        if known and known[1] != patient_id:
            return (Problem("other_patient", "This episode belongs to another patient.", "episode"),)
        return ()

    def put(self, row: ReadRow, patient_id: UUID) -> UUID:
        """The id of the row's episode, which takes over what the row says."""
        source_id, columns = _episode_id(row), self._columns(row, patient_id)
        if source_id in self._known:
            episode_id = self._known[source_id][0]
            waiting = self._inserts.get(episode_id)
            (waiting if waiting is not None else self._updates.setdefault(episode_id, {})).update(columns)
            return episode_id
        episode_id = new_id()
        self._known[source_id] = (episode_id, patient_id)
        own = {"org_id": self._context.org_id, "id": episode_id, "source": self._context.source}
        self._inserts[episode_id] = own | {"source_id": source_id} | columns
        return episode_id

    def write(self) -> None:
        """Write what was put."""
        session, org_id = self._context.work.session, self._context.org_id
        if self._inserts:
            session.execute(insert(Episode), list(self._inserts.values()))
        for row_id, columns in self._updates.items():
            session.execute(
                update(Episode).where(Episode.org_id == org_id, Episode.id == row_id).values(**columns)
            )

    def _columns(self, row: ReadRow, patient_id: UUID) -> dict[str, Any]:
        name = row.get("therapist")
        therapist = self._context.directory.staff_called(name) if name else None
        referring = {key: row.get(f"referring_{key}") for key in ("name", "npi", "phone", "fax")}
        return {
            "patient_id": patient_id,
            "discipline": row.get("discipline"),
            "setting": row.get("setting"),
            "diagnosis_codes": list(row.get("diagnosis_codes") or ()),
            "referring": {key: text for key, text in referring.items() if text},
            "therapist_id": therapist.id if therapist is not None else None,
            "started_on": row.get("evaluated_on"),
            "ended_on": row.get("discharged_on"),
        }


PLANS = ImportKind("plans", "Plans of care", _FIELDS, _check, _resolve, _write)
