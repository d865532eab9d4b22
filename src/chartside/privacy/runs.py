"""Runs of model writers: asked for once, carried out once, with what was sent and what came back sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from chartside.kernel.errors import NotFound
from chartside.kernel.ids import new_id
from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Work
from chartside.privacy.tables import ModelCallRow, ModelRunRow, PlaceholderVaultRow

WAITING, RUNNING, DONE, UNUSED = "waiting", "running", "done", "unused"
STOPPED, LOST = "stopped", "lost"
OVER = frozenset({DONE, UNUSED, STOPPED, LOST})
# Longer than any answer may take; a run older than this has nobody who carries it out.
LONGEST_RUN = timedelta(minutes=15)
VAULT_LIFETIME = timedelta(minutes=30)
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class CallRecord:
    """One call as it is stored."""

    request_sha256: str
    model: str
    prompt_version: str
    ended: str
    input_tokens: int
    output_tokens: int
    cost_microdollars: int | None
    prices_as_of: str
    request: str
    answer: str


def begin_run(work: Work, subject_id: UUID, version: int, writer: str, title: str) -> UUID:
    """Ask for a run; it waits until somebody carries it out."""
    row = ModelRunRow(
        org_id=work.org_id,
        subject_id=subject_id,
        version=version,
        writer=writer,
        title=title,
        status=WAITING,
        reason="",
        report={},
        asked_at=work.clock.now(),
        asked_by=work.actor.name,
        ended_at=None,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def run_of(work: Work, run_id: UUID) -> ModelRunRow:
    """One run.

    Raises:
        NotFound: no such run in this organisation.
    """
    row = work.session.scalars(
        select(ModelRunRow).where(ModelRunRow.org_id == work.org_id, ModelRunRow.id == run_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such draft in the making.")
    return row


def newest_run(work: Work, subject_id: UUID) -> ModelRunRow | None:
    """The last run about a subject."""
    mine = select(ModelRunRow).where(ModelRunRow.org_id == work.org_id, ModelRunRow.subject_id == subject_id)
    return work.session.scalars(
        mine.order_by(ModelRunRow.asked_at.desc(), ModelRunRow.id.desc()).limit(1)
    ).first()


def claim_run(work: Work, run_id: UUID) -> bool:
    """Take a waiting run in hand; False when somebody has it already. Of two that try at once one gets it."""
    claimed = work.session.execute(
        update(ModelRunRow)
        .where(ModelRunRow.org_id == work.org_id, ModelRunRow.id == run_id, ModelRunRow.status == WAITING)
        .values(status=RUNNING)
        .returning(ModelRunRow.id)
    )
    return claimed.first() is not None


def end_run(work: Work, run_id: UUID, status: str, reason: str, report: Mapping[str, Any]) -> None:
    """Say what became of a run, and destroy what its placeholders stood for."""
    row = run_of(work, run_id)
    row.status, row.reason, row.report = status, reason, dict(report)
    row.ended_at = work.clock.now()
    empty_vault(work, run_id)
    work.session.flush()
    work.audit("model.run_ended", "model_run", run_id, status=status, reason=reason)


def keep_placeholders(work: Work, run_id: UUID, known: Mapping[str, str]) -> None:
    """Seal what the placeholders of a run stand for, until the run has ended."""
    row_id = new_id()
    sealed = work.vault.seal_json(work, "placeholder_vault", row_id, dict(known))
    work.session.add(
        PlaceholderVaultRow(
            org_id=work.org_id,
            id=row_id,
            run_id=run_id,
            expires_at=work.clock.now() + VAULT_LIFETIME,
            key_id=sealed.key_id,
            sealed=sealed.data,
        )
    )
    work.session.flush()


def placeholders_of(work: Work, run_id: UUID) -> dict[str, str]:
    """What the placeholders of a run stand for; empty once the run has ended or its time has passed."""
    rows = work.session.scalars(
        select(PlaceholderVaultRow).where(
            PlaceholderVaultRow.org_id == work.org_id,
            PlaceholderVaultRow.run_id == run_id,
            PlaceholderVaultRow.expires_at > work.clock.now(),
        )
    ).all()
    known: dict[str, str] = {}
    for row in rows:
        known |= work.vault.open_json(work, "placeholder_vault", row.id, Sealed(row.key_id, row.sealed))
    return known


def empty_vault(work: Work, run_id: UUID) -> None:
    """Destroy what the placeholders of a run stand for, key and all."""
    rows = work.session.scalars(
        select(PlaceholderVaultRow).where(
            PlaceholderVaultRow.org_id == work.org_id, PlaceholderVaultRow.run_id == run_id
        )
    ).all()
    _destroy(work, rows)


def keep_call(work: Work, run_id: UUID, call: CallRecord) -> None:
    """Store one request and its answer, both de-identified, sealed."""
    row_id = new_id()
    content = {"request": call.request, "answer": call.answer}
    sealed = work.vault.seal_json(work, "model_call", row_id, content)
    columns = {name: value for name, value in vars(call).items() if name not in content}
    work.session.add(
        ModelCallRow(
            org_id=work.org_id,
            id=row_id,
            run_id=run_id,
            at=work.clock.now(),
            key_id=sealed.key_id,
            sealed=sealed.data,
            **columns,
        )
    )
    work.session.flush()


def calls_of(work: Work, run_id: UUID) -> list[tuple[ModelCallRow, dict[str, str]]]:
    """The calls of a run in order, each with its opened request and answer."""
    rows = work.session.scalars(
        select(ModelCallRow)
        .where(ModelCallRow.org_id == work.org_id, ModelCallRow.run_id == run_id)
        .order_by(ModelCallRow.at, ModelCallRow.id)
    ).all()
    sealed = [(row.id, Sealed(row.key_id, row.sealed)) for row in rows]
    return list(zip(rows, work.vault.open_many_json(work, "model_call", sealed), strict=True))


def spent_microdollars(work: Work, run_id: UUID | None = None) -> int:
    """What the calls of a run, or all that are still stored, cost by list prices."""
    query = select(func.coalesce(func.sum(ModelCallRow.cost_microdollars), 0))
    query = query.where(ModelCallRow.org_id == work.org_id)
    if run_id is not None:
        query = query.where(ModelCallRow.run_id == run_id)
    return int(work.session.scalar(query) or 0)


def clean_up(work: Work) -> int:
    """End runs that nobody carries out, empty late vaults, remove old calls; returns how many."""
    now = work.clock.now()
    lost = work.session.scalars(
        select(ModelRunRow)
        .where(
            ModelRunRow.org_id == work.org_id,
            ModelRunRow.status.in_([WAITING, RUNNING]),
            ModelRunRow.asked_at <= now - LONGEST_RUN,
        )
        .with_for_update(skip_locked=True)
    ).all()
    for run in lost:
        end_run(work, run.id, LOST, "lost", run.report)
    late = PlaceholderVaultRow.expires_at <= now
    vaults = work.session.scalars(
        select(PlaceholderVaultRow).where(PlaceholderVaultRow.org_id == work.org_id, late)
    ).all()
    old = ModelCallRow.at <= now - KEPT
    calls = work.session.scalars(select(ModelCallRow).where(ModelCallRow.org_id == work.org_id, old)).all()
    _destroy(work, [*vaults, *calls])
    return len(lost) + len(vaults) + len(calls)


def _destroy(work: Work, rows: Any) -> None:  # noqa: ANN401 - sealed rows of either table
    rows = list(rows)
    work.vault.forget(work, [row.key_id for row in rows])
    for row in rows:
        work.session.delete(row)
    work.session.flush()
