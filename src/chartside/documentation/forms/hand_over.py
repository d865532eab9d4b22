"""A form begun by one and finished by another: both are named, and who entered what is kept."""

from uuid import UUID

from sqlalchemy import select

from chartside.clinic.staff import staff_list, staff_member
from chartside.clinic.tables import Staff
from chartside.documentation.context import VisitContext
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.store import save_form
from chartside.documentation.tables import SessionFormRow
from chartside.kernel.errors import Refused
from chartside.kernel.people import ClinicalRole
from chartside.platform.identity.accounts import account_of_staff
from chartside.platform.tenancy import Work


def colleagues(work: Work, context: VisitContext) -> list[Staff]:
    """Who could finish the form: everybody of the discipline who signs in here."""
    return [
        one
        for one in staff_list(work)
        if one.id != context.provider.id
        and one.clinical_role
        and ClinicalRole(one.clinical_role).discipline is context.discipline
        and account_of_staff(work, one.id) is not None
    ]


def hand_over(work: Work, context: VisitContext, staff_id: UUID) -> Staff:
    """Let a colleague finish the form; a form that nobody has begun is handed over empty.

    Raises:
        Refused: the actor did not treat, or the colleague is of another discipline.
    """
    if work.actor.staff_id != context.provider.id:
        raise Refused(f"This visit is {context.provider.display_name}'s to hand over.")
    if staff_id not in {one.id for one in colleagues(work, context)}:
        raise Refused("Only a colleague of the same discipline can finish this form.")
    row = work.session.get(SessionFormRow, (work.org_id, context.visit.id))
    if row is None:
        save_form(work, context.visit.id, Answers(), 0)
        row = work.session.get_one(SessionFormRow, (work.org_id, context.visit.id))
    row.handed_to = staff_id
    work.audit(
        "form.handed_over", "visit", context.visit.id, patient_id=context.visit.patient_id, to=staff_id
    )
    work.session.flush()
    return staff_member(work, staff_id)


def handed_to_actor(work: Work) -> list[UUID]:
    """The visits whose forms the actor is to finish."""
    mine = (SessionFormRow.org_id == work.org_id, SessionFormRow.handed_to == work.actor.staff_id)
    return list(work.session.scalars(select(SessionFormRow.visit_id).where(*mine)))
