"""Proof that a form was made by us for this session, and that the browser sent it from our own page."""

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD = "csrf_token"
HEADER = "x-csrf-token"
VISITOR_COOKIE = "chartside_visitor"


def form_token(form_key: bytes, subject: str) -> str:
    """The token of one session (or of one visitor who has not signed in): HMAC-SHA-256, hex."""
    return hmac.new(form_key, b"form|" + subject.encode(), hashlib.sha256).hexdigest()


def token_matches(form_key: bytes, subject: str, given: str | None) -> bool:
    """Whether `given` is the token of `subject`, compared in constant time."""
    return given is not None and hmac.compare_digest(form_token(form_key, subject).encode(), given.encode())


def sent_from_here(headers: Mapping[str, str]) -> bool:
    """Whether the browser says the request came from our own pages.

    `Sec-Fetch-Site` decides where the browser sends it, else `Origin` must name our host. Every
    browser sends one of them with a form; a request with neither is refused.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == headers.get("host")
