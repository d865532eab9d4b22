"""Disciplines and the professional roles of the people who treat."""

from enum import StrEnum
from typing import Self


class Discipline(StrEnum):
    """A therapy discipline, as a plan of care names it."""

    OT = "OT"
    PT = "PT"
    SLP = "SLP"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the usual spellings (`ST`, `speech`, `occupational therapy`).

        Raises:
            ValueError: the text names no discipline.
        """
        key = text.strip().lower()
        if key not in _SPELLINGS:
            raise ValueError(f"not a discipline: {text!r} (use OT, PT or SLP)")
        return cls(_SPELLINGS[key])


_SPELLINGS = {
    "ot": "OT",
    "occupational": "OT",
    "occupational therapy": "OT",
    "pt": "PT",
    "physical": "PT",
    "physical therapy": "PT",
    "slp": "SLP",
    "st": "SLP",
    "speech": "SLP",
    "speech therapy": "SLP",
    "speech-language pathology": "SLP",
}


class ClinicalRole(StrEnum):
    """What a person's licence lets them be at a visit."""

    OT = "OT"
    OTA = "OTA"
    PT = "PT"
    PTA = "PTA"
    SLP = "SLP"
    SLPA = "SLPA"
    STUDENT = "student"

    @property
    def is_assistant(self) -> bool:
        """An assistant treats under a supervising therapist, who co-signs."""
        return self in (ClinicalRole.OTA, ClinicalRole.PTA, ClinicalRole.SLPA)

    @property
    def is_therapist(self) -> bool:
        """A therapist may evaluate, sign alone and supervise."""
        return self in (ClinicalRole.OT, ClinicalRole.PT, ClinicalRole.SLP)

    @property
    def discipline(self) -> Discipline | None:
        """The discipline the role belongs to; a student has none of their own."""
        if self is ClinicalRole.STUDENT:
            return None
        return Discipline(self.value.removesuffix("A"))
