"""Founding and reading organisations."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from chartside.kernel.errors import NotFound
from chartside.kernel.ids import organisation_id
from chartside.platform.database.engine import Database
from chartside.platform.tenancy.tables import Organisation
from chartside.platform.tenancy.unit import WorkDatabase
from chartside.platform.tenancy.work import Actor, Work


def found_organisation(
    database: WorkDatabase, code: str, name: str, *, zone: str, is_demo: bool, actor: Actor | None = None
) -> UUID:
    """Make an organisation unless it exists; returns its id.

    Args:
        database: where.
        code: what its people type when they sign in, such as `riverbend`.
        name: as it is displayed.
        zone: IANA time zone of places that name none of their own.
        is_demo: it holds only fictitious people.
        actor: who founds it; the system unless given.

    Raises:
        ZoneInfoNotFoundError: the zone is unknown.
    """
    ZoneInfo(zone)
    org_id = organisation_id(code)
    with database.work(org_id, actor or Actor.system("set-up")) as work:
        if work.session.get(Organisation, org_id) is None:
            work.session.add(
                Organisation(org_id=org_id, code=code.strip().lower(), name=name, zone=zone, is_demo=is_demo)
            )
            work.audit("organisation.founded", "organisation", org_id)
    return org_id


def organisation_exists(database: Database, code: str) -> bool:
    """Whether an organisation signs in with this code."""
    org_id = organisation_id(code)
    with database.transaction(org_id) as session:
        return session.get(Organisation, org_id) is not None


def own_organisation(work: Work) -> Organisation:
    """The organisation of this unit of work.

    Raises:
        NotFound: it was never founded.
    """
    found = work.session.scalars(select(Organisation).where(Organisation.org_id == work.org_id)).one_or_none()
    if found is None:
        raise NotFound("There is no such organisation here.")
    return found
