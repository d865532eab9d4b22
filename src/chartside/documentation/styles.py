"""The style of each author, kept and found. Only its author changes it."""

from uuid import UUID

from chartside.documentation.tables import NoteStyleRow
from chartside.drafting.style import Style
from chartside.kernel.errors import Refused
from chartside.platform.tenancy import Work


def style_of(work: Work, staff_id: UUID) -> Style | None:
    """How a member of staff writes; None while nobody has said."""
    row = work.session.get(NoteStyleRow, (work.org_id, staff_id))
    return Style.read(row.style) if row else None


def save_own_style(work: Work, style: Style) -> None:
    """Keep how the actor writes; drafts from now on follow it.

    Raises:
        Refused: the account belongs to nobody who treats.
    """
    staff_id = work.actor.staff_id
    if staff_id is None:
        raise Refused("Only who writes notes has a style.")
    row = work.session.get(NoteStyleRow, (work.org_id, staff_id))
    if row is None:
        row = NoteStyleRow(org_id=work.org_id, staff_id=staff_id)
        work.session.add(row)
    row.style, row.saved_at = style.as_json(), work.clock.now()
    work.session.flush()
    work.audit("style.changed", "staff", staff_id)
