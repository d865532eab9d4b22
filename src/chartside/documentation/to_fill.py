"""The visits that wait for their session form."""

from datetime import datetime, timedelta

from chartside.clinic.rows import today
from chartside.clinic.visits import DayLine, visits_without_notes
from chartside.documentation.drafts import DUE
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
    notes = note_states(work, [line.visit for line in lines]).notes
    return [line for line in lines if line.visit.id not in notes]


def due(line: DayLine) -> datetime:
    """Until when the note of a visit is to be written."""
    return datetime.combine(line.visit.day, DUE, line.visit.starts_at.tzinfo)
