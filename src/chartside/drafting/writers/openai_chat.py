"""Chat completions, as any compatible server speaks them, through the vendor's own client."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx2
import openai

from chartside.drafting.writers.deadline import Deadline
from chartside.drafting.writers.port import SENTENCES_SCHEMA, Answer, Line, Request, WriterFailed
from chartside.drafting.writers.profiles import Profile
from chartside.drafting.writers.reading import SentenceReader, settle
from chartside.drafting.writers.task import WritingTask

_OVERLOADED = frozenset({429, 500, 502, 503, 504, 529})
_ENDS = {
    "length": ("truncated", "The model's answer was cut off."),
    "refused": ("refused", "The model declined to write this."),
    "content_filter": ("refused", "The model declined to write this."),
}
_SHAPES: dict[str, dict[str, Any]] = {
    "json_schema": {
        "type": "json_schema",
        "json_schema": {"name": "sentences", "strict": True, "schema": SENTENCES_SCHEMA},
    },
    "json_object": {"type": "json_object"},
}


class OpenAIWriter:
    """Asks one model. The client's own environment and redirects are off: it goes where the door let it."""

    def __init__(self, profile: Profile, key: str) -> None:
        self._profile = profile
        http = openai.DefaultHttpxClient(
            timeout=openai.Timeout(profile.first_seconds, connect=5.0), follow_redirects=False
        )
        self._client = openai.OpenAI(
            api_key=key or "none",
            base_url=profile.base_url,
            max_retries=profile.retries,
            http_client=http,
            organization="",
            project="",
        )

    def prepare(self, task: WritingTask) -> Request:
        """The request; `temperature` is left out, since not every server knows it."""
        payload: dict[str, Any] = {
            "model": self._profile.model,
            "max_tokens": self._profile.max_tokens,
            "messages": [
                {"role": "system", "content": task.instructions},
                {"role": "user", "content": task.message()},
            ],
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if self._profile.output in _SHAPES:
            payload["response_format"] = _SHAPES[self._profile.output]
        return Request(payload, task.parts())

    def ask(self, request: Request, answer: Answer) -> Iterator[Line]:
        """See `Writer.ask`."""
        reader, deadline = SentenceReader(), Deadline(self._profile.all_seconds)
        try:
            with closing(self._client.chat.completions.create(**request.payload)) as stream:
                answer.request_id = stream.response.headers.get("x-request-id", "")
                for chunk in stream:
                    deadline.check()
                    piece = _take(chunk, answer)
                    answer.text += piece
                    yield from reader.feed(piece)
            settle(answer, reader, _ENDS)
        except WriterFailed as failed:
            answer.ended = failed.code
            raise
        except (openai.OpenAIError, httpx2.HTTPError) as error:
            told = _failed(error)
            answer.ended = told.code
            raise told from error


def _take(chunk: Any, answer: Answer) -> str:  # noqa: ANN401 - the client's own type, which servers fill loosely
    answer.model = chunk.model or answer.model
    if chunk.usage:
        answer.input_tokens = chunk.usage.prompt_tokens or 0
        answer.output_tokens = chunk.usage.completion_tokens or 0
    piece = ""
    for choice in (chunk.choices or ())[:1]:
        if getattr(choice.delta, "refusal", None):
            answer.ended = "refused"
        elif choice.finish_reason:
            answer.ended = answer.ended or choice.finish_reason
        piece += choice.delta.content or ""
    return piece


def _failed(error: Exception) -> WriterFailed:
    # In the middle of a stream the errors of the transport come as they are.
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
        return WriterFailed("slow", "The model took too long.")
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError):
        return WriterFailed("unreachable", "The model could not be reached.")
    status = error.status_code if isinstance(error, openai.APIStatusError) else 0
    if status in _OVERLOADED or (not status and isinstance(error, openai.APIError)):
        return WriterFailed("overloaded", "The model is overloaded.")
    if status in (401, 403):
        return WriterFailed("not_allowed", "The server did not accept the key.")
    return WriterFailed("bad_request", "The server did not accept the request.")
