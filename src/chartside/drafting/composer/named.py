"""Facts that carry their own label: conditions of treatment, safety, and whatever else was entered."""

import re
from itertools import groupby

from chartside.drafting.composer.writing import Writing
from chartside.drafting.facts import section_of
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
                slots = {"label": str(facts[0].value.get("label")), "text": _together(note, facts)}
                note.say(section, "named", "labelled", slots, facts)
                continue
            for fact in facts:
                _write(note, section, fact)


def _same_list(fact: Fact) -> tuple[str, str]:
    return fact.path.partition("[")[0], str(fact.value.get("label"))


def _stands_alone(fact: Fact) -> bool:
    text = str(fact.value["text"])
    return fact.kind in ("one_to_one", "group", "refusal") or _says_itself(str(fact.value.get("label")), text)


def _together(note: Writing, facts: list[Fact]) -> str:
    texts = [note.small(str(fact.value["text"])) for fact in facts]
    return "; ".join(texts) if any("," in text or ";" in text for text in texts) else ", ".join(texts)


def _write(note: Writing, section: str, fact: Fact) -> None:
    text, name = str(fact.value["text"]), str(fact.value.get("label") or "Entered")
    flag = fact.value.get("flag")
    if flag is False and fact.kind in ("one_to_one", "group"):
        return
    form, slots = "labelled", {"label": name, "text": note.small(text)}
    if fact.kind == "one_to_one" and flag:
        form, slots = "one_to_one_yes", {}
    elif fact.kind == "group" and flag:
        form, slots = "group_yes", {}
    elif fact.kind == "group" and re.fullmatch(r"\d{1,2}", text):
        form, slots = "group_count", {"text": text}
    elif fact.kind == "refusal" and flag is None:
        form, slots = _refusal(note, section, text)
    elif _says_itself(name, text):
        form, slots = "whole", {"text": capital(text)}
    note.say(section, "named", form, slots, [fact], must=frozenset(slots) - {"subject"})


def _refusal(note: Writing, section: str, text: str) -> tuple[str, dict[str, str]]:
    if shape(text) == "sentence" or {"refus", "declin"} & set(stems(text)):
        return "whole", {"text": capital(text)}
    return "refusal", {"text": note.small(text), "subject": note.subject(section)}


def _says_itself(name: str, text: str) -> bool:
    """A whole sentence, or a text that begins with its own label (`Pain 3/10 in the wrist` under Pain)."""
    return (shape(text) == "sentence" and len(text.split()) > 3) or stems(text)[: len(stems(name))] == stems(
        name
    ) != []
