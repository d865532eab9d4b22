"""Lines of a document that state nothing of the patient, and numbers that only count its lines."""

import re

from chartside.documentation.rules._elements import says
from chartside.drafting.language.words import words

_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|exercise \d+\s*[-:.)]|[-•*])\s+", re.IGNORECASE)
# Types that speak to a reader outside the chart.
_ADDRESSED = frozenset({"letter", "appeal", "hep", "parent_update", "school_report"})
_ADVICE = ("picture", "stop_rule", "whom_to_call")
_LONGEST = 14


def unnumbered(text: str) -> str:
    """A sentence without the number or the dash before it."""
    return _NUMBERED.sub("", text, count=1)


def is_furniture(doc_type: str, text: str) -> bool:
    """A greeting, a list of enclosures, a notice; in a home program also when to stop and whom to call."""
    if doc_type not in _ADDRESSED:
        return False
    if doc_type == "hep" and any(says(text, name) for name in _ADVICE):
        return True
    return len(words(text)) <= _LONGEST and says(text, "furniture")
