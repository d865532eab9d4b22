"""What a unit of work needs from rooms above it; `platform.assembly` puts them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from chartside.platform.tenancy.work import Work


@dataclass(frozen=True)
class Act:
    """One thing that was done, on its way into the audit chain. `detail` holds ids and codes, never PHI."""

    action: str
    subject_type: str
    subject_id: UUID
    patient_id: UUID | None
    at: datetime
    detail: dict[str, Any]


class AuditLog(Protocol):
    """Where acts and looks are written."""

    def append(self, work: "Work", acts: Sequence[Act]) -> None:
        """Write acts; called last in the transaction, since it makes others of the organisation wait."""
        ...

    def looked(self, work: "Work", patient_id: UUID, page: str) -> None:
        """Write that the actor saw a patient's data on a page."""
        ...


class EventSink(Protocol):
    """Where facts that happened are written, in the transaction that made them."""

    def append(
        self, work: "Work", name: str, subject_type: str, subject_id: UUID, detail: dict[str, Any]
    ) -> None:
        """Write an event such as `note.signed`."""
        ...


class JobQueue(Protocol):
    """Durable work, enqueued in the transaction that asks for it."""

    def enqueue(
        self, work: "Work", job_name: str, key: str, *args: UUID | int | str, delay: timedelta | None = None
    ) -> None:
        """Ask for a job once per `key`. Arguments are ids, never PHI."""
        ...


class NoJobs:
    """For processes that must not enqueue, such as a read-only command."""

    def enqueue(
        self, work: "Work", job_name: str, key: str, *args: UUID | int | str, delay: timedelta | None = None
    ) -> None:
        """Always raises: a lost job must not pass unnoticed."""
        raise RuntimeError(
            f"no job queue here for {work.actor.name} to enqueue {job_name} {key} {args} {delay}"
        )
