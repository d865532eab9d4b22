"""The vendor register: who may receive something, under which agreement, and whom to call there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from chartside.kernel.errors import NotFound, Refused
from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Work
from chartside.privacy.door.places import is_local
from chartside.privacy.door.policy import Cover
from chartside.privacy.tables import VendorRow

_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
LONGEST = 200


@dataclass(frozen=True)
class VendorEntry:
    """What a person says of a vendor. `hosts` as typed: parted by commas, spaces or lines."""

    name: str
    hosts: str
    contact: str
    baa_signed_on: date | None = None
    baa_ends_on: date | None = None
    note: str = ""


def vendors(work: Work, *, retired: bool = False) -> Sequence[VendorRow]:
    """The register by name; retired vendors only when asked for."""
    query = select(VendorRow).where(VendorRow.org_id == work.org_id).order_by(VendorRow.name)
    if not retired:
        query = query.where(VendorRow.retired.is_(False))
    return work.session.scalars(query).all()


def vendor(work: Work, vendor_id: UUID) -> VendorRow:
    """One vendor.

    Raises:
        NotFound: no such vendor in this organisation.
    """
    row = work.session.scalars(
        select(VendorRow).where(VendorRow.org_id == work.org_id, VendorRow.id == vendor_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such vendor.")
    return row


def add_vendor(work: Work, entry: VendorEntry) -> UUID:
    """Put a vendor into the register; returns its id.

    Raises:
        Refused: the entry is not complete, or its dates do not fit.
    """
    row = VendorRow(org_id=work.org_id, id=new_id(), retired=False, **_columns(work, entry))
    work.session.add(row)
    work.session.flush()
    work.audit("vendor.added", "vendor", row.id, hosts=row.hosts, signed_on=row.baa_signed_on)
    return row.id


def change_vendor(work: Work, vendor_id: UUID, entry: VendorEntry) -> None:
    """Say it anew. Raises as `add_vendor`; and NotFound."""
    row = vendor(work, vendor_id)
    before = (row.baa_signed_on, row.baa_ends_on, tuple(row.hosts))
    for name, value in _columns(work, entry).items():
        setattr(row, name, value)
    work.session.flush()
    changed = before != (row.baa_signed_on, row.baa_ends_on, tuple(row.hosts))
    work.audit(
        "vendor.changed",
        "vendor",
        row.id,
        hosts=row.hosts,
        signed_on=row.baa_signed_on,
        ends_on=row.baa_ends_on,
        agreement_changed=changed,
    )


def retire_vendor(work: Work, vendor_id: UUID) -> None:
    """Nothing goes to this vendor any more. What went there stays on record."""
    row = vendor(work, vendor_id)
    row.retired, row.changed_at, row.changed_by = True, work.clock.now(), work.actor.name
    work.session.flush()
    work.audit("vendor.retired", "vendor", row.id)


def register_of(work: Work) -> list[Cover]:
    """The register as the door reads it."""
    return [
        Cover(row.id, row.name, tuple(row.hosts), row.baa_signed_on, row.baa_ends_on, row.contact)
        for row in vendors(work)
    ]


def _columns(work: Work, entry: VendorEntry) -> dict[str, object]:
    name, contact, note = entry.name.strip(), entry.contact.strip(), entry.note.strip()
    if not name or max(len(name), len(contact)) > LONGEST or len(note) > 10 * LONGEST:
        raise Refused("A vendor needs a name of at most 200 letters.")
    if entry.baa_ends_on and not entry.baa_signed_on:
        raise Refused("An agreement that ends was signed on some day; give that day, too.")
    if entry.baa_signed_on and entry.baa_ends_on and entry.baa_ends_on < entry.baa_signed_on:
        raise Refused("The agreement ends before it was signed.")
    if entry.baa_signed_on and not contact:
        raise Refused("Name whom to call there when something goes wrong.")
    return {
        "name": name,
        "hosts": _hosts(entry.hosts),
        "contact": contact,
        "note": note,
        "baa_signed_on": entry.baa_signed_on,
        "baa_ends_on": entry.baa_ends_on,
        "changed_at": work.clock.now(),
        "changed_by": work.actor.name,
    }


def _hosts(typed: str) -> list[str]:
    hosts = sorted({one.lower().rstrip(".") for one in re.split(r"[\s,;]+", typed) if one})
    for host in hosts:
        if not _HOST.fullmatch(host) or is_local(f"https://{host}"):
            raise Refused(f"{host} is no host of a vendor; write it like api.vendor.example.com.")
    if not hosts:
        raise Refused("Name the hosts that the agreement covers.")
    return hosts
