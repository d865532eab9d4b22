"""Numbers of a flowsheet: a small table from a device or another system, columns mapped by their headings."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from chartside.documentation.dictation.measures import MeasureName, measure_called
from chartside.documentation.forms.evidence import ChartedNumber
from chartside.interchange.tables import Row, read_table
from chartside.interchange.tables.dates import read_date

MOST_ROWS = 200
LARGEST_BYTES = 200_000
_SIDES = {"l": "left", "lt": "left", "left": "left", "r": "right", "rt": "right", "right": "right"}
_BRACKETED = re.compile(r"[(\[]([^)\]]{1,12})[)\]]")
_NAMES = ("measure", "test", "name", "item", "parameter")
_VALUES = ("value", "result", "score", "reading")
_DAYS = ("date", "day", "date of service", "dos")
_PATIENTS = ("patient", "patient name", "client", "mrn", "record number")
_IGNORED = (*_NAMES, *_VALUES, *_DAYS, *_PATIENTS, "unit", "units", "time", "note", "notes", "by")
_NUMBER = re.compile(r"(-?\d{1,7}(?:\.\d{1,4})?)\s*([^\d\s].{0,11})?")


@dataclass
class Flowsheet:
    """What a table gave.

    Attributes:
        numbers: each with its line and column; `source` is empty until the table is kept.
        problems: what could not be read or is not this patient's, one sentence each.
        doubts: why a number should be looked at twice, by its place (`r2c3`).
    """

    numbers: list[ChartedNumber] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Column:
    place: int
    heading: str
    side: str
    unit: str
    measure: MeasureName


def read_flowsheet(text: str, day: date | None = None, patient: Collection[str] = ()) -> Flowsheet:
    """Read a table: a column for each measure, or one of names beside one or two of values.

    Args:
        text: CSV of any usual separator.
        day: the day of service; a number of another day is doubtful.
        patient: names and record numbers of the patient; a row of anybody else is left out.
    """
    table = read_table(text.encode())
    found = Flowsheet(problems=[one.message for one in table.problems])
    lines = _first_with(table.headers, _NAMES)
    if lines is None:
        found.problems += [
            f"The column “{name[:40]}” is not known here and is left out."
            for name in table.headers
            if name and name.lower() not in _IGNORED and _column(0, name, name) is None
        ]
    for count, row in enumerate(table.rows()):
        if count >= MOST_ROWS:
            found.problems.append(f"Only the first {MOST_ROWS} rows are read.")
            break
        if _is_anothers(row, patient):
            found.problems.append(f"Row {row.line} names another patient and is left out.")
            continue
        _read_row(found, row, _columns(table.headers, row, lines), day)
    return found


def _read_row(found: Flowsheet, row: Row, columns: Iterator[_Column], day: date | None) -> None:
    charted = read_date(row.cells.get(_first_with(row.cells, _DAYS) or "", "")).value
    for column in columns:
        cell = row.cells[column.heading]
        number = _NUMBER.fullmatch(cell) if cell else None
        if number is None:
            if cell:
                found.problems.append(f"Row {row.line}, {column.heading}: “{cell[:40]}” is no number.")
            continue
        unit = (number[2] or column.unit or column.measure.unit).strip()
        one = ChartedNumber(
            "", row.line, column.place + 1, column.measure.name, float(number[1]), unit, column.side
        )
        found.numbers.append(one)
        doubts = [column.measure.problem(one.value)]
        doubts += [f"charted on {charted:%b} {charted.day}"] if charted and day and charted != day else []
        if any(doubts):
            found.doubts[one.place] = "; ".join(filter(None, doubts))


def _columns(headers: tuple[str, ...], row: Row, lines: str | None) -> Iterator[_Column]:
    if lines is None:
        yield from filter(None, (_column(place, name, name) for place, name in enumerate(headers)))
        return
    unit = row.cells.get(_first_with(headers, ("unit", "units")) or "", "")
    for place, name in enumerate(headers):
        named = _column(place, name, row.cells[lines])
        side = _SIDES.get(name.lower(), "")
        if named and (name.lower() in _VALUES or side):
            yield _Column(place, name, side or named.side, unit or named.unit, named.measure)


def _column(place: int, heading: str, named: str) -> _Column | None:
    """`Grip R (kg)` or `Berg` as a measure with its side and unit; None: not known."""
    unit = _BRACKETED.search(named)
    words = [word.strip(".,:") for word in re.split(r"[\s_]+", _BRACKETED.sub(" ", named).strip().lower())]
    sides = {_SIDES[word] for word in words if word in _SIDES}
    measure = measure_called(" ".join(word for word in words if word not in _SIDES))
    if measure is None:
        return None
    side = sides.pop() if len(sides) == 1 else ""
    return _Column(place, heading, side, unit[1].strip() if unit else "", measure)


def _first_with(names: Collection[str], wanted: tuple[str, ...]) -> str | None:
    return next((name for name in names if name.lower() in wanted), None)


def _is_anothers(row: Row, patient: Collection[str]) -> bool:
    heading = _first_with(row.cells, _PATIENTS)
    told = row.cells[heading].lower() if heading else ""
    return bool(told and patient) and told not in {one.lower() for one in patient}
