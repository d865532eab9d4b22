"""S: what the patient and the family said, with the speaker, in their words."""

import re

from chartside.drafting.composer.writing import Writing
from chartside.drafting.language.people import person_of
from chartside.drafting.language.words import capital, shape
from chartside.kernel.facts import Fact

_MARKS = '"“”'
_STRAIGHT = re.compile(r'"([^"]+)"')
_PATIENT = re.compile(r"^Pt\b\.?")


def write_reports(note: Writing) -> None:
    """A sentence for each report; a quotation only for words that stand so in the source."""
    for fact in note.of_kind("subjective"):
        form, slots = _form(note, fact)
        note.say("S", "subjective", form, slots, [fact], must=frozenset())


def _form(note: Writing, fact: Fact) -> tuple[str, dict[str, str]]:
    value = fact.value
    text = _STRAIGHT.sub(r"“\1”", str(value["text"])).rstrip(" .;,")
    if value.get("whole"):
        return "whole", {"text": _PATIENT.sub("Patient", capital(text))}
    speaker = str(value.get("speaker") or "")
    named = note.called if speaker == "patient" else speaker
    slots = {"speaker": named, "text": note.small(text)}
    quote = str(value.get("quote") or "").strip(_MARKS + " ").rstrip(".")
    quotable = not any(mark in text for mark in _MARKS)
    first_person = shape(text) == "quote" and quotable and not quote
    if first_person:
        return ("quote" if speaker else "unattributed_quote"), {"speaker": named, "quote": text}
    if quote and speaker:
        return ("quote" if text == quote else "quote_more"), slots | {"quote": quote}
    if not speaker:
        return ("whole", {"text": capital(text)}) if _speaks_of_itself(text) else ("unattributed", slots)
    has_subject = shape(text) == "sentence" or note.begins_with_name(text)
    if has_subject and text[0] not in _MARKS:
        return "clause", slots | {"clause": note.small(text)}
    return "said", slots


def _speaks_of_itself(text: str) -> bool:
    """The text names its own speaker somewhere in its opening (`Teacher notes that ...`)."""
    return any(person_of(word) and person_of(word) != "patient" for word in text.split()[:2])
