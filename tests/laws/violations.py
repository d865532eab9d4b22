"""Every way around the laws that plain SQL could try, with the database rule that stands in it.

Each violation runs as the application's own role, past all Python. `trigger` is what refuses it; a companion test
drops that trigger and sees the violation succeed, so that each of these tests is known to be able to fail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from chartside.kernel.ids import new_id
from chartside.platform.tenancy import Actor, Work
from chartside.review.propose import propose
from chartside.review.signing import SignatureRequest, countersign
from chartside.review.store import locked_proposal, state_of
from tests.proof import prove
from tests.review.people import new_letter

HOLD = timedelta(minutes=2)


@dataclass
class Scene:
    """Proposals in the states a violation starts from."""

    work: Work
    people: dict[str, Actor]
    open: UUID
    signed: UUID

    def run(self, statement: str, **values: object) -> None:
        """Run SQL on this organisation; the statement must touch a row, or it tried nothing."""
        result = self.work.session.execute(text(statement), {"org": self.work.org_id, **values})
        touched: int = result.rowcount  # type: ignore[attr-defined]
        assert touched > 0, "the violation touched nothing"


def set_scene(work: Work, people: dict[str, Actor]) -> Scene:
    """One proposal that waits for its signature, one that is signed and held."""
    opened = propose(work, new_letter(people, new_id()))
    signed = propose(work, new_letter(people, new_id()))
    work.actor = people["therapist"]
    state = state_of(work, locked_proposal(work, signed))
    request = SignatureRequest(1, state.package_sha256, prove(work))
    countersign(work, signed, request, HOLD)
    return Scene(work, people, opened, signed)


@dataclass(frozen=True)
class Violation:
    """One way around a law."""

    name: str
    table: str
    trigger: str
    attempt: Callable[[Scene], None]


def _sign(scene: Scene, account_id: UUID | None = None, **changed: object) -> None:
    who = account_id or scene.people["therapist"].account_id
    state = state_of(scene.work, locked_proposal(scene.work, scene.open))
    values: dict[str, object] = {
        "id": new_id(),
        "proposal": scene.open,
        "version": 1,
        "position": 1,
        "account": who,
        "role": "therapist",
        "sha": state.package_sha256,
        "signed": scene.work.clock.now(),
        "proved": prove(scene.work, account_id=who),
    }
    scene.run(
        "insert into countersignature (org_id, id, proposal_id, version, position, account_id, role, signer_name,"
        " package_sha256, text_sha256, signed_at, reauthenticated_at, key_id, sealed) values (:org, :id, :proposal,"
        " :version, :position, :account, :role, 'X', :sha, :sha, :signed, :proved, :id, '')",
        **values | changed,
    )


def _effect(scene: Scene, proposal: UUID, **changed: object) -> None:
    state = state_of(scene.work, locked_proposal(scene.work, proposal))
    values: dict[str, object] = {
        "id": new_id(),
        "proposal": proposal,
        "key": str(new_id()),
        "sha": state.package_sha256,
        "name": "third",
        "connector": "receiver",
        "status": "held",
        "until": scene.work.clock.now(),
    }
    scene.run(
        "insert into effect (org_id, id, proposal_id, version, name, connector, destination, package_sha256,"
        " idempotency_key, status, hold_until, attempts) values (:org, :id, :proposal, 1, :name, :connector, 'ehr',"
        " :sha, :key, :status, :until, 0)",
        **values | changed,
    )


def _update(
    table: str, assignment: str, which: str = "signed", key: str = "proposal_id"
) -> Callable[[Scene], None]:
    def attempt(scene: Scene) -> None:
        scene.run(
            f"update {table} set {assignment} where org_id = :org and {key} = :it",
            it=getattr(scene, which),
        )

    return attempt


def _other_person(scene: Scene) -> None:
    _sign(scene, account_id=scene.people["supervisor"].account_id)


def _left_the_clinic(scene: Scene) -> None:
    scene.run(
        "update account set active = false where org_id = :org and id = :it",
        it=scene.people["therapist"].account_id,
    )
    _sign(scene)


def _blocked(scene: Scene) -> None:
    scene.open = propose(scene.work, new_letter(scene.people, new_id(), blocked=1))
    _sign(scene)


def _later(scene: Scene) -> None:
    moment = scene.work.clock.now() + timedelta(days=15)
    _sign(scene, signed=moment, proved=moment)


def _invented_proof(scene: Scene) -> None:
    _sign(scene, proved=scene.work.clock.now() - timedelta(minutes=1))


def _ended_session(scene: Scene) -> None:
    proved = prove(scene.work, timedelta(minutes=2))
    scene.run(
        "update login_session set ended_at = :now, end_reason = 'signed_out' where org_id = :org",
        now=scene.work.clock.now(),
    )
    _sign(scene, proved=proved)


def _stale_proof(scene: Scene) -> None:
    _sign(scene, proved=scene.work.clock.now() - timedelta(minutes=5, seconds=1))


def _assistant_completes(scene: Scene) -> None:
    """An assistant's signature alone never completes a chain, whoever wrote the chain."""
    assistant = scene.people["assistant"].account_id
    new = new_letter(scene.people, new_id(), cosigned=True)
    scene.open = propose(scene.work, type(new)(**{**vars(new), "chain": new.chain[:1]}))
    _sign(scene, account_id=assistant, role="assistant")
    _update("proposal", "status = 'signed'", "open", "id")(scene)


