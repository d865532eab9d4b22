"""`chartside documentation review`: its shapes, its answer, and what a person reads."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chartside.documentation.line_input import DocumentInput, check_doc_type, discipline_of
from chartside.documentation.reviewing.review import ReviewRequest, review
from chartside.drafting.model import ProblemType
from chartside.kernel.commands import Grid, Open, Paragraph
from chartside.kernel.shapes import FindingShape


class CandidateSentence(Open):
    """One sentence of the text, as its author numbered it and under the author's own heading."""

    i: int
    section: str = ""
    text: str


class CandidateInput(Open):
    """The text to review."""

    sentences: list[CandidateSentence]


class ReviewInput(DocumentInput):
    """What is known, as for a draft, and a text that anybody wrote."""

    candidate: CandidateInput


class CodeSupportShape(BaseModel):
    """Whether the words carry one billed code; `better` names the codes that they carry instead."""

    code: str
    supported: bool
    why: str
    better: list[str]


class UnsupportedShape(BaseModel):
    """A sentence that states what nothing supports."""

    i: int
    type: ProblemType
    evidence: str


class InterpretiveShape(BaseModel):
    """A sentence that judges from the facts and adds none."""

    i: int
    why: str


class GoalShape(BaseModel):
    """One goal, verbatim, its grade, the rules that it misses and a rewrite."""

    model_config = ConfigDict(json_schema_extra={"required": ["text", "grade", "missing", "rewrite"]})

    id: Annotated[str | None, Field(description="of a goal of the plan of care")] = None
    text: str
    grade: Literal["good", "weak", "vague"]
    missing: list[str]
    rewrite: str


class OmittedShape(BaseModel):
    """A fact that was entered and that no sentence states."""

    id: str
    kind: str
    path: str
    text: str


class ReviewOutput(BaseModel):
    """`missing_requirements` are the ids of every unmet rule of this document type and payer."""

    missing_requirements: list[str]
    code_support: list[CodeSupportShape]
    unsupported_sentences: list[UnsupportedShape]
    interpretive_sentences: list[InterpretiveShape]
    goals: list[GoalShape]
    omitted_facts: list[OmittedShape]
    findings: list[FindingShape]


def answer_review(given: ReviewInput) -> dict[str, Any]:
    """Answer one line of `documentation review`.

    Raises:
        CannotAnswerError: a document type that nobody knows.
    """
    check_doc_type(given.doc_type)
    request = ReviewRequest(
        given.doc_type,
        given.discipline or discipline_of(given.input),
        given.input,
        tuple(sentence.model_dump() for sentence in given.candidate.sentences),
        given.setting or "",
        given.payer or "",
    )
    return review(request)


def show_review(answer: Mapping[str, Any]) -> Sequence[Paragraph | Grid]:
    """The review for a person: what is missing, then sentence, code and goal."""
    shown: list[Paragraph | Grid] = []
    findings = [[f["rule"], f["level"], f["message"], f["fix"]] for f in answer["findings"]]
    if findings:
        shown.append(Grid(("rule", "level", "what", "fix"), findings, "What is still wanted"))
    else:
        shown.append(Paragraph("Nothing is missing.", "good"))
    unsupported = [[str(s["i"]), s["type"], s["evidence"]] for s in answer["unsupported_sentences"]]
    if unsupported:
        shown.append(Grid(("sentence", "type", "why"), unsupported, "Without evidence"))
    codes = [
        [c["code"], "yes" if c["supported"] else "no", c["why"], ", ".join(c["better"])]
        for c in answer["code_support"]
    ]
    if codes:
        shown.append(Grid(("code", "carried", "why", "carried instead"), codes, "Billed codes"))
    goals = [[g["grade"], g["text"], ", ".join(g["missing"]), g["rewrite"]] for g in answer["goals"]]
    if goals:
        shown.append(Grid(("grade", "goal", "misses", "rewrite"), goals, "Goals"))
    omitted = [[fact["text"], fact["path"]] for fact in answer["omitted_facts"]]
    if omitted:
        shown.append(Grid(("entered and not said", "where"), omitted, "Left out"))
    return shown
