"""The built-in writer: needs no key, no network and no model."""

from chartside.drafting.composer.compose import WRITER, compose

__all__ = ["WRITER", "compose"]
