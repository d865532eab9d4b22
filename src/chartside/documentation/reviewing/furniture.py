"""Lines of a document that state nothing of the patient, and numbers that only count its lines."""

import re
from datetime import date
from functools import cache

from chartside.documentation.rules._elements import pack, says
from chartside.documentation.rules._values import is_birth_date
from chartside.drafting.language.days import find_days
from chartside.drafting.language.words import words

_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|exercise \d+\s*[-:.)]|[-•*])\s+", re.IGNORECASE)
# Types that speak to a reader outside the chart.
_ADDRESSED = frozenset({"letter", "appeal", "hep", "parent_update", "school_report"})
_ADVICE = ("picture", "stop_rule", "whom_to_call")
_LONGEST = 14


def plain_text(text: str, born: date | None) -> str:
    """A sentence without the number before it, its labels written out, a short birth year made whole."""
    text = _NUMBERED.sub("", text, count=1)
    for found in sorted(find_days(text), key=lambda day: -day.start):
        if born and found.year != born.year and found.year and is_birth_date(found, born):
            text = f"{text[: found.start]}{born.isoformat()}{text[found.end :]}"
    for label, meaning in _labels():
        text = label.sub(meaning, text)
    return text


@cache
def _labels() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(label), meaning) for label, meaning in pack()["labels"].items()]


def is_furniture(doc_type: str, text: str) -> bool:
    """A greeting, a list of enclosures, a notice; in a home program also when to stop and whom to call."""
    if doc_type not in _ADDRESSED:
        return False
    if doc_type == "hep" and any(says(text, name) for name in _ADVICE):
        return True
    return len(words(text)) <= _LONGEST and says(text, "furniture")
