"""How an area declares its commands. The shell that runs them is `cli`; this is only their shape."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from chartside.kernel.errors import ChartsideError, Problem


class Closed(BaseModel):
    """An object in which an unknown field is an error that names it. Numbers and dates are read strictly."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Open(BaseModel):
    """An object that keeps members it does not know: they are facts, or identifiers to find."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)


class LineInput(Closed):
    """One line of a JSON Lines command."""

    id: str | int


class CannotAnswerError(ChartsideError):
    """A line whose form is right but which cannot be answered; the run goes on with the next line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class Paragraph:
    """A line of text for a person; `tone` is one of plain, good, warn, bad, dim, title."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True)
class Grid:
    """A table for a person."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""


@dataclass(frozen=True)
class LineCommand:
    """A command that reads JSON Lines and answers each line with one object.

    Attributes:
        reads: the model of a line; its subclass of `LineInput` names every field and vocabulary.
        writes: the model of an answer without its `id`, for the schema.
        answer: from a line to the answer, JSON-shaped, without its `id`.
        show: from an answer to what a person reads.

    Raises:
        CannotAnswerError: from `answer`, for a line that cannot be handled.
    """

    verb: str
    summary: str
    reads: type[LineInput]
    writes: type[BaseModel]
    answer: Callable[[Any], dict[str, Any]]
    show: Callable[[Mapping[str, Any]], Sequence[Paragraph | Grid]]


@dataclass(frozen=True)
class PlainCommand:
    """A command with arguments of its own.

    Attributes:
        verb: empty for a command that is an area by itself (`chartside demo`).
        arguments: adds the command's arguments to its parser.
        run: does it; gives the exit code.
    """

    verb: str
    summary: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


Command = LineCommand | PlainCommand
