"""The real clients of the vendors against a server that speaks both protocols, well and badly."""

import pytest

from chartside.drafting.writers.port import Answer, Line, WriterFailed
from chartside.drafting.writers.profiles import Profile, make_writer
from chartside.drafting.writers.simulator import ModelSimulator, Reply
from chartside.drafting.writers.simulator import behaviours as b
from chartside.drafting.writers.task import ToldFact, WritingTask
from tests.drafting.writers.task import asked, profile

BOTH = pytest.mark.parametrize("protocol", ["anthropic", "openai"])
TASK = WritingTask(
    "Write a note.",
    "v1",
    "OT",
    (
        ToldFact("f1", "activity", "Activity 1", "linear swing; 20 min; 5/8"),
        ToldFact("f2", "plan", "Plan", "continue twice weekly"),
    ),
)


@BOTH
def test_a_good_answer(protocol: str, model: ModelSimulator) -> None:
    answer = Answer()
    lines = list(asked(make_writer(profile(model, protocol), "sk-test"), TASK, answer))
    assert [(one.section, one.facts, one.text) for one in lines] == [
        ("O", ("f1",), "Linear swing; 20 min; 5/8."),
        ("P", ("f2",), "Continue twice weekly."),
    ]
    assert (answer.ended, answer.model, answer.request_id) == ("complete", "test-model", "req_simulated")
    assert answer.input_tokens > 50
    assert answer.output_tokens > 10


@BOTH
def test_sentences_come_before_the_answer_is_whole(protocol: str, model: ModelSimulator) -> None:
    answer = Answer()
    lines = asked(make_writer(profile(model, protocol), "sk-test"), TASK, answer)
    first = next(lines)
    assert first.facts == ("f1",)
    assert "twice weekly" not in answer.text
    assert len(list(lines)) == 1


@BOTH
def test_the_key_the_shape_and_the_instructions_arrive(protocol: str, model: ModelSimulator) -> None:
    list(asked(make_writer(profile(model, protocol), "sk-test"), TASK))
    path, headers, request = model.received[0]
    assert path == ("/v1/messages" if protocol == "anthropic" else "/v1/chat/completions")
    assert "sk-test" in (headers.get("authorization", "") + headers.get("x-api-key", ""))
    assert '"section"' in str(request).replace("'", '"')
    assert "Write a note." in str(request)
    assert "temperature" not in request


FAILURES = {
    "busy for good": (b.overloaded, "overloaded", 0),
    "too many requests": (b.failing(429), "overloaded", 0),
    "a fault of theirs": (b.failing(500), "overloaded", 0),
    "wrong key": (b.failing(401), "not_allowed", 0),
    "no access": (b.failing(403), "not_allowed", 0),
    "bad request": (b.failing(400), "bad_request", 0),
    "not found": (b.failing(404), "bad_request", 0),
    "declines": (b.refusing, "refused", 0),
    "not the shape": (b.malformed, "malformed", 0),
    "another shape": (b.misshapen, "malformed", 0),
    "an empty answer": (lambda _told: Reply(""), "malformed", 0),
    "cut off": (b.truncated, "truncated", 1),
    "breaks off": (b.breaking_off, "unreachable", None),
    "leads elsewhere": (b.redirecting("http://127.0.0.1:9"), "bad_request", 0),
}


@BOTH
@pytest.mark.parametrize("name", FAILURES)
def test_each_way_of_failing_has_its_name(name: str, protocol: str, model: ModelSimulator) -> None:
    behaviour, code, given = FAILURES[name]
    model.behave(behaviour)
    answer = Answer()
    lines: list[Line] = []
    with pytest.raises(WriterFailed) as failed:
        lines.extend(asked(make_writer(profile(model, protocol, retries=1), "sk-test"), TASK, answer))
    assert (failed.value.code, answer.ended) == (code, code)
    assert given is None or len(lines) == 0 or given
    assert failed.value.words.endswith(".")


@BOTH
def test_an_overloaded_server_is_asked_again(protocol: str, model: ModelSimulator) -> None:
    model.behave(b.overloaded, b.overloaded, b.plain)
    assert len(list(asked(make_writer(profile(model, protocol), "sk-test"), TASK))) == 2
    assert len(model.received) == 3


@BOTH
def test_a_dripping_answer_comes_to_an_end(protocol: str, model: ModelSimulator) -> None:
    model.behave(b.dripping(0.05))
    with pytest.raises(WriterFailed) as failed:
        list(asked(make_writer(profile(model, protocol, all_seconds=0.1), "sk-test"), TASK))
    assert failed.value.code == "slow"


@BOTH
def test_a_silent_server_is_not_waited_for(protocol: str, model: ModelSimulator) -> None:
    model.behave(b.dripping(0.6))
    with pytest.raises(WriterFailed) as failed:
        list(asked(make_writer(profile(model, protocol, first_seconds=0.1, retries=0), "sk-test"), TASK))
    assert failed.value.code in ("slow", "unreachable")


@BOTH
def test_nobody_there(protocol: str) -> None:
    empty = ModelSimulator(port=9)
    with pytest.raises(WriterFailed) as failed:
        list(asked(make_writer(profile(empty, protocol, retries=0), "sk-test"), TASK))
    assert failed.value.code == "unreachable"


@BOTH
def test_a_redirect_is_never_followed(protocol: str, model: ModelSimulator) -> None:
    with ModelSimulator().running() as elsewhere:
        model.behave(b.redirecting(elsewhere.address))
        with pytest.raises(WriterFailed):
            list(asked(make_writer(profile(model, protocol, retries=0), "sk-test"), TASK))
        assert elsewhere.received == []


@BOTH
def test_the_environment_cannot_turn_it_aside(
    protocol: str, model: ModelSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ANTHROPIC_BASE_URL", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in (
        "ANTHROPIC_API_KEY",
        "OPENAI_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "OPENAI_ORG_ID",
        "OPENAI_PROJECT_ID",
    ):
        monkeypatch.setenv(name, "of-the-environment")
    list(asked(make_writer(profile(model, protocol), "sk-test"), TASK))
    assert "of-the-environment" not in model.everything
    assert "sk-test" in model.everything


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"model": ""}, "lacks the name of the model"),
        ({"base_url": ""}, "lacks the address"),
        ({"protocol": "smoke"}, "speaks no protocol"),
        ({"key_name": "anthropic"}, "There is no key"),
    ],
)
def test_a_writer_that_lacks_something_says_what(more: dict[str, str], words: str) -> None:
    usual = {
        "writer": "w",
        "title": "W",
        "protocol": "openai",
        "model": "m",
        "base_url": "http://127.0.0.1:9",
    }
    with pytest.raises(WriterFailed, match=words):
        make_writer(Profile(**{**usual, **more}), None)  # type: ignore[arg-type]


@pytest.mark.parametrize("output", ["json_schema", "json_object", "text"])
def test_servers_that_know_less_are_told_less(output: str, model: ModelSimulator) -> None:
    assert (
        len(list(asked(make_writer(profile(model, "openai", output=output, key_name=""), None), TASK))) == 2
    )
    shape = model.received[0][2].get("response_format")
    assert (shape or {}).get("type", "text") == output
