"""Identifiers."""

import os
import time
from uuid import UUID, uuid5

_ORGANISATIONS = UUID("6f0a3c52-5d0b-4b9e-9a6e-0c1b7f7a2d10")


def new_id() -> UUID:
    """A new version 7 UUID: random, and sorted by the time it was made, so indexes stay compact."""
    millis = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = millis << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def organisation_id(code: str) -> UUID:
    """The id of the organisation that signs in with `code`.

    It follows from the code alone, so signing in needs no table that lists every organisation.
    """
    return uuid5(_ORGANISATIONS, code.strip().lower())
