"""Money is integer cents inside, text with two decimals outside."""

import re
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def parse_cents(text: str) -> int:
    """Read an amount in dollars as cents.

    Raises:
        ValueError: the text is no plain decimal, or has a fraction of a cent.
    """
    plain = text.strip()
    if not _PLAIN.fullmatch(plain):
        raise ValueError(f"not an amount: {text!r}")
    amount = Decimal(plain) * 100
    if amount != amount.to_integral_value():
        raise ValueError(f"not an amount in whole cents: {text!r}")
    return int(amount)


def format_cents(cents: int) -> str:
    """`8250` as `82.50`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
