"""How one therapist writes: stored as data, learnt by counting (`learn`), used by the composer."""

from chartside.drafting.style.style import Style

__all__ = ["Style"]
