"""Tests and questionnaires: the score as it was entered, and the change that was computed from two scores."""

from collections.abc import Mapping
from itertools import groupby

from chartside.drafting.composer.named import is_denial, says_itself
from chartside.drafting.composer.writing import Writing, listing
from chartside.drafting.facts import section_of
from chartside.drafting.language.words import capital
from chartside.kernel.facts import Fact


def write_measures(note: Writing, gaps: Mapping[str, tuple[str, ...]]) -> None:
    """A sentence for each measure, several values of one name in one; a score that cannot be is a gap."""
    here = [fact for fact in note.of_kind("measure") if section_of(fact) == "O"]
    for _, group in groupby(here, key=lambda fact: (fact.path.partition("[")[0], fact.value.get("label"))):
        facts = list(group)
        plain = not any(says_itself(fact) or fact.value.get("change_said") for fact in facts)
        for several in [facts] if plain else [[fact] for fact in facts]:
            missing = [gap for fact in several for gap in gaps.get(fact.path, ())]
            _write(note, several, "".join(f"; {gap}: [{gap}]" for gap in missing))


def _write(note: Writing, facts: list[Fact], tail: str) -> None:
    value = facts[0].value
    if len(facts) == 1 and says_itself(facts[0]):
        slots = {"text": capital(str(value["text"]))}
        note.say(
            "O", "measure", "whole", slots | {"change": str(value.get("change_said") or "")}, facts, tail=tail
        )
        return
    text = listing([note.small(str(fact.value["text"])) for fact in facts])
    slots = {
        "label": note.small(str(value.get("label"))),
        "text": text,
        "change": str(value.get("change_said") or ""),
    }
    starts = "{Label}:" if is_denial(text) else ""
    note.say("O", "measure", "scored", slots, facts, tail=tail, starts=starts)
