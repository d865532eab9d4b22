"""Where things are, how long they last, and the secrets of this installation."""

from chartside.platform.settings.model import Mode, Settings
from chartside.platform.settings.secrets import KeyRing, Secrets

__all__ = ["KeyRing", "Mode", "Secrets", "Settings"]
