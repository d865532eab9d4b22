"""How much an author likes each phrase frame, from what they kept and what they rewrote."""

from collections.abc import Iterable, Mapping


def frame_weights(notes: Iterable[Mapping[str, bool]], least: float) -> dict[str, float]:
    """A weight for each frame that was ever rewritten; a frame that is not named weighs 1.

    Args:
        notes: for each of the author's signed notes, which frames were kept (True) or rewritten (False).
        least: what is left of a frame that is always rewritten, so that it can win back.

    Returns:
        The share of kept uses, counted as if one more had been kept, never below `least`.
    """
    kept: dict[str, int] = {}
    used: dict[str, int] = {}
    for note in notes:
        for frame, was_kept in note.items():
            used[frame] = used.get(frame, 0) + 1
            kept[frame] = kept.get(frame, 0) + was_kept
    return {
        frame: round(max(least, (kept[frame] + 1) / (count + 1)), 4)
        for frame, count in sorted(used.items())
        if kept[frame] < count
    }
