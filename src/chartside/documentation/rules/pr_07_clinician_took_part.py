"""The clinician may never have treated in the period.

## What it checks

When an assistant treated, the text or what was told shows that the clinician treated at least once.

## Why it matters

Medicare asks for one treatment by the clinician in each period.

## How to fix it

State on which day the clinician treated or co-treated.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states, stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_missing, is_told
from chartside.drafting.language.words import words
from chartside.kernel.findings import Finding

RULE = rule_info(
    "PR-07",
    name="clinician-took-part",
    title="An assistant treated and nothing shows that the clinician took part",
    family="people",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    named = [s for s in stating(note, "assistant_treated") if len(words(str(s["text"]))) > _SIGNATURE]
    assisted = bool(named) or is_told(note, "assistant", "assistant_treated", "assistant_visits")
    if not assisted:
        return
    told_none = is_missing(note, *_TOOK_PART)
    if told_none or not (is_told(note, *_TOOK_PART) or states(note, "clinician_took_part")):
        yield RULE.finding(
            "An assistant treated, and nothing shows that the clinician took part in the period.",
            "State on which day the clinician treated or co-treated.",
        )


_TOOK_PART = (
    "clinician_visit",
    "clinician_visits",
    "clinician_treated_on",
    "therapist_visit",
    "therapist_visits",
)
# A line of name and credential is no treatment.
_SIGNATURE = 5
