"""One sentence carried over a redirect. It travels in a cookie, so it must not name a patient."""

import base64
import binascii
import json
from dataclasses import asdict, dataclass
from typing import Literal

COOKIE = "chartside_flash"
_LONGEST = 400
State = Literal["ok", "warn", "block", "sign"]


@dataclass(frozen=True)
class Flash:
    """What to say at the top of the next page, with its state word."""

    text: str
    state: State = "ok"


def write(flash: Flash) -> str:
    """The cookie's value."""
    short = Flash(flash.text[:_LONGEST], flash.state)
    return base64.urlsafe_b64encode(json.dumps(asdict(short)).encode()).decode()


def read(value: str | None) -> Flash | None:
    """What the cookie says; None for an absent or spoilt one: its owner may have edited it."""
    if not value:
        return None
    try:
        fields = json.loads(base64.urlsafe_b64decode(value))
        text, state = str(fields["text"]), fields["state"]
    except (binascii.Error, ValueError, KeyError, TypeError):
        return None
    if state not in ("ok", "warn", "block", "sign"):
        return None
    return Flash(text[:_LONGEST], state)
