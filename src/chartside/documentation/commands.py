"""`chartside documentation ...`: the same engine as the pages, on JSON Lines."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field

from chartside.documentation.line_input import DocumentInput, check_doc_type, discipline_of
from chartside.documentation.notes.build import DOC_TYPE, NoteRequest, draft_note
from chartside.documentation.reviewing.command import ReviewInput, ReviewOutput, answer_review, show_review
from chartside.drafting.facts import as_json, describe, label
from chartside.kernel.commands import CannotAnswerError, Command, Grid, LineCommand, Paragraph
from chartside.kernel.errors import Problem
from chartside.kernel.facts import Fact

_SECTIONS = {"S": "Subjective", "O": "Objective", "A": "Assessment", "P": "Plan", "SIG": "Signature"}


class DraftInput(DocumentInput):
    """One visit. `input` is open: members without a meaning of their own are facts under their path."""


class SentenceShape(BaseModel):
    """One sentence and the ids of the facts it states."""

    i: int
    section: Annotated[str, Field(description="S, O, A, P or SIG")]
    text: str
    facts: list[str]


class FactShape(BaseModel):
    """One fact: what kind, where it stands in `input`, and its value with its roles kept apart."""

    id: str
    kind: str
    path: str
    value: object


class DraftOutput(BaseModel):
    """The draft. `unstated` are facts that no sentence states."""

    writer: str
    sentences: list[SentenceShape]
    facts: list[FactShape]
    unstated: list[str]


def draft(given: DraftInput) -> dict[str, Any]:
    """Answer one line of `documentation draft`.

    Raises:
        CannotAnswerError: a document type that is unknown or not composed yet, or no discipline told.
    """
    check_doc_type(given.doc_type)
    if given.doc_type != DOC_TYPE:
        message = f"{given.doc_type} is not composed yet; treatment_note is"
        raise CannotAnswerError(Problem("not_yet_composed", message, "doc_type"))
    discipline = given.discipline or discipline_of(given.input)
    if discipline is None:
        raise CannotAnswerError(Problem("missing_field", "discipline is missing", "discipline"))
    request = NoteRequest(discipline, given.input, given.setting or "", given.payer or "")
    facts, written = draft_note(request)
    return {
        "writer": written.writer,
        "sentences": [sentence.as_json() for sentence in written.sentences],
        "facts": [as_json(fact) for fact in facts],
        "unstated": written.unstated(facts),
    }


def show_draft(answer: Mapping[str, Any]) -> Sequence[Paragraph | Grid]:
    """The draft for a person: section by section with fact numbers, then the facts."""
    shown: list[Paragraph | Grid] = []
    last = ""
    for sentence in answer["sentences"]:
        if sentence["section"] != last:
            last = sentence["section"]
            shown.append(Paragraph(_SECTIONS.get(last, last), "title"))
        shown.append(Paragraph(f"  {sentence['text']}  [{', '.join(sentence['facts'])}]"))
    facts = [Fact(fact["id"], fact["kind"], fact["path"], fact["value"]) for fact in answer["facts"]]
    rows = [[fact.id, label(fact), describe(fact), fact.path] for fact in facts]
    shown.append(Grid(("fact", "what", "as entered", "where"), rows, "Evidence"))
    if answer["unstated"]:
        shown.append(Paragraph(f"Not stated: {', '.join(answer['unstated'])}", "warn"))
    return shown


def commands() -> Sequence[Command]:
    """The commands of this area."""
    return (
        LineCommand(
            verb="draft",
            summary="A session to a draft note, each sentence with the facts that it states.",
            reads=DraftInput,
            writes=DraftOutput,
            answer=draft,
            show=show_draft,
        ),
        LineCommand(
            verb="review",
            summary="Any document against its rules, its evidence, its codes and its goals.",
            reads=ReviewInput,
            writes=ReviewOutput,
            answer=answer_review,
            show=show_review,
        ),
    )
