"""What other areas may ask of documentation. Everything here is pure."""

from chartside.documentation.notes.build import NoteRequest, blocks, build_note, draft_note, recheck
from chartside.documentation.notes.note import Content
from chartside.documentation.sessions.read import facts_of
from chartside.documentation.specialties import (
    ActivityChoice,
    RequiredField,
    Specialty,
    required_fields,
    specialty,
    specialty_ids,
)

__all__ = [
    "ActivityChoice",
    "Content",
    "NoteRequest",
    "RequiredField",
    "Specialty",
    "blocks",
    "build_note",
    "draft_note",
    "facts_of",
    "recheck",
    "required_fields",
    "specialty",
    "specialty_ids",
]
