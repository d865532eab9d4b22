"""`chartside AREA VERB ...`: finds the area, loads only that, and runs it.

A new area is one row of `AREAS`. Its module offers `commands()`, which gives `LineCommand` and
`PlainCommand` values (`chartside.kernel.commands`); it is imported only when the area is named.
"""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from chartside import __version__
from chartside.cli.lines import add_line_arguments, run_lines
from chartside.kernel.commands import Command, LineCommand

WRONG_USAGE = 2
INTERRUPTED = 130


@dataclass(frozen=True)
class Area:
    """Where an area's commands live."""

    module: str
    summary: str


AREAS = {
    "coding": Area("chartside.coding.commands", "minutes, units, modifiers"),
    "documentation": Area("chartside.documentation.commands", "drafts of notes"),
    "privacy": Area("chartside.privacy.commands", "identifiers found and replaced"),
    "evaluate": Area("chartside.documentation.evaluation.commands", "drafts and reviews on written cases"),
    "rules": Area("chartside.cli.rules", "the rule catalogue and its manual pages"),
    "demo": Area("chartside.app.demo", "the demo clinic"),
    "serve": Area("chartside.app.serve", "the web application"),
    "database": Area("chartside.platform.operations.upgrade_commands", "the database and its versions"),
    "worker": Area("chartside.app.worker", "a worker for background jobs"),
    "doctor": Area("chartside.platform.operations.commands", "what is installed, running, missing"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 answered, 1 some line was an error, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help"):
        print(_overview())
        return 0 if given else WRONG_USAGE
    if given[0] == "--version":
        print(__version__)
        return 0
    if given[0] not in AREAS:
        print(f"chartside: no area {given[0]!r}; there are {', '.join(AREAS)}", file=sys.stderr)
        return WRONG_USAGE
    return _guarded(given[0], AREAS[given[0]], given[1:])


def _guarded(name: str, area: Area, arguments: Sequence[str]) -> int:
    """Run an area's command; every way of leaving becomes an exit code."""
    try:
        return _run(name, area, arguments)
    except ModuleNotFoundError as error:
        if error.name is None or not area.module.startswith(error.name):
            raise
        print(f"chartside: {name} is not part of this installation", file=sys.stderr)
        return WRONG_USAGE
    except SystemExit as leaving:  # argparse leaves this way, with its message already printed
        return leaving.code if isinstance(leaving.code, int) else WRONG_USAGE
    except BrokenPipeError:
        # The reader (`head`) has seen enough; what is still buffered has nowhere to go, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(name: str, area: Area, arguments: Sequence[str]) -> int:
    commands: Sequence[Command] = import_module(area.module).commands()
    by_verb = {command.verb: command for command in commands}
    parser = ArgumentParser(prog=f"chartside {name}", description=area.summary)
    if "" in by_verb:
        _add(parser, by_verb[""])
    else:
        verbs = parser.add_subparsers(metavar="VERB", required=True)
        for command in commands:
            _add(verbs.add_parser(command.verb, help=command.summary, description=command.summary), command)
    parsed = parser.parse_args(arguments)
    command = parsed.command
    return run_lines(command, parsed) if isinstance(command, LineCommand) else command.run(parsed)


def _add(parser: ArgumentParser, command: Command) -> None:
    parser.set_defaults(command=command)
    parser.formatter_class = RawDescriptionHelpFormatter
    if isinstance(command, LineCommand):
        add_line_arguments(parser)
    else:
        command.arguments(parser)


def _overview() -> str:
    width = max(map(len, AREAS))
    rows = "\n".join(f"  {name:<{width}}  {area.summary}" for name, area in AREAS.items())
    return (
        f"usage: chartside AREA VERB [FILES] [--json]\n\nareas:\n{rows}\n\nchartside AREA --help says more."
    )


if __name__ == "__main__":
    raise SystemExit(main())
