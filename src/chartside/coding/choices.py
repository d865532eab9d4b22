"""Codes to choose from, and the ones a therapist's words point to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chartside.coding.codes import TherapyCode, code_book
from chartside.kernel.findings import Confidence
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import PackSet, shipped_packs
from chartside.rulebook.tables import Row

_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "up", "with"]
)
_LEAST_OVERLAP = 0.5


@dataclass(frozen=True)
class CodeChoice:
    """A procedure code as a form shows it.

    Attributes:
        description: a few words of our own.
        unit_minutes: minutes of one unit; None for a code that does not count time.
        addon_to: the first code it adds to, or None.
    """

    code: str
    description: str
    category: str
    timed: bool
    unit_minutes: int | None
    addon_to: str | None


@dataclass(frozen=True)
class LikelyCode:
    """A code that an activity's words point to.

    Attributes:
        phrase: the lexicon's phrase that matched.
        strong: whether that phrase points to the code clearly. It says nothing of whether a note supports it.
        note_must_add: what the note has to hold as well.
        overlap: how much of the phrase was found, 0 to 1.
    """

    code: str
    phrase: str
    strong: bool
    note_must_add: str
    overlap: float
    confidence: Confidence


def code_choices(discipline: Discipline, on: date, packs: PackSet | None = None) -> tuple[CodeChoice, ...]:
    """The codes a discipline may use on a date of service, in the order of the packs."""
    codes = code_book(packs or shipped_packs()).codes.values()
    return tuple(
        _choice(code) for code in codes if discipline in code.disciplines and on in code.row.effective
    )


def find_code(code: str, on: date, packs: PackSet | None = None) -> CodeChoice | None:
    """One code as it stands on a date of service; None when it is unknown or not in force."""
    found = code_book(packs or shipped_packs()).valid(code.strip().upper(), on)
    return _choice(found) if found else None


def likely_codes(
    activity: str, discipline: Discipline | None = None, packs: PackSet | None = None
) -> tuple[LikelyCode, ...]:
    """The codes that an activity's words point to, the likeliest first; each code at most once.

    Args:
        activity: what was done, in a therapist's words.
        discipline: leaves out codes that this discipline does not use.
        packs: the clinic's packs; the shipped ones when not given.
    """
    chosen = packs or shipped_packs()
    words = _words(activity)
    best: dict[str, LikelyCode] = {}
    for found in _matches(chosen.compiled(_lexicon), words):
        code = code_book(chosen).get(found.code)
        if discipline and code and discipline not in code.disciplines:
            continue
        if found.code not in best or _rank(found) > _rank(best[found.code]):
            best[found.code] = found
    return tuple(sorted(best.values(), key=_rank, reverse=True))


@dataclass(frozen=True)
class _Entry:
    row: Row

    @cached_property
    def words(self) -> frozenset[str]:
        return _words(self.row["activity_phrase"])


def _lexicon(packs: PackSet) -> tuple[_Entry, ...]:
    return tuple(_Entry(row) for row in packs.table("activity_lexicon").rows)


def _matches(lexicon: tuple[_Entry, ...], words: frozenset[str]) -> Iterator[LikelyCode]:
    for entry in lexicon:
        overlap = len(entry.words & words) / len(entry.words)
        if overlap >= _LEAST_OVERLAP:
            row = entry.row
            yield LikelyCode(
                code=row["code"],
                phrase=row["activity_phrase"],
                strong=row["strength"] == "strong",
                note_must_add=row["note_must_add"],
                overlap=overlap,
                confidence=row.confidence,
            )


def _rank(found: LikelyCode) -> tuple[float, bool, int]:
    return found.overlap, found.strong, len(found.phrase)


def _words(text: str) -> frozenset[str]:
    """The words of a phrase without small words and endings, so that `dressing` meets `dresses`."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _SMALL_WORDS)


def _stem(word: str) -> str:
    for ending in ("ing", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _choice(code: TherapyCode) -> CodeChoice:
    return CodeChoice(
        code=code.code,
        description=code.description,
        category=code.category,
        timed=code.timed,
        unit_minutes=code.unit_minutes,
        addon_to=code.addon_to,
    )
