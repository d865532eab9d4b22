"""Treatment notes and addenda as kinds of proposals: who signs, and what is true once they are signed."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.charges import charge_exported, charge_of
from chartside.clinic.plans import drop_measures, put_measures
from chartside.clinic.visits import record_note_signed
from chartside.documentation.context import visit_context
from chartside.documentation.forms.chart import plain
from chartside.documentation.still_true import outdated
from chartside.documentation.tables import NoteRow
from chartside.platform.tenancy import Work
from chartside.review.kinds import Kind, register
from chartside.review.record import proposal_record

TREATMENT_NOTE = "treatment_note"
ADDENDUM = "note_addendum"
BODY_SECTIONS = ("S", "O", "A", "P")


def note_of(work: Work, proposal_id: UUID) -> NoteRow:
    """The note that a proposal is about."""
    return work.session.scalars(
        select(NoteRow).where(NoteRow.org_id == work.org_id, NoteRow.proposal_id == proposal_id)
    ).one()


def _sentences(content: dict[str, Any]) -> list[str]:
    return [sentence["text"] for sentence in content["sentences"]]


def _note_signed(work: Work, proposal_id: UUID) -> None:
    note, now = note_of(work, proposal_id), work.clock.now()
    note.signed_at = now
    put_measures(work, note.visit_id, _measured(work, proposal_id))
    record_note_signed(work, note.visit_id, now)
    work.emit("note.signed", "visit", note.visit_id, proposal=proposal_id)


def _note_recalled(work: Work, proposal_id: UUID) -> None:
    note = note_of(work, proposal_id)
    note.signed_at = None
    drop_measures(work, note.visit_id, _measured(work, proposal_id))
    record_note_signed(work, note.visit_id, None)
    work.emit("note.recalled", "visit", note.visit_id, proposal=proposal_id)


def _measured(work: Work, proposal_id: UUID) -> dict[UUID, Decimal]:
    """What the note says each goal of the plan reached, in the goal's own unit."""
    context = visit_context(work, note_of(work, proposal_id).visit_id, "sign note")
    told = [
        fact["value"]
        for fact in proposal_record(work, proposal_id).content["facts"]
        if fact["kind"] == "goal_measure"
    ]
    values = {value.get("goal"): value.get("now", {}) for value in told}
    found: dict[UUID, Decimal] = {}
    for goal in context.plan.goals if context.plan else ():
        now = values.get(goal.code, {})
        value = now.get("value", now.get("achieved"))
        if value is not None and now.get("total") == plain(goal.total):
            found[goal.id] = Decimal(str(value))
    return found


def _outdated(work: Work, proposal_id: UUID) -> str | None:
    context = visit_context(work, note_of(work, proposal_id).visit_id, "sign note")
    return outdated(work, context, proposal_record(work, proposal_id))


def _note_delivered(work: Work, proposal_id: UUID) -> None:
    note = note_of(work, proposal_id)
    if charge_of(work, note.visit_id):
        charge_exported(work, note.visit_id)
    work.emit("note.delivered", "visit", note.visit_id, proposal=proposal_id)


def _addendum_signed(work: Work, proposal_id: UUID) -> None:
    addendum = note_of(work, proposal_id)
    addendum.signed_at = work.clock.now()
    added_to = proposal_record(work, proposal_id).subject_id
    work.emit("note.added_to", "visit", addendum.visit_id, proposal=added_to)


def _addendum_recalled(work: Work, proposal_id: UUID) -> None:
    note_of(work, proposal_id).signed_at = None


def _nothing_more(_work: Work, _proposal_id: UUID) -> None:
    """The receipt of an addendum changes nothing else."""


SIGNING_ROLES = {"therapist": True, "assistant": False}
LIFETIME = timedelta(days=30)

register(
    Kind(
        name=TREATMENT_NOTE,
        title="Treatment note",
        signing_roles=SIGNING_ROLES,
        page=lambda proposal_id: f"/notes/{proposal_id}",
        text=_sentences,
        lifetime=LIFETIME,
        objection=_outdated,
        on_signed=_note_signed,
        on_recalled=_note_recalled,
        on_delivered=_note_delivered,
    )
)
register(
    Kind(
        name=ADDENDUM,
        title="Addendum",
        signing_roles=SIGNING_ROLES,
        page=lambda proposal_id: f"/addenda/{proposal_id}",
        text=_sentences,
        lifetime=LIFETIME,
        on_signed=_addendum_signed,
        on_recalled=_addendum_recalled,
        on_delivered=_nothing_more,
    )
)
