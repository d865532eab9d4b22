"""A server on the loopback that speaks both protocols and behaves as it is told."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType
from typing import Any

from chartside.drafting.writers.simulator import anthropic_side, openai_side
from chartside.drafting.writers.simulator.behaviours import Behaviour, Reply, plain

_PIECE = 24
_SIDES: tuple[ModuleType, ...] = (anthropic_side, openai_side)


@dataclass
class ModelSimulator:
    """Answers one request after the other; the last behaviour goes on.

    Attributes:
        received: every request as it arrived: path, headers in small letters, and the JSON of its body.
    """

    behaviours: Sequence[Behaviour] = (plain,)
    received: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    port: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def address(self) -> str:
        """The root; the Messages API is asked here."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def chat_address(self) -> str:
        """The root of chat completions."""
        return f"{self.address}/v1"

    def behave(self, *behaviours: Behaviour) -> None:
        """From now on so, beginning with the first; what was received is forgotten."""
        with self._lock:
            self.behaviours = behaviours
            self.received.clear()

    @property
    def everything(self) -> str:
        """All that arrived, headers and bodies, as one text."""
        return json.dumps([list(one) for one in self.received], ensure_ascii=False)

    @contextmanager
    def running(self) -> Iterator["ModelSimulator"]:
        """Listen on a free port of the loopback until the block ends."""
        simulator = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_POST(self) -> None:
                _answer(self, simulator)

            def log_message(self, *_: object) -> None:
                """Say nothing: what arrives is in `received`."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join(5)

    def next_reply(
        self, path: str, headers: dict[str, str], request: dict[str, Any], side: ModuleType
    ) -> Reply:
        """Keep the request and give the reply whose turn it is."""
        with self._lock:
            turn = min(len(self.received), len(self.behaviours) - 1)
            self.received.append((path, headers, request))
            behaviour = self.behaviours[turn]
        return behaviour(side.told(request))


def _answer(handler: BaseHTTPRequestHandler, simulator: ModelSimulator) -> None:
    length = int(handler.headers.get("content-length") or 0)
    body = handler.rfile.read(length)
    side = next((one for one in _SIDES if handler.path.split("?")[0] == one.PATH), None)
    if side is None:
        handler.send_error(404)
        return
    request = json.loads(body)
    headers = {name.lower(): value for name, value in handler.headers.items()}
    reply = simulator.next_reply(handler.path, headers, request, side)
    if reply.status != 200:
        _refuse(handler, side, reply)
        return
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.send_header("request-id", "req_simulated")
    handler.send_header("x-request-id", "req_simulated")
    pieces = [reply.text[place : place + _PIECE] for place in range(0, len(reply.text), _PIECE)]
    frames = list(side.events(request, reply, pieces))
    if reply.breaks_off:
        # It promises more than it sends.
        handler.send_header("content-length", str(sum(len(frame.encode()) for frame in frames)))
        frames = frames[: len(frames) // 2]
    handler.end_headers()
    _stream(handler, frames, reply.pause_seconds)


def _stream(handler: BaseHTTPRequestHandler, frames: list[str], pause_seconds: float) -> None:
    try:
        for frame in frames:
            if pause_seconds:
                threading.Event().wait(pause_seconds)
            handler.wfile.write(frame.encode())
            handler.wfile.flush()
    except (BrokenPipeError, ConnectionResetError):
        # The client has had enough: what it took, it took.
        handler.close_connection = True


def _refuse(handler: BaseHTTPRequestHandler, side: ModuleType, reply: Reply) -> None:
    status = side.OVERLOADED_STATUS if reply.status == anthropic_side.OVERLOADED_STATUS else reply.status
    body = side.error(status)
    handler.send_response(status)
    if reply.redirect:
        handler.send_header("location", reply.redirect + handler.path)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", str(len(body)))
    handler.send_header("retry-after-ms", "5")
    handler.end_headers()
    handler.wfile.write(body)
