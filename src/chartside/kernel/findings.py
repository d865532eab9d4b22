"""Findings: what a rule has to say, on whose authority, with the evidence and the fix."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How hard a finding holds."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Confidence(StrEnum):
    """How sure we are of a rule's source."""

    VERIFIED = "verified"
    SINGLE_SOURCE = "single-source"
    UNVERIFIED = "unverified"

    def one_step_down(self) -> "Confidence":
        """The confidence of an old table judging a newer date."""
        if self is Confidence.VERIFIED:
            return Confidence.SINGLE_SOURCE
        return Confidence.UNVERIFIED


@dataclass(frozen=True)
class Citation:
    """On whose authority a rule speaks."""

    title: str
    url: str = ""
    effective_from: date | None = None
    confidence: Confidence = Confidence.UNVERIFIED

    def as_json(self) -> dict[str, Any]:
        """The shape of the command contract."""
        return {
            "title": self.title,
            "url": self.url,
            "effective_from": self.effective_from.isoformat() if self.effective_from else None,
            "confidence": self.confidence.value,
        }


@dataclass(frozen=True)
class Finding:
    """One judgement of one rule.

    Attributes:
        evidence: JSON-shaped pointers to what the rule looked at.
        table_as_of: the date of the snapshot table that judged, when one did.
        more: fields of the rule's own (`pair`, `line`, `sentence`).
    """

    rule: str
    family: str
    level: Level
    message: str
    fix: str
    citation: Citation
    evidence: tuple[dict[str, Any], ...] = ()
    table_as_of: date | None = None
    more: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The shape of the command contract."""
        shape: dict[str, Any] = {
            "rule": self.rule,
            "family": self.family,
            "level": self.level.value,
            "message": self.message,
            "fix": self.fix,
            "evidence": list(self.evidence),
            "citation": self.citation.as_json(),
        }
        if self.table_as_of:
            shape["table_as_of"] = self.table_as_of.isoformat()
        return shape | self.more
