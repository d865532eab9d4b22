"""What a model writer is: a task becomes a request, the request becomes lines as the answer arrives."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from chartside.drafting.writers.task import WritingTask
from chartside.kernel.canonical import sha256_hex


@dataclass(frozen=True)
class Line:
    """One sentence as a model wrote it: placeholders still in it, checked by nobody."""

    section: str
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """One request, before it is sent. `parts` is every piece of it that came from a chart or a person."""

    payload: dict[str, Any]
    parts: tuple[str, ...]

    @cached_property
    def body(self) -> bytes:
        """The payload in one byte form: what is logged by its hash and stored."""
        return json.dumps(self.payload, sort_keys=True, ensure_ascii=False).encode()

    @property
    def sha256(self) -> str:
        """The hash that log and store know it by."""
        return sha256_hex(self.body)


@dataclass
class Answer:
    """What came back, filled while it is read: `text` verbatim, tokens as the vendor counted them.

    Attributes:
        model: the model that answered, as it names itself.
        request_id: the vendor's own name for the call, for their support.
        ended: why it ended (`complete`, or the code of a `WriterFailed`).
    """

    text: str = ""
    model: str = ""
    request_id: str = ""
    ended: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    trace: list[str] = field(default_factory=list)


class WriterFailed(Exception):  # noqa: N818 - an outside failure with a code, told to a person
    """The model gave no usable answer, or not all of it. What it gave before that stands.

    Attributes:
        code: `overloaded`, `refused`, `truncated`, `malformed`, `unreachable`, `slow`, `not_allowed`,
            `bad_request`, `not_installed`.
        words: a sentence for a person.
    """

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


class Writer(Protocol):
    """One model over one protocol."""

    def prepare(self, task: WritingTask) -> Request:
        """The request for a task. Pure: nothing is sent."""
        ...

    def ask(self, request: Request, answer: Answer) -> Iterator[Line]:
        """Send it and give each sentence as soon as it is whole; `answer` holds what came so far.

        Raises:
            WriterFailed: no answer, or one that broke off; the lines given before stand.
        """
        ...


SENTENCES_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "section": {"type": "string", "enum": ["S", "O", "A", "P"]},
                    "facts": {"type": "array", "items": {"type": "string"}},
                    "text": {"type": "string"},
                },
                "required": ["section", "facts", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
"""The shape of every answer. Vendors may keep a schema longer than a message: it names nobody."""
