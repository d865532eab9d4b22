"""Whole sessions and the notes they give, read and found good by a person.

After a change of the composer: `python -m tests.documentation.test_examples` writes the notes anew; read them.
"""

from pathlib import Path

import pytest
import yaml

from chartside.documentation.api import NoteRequest, blocks, build_note
from chartside.documentation.notes.note import Content
from chartside.kernel.people import Discipline

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(file.stem for file in EXAMPLES.glob("*.yaml"))


def note(name: str) -> Content:
    told = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    return build_note(
        NoteRequest(Discipline(told["discipline"]), told["input"], told["setting"], told["payer"])
    )


def as_text(content: Content) -> str:
    """The note, its charge, what the rules say and what stays unsaid, as a reader wants it."""
    lines, section = [content["title"]], ""
    for sentence in content["sentences"]:
        if sentence["section"] != section:
            section = sentence["section"]
            lines += ["", section]
        lines.append(f"  {sentence['text']} [{' '.join(sentence['facts'])}]")
    lines.append("")
    for line in (content["charge"] or {"lines": []})["lines"]:
        lines.append(f"{line['code']} x{line['units']} {' '.join(line['modifiers'])} ({line['minutes']} min)")
    lines += [f"{found['rule']} {found['level']}: {found['message']}" for found in content["findings"]]
    facts = {fact["id"]: f"{fact['label']}: {fact['text']}" for fact in content["facts"]}
    lines += [f"unstated: {facts[fact]}" for fact in content["unstated"]]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_note_is_as_it_was_read(name):
    assert as_text(note(name)) == (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_supported(name):
    assert {sentence["status"] for sentence in note(name)["sentences"]} == {"supported"}


def test_a_full_session_may_be_signed_and_an_empty_one_may_not():
    assert [name for name in NAMES if blocks(note(name))] == ["little_entered"]


if __name__ == "__main__":
    for each in NAMES:
        (EXAMPLES / f"{each}.txt").write_text(as_text(note(each)), encoding="utf-8")
