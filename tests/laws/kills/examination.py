"""The laws, held against the database, the delivered folders and what people were told.

Nothing here believes the product: hashes are computed from the delivered bytes and from the stored manifests.
"""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chartside.app.house import DESTINATIONS, House, destination_of
from chartside.connectors.document_export.delivery import PRIVATE
from chartside.connectors.document_export.simulator import FolderEhr
from chartside.documentation.tables import NoteRow
from chartside.kernel.canonical import canonical_json, sha256_hex
from chartside.platform.audit.chain import verify
from chartside.platform.audit.looks import verify_looks
from chartside.platform.audit.tables import AuditEntry
from chartside.platform.events.tables import Event
from chartside.platform.jobs.board import job_counts
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.review.delivery import SIGNATURE_RECORD
from chartside.review.model import EffectStatus, Status
from chartside.review.reading import content_of, files_of
from chartside.review.tables import (
    CountersignatureRow,
    EffectRow,
    ProposalRow,
    ProposalVersionRow,
    SignerRow,
)
from tests.laws.kills.clinic import Clinic
from tests.laws.kills.witness import Witness

_READER = Actor.system("examination")


@dataclass(frozen=True)
class Found:
    """What was counted; a broken law raises instead."""

    proposals: int
    signatures: int
    delivered: int
    lost: int = 0
    doubled: int = 0


@dataclass(frozen=True)
class Stored:
    """The rows of review, read once."""

    proposals: dict[UUID, ProposalRow]
    versions: dict[tuple[UUID, int], ProposalVersionRow]
    chains: dict[UUID, list[SignerRow]]
    signatures: dict[tuple[UUID, int], list[CountersignatureRow]]
    effects: list[EffectRow]

    @classmethod
    def read(cls, session: Session, org_id: UUID) -> "Stored":
        """All of one organisation."""

        def rows(table: Any) -> list[Any]:
            return list(session.scalars(select(table).where(table.org_id == org_id)))

        chains: dict[UUID, list[SignerRow]] = {}
        for signer in sorted(rows(SignerRow), key=lambda one: one.position):
            chains.setdefault(signer.proposal_id, []).append(signer)
        signatures: dict[tuple[UUID, int], list[CountersignatureRow]] = {}
        for given in sorted(rows(CountersignatureRow), key=lambda one: one.position):
            signatures.setdefault((given.proposal_id, given.version), []).append(given)
        return cls(
            {one.id: one for one in rows(ProposalRow)},
            {(one.proposal_id, one.version): one for one in rows(ProposalVersionRow)},
            chains,
            signatures,
            rows(EffectRow),
        )

    def is_signed(self, proposal_id: UUID, version: int) -> bool:
        """Whether the whole chain has signed exactly the bytes of this version's package."""
        manifest = self.versions[proposal_id, version].manifest
        given = self.signatures.get((proposal_id, version), [])
        chain = self.chains[proposal_id]
        return len(given) == len(chain) and all(
            one.position == place.position
            and place.account_id in (None, one.account_id)
            and one.role == place.role
            and one.package_sha256 == sha256_hex(manifest)
            for one, place in zip(given, chain, strict=True)
        )


def examine(house: House, clinic: Clinic, witness: Witness) -> Found:
    """Check every law.

    Raises:
        AssertionError: one is broken.
    """
    database = house.database
    with database.transaction(clinic.org_id) as session:
        stored = Stored.read(session, clinic.org_id)
        _nothing_is_doubled_inside(session, clinic.org_id, stored)
    arrivals = _arrivals(house, clinic)
    _nothing_unsigned_left(stored, arrivals)
    _nothing_is_lost(stored, arrivals, witness)
    _bytes_are_those_that_were_read(database, clinic, stored, witness)
    _nothing_is_left_over(house, stored)
    _records_hold(database, clinic)
    assert not witness.changed, witness.changed
    signatures = sum(len(given) for given in stored.signatures.values())
    return Found(len(stored.proposals), signatures, len(arrivals))


@dataclass(frozen=True)
class Delivered:
    """A package as the EHR found it: hash of each signed file by name, and what it was told of signatures."""

    files: dict[str, str]
    signatures: dict[str, Any]


def _arrivals(house: House, clinic: Clinic) -> dict[str, Delivered]:
    """By the package's key. Each arrived once and whole."""
    arrived: dict[str, Delivered] = {}
    for name in DESTINATIONS:
        folder = house.settings.export_dir / str(destination_of(clinic.org_id, name)["folder"])
        ehr = FolderEhr(folder)
        for arrival in ehr.import_new():
            assert arrival.key not in arrived, f"{arrival.key} arrived in two folders"
            files = {name: sha256 for name, sha256 in arrival.files.items() if name != SIGNATURE_RECORD}
            told = json.loads((folder / arrival.path / SIGNATURE_RECORD).read_bytes())
            arrived[arrival.key] = Delivered(files, told)
        assert not ehr.refused, ehr.refused
        assert ehr.duplicates() == []
        ledger = folder / PRIVATE / "sent"
        entries = {entry.name for entry in ledger.glob("[!.]*")} if ledger.exists() else set()
        assert entries == {arrival.path.rsplit("/", 1)[-1] for arrival in ehr.imported}, "the ledger differs"
    return arrived


