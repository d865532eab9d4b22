"""What was entered and is not in the text."""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.drafting.language.negation import negators
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import free_stems
from chartside.kernel.facts import Fact

SAFETY = ("safety", "precaution", "refusal")
_MEASURED = ("activity", "goal_measure", "measure")
# Types of document that account for a visit; the others choose what they say.
_ACCOUNTS = frozenset({"treatment_note", "school_note", "evaluation", "re_evaluation", "progress_report"})


def omitted_facts(note: Note) -> Iterator[Fact]:
    """The facts of safety that no sentence states, and the measured ones where the document owes them."""
    kinds = SAFETY + (_MEASURED if note.doc_type in _ACCOUNTS else ())
    for fact in note.of_kind(*kinds):
        if not (_is_said(note, fact) if note.foreign and fact.kind in SAFETY else note.citing(fact)):
            yield fact


def _is_said(note: Note, fact: Fact) -> bool:
    """Enough of the fact's own words stand in one sentence: that both name the right arm says nothing yet."""
    wanted = set(stems(str(fact.value.get("text", "")))) - free_stems() - negators()
    wanted = wanted or set(stems(str(fact.value.get("label", "")))) - free_stems()
    shares = (len(wanted & set(stems(str(s["text"])))) for s in note.sentences)
    return max(shares, default=0) >= _SHARE * len(wanted)


# The share of its words with which a safety fact counts as said.
_SHARE = 0.55