def _second_signature(scene: Scene) -> None:
    new = new_letter(scene.people, new_id(), cosigned=True)
    scene.open = propose(scene.work, new)
    _sign(scene, position=2, account_id=scene.people["supervisor"].account_id)


def _version_with_other_hash(scene: Scene) -> None:
    scene.run(
        "insert into proposal_version select org_id, proposal_id, 2, version_id, manifest, repeat('0', 64), blocked,"
        " change, writer, created_at, created_by, key_id, sealed from proposal_version"
        " where org_id = :org and proposal_id = :it",
        it=scene.open,
    )


def _version_of_signed(scene: Scene) -> None:
    scene.run(
        "insert into proposal_version select org_id, proposal_id, 2, version_id, manifest, package_sha256, blocked,"
        " change, writer, created_at, created_by, key_id, sealed from proposal_version"
        " where org_id = :org and proposal_id = :it",
        it=scene.signed,
    )


def _extra_file(scene: Scene) -> None:
    scene.run(
        "insert into package_file (org_id, proposal_id, version, name, file_id, media_type, sha256, key_id, sealed)"
        " values (:org, :it, 1, 'extra.txt', :id, 'text/plain', repeat('0', 64), :id, '')",
        it=scene.signed,
        id=new_id(),
    )


def _extra_signer(scene: Scene) -> None:
    scene.run(
        "insert into signer (org_id, proposal_id, position, role) values (:org, :it, 2, 'therapist')",
        it=scene.open,
    )


def _born_signed(scene: Scene) -> None:
    scene.run(
        "insert into proposal select org_id, :id, kind, subject_type, subject_id, patient_id, location_id, 'signed',"
        " 0, created_at, created_by, due_at, expires_at, value_cents, key_id, sealed from proposal"
        " where org_id = :org and id = :it",
        it=scene.open,
        id=new_id(),
    )


def _sent_during_hold(scene: Scene) -> None:
    scene.run(
        "update effect set status = 'sending', begun_at = hold_until - interval '1 second', attempts = 1"
        " where org_id = :org and proposal_id = :it",
        it=scene.signed,
    )


