"""What a model is asked: plain values, already without identifiers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

LENGTHS = ("short", "usual", "full")


@dataclass(frozen=True)
class ToldFact:
    """One fact in a few words of the therapist's, placeholders in place of identifiers."""

    id: str
    kind: str
    label: str
    says: str


@dataclass(frozen=True)
class Flaw:
    """Why a sentence or a fact has to be written again, for the machine.

    Attributes:
        reason: a type of the verifier (`wrong_number`), or `left_out`, `not_attributed`, `wrong_section`,
            `no_facts`.
        facts: the facts it is about.
        text: the sentence as the model wrote it; empty for what was left out.
    """

    reason: str
    facts: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True)
class WritingTask:
    """One draft, or the repair of one.

    Attributes:
        instructions: the prompt layers, joined; `prompt_version` names exactly this text.
        style: how this therapist writes, as words for each habit (`{"person": "third"}`).
        examples: signed sentences of like notes, de-identified, for their wording only.
        flaws: what was wrong with the answer before; empty in the first request.
    """

    instructions: str
    prompt_version: str
    discipline: str
    facts: tuple[ToldFact, ...]
    length: str = "usual"
    style: tuple[tuple[str, str], ...] = ()
    examples: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = field(default=())

    def repair(self, flaws: tuple[Flaw, ...]) -> "WritingTask":
        """The same task for the facts that these flaws are about, and nothing else."""
        about = {fact for flaw in flaws for fact in flaw.facts}
        return replace(self, facts=tuple(fact for fact in self.facts if fact.id in about), flaws=flaws)

    def message(self) -> str:
        """What the model reads after the instructions: one JSON object."""
        told: dict[str, object] = {
            "discipline": self.discipline,
            "length": self.length,
            "facts": [vars(fact) for fact in self.facts],
        }
        if self.style:
            told["style"] = dict(self.style)
        if self.examples:
            told["wording_examples"] = list(self.examples)
        if self.flaws:
            told["write_again"] = [
                {"reason": flaw.reason, "facts": list(flaw.facts), "sentence": flaw.text}
                for flaw in self.flaws
            ]
        return json.dumps(told, ensure_ascii=False, indent=1)

    def parts(self) -> tuple[str, ...]:
        """Every piece of text that came from a chart, a form, a person or a model."""
        return tuple(text for text in self._texts() if text)

    def _texts(self) -> Iterator[str]:
        for fact in self.facts:
            yield from (fact.id, fact.label, fact.says)
        yield from (text for habit in self.style for text in habit)
        yield from self.examples
        yield from (flaw.text for flaw in self.flaws)
        yield self.instructions
