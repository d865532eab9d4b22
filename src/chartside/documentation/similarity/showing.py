"""The twin of a draft for the review page. Another patient's note shows only what this draft says too."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chartside.documentation.kind import BODY_SECTIONS
from chartside.documentation.similarity.asked import LIKENESS, unanswered, whose
from chartside.documentation.similarity.likeness import Why
from chartside.documentation.similarity.marks import mark_same, shared_words
from chartside.documentation.views.twin import TwinSection, TwinView
from chartside.platform.tenancy import Work
from chartside.review.record import ProposalRecord, proposal_record

_WHY = {
    Why.SAME_WORDS: "{share} of its runs of three words stand there too.",
    Why.SAME_BUT_NUMBERS: "Apart from the numbers, the sentences are the same.",
    Why.SAME_REPORT_AND_ASSESSMENT: "What was reported and how it was assessed are word for word the same.",
    Why.NO_NEW_FINDING: "Every measured value is the same as on that day.",
}


def twin_view(work: Work, record: ProposalRecord, *, may_answer: bool, may_read: bool) -> TwinView | None:
    """The twin that was found when the present version was made; None when it has none.

    Args:
        work: the unit of work.
        record: the draft.
        may_answer: whether the reader stands in the chain of signers and the draft still waits for them.
        may_read: whether the reader's role lets them open notes of other patients.
    """
    found = record.content.get(LIKENESS)
    if not found:
        return None
    other = proposal_record(work, UUID(found["proposal"]))
    mine = _texts(record.content)
    theirs = _texts(other.content)
    view = TwinView(
        level=found["level"],
        title=f"Like {whose(found)}",
        why=tuple(_WHY[Why(reason)].format(share=f"{found['words']:.0%}") for reason in found["why"]),
        url=f"/notes/{other.id}" if found["same_patient"] or may_read else "",
        reason=_reason(found),
        asks=bool(unanswered(record.content)),
        may_answer=may_answer,
        **_sides(mine, theirs, same_patient=found["same_patient"]),
    )
    if other.patient_id is not None:
        work.look(other.patient_id, "note alike")
    return view


def _sides(mine: dict[str, str], theirs: dict[str, str], *, same_patient: bool) -> dict[str, Any]:
    if not same_patient:
        return {"shared": tuple(shared_words(mine.values(), theirs.values()))}
    return {"mine": tuple(_marked(mine, theirs)), "other": tuple(_marked(theirs, mine))}


def _marked(texts: dict[str, str], other: dict[str, str]) -> list[TwinSection]:
    marked = mark_same(texts.values(), other.values())
    return [TwinSection(letter, tuple(parts)) for letter, parts in zip(texts, marked, strict=True)]


def _texts(content: Mapping[str, Any]) -> dict[str, str]:
    texts = {
        letter: " ".join(one["text"] for one in content["sentences"] if one["section"] == letter)
        for letter in BODY_SECTIONS
    }
    return {letter: text for letter, text in texts.items() if text}


def _reason(found: Mapping[str, Any]) -> str:
    given = found["reason"]
    return f"{given['by']}: {given['reason']}" if given else ""
