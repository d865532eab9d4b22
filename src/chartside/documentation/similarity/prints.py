"""A note's print: its three-word runs as numbers, by which like notes are found without opening any."""

import hashlib
from collections.abc import Iterable

from chartside.documentation.similarity.likeness import runs, share
from chartside.documentation.similarity.texts import Compared

# Below this share of runs two notes cannot be alike enough to warn, whatever is then compared exactly.
CANDIDATE = 0.2


def print_of(note: Compared, key: bytes) -> list[int]:
    """The runs of the number-masked words, each as 63 bits under the organisation's key, sorted."""
    return sorted({_number("\u0000".join(run), key) for run in runs(note.skeleton)})


def overlap(one: Iterable[int], other: Iterable[int]) -> float:
    """The share of runs that two prints have in common."""
    return share(frozenset(one), frozenset(other))


def _number(run: str, key: bytes) -> int:
    digest = hashlib.blake2b(run.encode(), key=key, digest_size=8).digest()
    return int.from_bytes(digest) >> 1
