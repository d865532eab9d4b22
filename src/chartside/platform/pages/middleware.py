"""Around every answer: a request id, safe headers, one log line without personal data, and the last net."""

import logging
import time
from collections.abc import Callable

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chartside.kernel.ids import new_id

_log = logging.getLogger("chartside.access")

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    ]
)

_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    # `same-origin`, not `no-referrer`: under the latter a browser sends `Origin: null` with our own forms.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}

Answer = Callable[[Request, Exception], Response]


class Surround:
    """ASGI middleware. `largest_body_bytes` bounds an upload; `answer` makes a fault's page."""

    def __init__(self, app: ASGIApp, answer: Answer, largest_body_bytes: int = 64 * 1024 * 1024) -> None:
        self.app = app
        self.answer = answer
        self.largest_body_bytes = largest_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await _Exchange(self, scope, receive, send).serve()


class _Exchange:
    def __init__(self, around: Surround, scope: Scope, receive: Receive, send: Send) -> None:
        self.around, self.scope, self._receive, self._send = around, scope, receive, send
        self.request_id = str(new_id())[-12:]
        self.status = 0
        self.received_bytes = 0
        scope.setdefault("state", {})["request_id"] = self.request_id

    async def serve(self) -> None:
        began = time.perf_counter()
        try:
            await self._guarded()
        finally:
            millis = (time.perf_counter() - began) * 1000
            # The route's pattern, never the address itself: no query string, no id.
            route = getattr(self.scope.get("route"), "path", "-")
            _log.info(
                "%s %s %s %d %.0f ms", self.request_id, self.scope["method"], route, self.status, millis
            )

    async def _guarded(self) -> None:
        try:
            await self.around.app(self.scope, self.receive, self.send)
        except Exception as fault:  # noqa: BLE001 - the last net: what arrives here is logged and answered as a fault
            if self.status:
                _log.error("%s broke off after its head was sent: %s", self.request_id, type(fault).__name__)
                raise ConnectionAbortedError("the answer broke off") from None
            await self.around.answer(Request(self.scope, self._receive), fault)(
                self.scope, self._receive, self.send
            )

    async def receive(self) -> Message:
        message = await self._receive()
        self.received_bytes += len(message.get("body", b""))
        if self.received_bytes > self.around.largest_body_bytes:
            raise HTTPException(413)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await self._send(message)
