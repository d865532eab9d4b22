"""Whether the facts support what a sentence says; deterministic, no model."""

from chartside.drafting.verifier.verify import SentenceCheck, verify

__all__ = ["SentenceCheck", "verify"]
