"""The Messages API as its clients expect it, streamed (server-sent events)."""

import json
from collections.abc import Iterator
from typing import Any

from chartside.drafting.writers.simulator.behaviours import Reply

PATH = "/v1/messages"
ENDS = {"done": "end_turn", "length": "max_tokens", "refusal": "refusal"}
OVERLOADED_STATUS = 529


def told(request: dict[str, Any]) -> dict[str, Any]:
    """The user's message."""
    found: dict[str, Any] = json.loads(request["messages"][0]["content"])
    return found


def error(status: int) -> bytes:
    """The body of an error."""
    kind = {401: "authentication_error", 400: "invalid_request_error"}.get(status, "overloaded_error")
    return json.dumps({"type": "error", "error": {"type": kind, "message": kind}}).encode()


def events(request: dict[str, Any], reply: Reply, pieces: list[str]) -> Iterator[str]:
    """The frames of an answer."""
    size = sum(len(piece) for piece in pieces)
    usage = {
        "input_tokens": len(json.dumps(request)) // 4,
        "output_tokens": 1,
        "cache_creation_input_tokens": 100,
        "cache_read_input_tokens": 0,
    }
    message = {"id": "msg_simulated", "type": "message", "role": "assistant", "model": request["model"]}
    more: dict[str, Any] = {"content": [], "stop_reason": None, "stop_sequence": None, "usage": usage}
    yield _frame("message_start", message=message | more)
    yield _frame("content_block_start", index=0, content_block={"type": "text", "text": ""})
    for piece in pieces:
        yield _frame("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})
    yield _frame("content_block_stop", index=0)
    delta = {"stop_reason": ENDS[reply.end], "stop_sequence": None}
    yield _frame("message_delta", delta=delta, usage=usage | {"output_tokens": size // 4 + 1})
    yield _frame("message_stop")


def _frame(kind: str, **more: object) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **more})}\n\n"
