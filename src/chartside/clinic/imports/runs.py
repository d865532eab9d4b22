"""Imports as a process: started, advanced chunk by chunk, cancelled, resumed. Each row is counted once."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from sqlalchemy import text

from chartside.clinic.imports.context import ImportContext
from chartside.clinic.imports.fields import HowToRead, ReadRow
from chartside.clinic.imports.kinds import KINDS
from chartside.clinic.imports.reading import rows_of, settle_date_order
from chartside.clinic.imports.refusals import refuse
from chartside.clinic.rows import own, today
from chartside.clinic.staff import Directory
from chartside.clinic.tables import ImportRun
from chartside.clinic.vocabulary import ImportStatus
from chartside.interchange.tables import Mapping, Profile, guess_mapping, read_table
from chartside.kernel.canonical import sha256_hex
from chartside.kernel.errors import NotFound, Problem, Refused
from chartside.kernel.ids import new_id
from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Actor, Work, WorkDatabase

CHUNK = 250
"""Rows per transaction: short enough to cancel soon, long enough to be quick."""

_COUNTED = ("created", "updated", "unchanged")
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(lock_key('import', :org_id, ''))")


@dataclass(frozen=True)
class Progress:
    """Where an import stands; `created + updated + unchanged + refused = done`."""

    import_id: UUID
    kind: str
    source: str
    status: ImportStatus
    total: int
    done: int
    created: int
    updated: int
    unchanged: int
    refused: int
    problems: tuple[Problem, ...]
    started_by: str
    created_at: datetime
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Finished or cancelled."""
        return self.status in (ImportStatus.FINISHED, ImportStatus.CANCELLED)

    @property
    def words(self) -> str:
        """`3,214 of 10,000 rows`."""
        return f"{self.done:,} of {self.total:,} rows"


def start_import(
    work: Work,
    data: bytes,
    kind: str,
    mapping: Mapping | None = None,
    *,
    source: str,
    profile: Profile | None = None,
    announces: bool = True,
) -> UUID:
    """Take a file in; returns the import's id. Nothing of it is in the record until it is run.

    Args:
        work: the unit of work.
        data: the file; it is kept sealed.
        kind: a key of `KINDS`.
        mapping: which header is which field; without one the headers are guessed.
        source: the system whose ids the file holds; the same ids under another source are other rows.
        profile: what is known about that system's exports.
        announces: false for history from before the clinic began here, which raises no events.

    Raises:
        Refused: a field that each row needs is given by no column, or the file is empty.
    """
    chosen, table = KINDS[kind], read_table(data)
    mapping = mapping or guess_mapping(table.headers, chosen.columns, kind, profile)
    missing = mapping.problems(table.headers, chosen.columns)
    reasons = missing if table.headers else table.problems
    if reasons:
        raise Refused(" ".join(problem.message for problem in reasons))
    run = take_in(work, data, kind, mapping, source=source, announces=announces)
    audit_start(work, run)
    return run.id


def take_in(
    work: Work, data: bytes, kind: str, mapping: Mapping, *, source: str, announces: bool = True
) -> ImportRun:
    """Keep a file, sealed, as an import that has not begun; its mapping may still lack fields."""
    table = read_table(data)
    mapping, doubts = settle_date_order(data, KINDS[kind], mapping)
    run_id = new_id()
    sealed = work.vault.seal(work, "import_run", run_id, data)
    run = ImportRun(
        org_id=work.org_id,
        id=run_id,
        kind=kind,
        source=source,
        mapping=mapping.as_json(),
        sha256=sha256_hex(data),
        problems=[[problem.code, problem.message, problem.path] for problem in (*table.problems, *doubts)],
        announces=announces,
        total=sum(1 for _ in table.rows()),
        status=ImportStatus.READY,
        started_by=work.actor.name,
        created_at=work.clock.now(),
        finished_at=None,
        key_id=sealed.key_id,
        sealed=sealed.data,
        **dict.fromkeys(("done", "refused", *_COUNTED), 0),
    )
    work.session.add(run)
    work.session.flush()
    return run


def audit_start(work: Work, run: ImportRun) -> None:
    """Write into the audit that an import begins."""
    work.audit(
        "import.started",
        "import_run",
        run.id,
        kind=run.kind,
        source=run.source,
        rows=run.total,
        sha256=run.sha256,
    )


@dataclass
class RowSource:
    """A file's rows as they are read on, so that an import of many chunks reads its file once."""

    rows: Iterator[ReadRow]
    position: int = 0

    def take(self, count: int) -> list[ReadRow]:
        """The next rows."""
        taken = list(islice(self.rows, count))
        self.position += len(taken)
        return taken


def run_chunk(work: Work, import_id: UUID, source: RowSource | None = None, size: int = CHUNK) -> Progress:
    """Bring the next rows in. Rows and counts are of one transaction: a crash loses or repeats none.

    Raises:
        NotFound: no such import.
    """
    work.session.execute(_ONE_AT_A_TIME, {"org_id": work.org_id})
    run = locked_run(work, import_id)
    if run.status in (ImportStatus.FINISHED, ImportStatus.CANCELLED):
        return _progress(run)
    source = source if source and source.position == run.done else open_rows_of(work, run)
    rows = source.take(size)
    run.status = ImportStatus.RUNNING
    _bring_in(work, run, rows)
    if run.done == run.total:
        run.status, run.finished_at = ImportStatus.FINISHED, work.clock.now()
        counts = {name: getattr(run, name) for name in (*_COUNTED, "refused")}
        work.audit("import.finished", "import_run", run.id, counts=counts)
    work.session.flush()
    return _progress(run)


