"""A note's facts as a task, without any clinic: names masked, and what the built-in writer says of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chartside.documentation.notes.build import NoteRequest, build_note
from chartside.drafting.facts import from_json
from chartside.drafting.model import Draft, Sentence
from chartside.drafting.writers.port import Answer, Line, Writer
from chartside.drafting.writers.profiles import Profile, make_writer
from chartside.drafting.writers.prompts import prompt_for
from chartside.drafting.writers.simulator import ModelSimulator
from chartside.drafting.writers.task import WritingTask
from chartside.drafting.writers.told import Telling, tell
from chartside.drafting.writers.writing import Assignment, Finished, write
from chartside.kernel.people import Discipline
from chartside.privacy.door.chart_strings import chart_finders
from chartside.privacy.placeholders import Placeholders
from chartside.rulebook.packs import shipped_packs

EXAMPLES = sorted((Path(__file__).parents[2] / "documentation/examples").glob("*.yaml"))
MARK = "model:test"


def example(name: str) -> dict[str, Any]:
    """One line of `documentation draft`, to change."""
    found = next(path for path in EXAMPLES if path.stem == name)
    line: dict[str, Any] = yaml.safe_load(found.read_text(encoding="utf-8"))
    return line


def assignment(line: dict[str, Any]) -> tuple[Assignment, Telling]:
    """The task of a line and the built-in draft beside it."""
    discipline = Discipline.read(line["discipline"])
    setting, payer = line.get("setting", ""), line.get("payer", "")
    content = build_note(NoteRequest(discipline, line["input"], setting, payer))
    facts = tuple(from_json(one) for one in content["facts"])
    composed = Draft(
        "composer",
        tuple(
            Sentence(one["i"], one["section"], one["text"], tuple(one["facts"]), one["frame"])
            for one in content["sentences"]
        ),
    )
    patient = line["input"]["patient"]
    first, _, last = patient["name"].partition(" ")
    chart = {"name": patient["name"], "first": first, "last": last, "dob": patient["dob"]}
    finders = chart_finders(chart)
    names = Placeholders(chart, date(2026, 11, 6), date(2026, 11, 20))
    telling = tell(facts, lambda text: names.mask(text, finders.first), shipped_packs())
    prompt = prompt_for(shipped_packs(), "treatment_note", payer, setting)
    task = WritingTask(prompt.text, prompt.version, discipline.value, telling.told)
    return Assignment(task, facts, composed, names.known, MARK), telling


def profile(model: ModelSimulator, protocol: str, **more: Any) -> Profile:
    """A writer that asks the simulator over one of the protocols."""
    address = model.address if protocol == "anthropic" else model.chat_address
    usual: dict[str, Any] = {"first_seconds": 5.0, "all_seconds": 10.0, "retries": 2}
    usual |= {"key_name": "test"}
    return Profile("test", "Test model", protocol, "test-model", address, **{**usual, **more})


def asked(writer: Writer, task: WritingTask, answer: Answer | None = None) -> Iterator[Line]:
    """The lines of one request."""
    return writer.ask(writer.prepare(task), answer or Answer())


def draft_by(model: ModelSimulator, line: dict[str, Any], protocol: str = "anthropic") -> Finished:
    """The whole draft of a line."""
    made, _ = assignment(line)
    writer = make_writer(profile(model, protocol), "sk-test")
    *_, finished = write(made, lambda task: asked(writer, task))
    assert isinstance(finished, Finished)
    return finished
