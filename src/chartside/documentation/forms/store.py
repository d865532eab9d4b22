"""Keeping a form's answers: each save replaces the one before; an older page never overwrites a newer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from chartside.documentation.forms.answers import Answers
from chartside.documentation.tables import SessionFormRow
from chartside.kernel.errors import Refused
from chartside.kernel.ids import new_id
from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Work


class ChangedElsewhere(Refused):
    """Another page saved this form since this one was opened."""


@dataclass(frozen=True)
class SavedForm:
    """The answers as they stand. `revision` 0 was never saved."""

    answers: Answers
    revision: int = 0
    saved_at: datetime | None = None


def saved_form(work: Work, visit_id: UUID) -> SavedForm | None:
    """The answers of a visit's form, or None when nobody has begun it."""
    row = work.session.get(SessionFormRow, (work.org_id, visit_id), populate_existing=True)
    if row is None:
        return None
    shape = work.vault.open_json(work, "session_form", row.form_id, Sealed(row.key_id, row.sealed))
    return SavedForm(Answers.from_json(shape), row.revision, row.saved_at)


def save_form(work: Work, visit_id: UUID, answers: Answers, seen_revision: int) -> SavedForm:
    """Keep the answers.

    Args:
        work: the unit of work.
        visit_id: whose form.
        answers: all of it.
        seen_revision: the revision that the page had; 0 for a form that was never saved.

    Raises:
        ChangedElsewhere: the form has been saved from another page since.
    """
    row = work.session.scalar(
        select(SessionFormRow)
        .where(SessionFormRow.org_id == work.org_id, SessionFormRow.visit_id == visit_id)
        .with_for_update()
    )
    if seen_revision != (row.revision if row else 0):
        raise ChangedElsewhere("This form was changed on another device. Reload it to go on.")
    if row is not None:
        work.vault.forget(work, [row.key_id])
    form_id, now = new_id(), work.clock.now()
    sealed = work.vault.seal_json(work, "session_form", form_id, answers.as_json())
    if row is None:
        row = SessionFormRow(org_id=work.org_id, visit_id=visit_id, revision=0)
        work.session.add(row)
    row.form_id, row.key_id, row.sealed = form_id, sealed.key_id, sealed.data
    row.revision += 1
    row.saved_at, row.saved_by = now, work.actor.account_id
    work.session.flush()
    return SavedForm(answers, row.revision, now)
