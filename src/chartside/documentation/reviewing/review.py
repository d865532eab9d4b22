"""From any candidate text, and what is known, to everything a reviewer should see. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chartside.documentation.notes.charge import count_charge
from chartside.documentation.notes.note import Note
from chartside.documentation.reviewing.furniture import is_furniture, plain_text
from chartside.documentation.reviewing.goals import graded_goals
from chartside.documentation.reviewing.links import linked
from chartside.documentation.reviewing.scope import rules_for
from chartside.documentation.reviewing.support import support_of_billed
from chartside.documentation.reviewing.unsaid import omitted_facts, unstated_facts
from chartside.documentation.sessions.read import facts_of
from chartside.drafting.facts import describe, label
from chartside.drafting.language.days import read_day
from chartside.drafting.model import Sentence
from chartside.drafting.verifier import SentenceCheck, verify
from chartside.drafting.verifier.verify import SUPPORTED
from chartside.kernel.facts import Fact
from chartside.kernel.findings import Finding
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import PackSet

# What was told to check the text by, and is no statement about the patient.
_NOT_EVIDENCE = ("context.other_reports", "context.earlier_updates", "context.earlier_notes")


@dataclass(frozen=True)
class ReviewRequest:
    """A text and what is known.

    Attributes:
        discipline: None where nobody told it and no credential shows it.
        input: the contract's `input` object.
        sentences: the candidate, `{"i", "section", "text"}` each.
    """

    doc_type: str
    discipline: Discipline | None
    input: Mapping[str, Any]
    sentences: tuple[Mapping[str, Any], ...]
    setting: str = ""
    payer: str = ""
    facts: tuple[Fact, ...] = field(default=())


def review(request: ReviewRequest, packs: PackSet | None = None) -> dict[str, Any]:
    """The answer of the contract, without `id`."""
    note, checks = read_document(request, packs)
    findings = findings_of(note, packs)
    return {
        "missing_requirements": sorted({finding.rule for finding in findings}),
        "code_support": support_of_billed(note),
        "unsupported_sentences": [
            {"i": check.i, "type": problem.type.value, "evidence": problem.evidence}
            for check in checks
            for problem in check.problems
        ],
        "interpretive_sentences": _interpretive(checks),
        "goals": graded_goals(note),
        "omitted_facts": [
            {"id": fact.id, "kind": fact.kind, "path": fact.path, "text": f"{label(fact)}: {describe(fact)}"}
            for fact in unstated_facts(note)
        ],
        "findings": [finding.as_json() for finding in findings],
    }


def read_document(request: ReviewRequest, packs: PackSet | None = None) -> tuple[Note, list[SentenceCheck]]:
    """The document as rules see it: its facts, and each sentence with the facts that support it."""
    facts = facts_of(dict(request.input))
    discipline = request.discipline or Discipline.OT
    count = count_charge(facts, discipline, request.payer or None, packs)
    if count and count.timed_minutes:
        facts = facts_of(dict(request.input), count.timed_minutes)
    sentences = [Sentence(s["i"], s["section"], s["text"], ()) for s in request.sentences]
    checks = _checked(sentences, _evidence(facts, request), request.doc_type)
    note = Note(
        discipline,
        request.payer,
        tuple(facts),
        tuple(_shape(sentence, check, facts) for sentence, check in zip(sentences, checks, strict=True)),
        count,
        packs=packs,
        doc_type=request.doc_type,
        record=request.input,
        setting=request.setting,
        foreign=True,
    )
    return replace(note, omitted=tuple(omitted_facts(note))), checks


def _checked(sentences: list[Sentence], facts: list[Fact], doc_type: str) -> list[SentenceCheck]:
    """Each sentence held against the facts; a line that states nothing of the patient needs none."""
    told = next((fact.value["date"] for fact in facts if fact.kind == "patient_dob"), None)
    plain = [replace(sentence, text=plain_text(sentence.text, read_day(told))) for sentence in sentences]
    return [
        SentenceCheck(sentence.i, SUPPORTED, (), ()) if is_furniture(doc_type, sentence.text) else check
        for sentence, check in zip(plain, verify(plain, facts), strict=True)
    ]


def findings_of(note: Note, packs: PackSet | None = None) -> list[Finding]:
    """Every finding of the rules that reach the document."""
    rules = rules_for(
        note.doc_type, note.payer, note.discipline, note.service_date, packs, setting=note.setting
    )
    return [finding for rule in rules for finding in rule.check(note)]


def _evidence(facts: Iterable[Fact], request: ReviewRequest) -> list[Fact]:
    """The facts as the verifier may use them: what was told for this document counts as entered."""
    found = [
        replace(fact, kind="entry") if fact.kind == "context" and fact.path not in _NOT_EVIDENCE else fact
        for fact in facts
    ]
    told = {"payer": request.payer, "doc_type": request.doc_type, "setting": request.setting}
    found += [
        Fact(name, "entry", name, {"label": name.replace("_", " "), "text": text.replace("_", " ")})
        for name, text in told.items()
        if text
    ]
    return found


def _shape(sentence: Sentence, check: SentenceCheck, facts: list[Fact]) -> dict[str, Any]:
    """A sentence as a note stores it."""
    return sentence.as_json() | {
        "facts": list(linked(sentence.text, facts, check.facts)),
        "status": check.status,
        "problems": [problem.as_json() for problem in check.problems],
        "frame": "",
        "vouch": None,
        "edited": False,
    }


def _interpretive(checks: Iterable[SentenceCheck]) -> list[dict[str, Any]]:
    """The sentences that judge from the facts and add none."""
    found = ((check.i, check.interpretive) for check in checks)
    return [{"i": i, "why": why} for i, why in found if why]
