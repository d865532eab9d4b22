"""The visits that wait for their session form."""

from datetime import datetime, timedelta

from chartside.clinic.patients import headers
from chartside.clinic.rows import today
from chartside.clinic.visits import DayLine, get_visit, visits_without_notes
from chartside.clinic.vocabulary import VisitStatus
from chartside.documentation.drafts import DUE
from chartside.documentation.forms.hand_over import handed_to_actor
from chartside.documentation.note_states import note_states
from chartside.platform.tenancy import Work

LOOK_BACK = timedelta(days=120)


def visits_to_fill(work: Work, page: str) -> list[DayLine]:
    """The actor's own completed visits that have no draft yet, oldest first; empty for who treats nobody.

    A look is logged under `page` for each patient shown.
    """
    if work.actor.staff_id is None:
        return []
    last = today(work)
    lines = visits_without_notes(work, work.actor.staff_id, last - LOOK_BACK, last, page)
    lines += handed_over(work, page)
    notes = note_states(work, [line.visit for line in lines]).notes
    return [line for line in lines if line.visit.id not in notes]


def handed_over(work: Work, page: str) -> list[DayLine]:
    """The visits of others whose forms the actor is to finish; a look is logged for each patient shown."""
    visits = [get_visit(work, visit_id) for visit_id in handed_to_actor(work)]
    waiting = [one for one in visits if one.note_signed_at is None and one.status == VisitStatus.COMPLETED]
    people = headers(work, {one.patient_id for one in waiting}, page) if waiting else {}
    return [DayLine(one, people[one.patient_id]) for one in waiting]


def due(line: DayLine) -> datetime:
    """Until when the note of a visit is to be written."""
    return datetime.combine(line.visit.day, DUE, line.visit.starts_at.tzinfo)
