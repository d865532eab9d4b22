"""The wizard's values at each of its stages."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chartside.clinic.imports import KINDS, KeptFile, Preview, Progress
from chartside.clinic.imports.refusals import RefusedRow
from chartside.clinic.vocabulary import ImportStatus
from chartside.interchange.tables import Profile
from chartside.interchange.tables.dates import DateOrder
from chartside.kernel.errors import Problem
from chartside.web.set_up import ColumnChoice, ImportPage, ImportRow, RowError, Running, SetUpLine

SHOWN_ERRORS = 200
_DATE_ORDERS = (
    (DateOrder.MONTH_FIRST.value, "month first: 11/20/2026"),
    (DateOrder.DAY_FIRST.value, "day first: 20/11/2026"),
)
_KIND_CHOICES = tuple((kind.name, kind.title) for kind in KINDS.values())


def base_of(import_id: UUID) -> str:
    """Where one import is shown."""
    return f"/set-up/import/{import_id}"


def upload_stage(
    earlier: Iterable[Progress],
    zone: ZoneInfo,
    *,
    source: str,
    systems: tuple[tuple[str, str], ...] = (),
    kind: str = "patients",
    problem: str = "",
) -> ImportPage:
    """Which file; `systems` are name and title of those whose exports are known."""
    return ImportPage(
        "upload",
        kind=kind,
        kinds=_KIND_CHOICES,
        source=source,
        systems=systems,
        problem=problem,
        earlier=tuple(_line(one, zone) for one in earlier),
    )


def mapping_stage(kept: KeptFile, profile: Profile | None = None, problem: str = "") -> ImportPage:
    """Which column is which field; `profile` is what is known about that system's exports."""
    chosen = kept.mapping.columns
    cells = kept.first.cells if kept.first else {}
    choices = tuple(
        ColumnChoice(
            name=field.name,
            label=_upper_first(field.title),
            required=field.required,
            column=chosen.get(field.name, ""),
            sample=cells.get(chosen.get(field.name, ""), ""),
        )
        for field in KINDS[kept.kind].fields
    )
    return replace(
        _of_file(kept, "mapping"),
        columns=kept.headers,
        choices=choices,
        date_orders=_DATE_ORDERS if kept.asks_for_date_order else (),
        date_order=kept.mapping.date_order.value if kept.mapping.date_order else "",
        known=f"{profile.title}: {profile.unknown}" if profile and profile.unknown else "",
        problem=problem,
    )


def preview_stage(kept: KeptFile, preview: Preview) -> ImportPage:
    """The first rows as they were understood."""
    fields = [field for field in KINDS[kept.kind].fields if field.name in preview.mapping.columns]
    rows = tuple(
        ImportRow(
            row.line,
            tuple(
                _value(row.values.get(field.name), row.cells.get(preview.mapping.columns[field.name], ""))
                for field in fields
            ),
            _together(problem.message for problem in row.problems),
        )
        for row in preview.rows
    )
    headings = tuple(_upper_first(field.title) for field in fields)
    return replace(_of_file(kept, "preview"), headings=headings, rows=rows, total=preview.total)


def running_stage(progress: Progress) -> ImportPage:
    """How far it is."""
    return replace(
        _of_run(progress, "running"),
        running=running_part(progress),
        live_url=f"{base_of(progress.import_id)}/live",
    )


def running_part(progress: Progress) -> Running:
    """The step's name and its counts."""
    title = KINDS[progress.kind].title.lower()
    steps = {
        ImportStatus.FINISHED: "Finished",
        ImportStatus.CANCELLED: "Stopped",
    }
    waiting = f"Waiting for its turn: {title}" if not progress.done else f"Bringing in {title}"
    rows = "1 row needs" if progress.refused == 1 else f"{progress.refused:,} rows need"
    note = f"{rows} a correction so far." if progress.refused else ""
    return Running(steps.get(progress.status, waiting), progress.done, progress.total, note)


def result_stage(progress: Progress, refused: list[RefusedRow]) -> ImportPage:
    """What became of the rows."""
    base, stopped = base_of(progress.import_id), progress.status is ImportStatus.CANCELLED
    counts = [
        ("New", progress.created),
        ("Changed", progress.updated),
        ("Already known, unchanged", progress.unchanged),
        ("Not taken", progress.refused),
    ]
    if stopped:
        counts.append(("Not read yet", progress.total - progress.done))
    more = progress.refused - len(refused)
    return replace(
        _of_run(progress, "result"),
        counts=tuple(counts),
        errors=tuple(RowError(row.line, ", ".join(row.columns), _together(row.messages)) for row in refused),
        errors_url=f"{base}/errors.csv" if progress.refused else None,
        stopped=stopped,
        problem=f"Stopped after {progress.words}. What is in stays in." if stopped else "",
        doubts=(f"{more:,} more rows are in the download.",) if more > 0 else (),
    )


def _of_file(kept: KeptFile, stage: Any) -> ImportPage:  # noqa: ANN401 - the literal of ImportPage
    return ImportPage(
        stage,
        kind=kept.kind,
        title=KINDS[kept.kind].title,
        source=kept.source,
        base=base_of(kept.import_id),
        file_name=_file_words(kept.total, kept.sha256),
        total=kept.total,
        doubts=_sentences(kept.doubts),
    )


def _of_run(progress: Progress, stage: Any) -> ImportPage:  # noqa: ANN401 - the literal of ImportPage
    return ImportPage(
        stage,
        kind=progress.kind,
        title=KINDS[progress.kind].title,
        source=progress.source,
        base=base_of(progress.import_id),
        total=progress.total,
    )


def _file_words(total: int, sha256: str) -> str:
    """A file's own name often names a patient, so it is called by its size and hash."""
    return f"{total:,} rows, SHA-256 {sha256[:12]}"


def _line(progress: Progress, zone: ZoneInfo) -> SetUpLine:
    at = progress.created_at.astimezone(zone)
    words = {
        ImportStatus.READY: ("warn", "not begun"),
        ImportStatus.RUNNING: ("quiet", progress.words),
        ImportStatus.CANCELLED: ("warn", f"stopped, {progress.words}"),
        ImportStatus.FINISHED: ("ok", "done")
        if not progress.refused
        else ("warn", f"{progress.refused:,} not taken"),
    }
    state, said = words[progress.status]
    day = f"{at:%b} {at.day}, {at.year}"
    detail = f"{day}, from {progress.source}, by {progress.started_by}"
    return SetUpLine(KINDS[progress.kind].title, detail, base_of(progress.import_id), state, said)  # type: ignore[arg-type]


def _together(messages: Iterable[str]) -> str:
    """Messages as sentences, one after the other."""
    return " ".join(f"{_upper_first(one).rstrip('.')}." for one in messages)


def _sentences(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(problem.message for problem in problems)


def _value(value: Any, cell: str) -> str:  # noqa: ANN401 - each field has its own type
    """A typed value as a person reads it; the cell itself where it could not be read."""
    match value:
        case None:
            said = cell
        case bool():
            said = "yes" if value else "no"
        case datetime():
            said = f"{_day(value)}, {value:%H:%M}"
        case date():
            said = _day(value)
        case Decimal():
            said = f"{value.normalize():f}"
        case tuple():
            said = ", ".join(str(item) for item in value)
        case _:
            said = str(value)
    return said


def _day(value: date) -> str:
    return f"{value:%b} {value.day}, {value.year}"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
