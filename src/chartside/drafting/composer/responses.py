"""Observations and responses, entries of one grammatical shape in one sentence."""

import re
from itertools import groupby

from chartside.drafting.composer.writing import Writing, listing
from chartside.drafting.facts import member_of
from chartside.drafting.language.words import capital, shape
from chartside.kernel.facts import Fact

# "Tolerated well" needs its object to be a sentence.
_OBJECT = re.compile(r"^(tolerated) (well|poorly|fairly well)\b", re.IGNORECASE)


def form_of(note: Writing, text: str) -> str:
    """The form of frame that a typed observation or response fits."""
    found = shape(text)
    if found in ("sentence", "quote") or note.begins_with_name(text):
        return "sentence"
    return "patient_past" if found == "patient_past" else "any"


def write_observations(note: Writing) -> None:
    """What the therapist saw; an occasion that the form names (arrival, transition) is said with it."""
    for fact in note.of_kind("observation"):
        text, name = str(fact.value["text"]), str(fact.value["label"])
        form = form_of(note, text)
        lead = str(member_of(fact).get("lead", ""))
        if form != "sentence" and name != "Observation":
            form = "on_occasion" if lead and form == "patient_past" else "labelled"
        slots = {"label": note.small(name), "lead": lead}
        slots["text"] = capital(text) if form == "sentence" else note.small(text)
        must = frozenset({"text", "label"} if form == "labelled" else {"text"})
        note.say("O", "observation", form, slots, [fact], must=must)


def write_responses(note: Writing) -> None:
    """How the patient responded."""
    for form, group in groupby(
        note.of_kind("response"), key=lambda fact: form_of(note, str(fact.value["text"]))
    ):
        facts = list(group)
        for several in [facts] if form != "sentence" else [[fact] for fact in facts]:
            _write(note, form, several)


def _write(note: Writing, form: str, facts: list[Fact]) -> None:
    texts = [_OBJECT.sub(r"\1 treatment \2", str(fact.value["text"])) for fact in facts]
    text = capital(texts[0]) if form == "sentence" else listing([note.small(text) for text in texts])
    note.say("O", "response", form, {"text": text}, facts, must=frozenset({"text"}))
