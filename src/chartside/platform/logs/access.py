"""The access log: which route, how it ended, how long it took. Never the address itself."""

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from uuid import UUID

from chartside.kernel.ids import new_id
from chartside.platform.logs.fields import declare_words
from chartside.platform.logs.logger import get_logger, log_context

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_NO_ROUTE = "no-route"
declare_words(*_METHODS, _NO_ROUTE, "/")


class AccessLog:
    """ASGI middleware that writes one line per request: method, route template, status, milliseconds.

    Each line written while the request is handled carries the same `request_id`.
    """

    def __init__(self, app: Application) -> None:
        self._app = app
        self._log = get_logger("web")

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = new_id()
        scope.setdefault("state", {})["request_id"] = short_id(request_id)
        status = 500
        begun = time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with log_context(request_id=request_id):
            try:
                await self._app(scope, receive, watched)
            finally:
                self._log.info(
                    "web.request",
                    method=scope["method"],
                    route=_route(scope),
                    status=status,
                    ms=(time.perf_counter() - begun) * 1000,
                )


def short_id(request_id: UUID) -> str:
    """The end of a request's id, short enough to be read out; it stands on error pages."""
    return str(request_id)[-12:]


def _route(scope: MutableMapping[str, Any]) -> str:
    """The template of the route that answered (`/visits/{visit_id}`), which the program wrote itself."""
    template = getattr(scope.get("route"), "path", None)
    if not isinstance(template, str) or not template:
        return _NO_ROUTE
    declare_words(template)
    return template
