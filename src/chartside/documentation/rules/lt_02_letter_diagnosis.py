"""The letter and the record name different conditions.

## What it checks

Each code of the record stands in the letter, and the letter holds no other.

## Why it matters

Two sets of codes for one patient are a reason to deny both.

## How to fix it

Use the codes of the evaluation and the plan.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-02",
    name="letter-diagnosis",
    title="The diagnosis codes of the letter are not those of the record",
    family="identification",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    known = {str(code).upper() for fact in note.of_kind("diagnosis") for code in fact.value["codes"]}
    stated = {found[0].upper() for s in note.sentences for found in _CODE.finditer(s["text"])} - set(
        note.codes
    )
    if not known and not stated and not states(note, "icd_code"):
        yield RULE.finding("The letter states no diagnosis code.", "Use the codes of the evaluation.")
    elif known and known != stated:
        yield RULE.finding(
            "The diagnosis codes of the letter are not those of the record.",
            "Use the codes of the evaluation and the plan.",
            {"record": sorted(known), "letter": sorted(stated)},
        )


_CODE = re.compile(r"\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})\b|(?<![\w-])[A-TV-Z]\d[0-9](?![\w-]|\.\w)")
