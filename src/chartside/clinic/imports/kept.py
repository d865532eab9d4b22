"""A file on its way in, step by step: kept, its columns chosen, previewed, begun."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from uuid import UUID

from chartside.clinic.imports.kinds import KINDS
from chartside.clinic.imports.preview import Preview, preview_import
from chartside.clinic.imports.reading import settle_date_order
from chartside.clinic.imports.runs import audit_start, locked_run, take_in
from chartside.clinic.rows import own
from chartside.clinic.tables import ImportRun
from chartside.clinic.vocabulary import ImportStatus
from chartside.interchange.tables import Mapping, Profile, Row, guess_mapping, read_table
from chartside.interchange.tables.dates import DateOrder
from chartside.kernel.errors import Problem, Refused
from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Work

DATE_ORDER_ASSUMED = "date_order_assumed"


@dataclass(frozen=True)
class KeptFile:
    """A file whose columns are being chosen.

    Attributes:
        first: the first row, so that a person sees what a column holds; `None` when there is none.
        missing: fields that every row needs and no column gives.
        doubts: what was odd about the file or had to be assumed.
    """

    import_id: UUID
    kind: str
    source: str
    total: int
    sha256: str
    headers: tuple[str, ...]
    mapping: Mapping
    first: Row | None
    missing: tuple[Problem, ...]
    doubts: tuple[Problem, ...]

    @property
    def asks_for_date_order(self) -> bool:
        """Whether a person should say how its dates are written."""
        assumed = any(problem.code == DATE_ORDER_ASSUMED for problem in self.doubts)
        return assumed or self.mapping.date_order is DateOrder.DAY_FIRST


def keep_file(work: Work, data: bytes, kind: str, *, source: str, profile: Profile | None = None) -> UUID:
    """Take a file in with a first guess at its columns; returns the import's id.

    Raises:
        Refused: it has no headings, or headings and no row.
    """
    table = read_table(data)
    if not table.headers:
        raise Refused(" ".join(problem.message for problem in table.problems))
    if next(table.rows(), None) is None:
        raise Refused("The file has a row of headings and no other row.")
    mapping = guess_mapping(table.headers, KINDS[kind].columns, kind, profile)
    run = take_in(work, data, kind, mapping, source=source)
    work.audit("import.file_kept", "import_run", run.id, kind=kind, source=source, sha256=run.sha256)
    return run.id


def kept_file(work: Work, import_id: UUID) -> KeptFile:
    """The file of an import that has not begun.

    Raises:
        NotFound: no such import.
        Refused: it has begun.
    """
    return _show(work, _not_begun(work, import_id))


def choose_columns(
    work: Work, import_id: UUID, columns: MappingType[str, str], date_order: DateOrder | None = None
) -> KeptFile:
    """Say which column gives which field; `date_order` is settled by the file itself unless given.

    Raises:
        NotFound: no such import.
        Refused: it has begun.
    """
    run = _not_begun(work, import_id)
    data, kind = _data(work, run), KINDS[run.kind]
    known = {field.name for field in kind.fields}
    chosen = {name: header for name, header in columns.items() if name in known and header}
    before = Mapping.from_json(run.mapping)
    # A system's profile knows how that system writes dates; a mere guess is made anew from the columns.
    order = date_order or (before.date_order if before.profile else None)
    mapping, doubts = settle_date_order(data, kind, Mapping(chosen, order, before.profile))
    run.mapping = mapping.as_json()
    problems = (*read_table(data).problems, *doubts)
    run.problems = [[problem.code, problem.message, problem.path] for problem in problems]
    work.session.flush()
    return _show(work, run)


def preview_kept(work: Work, import_id: UUID) -> Preview:
    """The first rows as they would be brought in. The rows are about patients, so the look is an act.

    Raises:
        NotFound: no such import.
        Refused: it has begun.
    """
    run = _not_begun(work, import_id)
    mapping = Mapping.from_json(run.mapping)
    preview = preview_import(work, _data(work, run), run.kind, mapping, source=run.source)
    work.audit("import.previewed", "import_run", import_id, rows=len(preview.rows))
    return preview


def begin(work: Work, import_id: UUID) -> None:
    """Confirm the columns; from here on the import runs.

    Raises:
        NotFound: no such import.
        Refused: it has begun already, or a field that each row needs has no column.
    """
    run = _not_begun(work, import_id)
    missing = _show(work, run).missing
    if missing:
        raise Refused(" ".join(problem.message for problem in missing))
    run.status = ImportStatus.RUNNING
    work.session.flush()
    audit_start(work, run)


def last_source(work: Work) -> str:
    """The system that the newest import came from; empty before the first one."""
    newest = own(work, ImportRun).order_by(ImportRun.created_at.desc(), ImportRun.id.desc()).limit(1)
    run = work.session.scalar(newest)
    return run.source if run else ""


def _show(work: Work, run: ImportRun) -> KeptFile:
    table = read_table(_data(work, run))
    mapping = Mapping.from_json(run.mapping)
    return KeptFile(
        import_id=run.id,
        kind=run.kind,
        source=run.source,
        total=run.total,
        sha256=run.sha256,
        headers=table.headers,
        mapping=mapping,
        first=next(table.rows(), None),
        missing=mapping.problems(table.headers, KINDS[run.kind].columns),
        doubts=tuple(Problem(*parts) for parts in run.problems),
    )


def _not_begun(work: Work, import_id: UUID) -> ImportRun:
    run = locked_run(work, import_id)
    if run.status != ImportStatus.READY:
        raise Refused("This import has begun already.")
    return run


def _data(work: Work, run: ImportRun) -> bytes:
    return work.vault.open(work, "import_run", run.id, Sealed(run.key_id, run.sealed))
