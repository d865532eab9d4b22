"""How alike two notes are: the shares of their three-word and three-letter runs that both have."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chartside.documentation.similarity.standards import Standards
from chartside.documentation.similarity.texts import Compared


class Level(StrEnum):
    """What likeness asks of the author."""

    NONE = "none"
    WARN = "warn"
    STRONG = "strong"
    """A typed reason before signing."""


class Why(StrEnum):
    """What makes a note like another. The values are stored with notes."""

    SAME_WORDS = "same_words"
    SAME_BUT_NUMBERS = "same_but_numbers"
    SAME_REPORT_AND_ASSESSMENT = "same_report_and_assessment"
    NO_NEW_FINDING = "no_new_finding"


@dataclass(frozen=True)
class Likeness:
    """Two notes compared. Shares run from 0 (nothing in common) to 1.

    Attributes:
        words: share of three-word runs; `skeleton_words` the same with numbers masked.
        letters: share of three-letter runs; `skeleton_letters` the same with numbers masked.
        no_new_finding: both notes hold measured values, and all of them are the same.
    """

    words: float
    letters: float
    skeleton_words: float
    skeleton_letters: float
    same_report_and_assessment: bool
    no_new_finding: bool
    level: Level
    why: tuple[Why, ...]

    @property
    def score(self) -> float:
        """One number to order by."""
        return max(self.skeleton_words, self.words)


def liken(draft: Compared, other: Compared, by: Standards, *, same_patient: bool) -> Likeness | None:
    """Compare a draft with another note; None when one of them is too short to say anything.

    Likeness alone is normal. What contractors call cloned is sameness without a new finding: so the same
    words with other measured values warn, and the same words with the same values need a reason. Between two
    patients values do not excuse: the words are what was copied.
    """
    if min(len(draft.words), len(other.words)) < by.least_words:
        return None
    words, letters = _shares(draft.words, other.words)
    skeleton_words, skeleton_letters = _shares(draft.skeleton, other.skeleton)
    plain = _level(words, letters, by)
    bare = _level(skeleton_words, skeleton_letters, by)
    no_news = bool(draft.measured) and draft.measured == other.measured
    same_parts = same_patient and _same_parts(draft, other)
    level = max((plain, _of_skeleton(bare, excused=same_patient and not no_news)), key=_RANK.index)
    if same_parts or (level is Level.WARN and no_news and same_patient):
        level = Level.STRONG
    why = (
        (plain is not Level.NONE, Why.SAME_WORDS),
        (bare is not Level.NONE and plain is not bare, Why.SAME_BUT_NUMBERS),
        (same_parts, Why.SAME_REPORT_AND_ASSESSMENT),
        (no_news and same_patient and level is not Level.NONE, Why.NO_NEW_FINDING),
    )
    return Likeness(
        words,
        letters,
        skeleton_words,
        skeleton_letters,
        same_parts,
        no_news,
        level,
        tuple(reason for holds, reason in why if holds),
    )


_RANK = [Level.NONE, Level.WARN, Level.STRONG]


def _of_skeleton(level: Level, *, excused: bool) -> Level:
    return Level.WARN if level is Level.STRONG and excused else level


def _level(words: float, letters: float, by: Standards) -> Level:
    if words >= by.words_strong or letters >= by.letters_strong:
        return Level.STRONG
    return Level.WARN if words >= by.words_warn or letters >= by.letters_warn else Level.NONE


def _shares(one: Sequence[str], other: Sequence[str]) -> tuple[float, float]:
    return (
        share(runs(one), runs(other)),
        share(set(_letters(" ".join(one))), set(_letters(" ".join(other)))),
    )


def runs(words: Sequence[str], length: int = 3) -> frozenset[tuple[str, ...]]:
    """Every run of three words in a row."""
    return frozenset(zip(*(words[at:] for at in range(length)), strict=False))


def _letters(text: str) -> list[str]:
    return [text[at : at + 3] for at in range(len(text) - 2)]


def share(one: Set[Any], other: Set[Any]) -> float:
    """What both sets have, as a share of what either has (Jaccard)."""
    return round(len(one & other) / len(one | other), 4) if one or other else 0.0


def _same_parts(draft: Compared, other: Compared) -> bool:
    """What was reported and how it was judged are word for word those of another day."""
    parts = [(draft.of_sections(part), other.of_sections(part)) for part in ("S", "A")]
    return all(len(mine) > 2 and mine == theirs for mine, theirs in parts)
