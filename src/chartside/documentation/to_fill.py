"""The visits that wait for their session form."""

from datetime import datetime, timedelta

from chartside.clinic.rows import today
from chartside.clinic.visits import DayLine, visits_without_notes
from chartside.documentation.drafts import DUE, open_note
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
    return [line for line in lines if open_note(work, line.visit.id) is None]


def due(line: DayLine) -> datetime:
    """Until when the note of a visit is to be written."""
    return datetime.combine(line.visit.day, DUE, line.visit.starts_at.tzinfo)