VIOLATIONS = (
    Violation("an effect of an unsigned proposal", "effect", "effect_begins", lambda s: _effect(s, s.open)),
    Violation(
        "an effect that the manifest does not name", "effect", "effect_begins", lambda s: _effect(s, s.signed)
    ),
    Violation(
        "an effect over other bytes", "effect", "effect_begins", lambda s: _effect(s, s.signed, sha="0" * 64)
    ),
    Violation(
        "an effect born delivered",
        "effect",
        "effect_begins",
        lambda s: _effect(s, s.signed, status="delivered"),
    ),
    Violation(
        "another address after signing",
        "effect",
        "effect_checked",
        _update("effect", "destination = 'elsewhere'"),
    ),
    Violation(
        "other bytes after signing",
        "effect",
        "effect_checked",
        _update("effect", "package_sha256 = repeat('0', 64)"),
    ),
    Violation(
        "delivered without being sent", "effect", "effect_checked", _update("effect", "status = 'delivered'")
    ),
    Violation("sent during its hold", "effect", "effect_checked", _sent_during_hold),
    Violation(
        "a shorter hold",
        "effect",
        "effect_checked",
        _update("effect", "hold_until = hold_until - interval '1 minute'"),
    ),
    Violation("signed by another person", "countersignature", "countersignature_checked", _other_person),
    Violation(
        "signed by somebody who left", "countersignature", "countersignature_checked", _left_the_clinic
    ),
    Violation("signed while blocked", "countersignature", "countersignature_checked", _blocked),
    Violation("signed after it expired", "countersignature", "countersignature_checked", _later),
    Violation(
        "signed on a stale proof of identity", "countersignature", "countersignature_checked", _stale_proof
    ),
    Violation(
        "signed on a proof that nobody gave", "countersignature", "countersignature_checked", _invented_proof
    ),
    Violation(
        "signed in a session that has ended", "countersignature", "countersignature_checked", _ended_session
    ),
    Violation("signed out of turn", "countersignature", "countersignature_checked", _second_signature),
    Violation(
        "signed over other bytes",
        "countersignature",
        "countersignature_checked",
        lambda s: _sign(s, sha="0" * 64),
    ),
    Violation(
        "signed in a role the person does not hold",
        "countersignature",
        "countersignature_checked",
        lambda s: _sign(s, role="assistant"),
    ),
    Violation("an assistant alone completes the chain", "proposal", "proposal_checked", _assistant_completes),
    Violation(
        "signed without signatures",
        "proposal",
        "proposal_checked",
        _update("proposal", "status = 'signed'", "open", "id"),
    ),
    Violation(
        "reopened without recall",
        "proposal",
        "proposal_checked",
        _update("proposal", "status = 'open'", "signed", "id"),
    ),
    Violation(
        "another subject",
        "proposal",
        "proposal_checked",
        _update("proposal", "subject_id = id", "open", "id"),
    ),
    Violation(
        "a longer time to sign",
        "proposal",
        "proposal_checked",
        _update("proposal", "expires_at = expires_at + interval '1 year'", "open", "id"),
    ),
    Violation(
        "another patient",
        "proposal",
        "proposal_checked",
        _update("proposal", "patient_id = id", "open", "id"),
    ),
    Violation(
        "a version that skips",
        "proposal",
        "proposal_checked",
        _update("proposal", "current_version = 3", "open", "id"),
    ),
    Violation("a proposal born signed", "proposal", "proposal_begins", _born_signed),
    Violation("a version with another hash", "proposal_version", "version_checked", _version_with_other_hash),
    Violation("a new version of what is signed", "proposal_version", "version_checked", _version_of_signed),
    Violation("a file that was not signed", "package_file", "file_checked", _extra_file),
    Violation("a signer added later", "signer", "signer_checked", _extra_signer),
)

# What the application role has no right to at all: no trigger needs to catch it.
FORBIDDEN = (
    "update proposal_version set sealed = ''",
    "update package_file set sealed = ''",
    "update countersignature set package_sha256 = ''",
    "update signer set account_id = null",
    "delete from proposal",
    "delete from proposal_version",
    "delete from countersignature",
    "delete from effect",
    "delete from effect_attempt",
    "truncate effect",
    "insert into signing_right values ('test_letter', 'biller', true)",
    "update signing_right set final = true",
    "alter table effect disable trigger all",
    "drop trigger effect_begins on effect",
)
