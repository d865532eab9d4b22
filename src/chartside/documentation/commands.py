"""`chartside documentation ...`: the same engine as the pages, on JSON Lines."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, Field

from chartside.documentation.notes.build import DOC_TYPE, NoteRequest, draft_note
from chartside.documentation.sessions.identity import read_person
from chartside.drafting.facts import as_json, describe, label
from chartside.kernel.commands import CannotAnswerError, Command, Grid, LineCommand, LineInput, Paragraph
from chartside.kernel.errors import Problem
from chartside.kernel.facts import Fact
from chartside.kernel.people import ClinicalRole, Discipline

DocType = Literal[
    "treatment_note",
    "evaluation",
    "re_evaluation",
    "plan_of_care",
    "progress_report",
    "discharge",
    "letter",
    "appeal",
    "goal",
    "hep",
    "parent_update",
    "school_note",
    "school_report",
    "iep",
    "section504",
]
_SECTIONS = {"S": "Subjective", "O": "Objective", "A": "Assessment", "P": "Plan", "SIG": "Signature"}


def _read_discipline(value: object) -> object:
    return Discipline.read(value) if isinstance(value, str) else value


class DraftInput(LineInput):
    """One visit. `input` is open: members without a meaning of their own are facts under their path."""

    doc_type: Annotated[str, Field(description=f"one of {', '.join(get_args(DocType))}")]
    setting: Annotated[
        str | None, Field(description="id of a specialty pack; unknown or absent: the general rules")
    ] = None
    discipline: Annotated[
        Discipline | None,
        BeforeValidator(_read_discipline),
        Field(description="ST and speech are read as SLP; absent: that of the provider's credential"),
    ] = None
    payer: Annotated[str | None, Field(description="a payer kind or the id of a payer pack")] = None
    input: Annotated[
        dict[str, Any],
        Field(
            description="one visit; `context.style` or `context.style_samples` (notes of the author) word "
            "the draft as its author writes; `prior_note` and `context.recent_notes` are not repeated"
        ),
    ]


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
    if given.doc_type not in get_args(DocType):
        raise CannotAnswerError(
            Problem("unknown_doc_type", f"no document type {given.doc_type!r}", "doc_type")
        )
    if given.doc_type != DOC_TYPE:
        message = f"{given.doc_type} is not composed yet; treatment_note is"
        raise CannotAnswerError(Problem("not_yet_composed", message, "doc_type"))
    discipline = given.discipline or _discipline_of(given.input)
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


def _discipline_of(record: Mapping[str, Any]) -> Discipline | None:
    roles = [value["role"] for _, _, value in read_person(record.get("provider"), "provider", "provider")]
    known = [ClinicalRole(role).discipline for role in roles if role]
    return known[0] if known else None


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
    )
