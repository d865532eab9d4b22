"""A and P: the therapist's own reasoning and plan, in their words."""

from itertools import groupby

from chartside.drafting.composer.writing import Writing, listing
from chartside.drafting.language.words import capital, shape
from chartside.kernel.facts import Fact


def write_skilled(note: Writing) -> None:
    """Why it took a therapist: only what the therapist entered, never a reason of ours."""
    for form, facts in groupby(note.of_kind("skilled"), key=_skilled_form):
        several = list(facts)
        if form == "sentence":
            for fact in several:
                note.say("A", "skilled", form, {"text": capital(str(fact.value["text"]))}, [fact])
            continue
        slots = {"text": listing([note.small(str(fact.value["text"])) for fact in several])}
        note.say("A", "skilled", form, slots, several, must=frozenset({"text"}))


def _skilled_form(fact: Fact) -> str:
    found = shape(str(fact.value["text"]))
    return (
        "sentence"
        if found in ("sentence", "quote")
        else "therapist_past"
        if found == "therapist_past"
        else "any"
    )


def write_assessment(note: Writing) -> None:
    """An assessment that the therapist typed: whole sentences as they are, fragments under their label."""
    for fact in note.of_kind("assessment"):
        text = str(fact.value["text"])
        whole = shape(text) == "sentence" or (text.endswith(".") and len(text.split()) > 5)
        form, slots = (
            ("whole", {"text": capital(text)})
            if whole
            else ("labelled", {"label": note.small(str(fact.value["label"])), "text": note.small(text)})
        )
        note.say("A", "named", form, slots, [fact])


def write_plan(note: Writing) -> None:
    """What comes next, as it was entered; steps stand in one sentence, a whole sentence stands alone."""
    for kind in ("plan", "next_visit"):
        steps = []
        for fact in note.of_kind(kind):
            if _plan_form(fact) == "sentence":
                note.say("P", "plan", "sentence", {"text": capital(str(fact.value["text"]))}, [fact])
            else:
                steps.append(fact)
        if steps:
            forms = {_plan_form(fact) for fact in steps}
            texts = [note.small(str(fact.value["text"])) for fact in steps]
            form, text = (forms.pop(), listing(texts)) if len(forms) == 1 else ("any", "; ".join(texts))
            note.say("P", "plan", form, {"text": text}, steps, must=frozenset({"text"}))


def _plan_form(fact: Fact) -> str:
    text = str(fact.value["text"])
    if shape(text) in ("sentence", "quote") or text.lower().startswith(
        ("next visit", "next session", "plan", "will ")
    ):
        return "sentence"
    if fact.kind == "next_visit":
        return "next_visit"
    return "base" if shape(text) == "base" and ". " not in text else "any"
