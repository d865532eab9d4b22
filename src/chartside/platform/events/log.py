"""Writes the facts that happened."""

from typing import Any
from uuid import UUID

from chartside.platform.events.tables import Event
from chartside.platform.tenancy.work import Work


class DatabaseEventSink:
    """Writes them into the table of the organisation, in the transaction of the unit of work."""

    def append(
        self, work: Work, name: str, subject_type: str, subject_id: UUID, detail: dict[str, Any]
    ) -> None:
        """Write one fact."""
        work.session.add(
            Event(
                org_id=work.org_id,
                name=name,
                subject_type=subject_type,
                subject_id=subject_id,
                detail=detail,
                actor_name=work.actor.name,
                at=work.clock.now(),
            )
        )
