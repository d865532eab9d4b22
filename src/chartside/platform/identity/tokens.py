"""Secrets that people carry: session cookies and one-time links. Only their hashes are stored."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import Literal, TypedDict
from uuid import UUID

_BYTES = 32
_SHAPE = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class Token:
    """A secret of 256 random bits that belongs to one organisation, written `<org hex>.<secret>`."""

    org_id: UUID
    secret: str = field(repr=False)

    @classmethod
    def new(cls, org_id: UUID) -> "Token":
        """A fresh token."""
        return cls(org_id, secrets.token_urlsafe(_BYTES))

    @classmethod
    def read(cls, text: str | None) -> "Token | None":
        """The token in a cookie or link; None for anything of another shape."""
        match = _SHAPE.fullmatch(text or "")
        return cls(UUID(hex=match[1]), match[2]) if match else None

    @property
    def hash(self) -> bytes:
        """What the database keeps: SHA-256 of the secret, 32 bytes. 256 random bits need no slow hash."""
        return hashlib.sha256(self.secret.encode()).digest()

    @property
    def text(self) -> str:
        """What the person carries."""
        return f"{self.org_id.hex}.{self.secret}"


def cookie_name(*, secure: bool) -> str:
    """The session cookie's name. Browsers refuse the `__Host-` prefix from a sub-domain or over http."""
    return "__Host-chartside" if secure else "chartside"


class CookieAttributes(TypedDict):
    """Attributes of the session cookie, by the names of `Response.set_cookie`."""

    httponly: bool
    samesite: Literal["lax"]
    secure: bool
    path: str


def cookie_attributes(*, secure: bool) -> CookieAttributes:
    """The cookie is out of reach of scripts and of other sites' forms.

    `secure` is False only in the demo or on a loopback address without TLS. The cookie has no age: it goes
    with the browser, and the server decides when it ends.
    """
    return {"httponly": True, "samesite": "lax", "secure": secure, "path": "/"}
