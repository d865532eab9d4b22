"""Facts that carry their own label: conditions of treatment, safety, and whatever else was entered."""

import re
from itertools import groupby

from chartside.drafting.composer.writing import Writing
from chartside.drafting.facts import section_of
from chartside.drafting.language.negation import polar_stems
from chartside.drafting.language.words import capital, shape, stems
from chartside.kernel.facts import Fact


def write_named(note: Writing, section: str, *kinds: str) -> None:
    """A sentence for each fact of these kinds that belongs to the section."""
    for kind in kinds:
        here = [fact for fact in note.of_kind(kind) if section_of(fact) == section]
        for _, group in groupby(
            here, key=lambda fact: (fact.path.partition("[")[0], fact.value.get("label"))
        ):
            facts = list(group)
            if len(facts) > 1 and not any(_stands_alone(fact) for fact in facts):
                slots = {
                    "label": note.small(str(facts[0].value.get("label"))),
                    "text": _together(note, facts),
                }
                starts = "{Label}:" if any(is_denial(str(fact.value["text"])) for fact in facts) else ""
                note.say(section, "named", "labelled", slots, facts, starts=starts)
                continue
            for fact in facts:
                _write(note, section, fact)


def _stands_alone(fact: Fact) -> bool:
    return fact.kind in ("one_to_one", "group", "refusal") or says_itself(fact)


def _together(note: Writing, facts: list[Fact]) -> str:
    texts = [note.small(str(fact.value["text"])) for fact in facts]
    return "; ".join(texts) if any("," in text or ";" in text for text in texts) else ", ".join(texts)


def _write(note: Writing, section: str, fact: Fact) -> None:
    text, name = str(fact.value["text"]), str(fact.value.get("label") or "Entered")
    flag = fact.value.get("flag")
    if flag is False and fact.kind in ("one_to_one", "group"):
        return
    form, slots = "labelled", {"label": note.small(name), "text": note.small(text)}
    if fact.kind == "one_to_one" and flag:
        form, slots = "one_to_one_yes", {}
    elif fact.kind == "group" and flag:
        form, slots = "group_yes", {}
    elif fact.kind == "group" and re.fullmatch(r"\d{1,2}", text):
        form, slots = "group_count", {"text": text}
    elif fact.kind == "refusal" and flag is None and not is_denial(text):
        form, slots = _refusal(note, text)
    elif says_itself(fact):
        form, slots = "whole", {"text": capital(text)}
    starts = "{Label}:" if form == "labelled" and is_denial(text) else ""
    note.say(section, "named", form, slots, [fact], must=frozenset(slots), starts=starts)


def _refusal(note: Writing, text: str) -> tuple[str, dict[str, str]]:
    if shape(text) == "sentence" or {"refus", "declin"} & set(stems(text)):
        return "whole", {"text": capital(text)}
    return "refusal", {"text": note.small(text)}


def says_itself(fact: Fact) -> bool:
    """A whole sentence, or a text that begins with its own label (`Pain 3/10 in the wrist` under Pain)."""
    name, text = str(fact.value.get("label")), str(fact.value["text"])
    if shape(text) == "sentence" and len(text.split()) > 3:
        return True
    return stems(text)[: len(stems(name))] == stems(name) != []


def is_denial(text: str) -> bool:
    """`None`, `no pain`: it denies its label, and must stand right after it."""
    denied = not all(positive for _, positive in polar_stems(text))
    return denied or {*stems(text)} <= {"none", "no", "not"}
