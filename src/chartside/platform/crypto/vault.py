"""Seals and opens what is about people (AES-256-GCM, NIST SP 800-38D; a random 96-bit nonce for each use)."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from chartside.kernel.canonical import canonical_json
from chartside.kernel.ids import new_id
from chartside.platform.crypto.tables import DataKey
from chartside.platform.database.base import organisation_of
from chartside.platform.settings import KeyRing, Secrets

_NONCE = 12
_BLIND_INDEX_BYTES = 16


class VaultError(Exception):
    """Sealed content does not open: it was changed, moved from another row, or its key is missing."""


@dataclass(frozen=True)
class Sealed:
    """Encrypted content and the data key it was encrypted with: the two columns of a sealed row."""

    key_id: UUID
    data: bytes


class HoldsSession(Protocol):
    """A unit of work."""

    @property
    def session(self) -> Session:
        """Its open transaction."""
        ...


class Vault:
    """Encrypts content of one row under a key of its own, bound to organisation, table and row.

    The content's key is stored wrapped under the current master key, in the table `data_key`. A rotation of
    the master key wraps those rows anew and leaves the content as it is: signed rows never change.
    """

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._ring: KeyRing = secrets.key_ring()

    def seal(self, work: Session | HoldsSession, table: str, row_id: UUID, plaintext: bytes) -> Sealed:
        """Encrypt content for one row, under a new data key."""
        session = _session(work)
        org_id, key_id, key = organisation_of(session), new_id(), AESGCM.generate_key(256)
        ring = self._ring
        wrapped = _encrypt(ring.keys[ring.current], key, _key_context(org_id, key_id))
        columns = {"org_id": org_id, "id": key_id, "master_key_id": ring.current, "wrapped": wrapped}
        session.execute(insert(DataKey.__table__), columns)  # type: ignore[arg-type]
        return Sealed(key_id, _encrypt(key, plaintext, _row_context(org_id, table, row_id)))

    def open(self, work: Session | HoldsSession, table: str, row_id: UUID, sealed: Sealed) -> bytes:
        """Decrypt the content of one row.

        Raises:
            VaultError: it was changed, belongs to another row, or its key is missing.
        """
        return self.open_many(work, table, [(row_id, sealed)])[0]

    def open_many(
        self, work: Session | HoldsSession, table: str, rows: Iterable[tuple[UUID, Sealed]]
    ) -> list[bytes]:
        """Decrypt the content of many rows, in their order, with one query for their keys.

        Raises:
            VaultError: as `open`, for any of them.
        """
        session, rows = _session(work), list(rows)
        org_id = organisation_of(session)
        keys = self._data_keys(session, org_id, {sealed.key_id for _, sealed in rows})
        return [
            _decrypt(keys.get(sealed.key_id), sealed.data, _row_context(org_id, table, row_id))
            for row_id, sealed in rows
        ]

    def seal_json(self, work: Session | HoldsSession, table: str, row_id: UUID, value: object) -> Sealed:
        """Encrypt a JSON-shaped value in its canonical form."""
        return self.seal(work, table, row_id, canonical_json(value))

    def open_json(self, work: Session | HoldsSession, table: str, row_id: UUID, sealed: Sealed) -> Any:  # noqa: ANN401 - JSON has any shape
        """Decrypt a JSON-shaped value; raises as `open`."""
        return json.loads(self.open(work, table, row_id, sealed))

    def open_many_json(
        self, work: Session | HoldsSession, table: str, rows: Iterable[tuple[UUID, Sealed]]
    ) -> list[Any]:
        """Decrypt many JSON-shaped values, in their order; raises as `open`."""
        return [json.loads(plaintext) for plaintext in self.open_many(work, table, rows)]

    def blind_index(self, org_id: UUID, field: str, value: str) -> bytes:
        """16 bytes by which rows with the same value are found without storing the value.

        Args:
            org_id: the organisation; the same value gives other bytes in another one.
            field: what the value is, such as `patient.last_name`.
            value: brought into one form by the caller (case, accents, spaces).
        """
        key = self._secrets.blind_index_key(org_id)
        message = json.dumps([field, value]).encode()
        return hmac.new(key, message, hashlib.sha256).digest()[:_BLIND_INDEX_BYTES]

    def forget(self, work: Session | HoldsSession, key_ids: Iterable[UUID]) -> None:
        """Destroy data keys: what was sealed under them is gone for good."""
        session = _session(work)
        mine = DataKey.org_id == organisation_of(session)
        session.execute(delete(DataKey).where(mine, DataKey.id.in_(set(key_ids))))

    def rewrap(self, session: Session, rows: Sequence[DataKey]) -> None:
        """Wrap data keys under the current master key, read afresh from its file."""
        self._ring = ring = self._secrets.key_ring()
        org_id = organisation_of(session)
        for row in rows:
            key = _decrypt(ring.keys.get(row.master_key_id), row.wrapped, _key_context(org_id, row.id))
            row.wrapped = _encrypt(ring.keys[ring.current], key, _key_context(org_id, row.id))
            row.master_key_id = ring.current

    def _data_keys(self, session: Session, org_id: UUID, key_ids: set[UUID]) -> dict[UUID, bytes]:
        columns = select(DataKey.id, DataKey.master_key_id, DataKey.wrapped)
        found = session.execute(columns.where(DataKey.org_id == org_id, DataKey.id.in_(key_ids))).all()
        return {
            key_id: _decrypt(self._master_key(name), wrapped, _key_context(org_id, key_id))
            for key_id, name, wrapped in found
        }

    def _master_key(self, name: str) -> bytes | None:
        if name not in self._ring.keys:
            # Another process may have rotated since this one started.
            self._ring = self._secrets.key_ring()
        return self._ring.keys.get(name)


def _session(work: Session | HoldsSession) -> Session:
    return work if isinstance(work, Session) else work.session


def _row_context(org_id: UUID, table: str, row_id: UUID) -> bytes:
    return f"{org_id}|{table}|{row_id}".encode()


def _key_context(org_id: UUID, key_id: UUID) -> bytes:
    return _row_context(org_id, "data_key", key_id)


def _encrypt(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, context)


def _decrypt(key: bytes | None, data: bytes, context: bytes) -> bytes:
    if key is None:
        raise VaultError("the key of this content is missing")
    try:
        return AESGCM(key).decrypt(data[:_NONCE], data[_NONCE:], context)
    except (InvalidTag, ValueError) as error:
        raise VaultError("this content was changed, or belongs to another row") from error
