"""The JSON shape of values that several commands answer with, for their schemas."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from chartside.kernel.findings import Confidence, Level


class CitationShape(BaseModel):
    """On whose authority a rule speaks."""

    title: str
    url: str
    effective_from: date | None
    confidence: Confidence


class FindingShape(BaseModel):
    """One judgement of one rule; a rule may add fields of its own."""

    model_config = ConfigDict(extra="allow")

    rule: str
    family: str
    level: Level
    message: str
    fix: str
    evidence: list[dict[str, object]]
    citation: CitationShape
    table_as_of: date | None = None
