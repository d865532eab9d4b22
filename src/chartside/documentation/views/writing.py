"""A draft while a model writes it."""

from dataclasses import dataclass

from chartside.documentation.views.patient import PatientStrip


@dataclass(frozen=True)
class WritingPart:
    """What has been written so far: letter of the section and text of each sentence.

    Attributes:
        base: the address of the note.
        over: it has come to its end, and the note can be read.
    """

    base: str
    sentences: tuple[tuple[str, str], ...]
    over: bool


@dataclass(frozen=True)
class WritingPage:
    """The page around it. `writer` is who writes."""

    patient: PatientStrip
    writer: str
    part: WritingPart
