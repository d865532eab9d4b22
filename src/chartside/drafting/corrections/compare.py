"""A signed note against its draft, sentence by sentence."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from chartside.drafting.corrections.claims import exact_claims, told
from chartside.drafting.corrections.model import Comparison, Correction, EditClass
from chartside.drafting.language.words import tidy

Shape = Mapping[str, Any]
"""A sentence as stored with a note: `i`, `section`, `text`, `facts`, `frame`, `status`."""

# Two sentences less alike than this are one taken out and another put in, not one reworded.
_SAME_SENTENCE = 45.0


def compare_signed(
    draft: Sequence[Shape], signed: Sequence[Shape], kinds: Mapping[str, str] | None = None
) -> Comparison:
    """What a person made of a draft.

    Args:
        draft: the sentences of the body as the writer left them.
        signed: those that were signed.
        kinds: the kind of each fact by its id.
    """
    pairs, kept = _pairs(draft, signed)
    told_facts = {fact for one in signed for fact in one["facts"]}
    drafted_facts = {fact for one in draft for fact in one["facts"]}
    known = kinds or {}
    corrections = [*_moved(draft, signed, kept, known)]
    for was, now in pairs:
        if was is None and now is not None:
            corrections.append(_added(now, drafted_facts, known))
        elif now is None and was is not None:
            corrections.append(_dropped(was, told_facts, known))
        elif was is not None and now is not None:
            corrections.append(_changed(was, now, known))
    return Comparison(
        tuple(corrections), len(draft), len(kept), _distance(draft, signed), _frames(draft, kept, pairs)
    )


def _pairs(
    draft: Sequence[Shape], signed: Sequence[Shape]
) -> tuple[list[tuple[Shape | None, Shape | None]], list[tuple[int, int]]]:
    """Sentences that were changed, and the places of those kept word for word."""
    left, right = list(range(len(draft))), list(range(len(signed)))
    kept = _matched(left, right, lambda a, b: tidy(draft[a]["text"]) == tidy(signed[b]["text"]))
    reworded = _matched(
        left, right, lambda a, b: draft[a]["i"] == signed[b]["i"] and _alike(draft[a], signed[b]) > 0
    )
    by_likeness = sorted(((_alike(draft[a], signed[b]), -a, -b) for a in left for b in right), reverse=True)
    for alike, a, b in by_likeness:
        if alike >= _SAME_SENTENCE and -a in left and -b in right:
            reworded.append((-a, -b))
            left.remove(-a)
            right.remove(-b)
    found: list[tuple[Shape | None, Shape | None]] = [(draft[a], signed[b]) for a, b in sorted(reworded)]
    found += [(draft[a], None) for a in left]
    found += [(None, signed[b]) for b in right]
    return found, kept


def _matched(left: list[int], right: list[int], same: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """Pairs of places that are the same; they are taken out of both lists."""
    found = []
    for a in list(left):
        b = next((one for one in right if same(a, one)), None)
        if b is not None:
            found.append((a, b))
            left.remove(a)
            right.remove(b)
    return found


def _alike(was: Shape, now: Shape) -> float:
    return fuzz.token_sort_ratio(was["text"].lower(), now["text"].lower())


def _moved(
    draft: Sequence[Shape], signed: Sequence[Shape], kept: list[tuple[int, int]], kinds: Mapping[str, str]
) -> list[Correction]:
    """Sentences kept word for word that stand elsewhere: the fewest that explain the new order."""
    order = [b for _, b in sorted(kept)]
    stayed = _longest_rise(order)
    found = []
    for a, b in sorted(kept):
        was, now = draft[a], signed[b]
        if b not in stayed or was["section"] != now["section"]:
            found.append(_correction(was, now, EditClass.ORDER, fact_changing=False, kinds=kinds))
    return found


def _longest_rise(places: list[int]) -> set[int]:
    """The places that kept their order among each other."""
    same = [step for step in LCSseq.opcodes(places, sorted(places)) if step.tag == "equal"]
    return {place for step in same for place in places[step.src_start : step.src_end]}


def _changed(was: Shape, now: Shape, kinds: Mapping[str, str]) -> Correction:
    if exact_claims(was["text"]) != exact_claims(now["text"]):
        return _correction(was, now, EditClass.NUMBER, fact_changing=True, kinds=kinds)
    same_words = Counter(_words(was["text"])) == Counter(_words(now["text"]))
    other = (
        told(was["text"]) != told(now["text"])
        or set(was["facts"]) != set(now["facts"])
        or now.get("status", "supported") in ("unsupported", "vouched")
    )
    kind = EditClass.ORDER if same_words else EditClass.WORDING
    return _correction(was, now, kind, fact_changing=other and not same_words, kinds=kinds)


def _added(now: Shape, drafted: set[str], kinds: Mapping[str, str]) -> Correction:
    new = bool(set(now["facts"]) - drafted) or now.get("status") in ("unsupported", "vouched")
    return _correction(None, now, EditClass.ADDITION, fact_changing=new, kinds=kinds)


def _dropped(was: Shape, told_facts: set[str], kinds: Mapping[str, str]) -> Correction:
    lost = bool(set(was["facts"]) - told_facts)
    return _correction(was, None, EditClass.DELETION, fact_changing=lost, kinds=kinds)


def _correction(
    was: Shape | None, now: Shape | None, kind: EditClass, *, fact_changing: bool, kinds: Mapping[str, str]
) -> Correction:
    told_by = was or now or {}
    return Correction(
        section=str(told_by["section"]),
        was=str(was["text"]) if was else "",
        now=str(now["text"]) if now else "",
        kind=kind,
        fact_changing=fact_changing,
        supported=now is None or now.get("status", "supported") == "supported",
        frame=str(was.get("frame") or "") if was else "",
        facts=tuple(dict.fromkeys(kinds[fact] for fact in told_by["facts"] if fact in kinds)),
    )


def _words(text: str) -> list[str]:
    return tidy(text).lower().replace("’", "'").rstrip(".").split(" ")


def _distance(draft: Sequence[Shape], signed: Sequence[Shape]) -> float:
    before = [word for one in draft for word in _words(one["text"])]
    after = [word for one in signed for word in _words(one["text"])]
    return round(Levenshtein.normalized_distance(before, after), 4) if before or after else 0.0


def _frames(
    draft: Sequence[Shape], kept: list[tuple[int, int]], pairs: list[tuple[Shape | None, Shape | None]]
) -> dict[str, bool]:
    """A frame counts as rewritten only where the words were, not where the facts were."""
    found = {str(draft[a]["frame"]): True for a, _ in kept if draft[a].get("frame")}
    for was, now in pairs:
        if was is None or not was.get("frame"):
            continue
        if now is None or exact_claims(was["text"]) == exact_claims(now["text"]):
            found[str(was["frame"])] = False
    return found
