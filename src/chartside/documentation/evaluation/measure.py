"""One case to what was found in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import Levenshtein

from chartside.documentation.evaluation.cases import Case, CaseSentence, Expected
from chartside.documentation.notes.build import DOC_TYPE, NoteRequest, draft_note
from chartside.documentation.reviewing.review import ReviewRequest, review
from chartside.documentation.similarity.likeness import runs, share
from chartside.documentation.similarity.texts import words_of

Shape = Mapping[str, Any]


@dataclass(frozen=True)
class Hits:
    """Expected against found: right ones, overlooked ones, false alarms, rightly silent ones."""

    right: int = 0
    overlooked: int = 0
    false_alarms: int = 0
    silent: int = 0

    def __add__(self, other: "Hits") -> "Hits":
        return Hits(
            self.right + other.right,
            self.overlooked + other.overlooked,
            self.false_alarms + other.false_alarms,
            self.silent + other.silent,
        )

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None when nothing is there."""
        there = self.right + self.overlooked
        return self.right / there if there else None

    @property
    def precision(self) -> float | None:
        """The share of what was found that is there; None when nothing was found."""
        found = self.right + self.false_alarms
        return self.right / found if found else None

    @property
    def false_alarm_rate(self) -> float | None:
        """The share of clean ones that were blamed; None when none is clean."""
        clean = self.false_alarms + self.silent
        return self.false_alarms / clean if clean else None


@dataclass(frozen=True)
class Measured:
    """What one case gave.

    Attributes:
        unsupported: the types of what nothing supports.
        type_right: of the rightly blamed sentences, how many got the expected type.
        facts: how many facts there were to state; `omitted` those that no sentence states.
        disagreements: where answer and author differ, in words.
        likeness: share of three-word runs in common with the earlier note; None without one.
        reading_grade: school grade of the text.
        distance: words changed from draft to signed note, as a share; None when nothing was signed.
    """

    id: str
    sentences: int
    unsupported: tuple[str, ...]
    verdicts: Hits
    type_right: int
    requirements: Hits
    codes: Hits
    goals: Hits
    facts: int
    omitted: tuple[str, ...]
    likeness: float | None
    reading_grade: float | None
    distance: float | None
    open_to_sign_seconds: float | None
    disagreements: tuple[str, ...] = field(default=())


def measure(case: Case) -> Measured:
    """Draft the case where nobody wrote a text, review it, and hold the answer against what was expected."""
    sentences, drafted = _text_of(case)
    request = ReviewRequest(
        case.doc_type, case.discipline, case.input, tuple(sentences), case.setting, case.payer
    )
    answer = review(request)
    verdicts, right_types, told = _verdicts(answer, sentences, case.expected)
    text = " ".join(str(one["text"]) for one in sentences)
    earlier = case.input.get("prior_note")
    return Measured(
        id=case.id,
        sentences=len(sentences),
        unsupported=tuple(sorted({one["type"] for one in answer["unsupported_sentences"]})),
        verdicts=verdicts,
        type_right=right_types,
        requirements=_requirements(answer, case.expected),
        codes=_codes(answer, case.expected),
        goals=_goals(answer, case.expected),
        facts=drafted,
        omitted=tuple(one["text"] for one in answer["omitted_facts"]),
        likeness=share(runs(words_of(text)), runs(words_of(earlier))) if isinstance(earlier, str) else None,
        reading_grade=None,
        distance=_distance(sentences, case.signed) if case.signed is not None else None,
        open_to_sign_seconds=case.open_to_sign_seconds,
        disagreements=tuple(told),
    )


def _text_of(case: Case) -> tuple[list[dict[str, Any]], int]:
    """The sentences to judge, and how many facts there are to state."""
    facts, draft = draft_note(NoteRequest(case.discipline, case.input, case.setting, case.payer))
    if case.candidate is not None:
        return [one.model_dump() for one in case.candidate], len(facts)
    if case.doc_type != DOC_TYPE:
        raise ValueError(f"{case.id} has no text, and {case.doc_type} is not composed yet")
    return [one.as_json() for one in draft.sentences], len(facts)


def _verdicts(answer: Shape, sentences: Sequence[Shape], expected: Expected) -> tuple[Hits, int, list[str]]:
    if expected.unsupported is None:
        return Hits(), 0, []
    found: dict[int, set[str]] = {}
    for one in answer["unsupported_sentences"]:
        found.setdefault(one["i"], set()).add(one["type"])
    hits, types, told = Hits(), 0, []
    for one in sentences:
        i, wanted = one["i"], expected.unsupported.get(one["i"])
        if i in expected.unjudged:
            continue
        hits += _hit(there=wanted is not None, found=i in found)
        types += wanted is not None and wanted.value in found.get(i, ())
        if (wanted is not None) != (i in found) or (wanted and wanted.value not in found[i]):
            got = ", ".join(sorted(found.get(i, ()))) or "nothing"
            told.append(f"{i}: expected {wanted.value if wanted else 'nothing'}, found {got}: {one['text']}")
    return hits, types, told


def _hit(*, there: bool, found: bool) -> Hits:
    return Hits(
        right=int(there and found),
        overlooked=int(there and not found),
        false_alarms=int(found and not there),
        silent=int(not there and not found),
    )


def _requirements(answer: Shape, expected: Expected) -> Hits:
    found, hits = set(answer["missing_requirements"]), Hits()
    for rule in {*expected.judged_rules, *expected.missing}:
        hits += _hit(there=rule in expected.missing, found=rule in found)
    return hits


def _codes(answer: Shape, expected: Expected) -> Hits:
    """Here `there` means that the words do not carry the code."""
    found, hits = {one["code"]: one["supported"] for one in answer["code_support"]}, Hits()
    for code, supported in expected.code_support.items():
        hits += _hit(there=not supported, found=not found.get(code, True))
    return hits


def _goals(answer: Shape, expected: Expected) -> Hits:
    """Here `right` means that the grade is the expected one."""
    grades = {one["text"]: one["grade"] for one in answer["goals"]}
    right = sum(grades.get(text) == grade for text, grade in expected.goals.items())
    return Hits(right=right, overlooked=len(expected.goals) - right)


def _distance(draft: Sequence[Shape], signed: Sequence[CaseSentence]) -> float:
    before = [word for one in draft for word in words_of(str(one["text"]))]
    after = [word for one in signed for word in words_of(one.text)]
    return Levenshtein.normalized_distance(before, after)
