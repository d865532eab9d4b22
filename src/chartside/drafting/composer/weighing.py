"""Which of several fitting frames is taken: by the facts, and by how its author likes each."""

from collections.abc import Mapping, Sequence

from chartside.drafting.composer.frames import Frame

_PARTS = 10_000


def pick(
    fitting: Sequence[tuple[Frame, str]], digest: bytes, weights: Mapping[str, float]
) -> tuple[Frame, str]:
    """One of the frames with its words. The same digest and weights give the same one.

    Args:
        fitting: at least one frame and what it says.
        digest: 32 bytes made from the facts and the place in the note.
        weights: by frame id; a frame that is not named weighs 1.
    """
    number = int.from_bytes(digest[:6])
    if not weights:
        return fitting[number % len(fitting)]
    shares = [max(1, round(weights.get(frame.id, 1.0) * _PARTS)) for frame, _ in fitting]
    place = number % sum(shares)
    for pair, share in zip(fitting, shares, strict=True):
        if place < share:
            return pair
        place -= share
    raise AssertionError("the place lies within the sum of the shares")
