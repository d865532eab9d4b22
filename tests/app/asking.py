"""Every route of the real application with what it takes, and a way to ask it without a browser."""

import asyncio
import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from chartside.platform.identity.tokens import cookie_name
from chartside.platform.pages import RouteSpec, all_routes, csrf
from tests.app.clinics import Clinic

HOST = "testserver"
LONGEST_WAIT = 30.0


@dataclass(frozen=True)
class Route:
    """One route: who may open it, and the parameters of its path, query and body by name."""

    spec: RouteSpec
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.spec.method} {self.spec.path}"

    @property
    def changes(self) -> bool:
        return self.spec.method != "GET"

    @property
    def names_rows(self) -> bool:
        """Whether its address names something by id."""
        return any(name.endswith("_id") for name in self.path)

    def url(self, values: Mapping[str, str]) -> str:
        return re.sub(r"\{(\w+)(:\w+)?\}", lambda found: values[found[1]], self.spec.path)


def routes_of(app: FastAPI) -> list[Route]:
    """Every route, in the order of `all_routes`; one that it does not know fails there."""
    by_name = {f"{one.methods} {one.path}": one for one in _api_routes(app.routes)}
    found = []
    for spec in all_routes(app):
        takes = by_name[f"{ {spec.method} } {spec.path}"].dependant
        found.append(
            Route(spec, _types(takes.path_params), _types(takes.query_params), _types(takes.body_params))
        )
    return found


def _api_routes(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _api_routes(inner.routes)
        elif isinstance(route, APIRoute):
            yield route


def _types(parameters: list[Any]) -> dict[str, Any]:
    return {one.alias: one.field_info.annotation for one in parameters}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def all(self) -> str:
        """Everything that reaches the browser."""
        return f"{self.headers} {self.text}"


@dataclass
class SignedIn:
    """A person's live session as a browser holds it."""

    cookie: str
    form_token: str

    @classmethod
    def of(cls, clinic: Clinic, email: str) -> "SignedIn":
        token, session_id = clinic.session(email)
        key = clinic.house.settings.secrets.csrf_key()
        return cls(token.text, csrf.form_token(key, session_id.hex))


@dataclass
class Asker:
    """Sends requests to the application in this process. A stream is left after its first event."""

    app: FastAPI
    loop: asyncio.Runner = field(default_factory=asyncio.Runner)

    def ask(
        self, method: str, url: str, who: SignedIn | None = None, form: Mapping[str, str] | None = None
    ) -> Answer:
        body = urlencode(form or {}).encode()
        headers = {"host": HOST, "origin": f"http://{HOST}"}
        if who is not None:
            headers["cookie"] = f"{cookie_name(secure=False)}={who.cookie}"
            headers[csrf.HEADER] = who.form_token
        if method != "GET":
            headers["content-type"] = "application/x-www-form-urlencoded"
            headers["content-length"] = str(len(body))
        return self.loop.run(_exchange(self.app, method, url, headers, body))

    def close(self) -> None:
        self.loop.close()


async def _exchange(app: FastAPI, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
    path, _, query = url.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("198.51.100.9", 4321),
        "server": (HOST, 80),
        "state": {},
    }
    sent: list[dict[str, Any]] = []
    enough, asked = asyncio.Event(), False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": body, "more_body": False}
        await asyncio.Event().wait()
        raise AssertionError("nobody sets this event")

    async def send(message: Any) -> None:
        sent.append(dict(message))
        if message["type"] == "http.response.body" and (message.get("body") or not message.get("more_body")):
            enough.set()

    serving, got = asyncio.ensure_future(app(scope, receive, send)), asyncio.ensure_future(enough.wait())
    await asyncio.wait({serving, got}, return_when=asyncio.FIRST_COMPLETED, timeout=LONGEST_WAIT)
    got.cancel()
    if not serving.done() and _is_stream(sent):
        serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving
    return _read(sent)


def _is_stream(sent: list[dict[str, Any]]) -> bool:
    return any(b"text/event-stream" in value for name, value in sent[0].get("headers", []))


def _read(sent: list[dict[str, Any]]) -> Answer:
    head = sent[0]
    body = b"".join(one.get("body", b"") for one in sent[1:])
    headers = {name.decode(): value.decode() for name, value in head.get("headers", [])}
    return Answer(head["status"], headers, body.decode("utf-8", "replace"))
