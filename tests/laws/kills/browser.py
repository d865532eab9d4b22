"""A person's browser, as far as the pages need one: cookies, forms with their token, redirects read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import httpx2

from chartside.platform.pages import flash

_HIDDEN = r'name="{name}"[^>]* value="([^"]*)"'
_SIGN_IN = "/sign-in"


class UnreachableError(Exception):
    """No answer, or the answer that the fault is the installation's: what was asked may have happened."""


class SignedOutError(Exception):
    """The answer was the way to the sign-in page."""


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        location: where a redirect leads; empty when it was none.
        said: the sentence that goes with the redirect.
    """

    status: int
    text: str
    data: bytes
    location: str
    said: str

    def hidden(self, name: str, form: str = "") -> str:
        """The value of a hidden field, of the form whose action ends in `form`; empty when there is none."""
        text = self.text
        if form:
            found = re.search(rf'<form[^>]*action="[^"]*{re.escape(form)}".*?</form>', text, re.DOTALL)
            text = found[0] if found else ""
        found = re.search(_HIDDEN.format(name=re.escape(name)), text)
        return unescape(found[1]) if found else ""

    def links(self, pattern: str) -> list[str]:
        """The addresses of links that match, each once."""
        return list(dict.fromkeys(unescape(link) for link in re.findall(rf'href="({pattern})"', self.text)))


class Browser:
    """One window of one person."""

    def __init__(self, url: str) -> None:
        self._client = httpx2.Client(base_url=url, headers={"origin": url}, timeout=30)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path)

    def post(self, path: str, page: Answer, fields: Mapping[str, str | Sequence[str]]) -> Answer:
        """Send a form that stands on `page`."""
        token = page.hidden("csrf_token")
        return self._ask("POST", path, data={"csrf_token": token, **fields})

    def sign_in(self, clinic: str, email: str, password: str) -> None:
        """Through the front door."""
        self._client.cookies.clear()
        page = self._ask("GET", _SIGN_IN, at_the_door=True)
        fields = {"clinic": clinic, "email": email, "password": password}
        token = page.hidden("csrf_token")
        answer = self._ask("POST", _SIGN_IN, at_the_door=True, data={"csrf_token": token, **fields})
        assert answer.location == "/", f"{email} was turned away: {answer.status}"

    def close(self) -> None:
        """Close the window."""
        self._client.close()

    def _ask(self, method: str, path: str, *, at_the_door: bool = False, **sent: Any) -> Answer:
        try:
            response = self._client.request(method, path, **sent)
        except httpx2.TransportError as error:
            raise UnreachableError(str(error)) from error
        if response.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR:
            raise UnreachableError(f"{response.status_code} at {path}")
        location = response.headers.get("location", "")
        if urlsplit(location).path == _SIGN_IN and not at_the_door:
            raise SignedOutError
        carried = flash.read(response.cookies.get(flash.COOKIE))
        words = carried.text if carried else ""
        return Answer(response.status_code, response.text, response.content, location, words)
