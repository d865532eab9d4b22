"""What was signed and carried out over all versions of a proposal: for its record, not for its next step."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Work
from chartside.review.tables import CountersignatureRow, EffectAttemptRow, EffectRow


@dataclass(frozen=True)
class SignedChange:
    """A countersignature with what its signer had changed since the first draft: pairs `was` and `now`."""

    signature: CountersignatureRow
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class EffectHistory:
    """An effect and each try at it, in order."""

    effect: EffectRow
    attempts: tuple[EffectAttemptRow, ...]


def signed_changes(work: Work, proposal_id: UUID) -> list[SignedChange]:
    """Every countersignature ever given, also those of versions recalled or revised since; oldest first."""
    rows = work.session.scalars(
        select(CountersignatureRow)
        .where(CountersignatureRow.org_id == work.org_id, CountersignatureRow.proposal_id == proposal_id)
        .order_by(CountersignatureRow.version, CountersignatureRow.position)
    ).all()
    opened: list[dict[str, Any]] = work.vault.open_many_json(
        work, "countersignature", [(row.id, Sealed(row.key_id, row.sealed)) for row in rows]
    )
    return [
        SignedChange(row, tuple((one["was"], one["now"]) for one in content["change_from_draft"]))
        for row, content in zip(rows, opened, strict=True)
    ]


def effect_histories(work: Work, proposal_id: UUID) -> list[EffectHistory]:
    """Every effect of every version with its attempts, by version and name."""
    effects = work.session.scalars(
        select(EffectRow)
        .where(EffectRow.org_id == work.org_id, EffectRow.proposal_id == proposal_id)
        .order_by(EffectRow.version, EffectRow.name)
    ).all()
    attempts = work.session.scalars(
        select(EffectAttemptRow)
        .where(
            EffectAttemptRow.org_id == work.org_id,
            EffectAttemptRow.effect_id.in_([effect.id for effect in effects]),
        )
        .order_by(EffectAttemptRow.attempt)
    ).all()
    return [
        EffectHistory(effect, tuple(one for one in attempts if one.effect_id == effect.id))
        for effect in effects
    ]
