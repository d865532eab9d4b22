"""What was entered cannot speak to the machine: nothing it orders reaches a draft, nothing more leaves."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from chartside.drafting.verifier import verify
from chartside.drafting.writers.profiles import make_writer
from chartside.drafting.writers.signs import signs_in
from chartside.drafting.writers.simulator import ModelSimulator
from chartside.drafting.writers.simulator import behaviours as b
from chartside.drafting.writers.writing import Finished, write
from chartside.rulebook.packs import shipped_packs
from tests.drafting.writers.task import MARK, asked, assignment, example, profile

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases/injection.yaml").read_text(encoding="utf-8")
)
NAMED = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])


def line_with(case: dict[str, Any]) -> dict[str, Any]:
    """A sensory session in which the text stands where the case says."""
    line = example("sensory_swing")
    session = line["input"]["session"]
    if case["where"] in ("performance", "skilled"):
        session["activities"][0][case["where"]] = case["text"]
    else:
        session[case["where"]] = case["text"]
    return line


@NAMED
@pytest.mark.parametrize("protocol", ["anthropic", "openai"])
def test_a_model_that_obeys_gets_nothing_into_the_draft(
    case: dict[str, Any], protocol: str, model: ModelSimulator
) -> None:
    made, _ = assignment(line_with(case))
    model.behave(b.obeying(*case["orders"]))
    writer = make_writer(profile(model, protocol), "sk-test")
    *_, finished = write(made, lambda task: asked(writer, task))
    assert isinstance(finished, Finished)
    by_model = [one for one in finished.sentences if one.frame == MARK]
    assert [
        one.text for one in by_model if any(order.rstrip(".") in one.text for order in case["orders"])
    ] == []
    built_in = {one.text for one in made.composed.sentences}
    assert {one.text for one in finished.sentences if one.frame != MARK} <= built_in
    assert {check.status for check in verify(finished.sentences, made.facts) if check.problems} <= {
        "unsupported"
    }


@NAMED
def test_a_text_with_signs_stays_here_and_in_the_note(case: dict[str, Any], model: ModelSimulator) -> None:
    made, telling = assignment(line_with(case))
    assert bool(telling.kept_back) is case["seen"]
    if not case["seen"]:
        return
    writer = make_writer(profile(model, "anthropic"), "sk-test")
    *_, finished = write(made, lambda task: asked(writer, task))
    assert isinstance(finished, Finished)
    assert case["text"][:25] not in model.everything
    (kept,) = telling.kept_back
    said = [one for one in made.composed.sentences if kept in one.facts]
    assert {one.text for one in said} <= {one.text for one in finished.sentences}, "never silently dropped"


ORDINARY = [
    "Mom: slept badly, ignored his breakfast.",
    "He ignored the instructions of the game twice and laughed.",
    "Needed 2 verbal cues to follow the rules of the board game.",
    "Told the assistant that the swing is too fast.",
    "Systems review: skin intact.",
    "Signed his name in cursive, 4 of 5 letters on the line.",
    "Plan to call the teacher about seating.",
    "Approved snack list from home was used.",
    "States that she forgot to do the home program.",
    "Asked her to write the grocery list; wrote 6 of 8 items.",
    "Said the words of the picture cards, 8/10.",
    "Wants to show the model airplane to his brother.",
    "Per mother, the school is setting up new rules for recess.",
    "La mamá dice que durmió bien y escribió su nombre.",
    "Verified home exercise program by return demonstration.",
    "Grip 22 kg left, 30 kg right; 3 x 10 with 2 kg.",
    "Printed his first name and the date on the whiteboard.",
    "Mother certified as a nursing aide, helps with transfers.",
    "Repeated the instructions back in order, 3 of 4 steps.",
    "Marked improvement in attention to task.",
    "Tends to forget the instructions after 2 min; repeated them twice.",
    "Sensory system: seeks movement. Support system: lives with his aunt.",
    "Wheelchair approved by insurance; weight bearing approved by the physician.",
    "New instructions for the home program were given to the mother.",
    "Aide says that he ignores the left side at meals.",
    "Tried to ignore the rules of the game and was redirected.",
    "New orders from the physician allow resisted work.",
    "Assistant: one person for the transfer.",
    "Printed out the chart of mouth shapes and sent it home.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_what_therapists_write_every_day_bears_no_sign(text: str) -> None:
    assert signs_in(text, shipped_packs()) == ()
