"""What the documentation pages show: plain values that services fill and templates read."""

from chartside.documentation.views.note import NoteReview
from chartside.documentation.views.patient import PatientStrip
from chartside.documentation.views.session import SessionForm

__all__ = ["NoteReview", "PatientStrip", "SessionForm"]
