"""The common runner of the JSON Lines commands: one object in, one object out, in order, whatever happens."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from chartside.kernel.commands import CannotAnswerError, LineCommand
from chartside.kernel.errors import Problem

ANSWERED, SOME_ERRORS, WRONG_USAGE = 0, 1, 2


@dataclass(frozen=True)
class Answer:
    """What one line gave: its id (None when none could be read), and the answer or a problem."""

    id: object
    content: dict[str, Any]
    failed: bool = False

    def as_json(self) -> dict[str, Any]:
        """The object that is written."""
        return {"id": self.id} | self.content


def add_line_arguments(parser: ArgumentParser) -> None:
    """The arguments every JSON Lines command has."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="JSON Lines; standard input when none is given"
    )
    parser.add_argument("--json", action="store_true", help="write JSON Lines instead of text for a person")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of input and output")


def run_lines(command: LineCommand, parsed: Namespace) -> int:
    """Answer every line of the files, or of standard input.

    Gives 0, or 1 when any line was an error, or 2 for a missing file.
    """
    if parsed.schema:
        print(json.dumps(schema(command), indent=2))
        return ANSWERED
    missing = [name for name in parsed.files if name != "-" and not Path(name).is_file()]
    if missing:
        print(f"chartside: no file {missing[0]}", file=sys.stderr)
        return WRONG_USAGE
    return _write(command, _lines(parsed.files), as_json=parsed.json)


def schema(command: LineCommand) -> dict[str, Any]:
    """The JSON Schema of a command's input and output, with every vocabulary."""
    output = command.writes.model_json_schema(mode="serialization")
    output["properties"] = {"id": {"type": ["string", "integer"]}, **output["properties"]}
    return {"input": command.reads.model_json_schema(), "output": output}


def answer_line(command: LineCommand, line: bytes) -> Answer:
    """Answer one line. Bad input becomes an error of that line, never an exception."""
    try:
        text = line.decode("utf-8-sig")
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _failed(None, Problem("bad_json", f"not a JSON object: {error}"))
    if not isinstance(read, dict):
        return _failed(None, Problem("bad_json", "not a JSON object"))
    id_ = read.get("id")
    try:
        return Answer(id_, command.answer(command.reads.model_validate_json(text)))
    except ValidationError as error:
        return _failed(id_, _first_problem(error, read))
    except CannotAnswerError as error:
        return _failed(id_, error.problem)
    except Exception as error:  # noqa: BLE001 - the contract: no traceback ever, and the run goes on
        print(f"chartside: {command.verb}: {type(error).__name__}: {error}", file=sys.stderr)
        return _failed(id_, Problem("internal_error", "this line could not be answered; please report it"))


def _write(command: LineCommand, lines: Iterator[bytes], *, as_json: bool) -> int:
    failed = False
    for line in lines:
        answer = answer_line(command, line)
        failed = failed or answer.failed
        if as_json:
            sys.stdout.buffer.write(_encode(answer) + b"\n")
        else:
            _show(command, answer)
    sys.stdout.flush()
    return SOME_ERRORS if failed else ANSWERED


def _encode(answer: Answer) -> bytes:
    """UTF-8 whatever the terminal's language; half a character that came in as an escape goes out as one."""
    try:
        return json.dumps(answer.as_json(), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(answer.as_json()).encode()


def _show(command: LineCommand, answer: Answer) -> None:
    from chartside.cli.show import show  # noqa: PLC0415 - the library for tables is not needed for JSON

    show(answer, command)


def _lines(files: Sequence[str]) -> Iterator[bytes]:
    for name in files or ["-"]:
        if name == "-":
            yield from _not_blank(sys.stdin.buffer)
        else:
            with Path(name).open("rb") as stream:
                yield from _not_blank(stream)


def _not_blank(stream: BinaryIO) -> Iterator[bytes]:
    return (line for line in stream if line.strip())


def _failed(id_: object, problem: Problem) -> Answer:
    return Answer(id_, {"error": asdict(problem)}, failed=True)


def _first_problem(error: ValidationError, line: object) -> Problem:
    """The first thing wrong with a line, in words that name the field; an unknown field before all else."""
    found = error.errors(include_url=False, include_context=False)
    first = next((it for it in found if it["type"] == "extra_forbidden"), found[0])
    missing = first["type"] == "missing"
    path = _path(first["loc"], line, missing=missing)
    if first["type"] == "extra_forbidden":
        return Problem("unknown_field", f"unknown field {path}", path)
    if missing:
        return Problem("missing_field", f"{path} is missing", path)
    message = first["msg"].removeprefix("Value error, ")
    return Problem("bad_value", f"{path}: {message}" if path else message, path)


def _path(place: Sequence[int | str], line: object, *, missing: bool) -> str:
    """Where in the line the problem stands, such as `services[0].code`.

    The library adds steps of its own (which member of a union it tried); only steps that exist in the line,
    and the name of a missing field at the end, are kept.
    """
    path, here = "", line
    for step in place:
        if isinstance(here, list) and isinstance(step, int):
            path, here = f"{path}[{step}]", here[step]
        elif isinstance(here, dict) and step in here:
            path, here = f"{path}.{step}", here[step]
    return (f"{path}.{place[-1]}" if missing else path).lstrip(".")
