"""Who listens when a note is signed, recalled or added to."""

from uuid import UUID

from chartside.documentation.learning.model import model_in_use, reread
from chartside.documentation.learning.recording import forget_signed, record_signed
from chartside.platform.events.subscribers import subscribe
from chartside.platform.events.tables import Event
from chartside.platform.tenancy import Work


@subscribe("note.signed", "learning.note_signed")
def note_signed(work: Work, event: Event) -> None:
    """Keep what the note teaches, unless it has been recalled since."""
    record_signed(work, UUID(event.detail["proposal"]))
    reread(work, model_in_use())


@subscribe("note.recalled", "learning.note_recalled")
def note_recalled(work: Work, event: Event) -> None:
    """It was never signed, as far as learning goes; unless it was signed anew before this was handled."""
    forget_signed(work, UUID(event.detail["proposal"]))
    record_signed(work, UUID(event.detail["proposal"]))


@subscribe("note.added_to", "learning.note_added_to")
def note_added_to(work: Work, event: Event) -> None:
    """What needed an addendum is no example for others."""
    forget_signed(work, UUID(event.detail["proposal"]), figure=False)
