"""What was entered and is not in the text."""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.reviewing.furniture import plain_text
from chartside.drafting.model import Sentence
from chartside.drafting.omissions import Omission, omissions
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


def unstated_facts(note: Note) -> list[Fact]:
    """Every fact that was entered and that no sentence states; of a document that chooses, those of safety.

    Law 3 has two sides: what is said has evidence, and what was found is not lost on the way.
    """
    accounts = note.doc_type in _ACCOUNTS
    return [one.fact for one in _read(note) if accounts or one.safety or one.fact.kind in SAFETY]


def _read(note: Note) -> list[Omission]:
    told = [Sentence(s["i"], s["section"], plain_text(str(s["text"]), None), ()) for s in note.sentences]
    return omissions(told, note.facts)


def _unread(note: Note) -> Iterator[Fact]:
    for omission in _read(note):
        fact = omission.fact
        if omission.safety or fact.kind in SAFETY or (fact.kind in _MEASURED and note.doc_type in _ACCOUNTS):
            yield fact
