"""Whatever a model does with whatever session: the draft is supported, whole, in order, and signed by nobody else."""

from typing import Any

import pytest

from chartside.drafting.verifier import verify
from chartside.drafting.writers.checking import BODY
from chartside.drafting.writers.port import Answer, Line
from chartside.drafting.writers.profiles import make_writer
from chartside.drafting.writers.simulator import ModelSimulator
from chartside.drafting.writers.simulator import behaviours as b
from chartside.drafting.writers.simulator.behaviours import Behaviour
from chartside.drafting.writers.writing import MOST_REPAIRS, Finished, write
from chartside.privacy.door.policy import Stopped
from tests.documentation.sessions_made import made_session
from tests.drafting.writers.task import MARK, asked, assignment, example, profile

SEEDS = range(400, 412)
MODELS: dict[str, tuple[Behaviour, ...]] = {
    "faithful": (b.plain,),
    "hallucinating": (b.hallucinating,),
    "better at the second try": (b.hallucinating, b.plain),
    "cut off": (b.truncated,),
    "obeying": (b.obeying("All goals are met.", "The patient is independent."),),
    "silent": (b.saying(),),
}


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_draft_is_supported_whole_and_in_order(seed: int, name: str, model: ModelSimulator) -> None:
    made, _ = assignment(made_session(seed))
    model.behave(*MODELS[name])
    writer = make_writer(profile(model, "openai", retries=0), "sk-test")
    *shown, finished = write(made, lambda task: asked(writer, task))
    assert isinstance(finished, Finished)
    by_model = [one for one in finished.sentences if one.frame == MARK]
    assert [check.problems for check in verify(by_model, made.facts)] == [()] * len(by_model)
    assert {one.text for one in by_model} <= {one.text for one in shown}  # type: ignore[union-attr]
    built_in = {one.text: one for one in made.composed.sentences}
    assert {one.text for one in finished.sentences if one.frame != MARK} <= set(built_in)
    stated = {fact for one in finished.sentences for fact in one.facts}
    assert stated >= {fact for one in made.composed.sentences for fact in one.facts}, "nothing is forgotten"
    body = [one.section for one in finished.sentences if one.section in BODY]
    assert body == sorted(body, key=BODY.index)
    closing = [one.text for one in made.composed.sentences if one.section not in BODY]
    assert [one.text for one in finished.sentences if one.section not in BODY] == closing
    assert [one.i for one in finished.sentences] == list(range(1, len(finished.sentences) + 1))
    assert len(model.received) <= 1 + MOST_REPAIRS


@pytest.mark.parametrize("protocol", ["anthropic", "openai"])
def test_the_same_answers_give_the_same_draft(protocol: str, model: ModelSimulator) -> None:
    made, _ = assignment(example("neuro_arm"))
    writer = make_writer(profile(model, protocol), "sk-test")
    drafts = [list(write(made, lambda task: asked(writer, task))) for _ in range(2)]
    assert drafts[0] == drafts[1]


def test_a_door_that_refuses_the_first_request_is_heard_and_a_repair_only_ends_it() -> None:
    made, _ = assignment(example("hand_wrist"))
    asks: list[Any] = []

    def ask(task: Any) -> Any:
        asks.append(task)
        if len(asks) > stops_after:
            raise Stopped("identifier_found", "Seen.")
        (fact, *_) = task.facts
        yield Line("O", "It took 99 min.", (fact.id,))

    stops_after = 0
    with pytest.raises(Stopped):
        list(write(made, ask))
    asks.clear()
    stops_after = 1
    *_, finished = write(made, ask)
    assert isinstance(finished, Finished)
    assert (finished.report.ended, finished.report.written) == ("identifier_found", 0)
    assert finished.sentences == made.composed.sentences


def test_a_task_without_a_fact_asks_nobody() -> None:
    line = example("little_entered")
    line["input"]["session"] = {"start": "10:00", "end": "10:30"}
    made, _ = assignment(line)
    *_, finished = write(made, lambda _task: pytest.fail("somebody was asked"))
    assert isinstance(finished, Finished)
    assert finished.report.asked == 0


def test_what_the_answer_keeps_is_what_came() -> None:
    answer = Answer()
    with ModelSimulator([b.truncated]).running() as model:
        writer = make_writer(profile(model, "anthropic"), "sk-test")
        made, _ = assignment(example("sensory_swing"))
        *_, finished = write(made, lambda task: asked(writer, task, answer))
    assert isinstance(finished, Finished)
    assert finished.report.ended == "truncated"
    assert answer.text.startswith('{"sentences"')
    assert not answer.text.endswith("}")
