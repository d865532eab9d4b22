"""Around every answer: a request id, safe headers, and the last net."""

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chartside.kernel.ids import new_id
from chartside.platform.logs import get_logger
from chartside.platform.logs.access import short_id

_log = get_logger("web")

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
        self.status = 0
        self.received_bytes = 0
        # The access log around us named the request; its name stands on an error page, too.
        scope.setdefault("state", {}).setdefault("request_id", short_id(new_id()))

    async def serve(self) -> None:
        try:
            await self.around.app(self.scope, self.receive, self.send)
        except Exception as fault:  # noqa: BLE001 - the last net: what arrives here is logged and answered as a fault
            if self.status:
                _log.failure("web.broke_off", error=fault)
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
