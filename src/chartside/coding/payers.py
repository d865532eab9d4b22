"""What a payer asks of a therapy charge on a day: unit rule, discipline modifier, assistant modifier."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chartside.kernel.findings import Citation, Confidence
from chartside.kernel.people import Discipline
from chartside.rulebook.amounts import Amount
from chartside.rulebook.packs import PackSet
from chartside.rulebook.payers import Payer, Setting

MEDICARE = "medicare_b"
NOBODY = Payer(id="", name="no payer", lineage=(), settings={}, known=False)
_SETTINGS = ("unit_rule", "discipline_modifier", "assistant_modifier")


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
        asked: the payer the caller named, or None.
        payer: the payer whose terms hold: Medicare when the one asked is unknown. Terms borrowed in this
            way are unverified, so findings on them only warn.
        unit_rule_from: the setting the unit rule rests on; None when the caller chose the rule.
        discipline_modifiers: by discipline, as the packs have them (`GO`, `GP`, `GN`).
    """

    asked: Payer | None
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
        return self.asked is not None and self.asked.known

    @property
    def unit_rule_confirmed(self) -> bool:
        """Whether somebody confirmed that this payer counts this way."""
        chosen = self.unit_rule_from
        return chosen is None or chosen.confidence is not Confidence.UNVERIFIED

    @property
    def judged_as(self) -> Payer:
        """The payer whose own rules apply: terms may be borrowed from Medicare, its rules are not."""
        return self.payer if self.known else self.asked or NOBODY


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
    settings = {name: _said(holder, name, on, borrowed=holder is not found) for name in _SETTINGS}
    said, wants = settings["unit_rule"], settings["discipline_modifier"]
    return PayerTerms(
        asked=found,
        payer=holder,
        unit_rule=unit_rule or (UnitRule(said.value) if said else UnitRule.CMS),
        unit_rule_from=None if unit_rule else said,
        unit_minutes_min=_number(packs, "min_minutes_one_unit", on) or 0,
        discipline_modifier=Asks(wants.value) if wants else Asks.NO,
        discipline_modifier_from=wants,
        discipline_modifiers=packs.compiled(_discipline_modifiers),
        assistant=_assistant_terms(packs, settings["assistant_modifier"], discipline, on),
    )


def _said(payer: Payer, name: str, on: date, *, borrowed: bool) -> Setting | None:
    said = payer.setting(name, on)
    return replace(said, confidence=Confidence.UNVERIFIED) if said and borrowed else said


def _assistant_terms(
    packs: PackSet, asks: Setting | None, discipline: Discipline, on: date
) -> AssistantTerms | None:
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
    return packs.compiled(_assistant_modifiers)


def _discipline_modifiers(packs: PackSet) -> dict[Discipline, str]:
    return _modifiers(packs, "discipline")


def _assistant_modifiers(packs: PackSet) -> dict[Discipline, str]:
    return _modifiers(packs, "assistant")


def _modifiers(packs: PackSet, family: str) -> dict[Discipline, str]:
    rows = packs.table("modifiers").where(family=family)
    return {Discipline(row["discipline"]): row["modifier"] for row in rows}


def _number(packs: PackSet, key: str, on: date) -> int | None:
    """A Medicare number that other payers copy; None where it does not hold on that day."""
    found = packs.amount(key, MEDICARE, on)
    return int(found.number) if isinstance(found, Amount) else None
