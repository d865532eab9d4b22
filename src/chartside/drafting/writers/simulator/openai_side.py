"""Chat completions as compatible servers stream them (server-sent events)."""

import json
from collections.abc import Iterator
from typing import Any

from chartside.drafting.writers.simulator.behaviours import Reply

PATH = "/v1/chat/completions"
ENDS = {"done": "stop", "length": "length", "refusal": "content_filter"}
OVERLOADED_STATUS = 503


def told(request: dict[str, Any]) -> dict[str, Any]:
    """The user's message."""
    found: dict[str, Any] = json.loads(request["messages"][-1]["content"])
    return found


def error(status: int) -> bytes:
    """The body of an error."""
    return json.dumps(
        {"error": {"message": f"status {status}", "type": "server_error", "code": None}}
    ).encode()


def events(request: dict[str, Any], reply: Reply, pieces: list[str]) -> Iterator[str]:
    """The frames of an answer."""
    base = {
        "id": "chatcmpl-simulated",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": request["model"],
    }
    yield _frame(base, choices=[_choice({"role": "assistant", "content": ""})])
    for piece in pieces:
        yield _frame(base, choices=[_choice({"content": piece})])
    yield _frame(base, choices=[_choice({}, ENDS[reply.end])])
    size = sum(len(piece) for piece in pieces)
    prompt = len(json.dumps(request)) // 4
    usage = {
        "prompt_tokens": prompt,
        "completion_tokens": size // 4 + 1,
        "total_tokens": prompt + size // 4 + 1,
    }
    yield _frame(base, choices=[], usage=usage)
    yield "data: [DONE]\n\n"


def _choice(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _frame(base: dict[str, Any], **more: object) -> str:
    return f"data: {json.dumps({**base, **more})}\n\n"
