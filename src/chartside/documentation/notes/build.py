"""From a session to the content of a note, and from an edit to the content after it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chartside.documentation.forms.evidence import Origin
from chartside.documentation.notes.charge import charge_json, count_charge
from chartside.documentation.notes.gaps import gaps_of
from chartside.documentation.notes.house_style import house_style
from chartside.documentation.notes.note import Content, Note
from chartside.documentation.notes.own_frames import own_frames
from chartside.documentation.notes.told import told_of
from chartside.documentation.reviewing.scope import RULES, rules_for
from chartside.documentation.reviewing.unsaid import omitted_facts
from chartside.documentation.sessions.read import facts_of
from chartside.documentation.similarity.asked import unanswered
from chartside.documentation.specialties import specialty
from chartside.drafting.composer import compose
from chartside.drafting.corrections.wording import Preference, prefer_where_true
from chartside.drafting.facts import as_json, describe, from_json, label, origin_json
from chartside.drafting.model import Draft, Sentence
from chartside.drafting.style import Style
from chartside.drafting.verifier import SentenceCheck, verify
from chartside.drafting.verifier.verify import SUPPORTED
from chartside.kernel.facts import Fact
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import PackSet

DOC_TYPE = "treatment_note"
__all__ = ["DOC_TYPE", "RULES", "NoteRequest", "blocks", "build_note", "draft_note", "recheck"]
_TITLES = {
    Discipline.OT: "Occupational therapy treatment note",
    Discipline.PT: "Physical therapy treatment note",
    Discipline.SLP: "Speech-language pathology treatment note",
}
# What the patient's chart holds for other uses is no omission of a note.
_NOT_FOR_NOTES = frozenset({"pronouns", "billed", "prior_note", "context", "chart"})


@dataclass(frozen=True)
class NoteRequest:
    """What a note is made from.

    Attributes:
        input: the contract's `input` object.
        setting: id of a specialty pack; an unknown one means the general rules.
        recent: texts of the last notes, whose wording the composer does not repeat; `prior_note` of the input
            counts among them.
        style: how the author writes; when not given, what `input.context` says of it, else the clinic's own.
        weights: by frame id, how well the author takes to it.
        preferences: words that the author wants instead of others, where the sentence stays true.
        origins: by path of the session, where what stands there comes from.
    """

    discipline: Discipline
    input: Mapping[str, Any]
    setting: str = ""
    payer: str = ""
    recent: tuple[str, ...] = field(default=())
    style: Style | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    preferences: tuple[Preference, ...] = field(default=())
    origins: Mapping[str, Origin] = field(default_factory=dict)


def draft_note(request: NoteRequest, packs: PackSet | None = None) -> tuple[list[Fact], Draft]:
    """The facts of a session and the composer's draft of them."""
    record = dict(request.input)
    count = count_charge(facts_of(record), request.discipline, request.payer or None, packs)
    facts = facts_of(record, (count.timed_minutes or None) if count else None, request.origins)
    told = told_of(record)
    draft = compose(
        facts,
        request.discipline,
        request.recent + told.recent,
        by_name=specialty(request.setting).by_name,
        style=request.style or told.style or house_style(packs),
        gaps=gaps_of(facts, request.setting, request.payer, packs),
        weights=request.weights,
        own=own_frames(packs),
    )
    return facts, _preferred(draft, facts, request.preferences)


def _preferred(draft: Draft, facts: list[Fact], preferences: tuple[Preference, ...]) -> Draft:
    """The draft in its author's words, as far as the verifier still accepts each sentence."""

    def stands(sentences: Sequence[Sentence]) -> list[bool]:
        return [check.status == SUPPORTED for check in verify(sentences, facts)]

    return replace(draft, sentences=prefer_where_true(draft.sentences, preferences, stands))


def build_note(request: NoteRequest, packs: PackSet | None = None) -> Content:
    """Compose a note and check it.

    Returns:
        JSON-shaped content of a proposal: `doc_type`, `title`, `header`, `sentences` (each with `status` and
        `problems`), `facts`, `unstated` (ids of entered facts that no sentence states), `charge` (None
        without codes and minutes), `findings`, `passed` (ids of rules that found nothing), `writer`.
    """
    facts, draft = draft_note(request, packs)
    content: Content = {
        "doc_type": DOC_TYPE,
        "title": _TITLES[request.discipline],
        "header": _header(request, facts),
        "sentences": [_sentence(sentence) for sentence in draft.sentences],
        "facts": [
            as_json(fact) | origin_json(fact) | {"label": label(fact), "text": describe(fact)}
            for fact in facts
        ],
        "charge": {"chosen": 0},
        "writer": draft.writer,
    }
    return _judged(content, packs)


def recheck(
    content: Content,
    *,
    sentences: Iterable[Mapping[str, Any]] | None = None,
    vouches: Mapping[int, Mapping[str, str]] | None = None,
    chosen: int | None = None,
    packs: PackSet | None = None,
) -> Content:
    """The content after an edit, checked anew. The content given is not changed.

    Args:
        content: what `build_note` or `recheck` gave.
        sentences: the whole note after the edit, `{"i"?, "section", "text"}` each. A sentence whose `i` and
            text are as before keeps its facts and its vouch; any other is held against all facts of the note.
        vouches: by sentence `i`: `by`, `reason` and `at` of the person who answers for an unsupported one.
        chosen: index of the allocation to bill.
        packs: the clinic's packs; the shipped ones when not given.
    """
    changed = dict(content)
    if sentences is not None:
        changed["sentences"] = _edited(content["sentences"], list(sentences))
    if vouches:
        changed["sentences"] = [
            {**sentence, "vouch": dict(vouches[sentence["i"]])} if sentence["i"] in vouches else sentence
            for sentence in changed["sentences"]
        ]
    if chosen is not None:
        changed["charge"] = {"chosen": chosen}
    return _judged(changed, packs)


