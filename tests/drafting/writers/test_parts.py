"""Reading, prompts, costs and profiles: the parts that need no server."""

import json
import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartside.drafting.writers.costs import cost_microdollars, prices_as_of
from chartside.drafting.writers.port import SENTENCES_SCHEMA, Answer, WriterFailed
from chartside.drafting.writers.profiles import chosen, profiles
from chartside.drafting.writers.prompts import prompt_for
from chartside.drafting.writers.reading import SentenceReader
from chartside.kernel.findings import Confidence
from chartside.rulebook.overlays import OverlayRow, merge
from chartside.rulebook.packs import PackSet, shipped_packs
from tests.drafting.writers.task import EXAMPLES, assignment, example

SHAPES = st.lists(
    st.fixed_dictionaries(
        {
            "section": st.sampled_from("SOAP"),
            "facts": st.lists(st.sampled_from(["f1", "f2", "f30"]), unique=True),
            "text": st.text(min_size=1, max_size=40),
        }
    ),
    max_size=6,
)


@given(SHAPES, st.integers(1, 9), st.booleans())
def test_however_it_is_cut_the_sentences_are_the_same(shapes, size, pretty) -> None:
    text = json.dumps({"sentences": shapes}, ensure_ascii=False, indent=1 if pretty else None)
    reader = SentenceReader()
    lines: list[Any] = []
    for place in range(0, len(text), size):
        lines += reader.feed(text[place : place + size])
    reader.finish()
    assert [{"section": one.section, "facts": list(one.facts), "text": one.text} for one in lines] == shapes


@given(SHAPES, st.data())
def test_an_answer_that_is_cut_off_never_gives_half_a_sentence(shapes, data) -> None:
    text = json.dumps({"sentences": shapes})
    cut = data.draw(st.integers(0, len(text) - 3))
    reader = SentenceReader()
    lines = list(reader.feed(text[:cut]))
    assert [one.text for one in lines] == [one["text"] for one in shapes[: len(lines)]]
    if not lines or len(lines) < len(shapes):
        with pytest.raises(WriterFailed):
            reader.finish()


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    reader = SentenceReader()
    with suppress(WriterFailed):
        list(reader.feed(text))
        reader.finish()


def test_an_endless_answer_is_refused() -> None:
    one = {"section": "O", "facts": ["f1"], "text": "x"}
    with pytest.raises(WriterFailed):
        list(SentenceReader().feed(json.dumps({"sentences": [one] * 500})))
    with pytest.raises(WriterFailed):
        list(SentenceReader().feed(json.dumps({"sentences": [{**one, "text": "x" * 5000}]})))


def overlay(key: str, text: str, version: int = 1) -> PackSet:
    row = OverlayRow("prompt_layers", key, {"text": text}, "us", Confidence.VERIFIED, "us", version, "us")
    return merge(shipped_packs(), [row])


def test_layers_stand_in_their_order_and_name_their_version() -> None:
    packs = overlay("clinic|own", "Write attention, never focus.")
    prompt = prompt_for(packs, "treatment_note", "medicare_b", "hand_therapy")
    assert prompt.layers == (
        "base/treatment_note",
        "clinic/own",
        "payer/medicare_b",
        "specialty/hand_therapy",
    )
    assert prompt.text.index("Write attention") < prompt.text.index("skill of a therapist")
    assert prompt == prompt_for(packs, "treatment_note", "medicare_b", "hand_therapy")


@pytest.mark.parametrize("key", ["base|treatment_note", "clinic|own", "payer|medicaid", "specialty|speech"])
def test_another_letter_is_another_version(key: str) -> None:
    before = prompt_for(shipped_packs(), "treatment_note", "medicaid", "speech")
    after = prompt_for(overlay(key, "Another text."), "treatment_note", "medicaid", "speech")
    assert before.version != after.version
    assert "Another text." in after.text


def test_a_payer_without_a_layer_has_that_of_its_kind() -> None:
    assert "payer/medicaid" in prompt_for(shipped_packs(), "treatment_note", "tx_medicaid").layers
    assert prompt_for(shipped_packs(), "treatment_note", "nobody", "elsewhere").layers == (
        "base/treatment_note",
    )


def test_costs_are_those_of_the_list() -> None:
    answer = Answer(input_tokens=2500, output_tokens=700, cache_read_tokens=6000)
    assert cost_microdollars(answer, "claude-sonnet-5-5", shipped_packs()) == 5000 + 7000 + 600
    assert cost_microdollars(answer, "a model of our own", shipped_packs()) is None
    assert prices_as_of(shipped_packs()) == "2026-11-20"


def test_the_built_in_writer_is_the_default_and_every_model_has_a_price_or_none() -> None:
    packs = shipped_packs()
    assert chosen(packs, "treatment_note").writer == "composer"
    assert chosen(packs, "no such use").writer == "composer"
    assert next(one.writer for one in profiles(packs)) == "composer"
    priced = {row["id"] for row in packs.table("models").rows}
    assert {one.model for one in profiles(packs) if one.protocol == "anthropic"} <= priced


def test_the_schema_names_nobody() -> None:
    allowed = {"S", "O", "A", "P"}
    assert (
        set(SENTENCES_SCHEMA["properties"]["sentences"]["items"]["properties"]["section"]["enum"]) == allowed
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_told_names_nobody_and_no_day(path) -> None:
    line = example(path.stem)
    made, _ = assignment(line)
    message = made.task.message()
    patient = line["input"]["patient"]
    for word in (*patient["name"].split(), patient["dob"], line["input"]["service_date"]):
        assert word not in message
    kinds = {fact.kind for fact in made.task.facts}
    assert kinds.isdisjoint({"patient_name", "patient_dob", "provider", "diagnosis", "safety", "refusal"})


def test_a_clinic_can_keep_a_kind_of_fact_at_home() -> None:
    from chartside.drafting.writers.told import tell

    made, _ = assignment(example("hand_wrist"))
    said = {"subjective": "no", "patient_dob": "yes", "activity": "yes"}
    rows = [
        OverlayRow("told_facts", kind, {"told": told}, "us", Confidence.VERIFIED, "us", 1, "us")
        for kind, told in said.items()
    ]
    told = {fact.kind for fact in tell(made.facts, str, merge(shipped_packs(), rows)).told}
    assert "subjective" not in told
    assert "patient_dob" not in told, "what never leaves cannot be opened"
    assert "activity" in told


def test_the_port_loads_no_vendor() -> None:
    code = (
        "import sys, chartside.drafting.writers.writing, chartside.drafting.writers.profiles\n"
        "assert not {'anthropic', 'openai', 'httpx2', 'sqlalchemy', 'fastapi'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
