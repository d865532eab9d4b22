"""Chance that comes out the same on every machine, and for one person whatever happens to the others."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Dice:
    """Throws named by what they decide: the same seed and name always fall the same way."""

    seed: int

    def share(self, *name: object) -> float:
        """A number from 0 up to, and without, 1."""
        key = "/".join(map(str, (self.seed, *name))).encode()
        return int.from_bytes(hashlib.sha256(key).digest()[:7]) / 2**56

    def below(self, limit: int, *name: object) -> int:
        """A whole number from 0 up to, and without, `limit`."""
        return int(self.share(*name) * limit)

    def pick(self, items: Sequence[T], *name: object) -> T:
        """One of the items."""
        return items[self.below(len(items), *name)]

    def shuffled(self, items: Sequence[T], *name: object) -> list[T]:
        """The items in another order."""
        return [items[i] for i in sorted(range(len(items)), key=lambda i: self.share(*name, i))]
