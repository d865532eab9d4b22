"""Which rules reach a document: by its type, its payer and its day."""

from datetime import date

from chartside.kernel.people import Discipline
from chartside.rulebook.packs import PackSet, shipped_packs
from chartside.rulebook.payers import Payer
from chartside.rulebook.registry import rules_named
from chartside.rulebook.rules import Rule

RULES = "chartside.documentation.rules"
EVERY_TYPE = "any"
_SCHOOL = "school"
_SCHOOL_TYPES = frozenset({"school_note", "school_report", "iep", "section504"})


def rules_for(
    doc_type: str,
    payer: str,
    discipline: Discipline | None,
    on: date | None,
    packs: PackSet | None = None,
    *,
    setting: str = "",
) -> list[Rule]:
    """The rules of a document type and those of every type, in order of id.

    A payer that is not told brings no rule of a payer. What is written for a school is held to what schools
    ask for, whoever pays.
    """
    known = packs or shipped_packs()
    told = known.payer(payer) if payer else Payer("", "", (), {}, known=False)
    at_school = doc_type in _SCHOOL_TYPES or setting == _SCHOOL
    rows = known.table("documentation_rules").rows
    ids = frozenset(row["id"] for row in rows if row["doc_type"] in (doc_type, EVERY_TYPE))
    return [
        rule
        for rule in rules_named(RULES, ids)
        if rule.info.applies(told, discipline, on)
        or (at_school and _SCHOOL in rule.info.payers and rule.info.applies(None, discipline, on))
    ]
