"""What a call cost, by the list prices of the pack."""

from decimal import Decimal

from chartside.drafting.writers.port import Answer
from chartside.rulebook.packs import PackSet

_MILLION = Decimal(1_000_000)
_MICRO = Decimal(1_000_000)


def cost_microdollars(answer: Answer, model: str, packs: PackSet) -> int | None:
    """Millionths of a dollar; None when the pack has no price for the model (a local one)."""
    row = packs.table("models").get(answer.model) or packs.table("models").get(model)
    if row is None:
        return None
    tokens = (
        ("input_usd", answer.input_tokens),
        ("output_usd", answer.output_tokens),
        ("cache_read_usd", answer.cache_read_tokens),
        ("cache_write_usd", answer.cache_write_tokens),
    )
    dollars = sum((Decimal(row[price]) * count / _MILLION for price, count in tokens), Decimal(0))
    return int((dollars * _MICRO).to_integral_value())


def prices_as_of(packs: PackSet) -> str:
    """The day of the price list, as ISO text."""
    day = packs.table("models").as_of
    return day.isoformat() if day else ""
