"""What a payer asks of a therapy charge on a day: unit rule, discipline modifier, assistant modifier."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chartside.kernel.findings import Citation, Confidence
from chartside.kernel.people import Discipline
from chartside.rulebook.amounts import Amount
from chartside.rulebook.packs import PackSet
from chartside.rulebook.payers import Payer, Setting

MEDICARE = "medicare_b"


class UnitRule(StrEnum):
    """How minutes become units."""

    CMS = "cms_8_minute"
    AMA = "ama_midpoint_per_code"


class Asks(StrEnum):
    """How firmly a payer asks for a modifier."""

    REQUIRED = "required"
    USUAL = "usual"
    NO = "no"


@dataclass(frozen=True)
class AssistantTerms:
    """When a unit carries the assistant modifier.

    Attributes:
        share_percent: the modifier is due when the assistant's share, as a whole percent, is above this.
        final_unit_minutes: therapist minutes in a last quarter-hour unit that remove the modifier; None
            before that rule began.
    """

    modifier: str
    share_percent: int
    final_unit_minutes: int | None
    citation: Citation


@dataclass(frozen=True)
class PayerTerms:
    """A payer's terms on one day.

    Attributes:
        asked: the payer's name as the caller gave it, or None.
        payer: the payer whose terms hold: Medicare's when the one asked is unknown.
        unit_rule_from: the setting the unit rule rests on; None when the caller chose the rule.
        discipline_modifiers: by discipline, as the packs have them (`GO`, `GP`, `GN`).
    """

    asked: str | None
    payer: Payer
    unit_rule: UnitRule
    unit_rule_from: Setting | None
    unit_minutes_min: int
    discipline_modifier: Asks
    discipline_modifier_from: Setting | None
    discipline_modifiers: dict[Discipline, str]
    assistant: AssistantTerms | None

    @property
    def known(self) -> bool:
        """Whether the packs know the payer that was asked for."""
        return self.asked is not None and self.asked in self.payer.lineage

    @property
    def unit_rule_confirmed(self) -> bool:
        """Whether somebody confirmed that this payer counts this way."""
        chosen = self.unit_rule_from
        return chosen is None or (self.known and chosen.confidence is not Confidence.UNVERIFIED)


def payer_terms(
    packs: PackSet,
    payer: str | None,
    discipline: Discipline,
    on: date,
    unit_rule: UnitRule | None = None,
) -> PayerTerms:
    """The terms of a payer for one discipline and day; an unknown payer is treated as Medicare would be.

    `unit_rule` is the caller's word and replaces the payer's.
    """
    found = packs.payer(payer) if payer else None
    holder = found if found and found.known else packs.payer(MEDICARE)
    said = holder.setting("unit_rule", on)
    wants = holder.setting("discipline_modifier", on)
    return PayerTerms(
        asked=found.id if found else None,
        payer=holder,
        unit_rule=unit_rule or (UnitRule(said.value) if said else UnitRule.CMS),
        unit_rule_from=None if unit_rule else said,
        unit_minutes_min=_number(packs, "min_minutes_one_unit", on) or 0,
        discipline_modifier=Asks(wants.value) if wants else Asks.NO,
        discipline_modifier_from=wants,
        discipline_modifiers=_modifiers(packs, "discipline"),
        assistant=_assistant_terms(packs, holder, discipline, on),
    )


def _assistant_terms(packs: PackSet, payer: Payer, discipline: Discipline, on: date) -> AssistantTerms | None:
    asks = payer.setting("assistant_modifier", on)
    modifier = assistant_modifiers(packs).get(discipline)
    share = _number(packs, "assistant_de_minimis", on)
    if asks is None or asks.value == Asks.NO or modifier is None or share is None:
        return None
    return AssistantTerms(
        modifier=modifier,
        share_percent=share,
        final_unit_minutes=_number(packs, "assistant_final_unit_therapist_minutes", on),
        citation=asks.citation(),
    )


def assistant_modifiers(packs: PackSet) -> dict[Discipline, str]:
    """The assistant modifier of each discipline that has one."""
    return _modifiers(packs, "assistant")


def _modifiers(packs: PackSet, family: str) -> dict[Discipline, str]:
    rows = packs.table("modifiers").where(family=family)
    return {Discipline(row["discipline"]): row["modifier"] for row in rows}


def _number(packs: PackSet, key: str, on: date) -> int | None:
    """A Medicare number that other payers copy; None where it does not hold on that day."""
    found = packs.amount(key, MEDICARE, on)
    return int(found.number) if isinstance(found, Amount) else None
