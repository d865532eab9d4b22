"""The totals of minutes that a note states."""

import re

from chartside.documentation.notes.note import Note
from chartside.drafting.language.quantities import quantities
from chartside.drafting.verifier.roles import TIMED, TOTAL

__all__ = ["TIMED", "TOTAL", "minutes_stated"]


def minutes_stated(note: Note, name: re.Pattern[str]) -> list[float]:
    """The minutes in every sentence that carries a name such as `total treatment time`."""
    found = []
    of_activities = {s["i"] for fact in note.of_kind("activity") for s in note.citing(fact)}
    for sentence in note.sentences:
        if sentence["i"] in of_activities:
            # "Total gym, 20 min" names an activity.
            continue
        if name.search(sentence["text"]) and (name is TIMED or not TIMED.search(sentence["text"])):
            found += [quantity.value for quantity in quantities(sentence["text"]) if quantity.unit == "min"]
    return found
