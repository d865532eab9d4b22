"""What became of drafts, the wording of one therapist, and a note with its twin. All people are fictitious."""

from dataclasses import replace
from typing import Any

from chartside.documentation.similarity.marks import Part
from chartside.documentation.views.drafts import DraftLine, DraftsPage, PreferenceLine
from chartside.documentation.views.note import NoteReview
from chartside.documentation.views.patient import Step
from chartside.documentation.views.twin import TwinSection, TwinView
from chartside.kernel.ids import new_id

from . import story_note


def drafts() -> dict[str, Any]:
    dana = DraftLine(
        "Dana Whitfield, OTR/L", "41", Step("ok", "6%"), "88%", "34%",
        Step("ok", "1.4 min, nine in ten under 3.2"), "0.1", "0.4", "7%", "2%",
    )  # fmt: skip
    wes = DraftLine(
        "Wes Pruitt, PTA", "38", Step("warn", "22%"), "61%", "8%",
        Step("warn", "5.1 min, nine in ten under 9.0"), "0.6", "0.9", "21%", "11%",
        ("More is rewritten than the target of 15%.", "1 note was signed unchanged in under 20 seconds."),
    )  # fmt: skip
    clinic = replace(dana, author="The clinic", notes="79", alarms=())
    told = (
        "From opening a draft to signing it: 2.3 minutes on the median. Before Chartside: 25 minutes a note."
    )
    return {"drafts": DraftsPage(90, (dana, wes), clinic, told, "25", may_set=True, may_word=True)}


def no_drafts() -> dict[str, Any]:
    return {"drafts": DraftsPage(90, (), None, "No note was signed here yet.", may_word=True)}


def wording() -> dict[str, Any]:
    pairs = (("The patient rested twice.", "The client rested twice."),)
    detail = "You made this change 7 times in two weeks; offered Nov 20, 2026."
    offered = PreferenceLine(new_id(), "patient", "client", Step("sign", "offered"), False, detail, pairs)
    on = replace(offered, id=new_id(), was="practiced", now="worked on", step=Step("ok", "on"), on=True)
    return {"preferences": (offered, on)}


def _sections(number: str) -> tuple[TwinSection, ...]:
    said = (
        Part("Linear platform swing in prone, ", same=True), Part(number, same=False),
        Part(" min, rings on target with moderate verbal cues.", same=True),
    )  # fmt: skip
    return (TwinSection("O", said), TwinSection("P", (Part("Faster arc next time.", same=True),)))


def alike() -> NoteReview:
    twin = TwinView(
        "strong", "Like this patient’s note of November 13, 2026",
        ("71% of its runs of three words stand there too.", "Every measured value is the same as on that day."),
        mine=_sections("20"), other=_sections("15"), url="/notes/theo-13", asks=True, may_answer=True,
    )  # fmt: skip
    return replace(story_note.blocked(), twin=twin)


def alike_elsewhere() -> NoteReview:
    twin = TwinView(
        "warn", "Like a note of yours about another patient", ("44% of its runs of three words stand there too.",),
        shared=("Linear platform swing in prone", "rings on target"), url="/notes/another",
        reason="Dana Whitfield, OTR/L: a group of three; each child’s result is their own.", may_answer=True,
    )  # fmt: skip
    return replace(story_note.ready(), twin=twin)
