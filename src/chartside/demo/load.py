"""Load the demo clinic: set it up from its file and bring its export in, as a clinic would."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from uuid import UUID

import yaml

from chartside.clinic.configuration import apply_configuration, read_configuration
from chartside.clinic.imports import KINDS, Progress, finished_import, run_import, start_import
from chartside.clinic.overlays import Entry, overlay_history, put_overlay
from chartside.clinic.rows import own
from chartside.clinic.tables import Staff
from chartside.demo.generate import export
from chartside.kernel.findings import Confidence
from chartside.platform.tenancy import Actor, Work, WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation

SOURCE = "demo-ehr"
"""The system that the demo's ids come from."""

LOADER = Actor.system("demo")


@dataclass(frozen=True)
class DemoPerson:
    """Who can be signed in: what an account needs to know. Accounts are made by identity, not here."""

    staff_id: UUID
    code: str
    display_name: str
    email: str
    roles: frozenset[str]


@dataclass(frozen=True)
class LoadedDemo:
    """The demo clinic in the database."""

    org_id: UUID
    code: str
    people: tuple[DemoPerson, ...]
    imports: tuple[Progress, ...]

    def person(self, code: str) -> DemoPerson:
        """Such as `dwhitfield`."""
        return next(person for person in self.people if person.code == code)


def load_demo(
    database: WorkDatabase,
    exported: Mapping[str, bytes] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> LoadedDemo:
    """Make the demo's organisation and bring its export in; what is in is not loaded again.

    `exported` is another clinic's export in place of the demo's own, in the shape of `generate.export`.

    Raises:
        ValueError: the files are wrong.
    """
    exported = exported or export()
    clinic, problems = read_configuration(exported["clinic.yaml"])
    if clinic is None:
        raise ValueError("; ".join(f"{problem.path}: {problem.message}" for problem in problems))
    zone = clinic.locations[0].zone
    org_id = found_organisation(
        database, clinic.organisation.code, clinic.organisation.name, zone=zone, is_demo=True, actor=LOADER
    )
    with database.work(org_id, LOADER) as work:
        apply_configuration(work, clinic)
        _settle(work)
    imports = [_bring_in(database, org_id, kind, exported[f"{kind}.csv"], on_progress) for kind in KINDS]
    return LoadedDemo(org_id, clinic.organisation.code, _people(database, org_id), tuple(imports))


def _settle(work: Work) -> None:
    """Lay over the packs what the demo's clinic has settled with its payers, once."""
    told = yaml.safe_load(files("chartside.demo.data").joinpath("overlays.yaml").read_text("utf-8"))
    for shape in told:
        entry = Entry(**shape | {"confidence": Confidence(shape["confidence"])})
        if not overlay_history(work, entry.pack, entry.key):
            put_overlay(work, entry)


def _bring_in(
    database: WorkDatabase,
    org_id: UUID,
    kind: str,
    data: bytes,
    on_progress: Callable[[Progress], None] | None,
) -> Progress:
    with database.work(org_id, LOADER) as work:
        loaded = finished_import(work, data, kind, source=SOURCE)
        if loaded:
            return loaded
        import_id = start_import(work, data, kind, source=SOURCE, announces=False)
    progress = run_import(database, org_id, import_id, LOADER, on_progress)
    if progress.refused or progress.done != progress.total:
        raise ValueError(
            f"the demo's own {kind} do not come in: {progress.words}, {progress.refused} refused"
        )
    return progress


def _people(database: WorkDatabase, org_id: UUID) -> tuple[DemoPerson, ...]:
    with database.work(org_id, LOADER) as work:
        rows = work.session.scalars(own(work, Staff).where(Staff.active).order_by(Staff.code)).all()
        return tuple(
            DemoPerson(row.id, row.code, row.display_name, row.email or "", frozenset(row.roles))
            for row in rows
        )
