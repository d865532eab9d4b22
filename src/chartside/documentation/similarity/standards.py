"""From where on notes count as alike, and what is left out of the comparison: all of it pack data."""

from dataclasses import dataclass
from functools import cache

from chartside.drafting.language.data import load_yaml, pack_file
from chartside.rulebook.packs import PackSet, shipped_packs

TABLE = "note_standards"


@dataclass(frozen=True)
class Standards:
    """From where on two notes are alike (`warn`) or need a reason (`strong`), each as a share from 0 to 1.

    Attributes:
        least_words: shorter notes are not compared.
        notes: how many earlier notes of the patient are compared.
        days: for how many days back the clinic's other notes are.
    """

    words_warn: float
    words_strong: float
    letters_warn: float
    letters_strong: float
    least_words: int
    notes: int
    days: int


def standards(packs: PackSet | None = None) -> Standards:
    """The clinic's thresholds, or the shipped ones."""
    return Standards(
        words_warn=standard("same_words_warn", packs),
        words_strong=standard("same_words_strong", packs),
        letters_warn=standard("same_letters_warn", packs),
        letters_strong=standard("same_letters_strong", packs),
        least_words=int(standard("least_words", packs)),
        notes=int(standard("compared_notes", packs)),
        days=int(standard("compared_days", packs)),
    )


def standard(name: str, packs: PackSet | None = None) -> float:
    """One number of `packs/documents/note_standards.csv`.

    Raises:
        KeyError: there is no such row, or nobody has given its value.
    """
    value = told_standard(name, packs)
    if value is None:
        raise KeyError(f"note_standards has no value for {name}")
    return value


def told_standard(name: str, packs: PackSet | None = None) -> float | None:
    """The same, or None while nobody has given its value."""
    row = (packs or shipped_packs()).table(TABLE).get(name)
    return float(row["value"]) if row is not None and row["value"] else None


@cache
def standing_kinds() -> frozenset[str]:
    """Kinds of fact that a note states the same way every time, by right."""
    return frozenset(_left_out()["standing"])


@cache
def headings() -> frozenset[str]:
    """Words that stand as headings before pasted text."""
    return frozenset(_left_out()["headings"])


@cache
def _left_out() -> dict[str, list[str]]:
    return load_yaml(pack_file("documents", "likeness.yaml").read_text(encoding="utf-8"))
