"""Writes the facts that happened, and has those who subscribed react to them."""

from typing import Any
from uuid import UUID

from chartside.platform.events.subscribers import Subscribers, subscribers
from chartside.platform.events.tables import Event
from chartside.platform.tenancy.work import Work


class DatabaseEventSink:
    """Writes an event into the table of the organisation, in the transaction of the unit of work."""

    def __init__(self, known: Subscribers = subscribers) -> None:
        self._subscribers = known

    def append(
        self, work: Work, name: str, subject_type: str, subject_id: UUID, detail: dict[str, Any]
    ) -> None:
        """Write one fact and enqueue one job per subscriber, in the same transaction."""
        event = Event(
            org_id=work.org_id,
            name=name,
            subject_type=subject_type,
            subject_id=subject_id,
            detail=detail,
            actor_name=work.actor.name,
            at=work.clock.now(),
        )
        work.session.add(event)
        for handler in self._subscribers.of(name):
            work.jobs.enqueue(work, handler, f"event:{event.id}:{handler}", event.id)
