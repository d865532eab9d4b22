"""What was entered and is not in the text."""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.kernel.facts import Fact

SAFETY = ("safety", "precaution", "refusal")
_MEASURED = ("activity", "goal_measure", "measure")
# Types of document that account for a visit; the others choose what they say.
_ACCOUNTS = frozenset({"treatment_note", "school_note", "evaluation", "re_evaluation", "progress_report"})


def omitted_facts(note: Note) -> Iterator[Fact]:
    """The facts of safety that no sentence states, and the measured ones where the document owes them."""
    kinds = SAFETY + (_MEASURED if note.doc_type in _ACCOUNTS else ())
    for fact in note.of_kind(*kinds):
        if not note.citing(fact):
            yield fact
