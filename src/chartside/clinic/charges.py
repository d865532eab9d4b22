"""What a visit is charged: proposed with its note, exported with the signed one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chartside.clinic.rows import own
from chartside.clinic.tables import Charge
from chartside.clinic.vocabulary import ChargeStatus
from chartside.kernel.errors import NotFound, Refused
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class ChargeView:
    """A visit's charge; each line has code, units, modifiers and minutes."""

    visit_id: UUID
    lines: tuple[dict[str, Any], ...]
    status: ChargeStatus


def propose_charge(work: Work, visit_id: UUID, lines: list[dict[str, Any]]) -> None:
    """Write what a visit would be charged, in place of an earlier proposal: without lines, nothing.

    Raises:
        Refused: the visit's charge has left already.
    """
    found = _charge(work, visit_id)
    if found is not None and found.status == ChargeStatus.EXPORTED:
        raise Refused("The charge of this visit has left already; a correction goes out as a new claim.")
    if not lines:
        if found is not None:
            work.session.delete(found)
        return
    if found is None:
        found = Charge(org_id=work.org_id, visit_id=visit_id, lines=lines, status=ChargeStatus.PROPOSED)
        work.session.add(found)
    found.lines, found.changed_at = lines, work.clock.now()


def charge_exported(work: Work, visit_id: UUID) -> None:
    """The charge has left with the signed note.

    Raises:
        NotFound: the visit has no charge.
    """
    found = _charge(work, visit_id)
    if found is None:
        raise NotFound("This visit has no charge.")
    found.status, found.changed_at = ChargeStatus.EXPORTED, work.clock.now()


def charge_of(work: Work, visit_id: UUID) -> ChargeView | None:
    """A visit's charge, if it has one."""
    found = _charge(work, visit_id)
    return ChargeView(visit_id, tuple(found.lines), ChargeStatus(found.status)) if found else None


def _charge(work: Work, visit_id: UUID) -> Charge | None:
    return work.session.scalar(own(work, Charge).where(Charge.visit_id == visit_id))
