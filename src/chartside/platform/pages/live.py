"""Live parts of a page: the server looks again every while and sends what changed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool


@dataclass(frozen=True)
class Look:
    """One look at something that moves: the part's HTML, and whether it has come to rest."""

    html: str
    done: bool = False


def stream(
    request: Request, look: Callable[[], Look], *, event: str, every_seconds: float = 1.0
) -> StreamingResponse:
    """Send `look()` as `event` whenever it changed, until it is done or the browser has gone.

    `look` runs in a thread and opens its own short transaction: a stream must never hold one open. The last
    event is `done`, upon which the page closes the stream.
    """
    return StreamingResponse(
        _events(request, look, event, every_seconds),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _events(
    request: Request, look: Callable[[], Look], event: str, every_seconds: float
) -> AsyncIterator[str]:
    last = None
    while not await request.is_disconnected():
        seen = await run_in_threadpool(look)
        if seen.html != last:
            last = seen.html
            yield _frame(event, seen.html)
        if seen.done:
            yield _frame("done", "")
            return
        await asyncio.sleep(every_seconds)


def _frame(event: str, text: str) -> str:
    lines = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"event: {event}\n{lines}\n"
