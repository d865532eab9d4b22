"""The letter does not speak to the policy by which it is judged.

## What it checks

When the policy is known, the letter cites it by its own id and answers each criterion; it never cites
proprietary criteria text.

## Why it matters

The reviewer reads down a list. What the letter does not answer is not met.

## How to fix it

Cite the policy’s id and answer each of its criteria; take proprietary names out.
"""

import re
from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states, stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import told, values_told
from chartside.documentation.rules._wording import quoted
from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import free_stems
from chartside.kernel.findings import Finding

RULE = rule_info(
    "LT-07",
    name="policy-answered",
    title="The payer’s policy is not cited or answered, or proprietary criteria are",
    family="payer",
)


def check(note: Note) -> Iterator[Finding]:
    """One finding for proprietary criteria, one for the policy, one for criteria without an answer."""
    for sentence in stating(note, "proprietary_criteria"):
        yield RULE.finding(
            "The letter cites proprietary criteria.", "Answer the payer’s own policy.", quoted(sentence)
        )
    policy = told(note, "policy", "policy_id", "payer_policy", "policy_number", "coverage_policy")
    if not policy:
        return
    ids = re.findall(r"[A-Za-z]*-?\d[\w.-]*", policy)
    cited = any(name in note.text() for name in ids) if ids else states(note, "policy_cited")
    if not cited:
        yield RULE.finding("The letter does not cite the policy.", "Cite it by its id.", {"policy": policy})
    unanswered = [criterion for criterion in _criteria(note) if not _is_answered(note, criterion)]
    if unanswered:
        yield RULE.finding(
            f"The letter does not answer: {'; '.join(unanswered)}.", "Answer it.", {"criteria": unanswered}
        )


def _criteria(note: Note) -> list[str]:
    found = [value for value in values_told(note, "criteria", "policy_criteria") if isinstance(value, list)]
    return [str(part) for value in found for part in value if isinstance(part, str)]


def _is_answered(note: Note, criterion: str) -> bool:
    wanted = set(stems(criterion)) - free_stems()
    return len(wanted & set(stems(note.text()))) * 2 >= len(wanted)
