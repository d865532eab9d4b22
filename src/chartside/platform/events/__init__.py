"""Facts that happened, and who reacts to them."""

from chartside.platform.events.subscribers import subscribe, subscribers
from chartside.platform.events.tables import Event

__all__ = ["Event", "subscribe", "subscribers"]
