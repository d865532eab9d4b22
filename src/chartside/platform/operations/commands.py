"""`chartside doctor`."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chartside.kernel.commands import Command, PlainCommand

if TYPE_CHECKING:
    from chartside.platform.operations.answers import Answer

_MARKS = {"ok": "ok", "note": "--", "warning": "!!", "failure": "XX"}
_COLOURS = {"ok": "\x1b[32m", "note": "\x1b[2m", "warning": "\x1b[33m", "failure": "\x1b[31m"}


def commands() -> Sequence[Command]:
    """The commands of this area."""
    return (PlainCommand("", "What is installed, running, safe, missing.", _arguments, _doctor),)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object: {ok, checks: [...]}")


def _doctor(parsed: Namespace) -> int:
    from pydantic import ValidationError  # noqa: PLC0415 - loads the database; only this command needs it

    from chartside.platform.operations.answers import failure, is_well  # noqa: PLC0415
    from chartside.platform.operations.examination import examine  # noqa: PLC0415
    from chartside.platform.settings import Settings  # noqa: PLC0415

    try:
        answers = list(examine(Settings()))
    except ValidationError as error:
        # Without the values: one of the settings is a password.
        answers = [
            failure(
                "Settings",
                f"CHARTSIDE_{item['loc'][0]}".upper() + f": {item['msg']}",
                "Correct it, run again.",
            )
            for item in error.errors()
            if item["type"] != "default_factory_not_called"
        ]
    well = is_well(answers)
    if parsed.json:
        print(
            json.dumps({"ok": well, "checks": [answer.as_json() for answer in answers]}, ensure_ascii=False)
        )
    else:
        _print(answers, coloured=sys.stdout.isatty())
        print("\nAll that is required is here." if well else "\nSomething required is missing.")
    return 0 if well else 1


def _print(answers: "Sequence[Answer]", *, coloured: bool) -> None:
    width = max(len(answer.name) for answer in answers)
    for answer in answers:
        before, after = (_COLOURS[answer.state], "\x1b[0m") if coloured else ("", "")
        print(f"{before}{_MARKS[answer.state]}{after}  {answer.name:<{width}}  {answer.says}")
        if answer.remedy:
            print(f"{'':<{width + 6}}-> {answer.remedy}")
