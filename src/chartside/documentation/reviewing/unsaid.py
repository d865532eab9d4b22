"""What was entered and is not in the text."""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.reviewing.furniture import plain_text
from chartside.drafting.model import Sentence
from chartside.drafting.omissions import omissions
from chartside.kernel.facts import Fact

SAFETY = ("safety", "precaution", "refusal")
_MEASURED = ("activity", "goal_measure", "measure")
# Types of document that account for a visit; the others choose what they say.
_ACCOUNTS = frozenset({"treatment_note", "school_note", "evaluation", "re_evaluation", "progress_report"})


def omitted_facts(note: Note) -> Iterator[Fact]:
    """The facts of safety that no sentence states, and the measured ones where the document owes them.

    Our own sentences say what they rest on; a foreign text is read for it.
    """
    if note.foreign:
        yield from _unread(note)
        return
    for fact in note.of_kind(*SAFETY, *_MEASURED):
        if not note.citing(fact):
            yield fact


def _unread(note: Note) -> Iterator[Fact]:
    told = [Sentence(s["i"], s["section"], plain_text(str(s["text"]), None), ()) for s in note.sentences]
    for omission in omissions(told, note.facts):
        fact = omission.fact
        if omission.safety or fact.kind in SAFETY or (fact.kind in _MEASURED and note.doc_type in _ACCOUNTS):
            yield fact
