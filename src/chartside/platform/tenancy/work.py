"""The unit of work that every service takes first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chartside.kernel.clock import Clock
from chartside.platform.crypto import Vault
from chartside.platform.tenancy.ports import Act, AuditLog, EventSink, JobQueue


@dataclass(frozen=True)
class Actor:
    """Who does it.

    Attributes:
        account_id: the account that signed in; `None` for the system itself.
        staff_id: the person in the clinic's record, when the account belongs to one.
        name: as it is displayed, `Dana Whitfield, OTR/L`; the system's own are `system: delivery`.
        roles: names of the roles they hold.
    """

    account_id: UUID | None
    staff_id: UUID | None
    name: str
    roles: frozenset[str] = frozenset()

    @classmethod
    def system(cls, what: str) -> "Actor":
        """The product itself, doing `what` (`delivery`)."""
        return cls(None, None, f"system: {what}")

    @property
    def is_system(self) -> bool:
        """Not a person."""
        return self.account_id is None


@dataclass
class Work:
    """One open transaction of one organisation and all a service needs beside it. Services never commit it.

    Attributes:
        session: sees rows of `org_id` only.
    """

    session: Session
    org_id: UUID
    actor: Actor
    clock: Clock
    vault: Vault
    jobs: JobQueue
    audit_log: AuditLog = field(repr=False)
    events: EventSink = field(repr=False)
    _acts: list[Act] = field(default_factory=list, repr=False)
    _looks: set[tuple[UUID, str]] = field(default_factory=set, repr=False)

    def audit(
        self,
        action: str,
        subject_type: str,
        subject_id: UUID,
        *,
        patient_id: UUID | None = None,
        **detail: object,
    ) -> None:
        """Note an act; it is written last, in the same transaction.

        Args:
            action: a tag such as `review.countersigned`.
            subject_type: what it was done to, a table's name.
            subject_id: which one.
            patient_id: whom it concerns, so that a patient's page can show it.
            detail: ids, codes, counts and hashes; never a name or a text from a chart.
        """
        at = self.clock.now()
        self._acts.append(Act(action, subject_type, subject_id, patient_id, at, _plain(detail)))

    def look(self, patient_id: UUID, page: str) -> None:
        """Note that the actor saw a patient's data; once per page and transaction."""
        if (patient_id, page) not in self._looks:
            self._looks.add((patient_id, page))
            self.audit_log.looked(self, patient_id, page)

    def emit(self, name: str, subject_type: str, subject_id: UUID, **detail: object) -> None:
        """Note a fact that happened, such as `visit.completed`; other areas react to it after the commit."""
        self.events.append(self, name, subject_type, subject_id, _plain(detail))

    def enqueue(
        self, job_name: str, key: str, *args: UUID | int | str, delay: timedelta | None = None
    ) -> None:
        """Ask for a durable job once per `key`; it starts after the commit, `delay` later at the earliest."""
        self.jobs.enqueue(self, job_name, key, *args, delay=delay)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part that may fail alone: on an error its rows and its acts are undone, the rest stays."""
        acts, looks = list(self._acts), set(self._looks)
        try:
            with self.session.begin_nested():
                yield
        except BaseException:
            self._acts, self._looks = acts, looks
            raise

    def finish(self) -> None:
        """Write what is still to be written; called by `WorkDatabase.work` just before the commit."""
        self.session.flush()
        acts, self._acts = self._acts, []
        if acts:
            self.audit_log.append(self, acts)


def _plain(detail: Mapping[str, object]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in detail.items()}


def _plain_value(value: object) -> object:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case UUID():
            return str(value)
        case list() | tuple() | set() | frozenset():
            items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
            return [_plain_value(item) for item in items]
        case dict():
            return _plain(value)
        case date() | time():
            return value.isoformat()
    raise TypeError(f"an audit entry or event cannot hold a {type(value).__name__}")
