"""The Messages API, through the vendor's own client."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import anthropic
import httpx2

from chartside.drafting.writers.deadline import Deadline
from chartside.drafting.writers.port import SENTENCES_SCHEMA, Answer, Line, Request, WriterFailed
from chartside.drafting.writers.profiles import Profile
from chartside.drafting.writers.reading import SentenceReader, settle
from chartside.drafting.writers.task import WritingTask

_OVERLOADED = frozenset({429, 500, 502, 503, 504, 529})
_ENDS = {
    "refusal": ("refused", "The model declined to write this."),
    "max_tokens": ("truncated", "The model's answer was cut off."),
    "model_context_window_exceeded": ("truncated", "The model's answer was cut off."),
}


class AnthropicWriter:
    """Asks one model. The client's own environment and redirects are off: it goes where the door let it."""

    def __init__(self, profile: Profile, key: str) -> None:
        self._profile = profile
        http = anthropic.DefaultHttpxClient(
            timeout=anthropic.Timeout(profile.first_seconds, connect=5.0), follow_redirects=False
        )
        self._client = anthropic.Anthropic(
            api_key=key or "none", base_url=profile.base_url, max_retries=profile.retries, http_client=http
        )

    def prepare(self, task: WritingTask) -> Request:
        """The request: instructions apart, so that the vendor can keep them between calls."""
        payload: dict[str, Any] = {
            "model": self._profile.model,
            "max_tokens": self._profile.max_tokens,
            "system": [{"type": "text", "text": task.instructions, "cache_control": {"type": "ephemeral"}}],
            "messages": [{"role": "user", "content": task.message()}],
            "stream": True,
        }
        if self._profile.output == "json_schema":
            payload["output_config"] = {"format": {"type": "json_schema", "schema": SENTENCES_SCHEMA}}
        return Request(payload, task.parts())

    def ask(self, request: Request, answer: Answer) -> Iterator[Line]:
        """See `Writer.ask`."""
        reader, deadline = SentenceReader(), Deadline(self._profile.all_seconds)
        try:
            with closing(self._client.messages.create(**request.payload)) as stream:
                answer.request_id = stream.response.headers.get("request-id", "")
                for event in stream:
                    deadline.check()
                    piece = _take(event, answer)
                    answer.text += piece
                    yield from reader.feed(piece)
            settle(answer, reader, _ENDS)
        except WriterFailed as failed:
            answer.ended = failed.code
            raise
        except (anthropic.AnthropicError, httpx2.HTTPError) as error:
            told = _failed(error)
            answer.ended = told.code
            raise told from error


def _take(event: Any, answer: Answer) -> str:  # noqa: ANN401 - one of the client's many event types
    """What an event says of tokens and endings; gives the piece of text in it."""
    if event.type == "message_start":
        answer.model = event.message.model
        _count(event.message.usage, answer)
    elif event.type == "message_delta":
        answer.ended = event.delta.stop_reason or ""
        _count(event.usage, answer)
    elif event.type == "content_block_delta" and event.delta.type == "text_delta":
        return str(event.delta.text)
    return ""


def _count(usage: Any, answer: Answer) -> None:  # noqa: ANN401 - two of the client's types
    answer.input_tokens = usage.input_tokens or answer.input_tokens
    answer.output_tokens = usage.output_tokens or answer.output_tokens
    answer.cache_read_tokens = usage.cache_read_input_tokens or answer.cache_read_tokens
    answer.cache_write_tokens = usage.cache_creation_input_tokens or answer.cache_write_tokens


def _failed(error: Exception) -> WriterFailed:
    # In the middle of a stream the errors of the transport come as they are.
    if isinstance(error, anthropic.APITimeoutError | httpx2.TimeoutException):
        return WriterFailed("slow", "The model took too long.")
    if isinstance(error, anthropic.APIConnectionError | httpx2.HTTPError):
        return WriterFailed("unreachable", "The model could not be reached.")
    status = error.status_code if isinstance(error, anthropic.APIStatusError) else 0
    if status in _OVERLOADED or (not status and isinstance(error, anthropic.APIError)):
        return WriterFailed("overloaded", "The model is overloaded.")
    if status in (401, 403):
        return WriterFailed("not_allowed", "The vendor did not accept the key.")
    return WriterFailed("bad_request", "The vendor did not accept the request.")