def _nothing_unsigned_left(stored: Stored, arrivals: dict[str, Delivered]) -> None:
    by_key = {one.idempotency_key: one for one in stored.effects}
    for key, package in arrivals.items():
        proposal_id, version, name = key.split(":")
        place = UUID(proposal_id), int(version)
        assert stored.is_signed(*place), f"{key} left without its signatures"
        manifest = json.loads(stored.versions[place].manifest)
        entry = next(one for one in manifest["effects"] if one["name"] == name)
        signed = {one["name"]: one["sha256"] for one in entry["files"]}
        assert package.files == signed, f"{key} left with other bytes than were signed"
        given = [(one.signer_name, one.package_sha256) for one in stored.signatures[place]]
        assert [(one["name"], one["package_sha256"]) for one in package.signatures["signatures"]] == given
        assert by_key[key].status == EffectStatus.DELIVERED


def _nothing_is_lost(stored: Stored, arrivals: dict[str, Delivered], witness: Witness) -> None:
    given = {
        (one.proposal_id, one.version, one.package_sha256)
        for many in stored.signatures.values()
        for one in many
    }
    for told in witness.signed:
        assert (told.proposal_id, told.version, told.package_sha256) in given, (
            f"{told} was answered and is not there"
        )
    assert witness.drafted <= set(stored.proposals), "a draft was answered and is not there"
    recalled = {
        (one.proposal_id, one.version) for one in stored.effects if one.status == EffectStatus.RECALLED
    }
    assert witness.recalled <= recalled, "a recall was answered and is not there"
    for place, version in stored.versions.items():
        if stored.is_signed(*place) and place not in recalled:
            names = [one["name"] for one in json.loads(version.manifest)["effects"]]
            keys = {f"{place[0]}:{place[1]}:{name}" for name in names}
            assert keys <= set(arrivals), f"{place} is signed and did not arrive"
    left = {tuple(key.split(":")[:2]) for key in arrivals}
    assert not {(str(one), str(version)) for one, version in recalled} & left, "a recalled version left"


def _bytes_are_those_that_were_read(
    database: WorkDatabase, clinic: Clinic, stored: Stored, witness: Witness
) -> None:
    for (proposal_id, number), package_sha256 in witness.packages.items():
        version = stored.versions[proposal_id, number]
        assert version.package_sha256 == package_sha256 == sha256_hex(version.manifest)
    with database.work(clinic.org_id, _READER) as work:
        for proposal_id, number in stored.versions:
            manifest = json.loads(stored.versions[proposal_id, number].manifest)
            content = content_of(work, proposal_id, number)
            assert manifest["content_sha256"] == sha256_hex(canonical_json(content))
            for name, file in files_of(work, proposal_id, number).items():
                read = witness.files.get((proposal_id, number, name), file.sha256)
                assert sha256_hex(file.data) == read, f"{name} of {proposal_id} is not what was read"


def _nothing_is_doubled_inside(session: Session, org_id: UUID, stored: Stored) -> None:
    notes = session.scalars(select(NoteRow).where(NoteRow.org_id == org_id)).all()
    twice = [visit for visit, count in Counter(one.visit_id for one in notes).items() if count > 1]
    assert not twice, f"visits with two notes: {twice}"
    delivered = session.scalars(
        select(Event.detail).where(Event.org_id == org_id, Event.name == "note.delivered")
    ).all()
    counted = Counter(str(detail["proposal"]) for detail in delivered)
    proposals = {str(one.id) for one in stored.proposals.values() if one.status == Status.DELIVERED}
    assert counted == dict.fromkeys(proposals, 1), "an arrival was noted twice, or not at all"
    acts = session.scalars(
        select(AuditEntry.subject_id).where(
            AuditEntry.org_id == org_id, AuditEntry.action == "proposal.countersigned"
        )
    ).all()
    given = Counter(place[0] for place, many in stored.signatures.items() for _ in many)
    assert Counter(acts) == given, "the record of acts differs from the signatures"


def _nothing_is_left_over(house: House, stored: Stored) -> None:
    statuses = Counter(one.status for one in stored.effects)
    assert set(statuses) <= {EffectStatus.DELIVERED, EffectStatus.RECALLED}, statuses
    for proposal in stored.proposals.values():
        signed = stored.is_signed(proposal.id, proposal.current_version)
        expected = {Status.DELIVERED} if signed else {Status.OPEN, Status.RETURNED}
        assert proposal.status in expected, f"{proposal.id} is {proposal.status}"
    counts = job_counts(house.database.jobs_engine)
    assert counts["failed"] == 0, counts
    assert list(house.settings.secrets.key_ring().keys) == [house.settings.secrets.key_ring().current]


def _records_hold(database: WorkDatabase, clinic: Clinic) -> None:
    with database.transaction(clinic.org_id) as session:
        acts, looks = verify(session), verify_looks(session)
    assert acts.holds, acts.broken
    assert looks.holds, looks.blocks.broken
    assert looks.unsealed == 0
