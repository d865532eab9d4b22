"""Preferences that an author's edits suggest: the same words put in place of the same others again and again.

Numbers, levels, codes, sides, diagnoses, denials, comparisons and claims of need are never learned, and no
word that comes from the evidence of a visit.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from chartside.drafting.composer.frames import all_frames
from chartside.drafting.corrections.claims import exact_claims, told
from chartside.drafting.corrections.model import Correction, EditClass
from chartside.drafting.corrections.wording import Preference, places_of
from chartside.drafting.language.data import load_yaml, pack_file
from chartside.drafting.language.negation import negators
from chartside.drafting.language.people import person_of
from chartside.drafting.language.quantities import NUMBER_WORDS, unit_of
from chartside.drafting.language.spelling import spell_out
from chartside.drafting.language.words import lower_first, stem, words
from chartside.drafting.verifier.meaning import free_stems
from chartside.drafting.verifier.trends import directions

LONGEST = 4
"""A preference is at most so many words on each side."""

# A word with its letters; a possessive ending stands apart, so that "patient’s" is "patient" and "’s".
_PIECE = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:['’](?!s\b)[^\W_]+)*|['’]s\b|[^\w\s]|_", re.UNICODE)
_PLAIN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Proposed:
    """A preference that somebody's edits suggest.

    Attributes:
        edits: how often the change was made.
        left: how often the same words were left as they were.
        examples: sentences before and after, the newest last.
    """

    preference: Preference
    edits: int
    left: int
    examples: tuple[tuple[str, str], ...]


def find_preferences(
    corrections: Iterable[Correction], kept: Iterable[str], *, edits: int, share: float
) -> list[Proposed]:
    """The changes of wording that were made often enough, the most frequent first.

    Args:
        corrections: an author's corrections within the days that count.
        kept: sentences that the author signed as they were drafted in the same days.
        edits: how often a change must have been made.
        share: in what share of the places where the words stood.
    """
    found: dict[Preference, list[Correction]] = {}
    signed = list(kept)
    for correction in corrections:
        signed.append(correction.now)
        for preference in changes_of_words(correction):
            found.setdefault(preference, []).append(correction)
    proposed = []
    for preference, made in found.items():
        left = sum(len(list(places_of(text, preference.was))) for text in signed)
        if len(made) >= edits and len(made) >= share * (len(made) + left):
            examples = tuple((one.was, one.now) for one in made[-3:])
            proposed.append(Proposed(preference, len(made), left, examples))
    return sorted(proposed, key=lambda one: (-one.edits, one.preference.was, one.preference.now))


def changes_of_words(correction: Correction) -> list[Preference]:
    """The substitutions that turn a drafted sentence into the signed one, if they are of wording alone."""
    if correction.kind is not EditClass.WORDING or correction.fact_changing or not correction.supported:
        return []
    before, after = _pieces(correction.was), _pieces(correction.now)
    low, high = [one.lower() for one in before], [one.lower() for one in after]
    found = []
    for step in Levenshtein.opcodes(low, high):
        found.append((step.tag, low[step.src_start : step.src_end], after[step.dest_start : step.dest_end]))
    pairs = [
        (" ".join(was), lower_first(" ".join(now))) for tag, was, now in _joined(found) if tag == "replace"
    ]
    return [Preference(was, now) for was, now in dict.fromkeys(pairs) if may_be_learned(was, now)]


def _joined(steps: list[tuple[str, list[str], list[str]]]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Neighbouring changes as one: `the patient` for `he` is one substitution, not a change and a removal."""
    open_step: tuple[str, list[str], list[str]] | None = None
    for tag, was, now in steps:
        if tag == "equal":
            if open_step:
                yield open_step
            open_step = None
        elif open_step:
            open_step = ("replace", open_step[1] + was, open_step[2] + now)
        else:
            open_step = (tag, was, now)
    if open_step:
        yield open_step


def may_be_learned(was: str, now: str) -> bool:
    """Whether a change is one of wording: no claim, no denial, no diagnosis and no need on either side."""
    if not (was and now) or was.lower() == now.lower():
        return False
    sides = [side.lower().split(" ") for side in (was, now)]
    if any(len(side) > LONGEST or not all(_PLAIN.fullmatch(word) for word in side) for side in sides):
        return False
    if any(_never(word) for side in sides for word in side):
        return False
    if spell_out(was) != spell_out(now) and not all(_is_style(word) for side in sides for word in side):
        return False
    claims = [exact_claims(side) for side in (was, now)]
    return not any(claims) and told(was) == told(now)


@lru_cache(maxsize=4096)
def _never(word: str) -> bool:
    plain = word.lower().replace("’", "'")
    return (
        plain in NUMBER_WORDS
        or plain in negators()
        or plain.endswith("n't")
        or plain in directions()
        or bool(unit_of(plain))
        or any(stem(part) in never_stems() for part in re.split(r"[-']", plain))
    )


def _is_style(word: str) -> bool:
    """A word of our frames or of the free vocabulary. Any other comes from the evidence and is its claim."""
    return all(stem(part) in _style_stems() for part in re.split(r"[-']", word.replace("’", "'"))) or bool(
        person_of(word)
    )


@cache
def _style_stems() -> frozenset[str]:
    framed = (word for _, _, frame in all_frames() for word in words(re.sub(r"\{\w+\}", " ", frame.text)))
    return free_stems() | frozenset(stem(word) for word in framed)


@cache
def never_stems() -> frozenset[str]:
    """Stems of the words that claim need or name a condition (`packs/documents/likeness.yaml`)."""
    pack = load_yaml(pack_file("documents", "likeness.yaml").read_text(encoding="utf-8"))
    return frozenset(stem(word) for name in ("necessity", "conditions") for word in pack[name].split())


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)
