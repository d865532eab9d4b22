"""Writes acts and looks."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert

from chartside.kernel.ids import new_id
from chartside.platform.audit.tables import AuditEntry, Look
from chartside.platform.tenancy.ports import Act
from chartside.platform.tenancy.work import Work


class DatabaseAuditLog:
    """Writes them into the tables of the organisation, in the transaction of the unit of work."""

    def append(self, work: Work, acts: Sequence[Act]) -> None:
        """Write acts at the end of the chain, in their order."""
        rows = [
            {
                "org_id": work.org_id,
                "seq": 0,  # the trigger counts, as it fills in everything else that is chained
                "at": act.at,
                "account_id": work.actor.account_id,
                "staff_id": work.actor.staff_id,
                "actor_name": work.actor.name,
                "action": act.action,
                "subject_type": act.subject_type,
                "subject_id": act.subject_id,
                "patient_id": act.patient_id,
                "detail": act.detail,
            }
            for act in acts
        ]
        work.session.execute(insert(AuditEntry.__table__), rows)  # type: ignore[arg-type]

    def looked(self, work: Work, patient_id: UUID, page: str) -> None:
        """Write that the actor saw a patient's data on a page."""
        row = {
            "org_id": work.org_id,
            "id": new_id(),
            "slot": 0,  # the trigger puts it into its second
            "at": work.clock.now(),
            "account_id": work.actor.account_id,
            "actor_name": work.actor.name,
            "patient_id": patient_id,
            "page": page,
        }
        work.session.execute(insert(Look.__table__), row)  # type: ignore[arg-type]
