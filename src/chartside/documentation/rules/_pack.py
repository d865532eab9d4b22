"""What the pack says of a rule: level, payers, authority. The rule file holds only its judgement."""

from chartside.kernel.findings import Level
from chartside.rulebook.packs import shipped_packs
from chartside.rulebook.rules import RuleInfo


def rule_info(rule: str, name: str, title: str, family: str) -> RuleInfo:
    """The rule of that id, as the row of `documentation_rules` describes it.

    Raises:
        KeyError: the pack has no such row.
    """
    row = shipped_packs().table("documentation_rules").get(rule)
    if row is None:
        raise KeyError(f"documentation_rules has no row {rule}")
    pack = row.get("payer_pack")
    return RuleInfo(
        id=rule,
        name=name,
        title=title,
        family=family,
        level=Level(row["severity"]),
        citation=row.citation(),
        payers=frozenset([pack] if pack else row.listed("payer_scope")),
        effective=row.effective,
    )