def run_import(
    database: WorkDatabase,
    org_id: UUID,
    import_id: UUID,
    actor: Actor,
    on_progress: Callable[[Progress], None] | None = None,
) -> Progress:
    """Run an import from where it stands to its end, or until it is cancelled. May be called again."""
    with database.work(org_id, actor) as work:
        source = open_rows_of(work, _run(work, import_id))
    while True:
        with database.work(org_id, actor) as work:
            progress = run_chunk(work, import_id, source)
        if on_progress:
            on_progress(progress)
        if progress.is_over:
            return progress


def cancel_import(work: Work, import_id: UUID) -> Progress:
    """Stop an import after the chunk in hand. What is in stays in; the rest waits for `resume_import`."""
    run = locked_run(work, import_id)
    if run.status != ImportStatus.FINISHED:
        run.status = ImportStatus.CANCELLED
        work.audit("import.cancelled", "import_run", import_id, done=run.done)
    return _progress(run)


def resume_import(work: Work, import_id: UUID) -> Progress:
    """Let a cancelled import go on where it stopped."""
    run = locked_run(work, import_id)
    if run.status == ImportStatus.CANCELLED:
        run.status = ImportStatus.RUNNING
        work.audit("import.resumed", "import_run", import_id, done=run.done)
    return _progress(run)


def import_progress(work: Work, import_id: UUID) -> Progress:
    """Where one import stands.

    Raises:
        NotFound: no such import.
    """
    return _progress(_run(work, import_id))


def finished_import(work: Work, data: bytes, kind: str, *, source: str) -> Progress | None:
    """The newest finished import of exactly this file, if it was brought in before."""
    rows = own(work, ImportRun).where(
        ImportRun.kind == kind,
        ImportRun.source == source,
        ImportRun.sha256 == sha256_hex(data),
        ImportRun.status == ImportStatus.FINISHED,
    )
    run = work.session.scalars(rows.order_by(ImportRun.created_at.desc()).limit(1)).one_or_none()
    return _progress(run) if run else None


def import_runs(work: Work, most: int = 50) -> list[Progress]:
    """The imports of this organisation, the newest first."""
    rows = work.session.scalars(
        own(work, ImportRun).order_by(ImportRun.created_at.desc(), ImportRun.id).limit(most)
    )
    return [_progress(run) for run in rows]


def open_rows_of(work: Work, run: ImportRun) -> RowSource:
    """The rows of an import's file from where it stands."""
    data = work.vault.open(work, "import_run", run.id, Sealed(run.key_id, run.sealed))
    mapping = Mapping.from_json(run.mapping)
    how = HowToRead(mapping.date_order, today(work))
    rows = rows_of(data, KINDS[run.kind], mapping, how)
    return RowSource(islice(rows, run.done, None), run.done)


def _bring_in(work: Work, run: ImportRun, rows: list[ReadRow]) -> None:
    kind, mapping = KINDS[run.kind], Mapping.from_json(run.mapping)
    context = ImportContext(work, Directory(work), run.source, run.announces)
    readable = [row for row in rows if not row.problems]
    outcomes = dict(zip((row.number for row in readable), kind.write(context, readable), strict=True))
    counted = Counter[str]()
    for row in rows:
        outcome = outcomes.get(row.number, row.problems)
        counted[outcome if isinstance(outcome, str) else "refused"] += 1
        if not isinstance(outcome, str):
            refuse(work, run.id, row, outcome, mapping.columns)
    # All counts change in one statement: the table refuses a state in which they do not add up.
    with work.session.no_autoflush:
        for name, count in counted.items():
            setattr(run, name, getattr(run, name) + count)
        run.done += len(rows)


def _run(work: Work, import_id: UUID) -> ImportRun:
    run = work.session.get(ImportRun, (work.org_id, import_id))
    if run is None:
        raise NotFound("There is no such import.")
    return run


def locked_run(work: Work, import_id: UUID) -> ImportRun:
    """An import's row, locked until the end of the transaction.

    Raises:
        NotFound: no such import.
    """
    rows = (
        own(work, ImportRun)
        .where(ImportRun.id == import_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    run = work.session.scalar(rows)
    if run is None:
        raise NotFound("There is no such import.")
    return run


def _progress(run: ImportRun) -> Progress:
    counts = {name: getattr(run, name) for name in ("total", "done", "refused", *_COUNTED)}
    return Progress(
        import_id=run.id,
        kind=run.kind,
        source=run.source,
        status=ImportStatus(run.status),
        problems=tuple(Problem(*parts) for parts in run.problems),
        started_by=run.started_by,
        created_at=run.created_at,
        finished_at=run.finished_at,
        **counts,
    )
