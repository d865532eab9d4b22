"""Rotation of the master key: data keys are wrapped anew, content is left as it is."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from chartside.platform.crypto.tables import DataKey
from chartside.platform.crypto.vault import Vault
from chartside.platform.database.engine import Database
from chartside.platform.settings import Secrets

BATCH = 500


def rotate_master_key(
    database: Database, secrets: Secrets, *, organisations: Sequence[UUID] | None = None
) -> int:
    """Make a new master key and wrap every data key of every organisation (or of those named) under it.

    Work may go on meanwhile: both keys open. Each batch is a transaction of its own; when it is interrupted,
    `finish_rotation` goes on where it stopped. The old key stays in the file until `retire_unused_keys`.

    Returns:
        How many data keys were wrapped anew.
    """
    secrets.save_key_ring(secrets.key_ring().with_new_key())
    return finish_rotation(database, secrets, organisations=organisations)


def finish_rotation(
    database: Database, secrets: Secrets, *, organisations: Sequence[UUID] | None = None
) -> int:
    """Wrap what is not yet under the current master key; returns how many."""
    vault = Vault(secrets)
    chosen = database.tenant_ids() if organisations is None else organisations
    return sum(_rotate_organisation(database, vault, org_id, secrets) for org_id in chosen)


def retire_unused_keys(database: Database, secrets: Secrets) -> list[str]:
    """Remove master keys that wrap nothing in any organisation; returns their ids.

    Run it only after every process that began before the rotation has ended: one of them may still wrap
    under the former key.
    """
    ring = secrets.key_ring()
    used = {ring.current}
    for org_id in database.tenant_ids():
        with database.transaction(org_id) as session:
            used |= set(
                session.scalars(select(DataKey.master_key_id).where(DataKey.org_id == org_id).distinct())
            )
    unused = [name for name in ring.keys if name not in used]
    for name in unused:
        ring = ring.without(name)
    secrets.save_key_ring(ring)
    return unused


def count_by_master_key(database: Database, org_id: UUID) -> dict[str, int]:
    """How many data keys of an organisation each master key wraps."""
    query = select(DataKey.master_key_id, func.count()).where(DataKey.org_id == org_id)
    with database.transaction(org_id) as session:
        return dict(session.execute(query.group_by(DataKey.master_key_id)).all())


def _rotate_organisation(database: Database, vault: Vault, org_id: UUID, secrets: Secrets) -> int:
    current, done = secrets.key_ring().current, 0
    query = select(DataKey).where(DataKey.org_id == org_id, DataKey.master_key_id != current)
    while True:
        with database.transaction(org_id) as session:
            rows = session.scalars(
                query.order_by(DataKey.id).limit(BATCH).with_for_update(skip_locked=True)
            ).all()
            vault.rewrap(session, rows)
            done += len(rows)
        if not rows:
            return done
