"""The one byte form of a value that is hashed and signed."""

import hashlib
import json


def canonical_json(value: object) -> bytes:
    """JSON with sorted keys, no spaces and UTF-8: the same value gives the same bytes everywhere.

    Raises:
        ValueError: a float that JSON cannot hold (NaN, infinity).
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()
