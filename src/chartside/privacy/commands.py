"""`chartside privacy ...`: the detector on JSON Lines."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field

from chartside.kernel.commands import Command, Grid, LineCommand, LineInput, Paragraph
from chartside.privacy.api import Chart, Clinic, IdentifierType, redact


class RedactInput(LineInput):
    """One text and the chart of the patient whom it is about."""

    text: str
    chart: Annotated[
        Chart, Field(description="members not named here are identifiers to find; any of them may be absent")
    ] = Chart()
    clinic: Annotated[Clinic | None, Field(description="the clinic's own data and its staff, which stay")] = (
        None
    )


class SpanShape(BaseModel):
    """One identifier: characters `start` up to, without, `end` of the input text."""

    start: int
    end: int
    type: IdentifierType


class RedactOutput(BaseModel):
    """The text with a placeholder such as `[NAME]` for every identifier, and where they stood."""

    text: str
    spans: list[SpanShape]


def answer(given: RedactInput) -> dict[str, Any]:
    """Answer one line of `privacy redact`."""
    text, spans = redact(given.text, given.chart, given.clinic)
    return {
        "text": text,
        "spans": [{"start": span.start, "end": span.end, "type": span.type.value} for span in spans],
    }


def show(answered: Mapping[str, Any]) -> Sequence[Paragraph | Grid]:
    """The text for a person, and how many identifiers of each type were replaced."""
    types = [span["type"] for span in answered["spans"]]
    rows = [(kind, IdentifierType(kind).safe_harbor, str(types.count(kind))) for kind in sorted(set(types))]
    shown: list[Paragraph | Grid] = [Paragraph(answered["text"])]
    if rows:
        shown.append(Grid(("type", "class", "replaced"), rows))
    else:
        shown.append(Paragraph("nothing to replace", "dim"))
    return shown


def commands() -> Sequence[Command]:
    """The commands of this room."""
    return (
        LineCommand(
            verb="redact",
            summary="A text with every identifier of the patient, family, household and employer replaced.",
            reads=RedactInput,
            writes=RedactOutput,
            answer=answer,
            show=show,
        ),
    )
