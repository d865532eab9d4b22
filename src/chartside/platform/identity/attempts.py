"""Counting failed proofs of identity in the database, so that restarts and many processes count together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, select, text, update

from chartside.platform.identity.policy import AttemptLimits
from chartside.platform.identity.tables import SignInAttemptRow
from chartside.platform.tenancy import Work

_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
PENDING, FAILED, PASSED = "pending", "failed", "passed"


class Purpose(StrEnum):
    """What was to be proved; each is counted for itself."""

    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"
    REAUTHENTICATION = "reauthentication"


@dataclass(frozen=True)
class Counted:
    """Something whose failures are counted.

    Attributes:
        key: keyed hash, so that the table names nobody.
        limit: failures taken within the window.
        forgives: whether a success clears the earlier failures. True for an account; never for a network
            address, where an attacker could clear the count with an account of their own.
    """

    key: bytes
    limit: int
    forgives: bool


@dataclass(frozen=True)
class Admission:
    """The answer to an attempt.

    Attributes:
        retry_at: when the next attempt will be taken; None when this one is.
        attempt_ids: its rows, to be settled.
    """

    purpose: Purpose
    counted: tuple[Counted, ...]
    attempt_ids: tuple[UUID, ...] = ()
    retry_at: datetime | None = None


def counted_subjects(work: Work, limits: AttemptLimits, who: str, address: str | None) -> tuple[Counted, ...]:
    """What one attempt counts for: `who` (e-mail address or account id) and the network address, if known."""
    account = Counted(work.vault.blind_index(work.org_id, "sign_in.who", who), limits.account, forgives=True)
    if address is None:
        return (account,)
    place = work.vault.blind_index(work.org_id, "sign_in.address", address)
    return (account, Counted(place, limits.address, forgives=False))


def admit(work: Work, limits: AttemptLimits, purpose: Purpose, counted: Iterable[Counted]) -> Admission:
    """Take an attempt, or say when to come back. It counts as failed until it is settled as passed.

    Refused attempts are not counted: a person who keeps trying is let in as soon as the window has moved on.
    """
    subjects = tuple(sorted(counted, key=lambda one: one.key))
    for subject in subjects:  # in one order everywhere, so that two attempts never wait for each other
        work.session.execute(_LOCK, {"key": f"{work.org_id}:{purpose}:{subject.key.hex()}"})
    waits = [retry for subject in subjects if (retry := _retry_at(work, limits, purpose, subject))]
    if waits:
        return Admission(purpose, subjects, retry_at=max(waits))
    now = work.clock.now()
    rows = [SignInAttemptRow(purpose=purpose, subject=one.key, at=now, outcome=PENDING) for one in subjects]
    work.session.add_all(rows)
    _forget_old(work, limits)
    work.session.flush()
    return Admission(purpose, subjects, tuple(row.id for row in rows))


def settle(work: Work, limits: AttemptLimits, admission: Admission, *, passed: bool) -> bool:
    """Say how an admitted attempt ended; returns whether this was the last failure taken for the account."""
    rows = SignInAttemptRow
    own = update(rows).where(rows.org_id == work.org_id, rows.id.in_(admission.attempt_ids))
    work.session.execute(own.values(outcome=PASSED if passed else FAILED))
    account = next(one for one in admission.counted if one.forgives)
    if passed:
        of_account = (rows.purpose == admission.purpose, rows.subject == account.key)
        work.session.execute(delete(rows).where(rows.org_id == work.org_id, *of_account))
        return False
    return len(_failures(work, limits, admission.purpose, account)) >= account.limit


def _retry_at(work: Work, limits: AttemptLimits, purpose: Purpose, subject: Counted) -> datetime | None:
    failures = _failures(work, limits, purpose, subject)
    return failures[-subject.limit] + limits.window if len(failures) >= subject.limit else None


def _failures(work: Work, limits: AttemptLimits, purpose: Purpose, subject: Counted) -> list[datetime]:
    rows = SignInAttemptRow
    since = work.clock.now() - limits.window
    query = select(rows.at).where(
        rows.org_id == work.org_id,
        rows.purpose == purpose,
        rows.subject == subject.key,
        rows.outcome != PASSED,
        rows.at > since,
    )
    return list(work.session.scalars(query.order_by(rows.at)))


def _forget_old(work: Work, limits: AttemptLimits) -> None:
    rows = SignInAttemptRow
    old = rows.at < work.clock.now() - 2 * limits.window
    work.session.execute(delete(rows).where(rows.org_id == work.org_id, old))