def written(
    content: Content, sentences: Iterable[Sentence], writer: str, packs: PackSet | None = None
) -> Content:
    """The content with the sentences of another writer, checked anew. The content given is not changed."""
    shapes = [_sentence(sentence) for sentence in sentences]
    return _judged(dict(content) | {"sentences": shapes, "writer": writer}, packs)


def _edited(before: list[dict[str, Any]], after: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    known = {sentence["i"]: sentence for sentence in before}
    free = max([0, *known]) + 1
    edited, taken = [], set[int]()
    for sentence in after:
        old = known.get(sentence.get("i", 0))
        if old is None or old["i"] in taken:
            old = {"i": free, "facts": [], "text": None}
            free += 1
        taken.add(old["i"])
        same = old["text"] == sentence["text"]
        kept = (
            old
            if same
            else {"i": old["i"], "facts": old["facts"], "vouch": None, "edited": True, "frame": ""}
        )
        edited.append({**kept, "section": sentence["section"], "text": sentence["text"]})
    return edited


def _judged(content: Content, packs: PackSet | None) -> Content:
    """The content with every check run: sentences, charge, rules."""
    header = content["header"]
    discipline, payer = Discipline(header["discipline"]), header["payer"]
    facts = [from_json(shape) for shape in content["facts"]]
    sentences = _verified(content["sentences"], facts)
    count = count_charge(facts, discipline, payer or None, packs)
    charge = charge_json(count, (content["charge"] or {}).get("chosen", 0))
    note = Note(
        discipline, payer, tuple(facts), tuple(sentences), count, charge["chosen"] if charge else 0, packs
    )
    stated = {fact for sentence in sentences for fact in sentence["facts"]}
    findings, passed = _run_rules(note, packs)
    return content | {
        "sentences": sentences,
        "unstated": [fact.id for fact in facts if fact.id not in stated and fact.kind not in _NOT_FOR_NOTES],
        "charge": charge,
        "findings": findings + [finding.as_json() for finding in (count.findings if count else ())],
        "passed": passed,
    }


def _run_rules(note: Note, packs: PackSet | None) -> tuple[list[dict[str, Any]], list[str]]:
    note = replace(note, omitted=tuple(omitted_facts(note)))
    findings: list[dict[str, Any]] = []
    passed = []
    for rule in rules_for(note.doc_type, note.payer, note.discipline, note.service_date, packs):
        found = [finding.as_json() for finding in rule.check(note)]
        findings += found
        if not found:
            passed.append(rule.info.id)
    return findings, passed


def _verified(stored: list[dict[str, Any]], facts: list[Fact]) -> list[dict[str, Any]]:
    sentences = [Sentence(s["i"], s["section"], s["text"], tuple(s["facts"]), s["frame"]) for s in stored]
    return [_with_check(shape, check) for shape, check in zip(stored, verify(sentences, facts), strict=True)]


def _with_check(shape: dict[str, Any], check: SentenceCheck) -> dict[str, Any]:
    problems = [problem.as_json() for problem in check.problems]
    vouched = bool(problems and shape.get("vouch"))
    return shape | {
        "facts": list(check.facts),
        "status": "vouched" if vouched else check.status,
        "problems": problems,
        "vouch": shape["vouch"] if vouched else None,
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return sentence.as_json() | {"frame": sentence.frame, "vouch": None, "edited": False}


def _header(request: NoteRequest, facts: list[Fact]) -> dict[str, Any]:
    first = {fact.kind: fact.value for fact in reversed(facts)}
    return {
        "date": first.get("service_date", {}).get("date"),
        "start": first.get("start_time", {}).get("clock"),
        "end": first.get("end_time", {}).get("clock"),
        "minutes": first.get("treatment_minutes", {}).get("minutes"),
        "timed_minutes": first.get("timed_minutes", {}).get("minutes"),
        "patient": first.get("patient_name", {}).get("full"),
        "provider": first.get("provider", {}).get("text"),
        "supervisor": first.get("supervisor", {}).get("text"),
        "discipline": request.discipline.value,
        "setting": request.setting,
        "payer": request.payer,
    }


# Findings that only repeat what a sentence's own mark says.
_SAID_BY_SENTENCES = frozenset({"AI-01", "AI-02"})


def blocks(content: Content) -> list[str]:
    """What stands in the way of signing, one sentence each; empty when the note may be signed."""
    found = [
        f"“{sentence['text']}” has no evidence: {sentence['problems'][0]['evidence']}."
        for sentence in content["sentences"]
        if sentence["status"] == "unsupported"
    ]
    found += [
        finding["message"]
        for finding in content["findings"]
        if finding["level"] == "block" and finding["rule"] not in _SAID_BY_SENTENCES
    ]
    return found + unanswered(content)
