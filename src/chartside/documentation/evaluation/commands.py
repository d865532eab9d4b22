"""`chartside evaluate PLACE`: measures drafts and reviews on written cases."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from chartside.documentation.evaluation.cases import Case, read_cases
from chartside.documentation.evaluation.dialogues import read_dialogues
from chartside.documentation.evaluation.measure import Measured, measure
from chartside.documentation.evaluation.totals import totals
from chartside.kernel.commands import Command, PlainCommand
from chartside.kernel.errors import Problem

WRONG_USAGE = 2


def commands() -> Sequence[Command]:
    """The command is an area by itself."""
    return (PlainCommand("", "drafts and reviews measured on written cases", _arguments, _evaluate),)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("place", type=Path, help="a folder or file of cases, or a CSV file of dialogues")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object")
    parser.add_argument(
        "--show", action="store_true", help="also each case in which answer and author differ"
    )


def _evaluate(given: Namespace) -> int:
    if not given.place.exists():
        print(f"chartside: there is no {given.place}", file=sys.stderr)
        return WRONG_USAGE
    cases, problems = _read(given.place)
    measured = []
    for case in cases:
        try:
            measured.append(measure(case))
        except ValueError as error:
            problems.append(Problem("bad_case", str(error), case.id))
    for problem in problems:
        print(f"chartside: {problem.path}: {problem.message}", file=sys.stderr)
    figures = totals(measured)
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        _show(figures, measured if given.show else [])
    return 1 if problems or not measured else 0


def _read(place: Path) -> tuple[list[Case], list[Problem]]:
    return read_dialogues(place) if place.suffix == ".csv" else read_cases(place)


def _show(figures: Mapping[str, Any], measured: Sequence[Measured]) -> None:
    for name, value in _rows(figures):
        print(f"{name:<50} {value:>10}")
    for one in measured:
        for words in one.disagreements:
            print(f"{one.id}  {words}")


def _rows(figures: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in figures.items():
        said = f"{above}{name.replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield from _rows(value, f"{said}: ")
        elif isinstance(value, float):
            yield said, f"{value:.3f}"
        else:
            yield said, "-" if value is None else str(value)
