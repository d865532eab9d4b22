"""`chartside coding ...`: the same engine as the pages, on JSON Lines."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from chartside.coding.api import (
    By,
    Service,
    TooManyAllocationsError,
    UnitCount,
    UnitRequest,
    UnitRule,
    count_units,
)
from chartside.kernel.commands import (
    CannotAnswerError,
    Closed,
    Command,
    Grid,
    LineCommand,
    LineInput,
    Paragraph,
)
from chartside.kernel.errors import Problem
from chartside.kernel.people import Discipline
from chartside.kernel.shapes import FindingShape

A_DAY = 24 * 60


def _read_discipline(value: object) -> object:
    return Discipline.read(value) if isinstance(value, str) else value


AnyDiscipline = Annotated[
    Discipline, BeforeValidator(_read_discipline), Field(description="ST and speech are read as SLP")
]
CodeText = Annotated[str, Field(min_length=1, description="a procedure code such as 97530")]


class ServiceInput(Closed):
    """Minutes of one code by one person; a code may come several times."""

    code: CodeText
    minutes: Annotated[int, Field(ge=0, le=A_DAY)]
    by: By


class UnitsInput(LineInput):
    """One patient, one day, one discipline."""

    discipline: AnyDiscipline
    date_of_service: date
    services: list[ServiceInput]
    payer: Annotated[
        str | None, Field(description="a payer kind or the id of a payer pack; unknown: the CMS rule")
    ] = None
    unit_rule: Annotated[UnitRule | None, Field(description="replaces the payer's rule")] = None
    billed: Annotated[
        dict[CodeText, Annotated[int, Field(ge=0)]] | None, Field(description="units by code, to compare")
    ] = None


class LineShape(BaseModel):
    """One line of a claim."""

    code: str
    units: int
    modifiers: list[str]


class UnitsOutput(BaseModel):
    """`allocations` and `lines` hold every acceptable answer, in the same order."""

    timed_minutes: int
    timed_units: int
    allocations: list[dict[str, int]]
    lines: list[list[LineShape]]
    findings: list[FindingShape]


def units(given: UnitsInput) -> dict[str, Any]:
    """Answer one line of `coding units`.

    Raises:
        CannotAnswerError: more equally good answers than are any help.
    """
    request = UnitRequest(
        discipline=given.discipline,
        date_of_service=given.date_of_service,
        services=tuple(Service(it.code, it.minutes, it.by) for it in given.services),
        payer=given.payer,
        unit_rule=given.unit_rule,
        billed=given.billed,
    )
    try:
        return _as_json(count_units(request))
    except TooManyAllocationsError as error:
        raise CannotAnswerError(Problem("too_many_allocations", str(error), "services")) from error


def _as_json(count: UnitCount) -> dict[str, Any]:
    return {
        "timed_minutes": count.timed_minutes,
        "timed_units": count.timed_units,
        "allocations": [dict(one) for one in count.allocations],
        "lines": [
            [{"code": it.code, "units": it.units, "modifiers": list(it.modifiers)} for it in lines]
            for lines in count.lines
        ],
        "findings": [finding.as_json() for finding in count.findings],
    }


def show_units(answer: Mapping[str, Any]) -> Sequence[Paragraph | Grid]:
    """The answer for a person: the count, each acceptable set of lines, the findings."""
    shown: list[Paragraph | Grid] = [
        Paragraph(f"{answer['timed_minutes']} timed minutes, {answer['timed_units']} timed units", "title")
    ]
    for number, lines in enumerate(answer["lines"], 1):
        title = f"answer {number} of {len(answer['lines'])}" if len(answer["lines"]) > 1 else ""
        rows = [[it["code"], str(it["units"]), " ".join(it["modifiers"])] for it in lines]
        shown.append(Grid(("code", "units", "modifiers"), rows, title))
    for found in answer["findings"]:
        tone = {"block": "bad", "warn": "warn"}.get(found["level"], "dim")
        shown.append(Paragraph(f"{found['rule']} {found['level']}: {found['message']}", tone))
        shown.append(Paragraph(f"  {found['fix']}", "dim"))
    return shown


def commands() -> Sequence[Command]:
    """The commands of this area."""
    return (
        LineCommand(
            verb="units",
            summary="Minutes by person to units, with every acceptable answer and its modifiers.",
            reads=UnitsInput,
            writes=UnitsOutput,
            answer=units,
            show=show_units,
        ),
    )
