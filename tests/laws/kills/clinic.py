"""The clinic that signs while its machines die: the demo's people, with as many visits as a campaign needs."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chartside.app.demo import PASSWORD
from chartside.app.house import House
from chartside.clinic.configuration import apply_configuration, read_configuration
from chartside.clinic.imports import KINDS, run_import, start_import
from chartside.clinic.rows import own
from chartside.clinic.tables import Staff
from chartside.clinic.visits import visit_from
from chartside.demo.generate import export
from chartside.demo.load import LOADER, SOURCE
from chartside.demo.play import stories
from chartside.platform.identity.demo_accounts import DemoPerson, create_demo_accounts
from chartside.platform.identity.model import Role
from chartside.platform.identity.policy import Policy
from chartside.platform.tenancy.organisations import found_organisation

# Whose visits are repeated, with the answers of their story: alone, with hands on, and with a co-signature.
STORIES = ("plain_pediatric", "hand_therapy", "assistant_with_cosignature", "unsupported_edit")
LATEST = datetime(2026, 11, 19)  # noqa: DTZ001 - a day of the demo's calendar
_DAY, _TIME = "%m/%d/%Y", "%I:%M %p"
# Their plans of care began seven weeks before: so many visits fit in.
_A_DAY, _FIRST_HOUR = 5, 8
MOST_VISITS = 35 * _A_DAY


@dataclass(frozen=True)
class Session:
    """A visit that took place, and what its therapist answers on the form."""

    visit_id: UUID
    answers: dict[str, Any]


@dataclass(frozen=True)
class Clinic:
    """What the people of a campaign know: where they sign in, and the sessions of each, by staff code."""

    org_id: UUID
    code: str
    emails: dict[str, str]
    sessions: dict[str, list[Session]]

    @property
    def password(self) -> str:
        """Everybody's."""
        return PASSWORD


def furnish(house: House, visits_each: int) -> Clinic:
    """Bring the clinic in as the demo does, with `visits_each` visits of each story's patient."""
    files = export()
    described, problems = read_configuration(files["clinic.yaml"])
    assert described is not None, problems
    told = {name: stories()[name] for name in STORIES}
    rows = list(csv.DictReader(io.StringIO(files["visits.csv"].decode())))
    seeds = {row["Appointment ID"]: row for row in rows}
    repeated = {name: list(_repeated(seeds[story["visit"]], visits_each)) for name, story in told.items()}
    files["visits.csv"] = _table([row for story in repeated.values() for row in story])
    org_id = found_organisation(
        house.database,
        described.organisation.code,
        described.organisation.name,
        zone=described.locations[0].zone,
        is_demo=True,
        actor=LOADER,
    )
    with house.database.work(org_id, LOADER) as work:
        apply_configuration(work, described)
    for kind in KINDS:
        if kind != "goal_measures":
            _bring_in(house, org_id, kind, files[f"{kind}.csv"])
    house.prepare_destination(org_id)
    sessions = _sessions(house, org_id, told, repeated)
    return Clinic(org_id, described.organisation.code, _accounts(house, org_id), sessions)


def _repeated(seed: dict[str, str], many: int) -> Iterator[dict[str, str]]:
    """The same visit again, `_A_DAY` times on each of the weekdays before."""
    start, end = (datetime.strptime(seed[name], _TIME) for name in ("Start Time", "End Time"))  # noqa: DTZ007
    day = LATEST
    for number in range(many):
        begins = start.replace(hour=_FIRST_HOUR + 2 * (number % _A_DAY), minute=0)
        yield seed | {
            "Appointment ID": f"{seed['Appointment ID'].split('-')[0]}-{number}",
            "Date": f"{day:{_DAY}}",
            "Start Time": f"{begins:{_TIME}}",
            "End Time": f"{begins + (end - start):{_TIME}}",
            "Status": "completed",
            "Note Signed": "",
        }
        if number % _A_DAY == _A_DAY - 1:
            day -= timedelta(days=3 if day.weekday() == 0 else 1)


def _table(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _bring_in(house: House, org_id: UUID, kind: str, data: bytes) -> None:
    with house.database.work(org_id, LOADER) as work:
        import_id = start_import(work, data, kind, source=SOURCE, announces=False)
    progress = run_import(house.database, org_id, import_id, LOADER)
    assert progress.done == progress.total, kind
    assert progress.refused == 0, kind


def _sessions(
    house: House, org_id: UUID, told: dict[str, Any], repeated: dict[str, list[dict[str, str]]]
) -> dict[str, list[Session]]:
    sessions: dict[str, list[Session]] = {}
    with house.database.work(org_id, LOADER) as work:
        for name, story in told.items():
            for row in repeated[name]:
                visit = visit_from(work, SOURCE, row["Appointment ID"])
                sessions.setdefault(story["by"], []).append(Session(visit.id, story["answers"]))
    return sessions


def _accounts(house: House, org_id: UUID) -> dict[str, str]:
    """Everybody's sign-in; returns the addresses by staff code."""
    with house.database.work(org_id, LOADER) as work:
        staff = work.session.scalars(own(work, Staff).where(Staff.active)).all()
        people = [
            DemoPerson(one.email or "", one.display_name, frozenset(Role(role) for role in one.roles), one.id)
            for one in staff
        ]
        create_demo_accounts(work, Policy.of(house.settings), people, PASSWORD)
        return {one.code: one.email or "" for one in staff}
