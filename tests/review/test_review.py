"""A proposal's life as the people of a clinic see it."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from chartside.kernel.clock import FixedClock
from chartside.kernel.errors import Refused
from chartside.kernel.ids import new_id
from chartside.platform.crypto import Sealed
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import Actor
from chartside.review.delivery import decide_effect, deliver
from chartside.review.expiry import expire_overdue
from chartside.review.kinds import all_kinds
from chartside.review.model import EffectStatus, Refusal, Status
from chartside.review.package import PackageFile, PlannedEffect, build_package
from chartside.review.propose import propose, revise
from chartside.review.queue import queue_for
from chartside.review.record import proposal_record
from chartside.review.signing import SignatureRequest, countersign, send_back
from chartside.review.store import effects_of, locked_proposal, state_of
from tests.conftest import WorkFactory
from tests.laws.receiver import Receiver
from tests.proof import prove
from tests.review.people import letter, new_letter

HOLD = timedelta(minutes=2)


def sign(work: WorkFactory, actor: Actor, proposal: UUID) -> Status:
    with work(actor=actor) as unit:
        state = state_of(unit, locked_proposal(unit, proposal))
        request = SignatureRequest(state.version, state.package_sha256, prove(unit), open_seconds=41)
        return countersign(unit, proposal, request, HOLD)


def test_an_assistants_note_goes_to_the_supervisor_and_then_leaves(
    work: WorkFactory,
    people: dict[str, Actor],
    runtime: Runtime,
    receiver: Receiver,
    org: UUID,
    clock: FixedClock,
) -> None:
    with work(actor=people["assistant"]) as unit:
        proposal = propose(unit, new_letter(people, new_id(), cosigned=True))
        assert [item.waiting_for for item in queue_for(unit)] == ["signature"]
    assert sign(work, people["assistant"], proposal) is Status.OPEN
    with work(actor=people["therapist"]) as unit:
        assert queue_for(unit) == []
    with work(actor=people["supervisor"]) as unit:
        assert [item.waiting_for for item in queue_for(unit)] == ["cosignature"]
        assert effects_of(unit, proposal, 1) == []
    assert sign(work, people["supervisor"], proposal) is Status.SIGNED
    clock.advance(HOLD)
    with work() as unit:
        effects = [one.id for one in effects_of(unit, proposal, 1)]
    for effect in effects:
        deliver(runtime, org, str(effect))
    with work() as unit:
        record = proposal_record(unit, proposal)
    assert record.state.status is Status.DELIVERED
    assert [(one.signer_name, one.open_seconds) for one in record.signatures] == [
        ("Assistant", 41),
        ("Supervisor", 41),
    ]
    assert sorted(receiver.arrived) == [f"{proposal}:1:chart", f"{proposal}:1:claim"]
    assert receiver.signers[f"{proposal}:1:chart"] == ["Assistant", "Supervisor"]


def test_the_signature_keeps_what_the_person_changed(work: WorkFactory, people: dict[str, Actor]) -> None:
    with work(actor=people["therapist"]) as unit:
        proposal = propose(unit, new_letter(people, new_id()))
        revise(unit, proposal, 1, letter(["Hello.", "A word of mine."]))
    sign(work, people["therapist"], proposal)
    with work() as unit:
        given = proposal_record(unit, proposal).signatures[0]
        kept = unit.vault.open_json(unit, "countersignature", given.id, Sealed(given.key_id, given.sealed))
    assert kept == {"change_from_draft": [{"was": "", "now": "A word of mine."}]}


def test_a_return_needs_a_reason_and_reaches_the_author(work: WorkFactory, people: dict[str, Actor]) -> None:
    with work(actor=people["assistant"]) as unit:
        proposal = propose(unit, new_letter(people, new_id(), cosigned=True))
    sign(work, people["assistant"], proposal)
    with pytest.raises(Refused, match="Say why"), work(actor=people["supervisor"]) as unit:
        send_back(unit, proposal, "  ")
    with work(actor=people["supervisor"]) as unit:
        send_back(unit, proposal, "Say how the tray was graded.")
    with work(actor=people["assistant"]) as unit:
        (item,) = queue_for(unit)
        assert item.waiting_for == "author"
        assert [one.reason for one in proposal_record(unit, proposal).returns] == [
            "Say how the tray was graded."
        ]
        revise(unit, proposal, 1, letter(["Graded from two hands to one."]))
        state = state_of(unit, locked_proposal(unit, proposal))
    assert (state.status, state.signatures) == (Status.OPEN, ())


def test_a_draft_that_waits_too_long_expires(
    work: WorkFactory, people: dict[str, Actor], clock: FixedClock
) -> None:
    with work(actor=people["therapist"]) as unit:
        proposal = propose(unit, new_letter(people, new_id()))
    clock.advance(timedelta(days=14))
    with pytest.raises(Refused, match="time to sign has passed"):
        sign(work, people["therapist"], proposal)
    with work() as unit:
        assert expire_overdue(unit) >= 1
        assert proposal_record(unit, proposal).state.status is Status.EXPIRED


def test_an_unknown_outcome_stops_and_asks(
    work: WorkFactory,
    people: dict[str, Actor],
    runtime: Runtime,
    receiver: Receiver,
    org: UUID,
    clock: FixedClock,
) -> None:
    with work(actor=people["therapist"]) as unit:
        proposal = propose(unit, new_letter(people, new_id()))
    sign(work, people["therapist"], proposal)
    clock.advance(HOLD)
    with work() as unit:
        first, second = [one.id for one in effects_of(unit, proposal, 1)]
    receiver.fault = "unknown, it happened"
    deliver(runtime, org, str(first))
    deliver(runtime, org, str(second))
    with work(actor=people["therapist"]) as unit:
        assert [item.waiting_for for item in queue_for(unit)] == ["decision"]
    deliver(runtime, org, str(first))  # a worker never tries it again by itself
    assert len(receiver.arrived[f"{proposal}:1:chart"]) == 1
    with pytest.raises(Refused, match="how you know"), work(actor=people["therapist"]) as unit:
        decide_effect(unit, proposal, first, happened=True)
    with work(actor=people["therapist"]) as unit:
        decide_effect(unit, proposal, first, happened=True, reference="seen in the chart")
        assert proposal_record(unit, proposal).state.status is Status.DELIVERED


def test_stored_bytes_that_differ_from_what_was_signed_do_not_leave(
    work: WorkFactory,
    people: dict[str, Actor],
    runtime: Runtime,
    receiver: Receiver,
    org: UUID,
    clock: FixedClock,
) -> None:
    """Somebody with the database's own rights swaps the file: the sender re-hashes and refuses."""
    with work(actor=people["therapist"]) as unit:
        proposal = propose(unit, new_letter(people, new_id()))
    sign(work, people["therapist"], proposal)
    clock.advance(HOLD)
    with work() as unit:
        effect = effects_of(unit, proposal, 1)[0].id
        row = unit.session.execute(
            text("select file_id from package_file where proposal_id = :it and name = 'chart.txt'"),
            {"it": proposal},
        ).scalar_one()
        swapped = unit.vault.seal(unit, "package_file", row, b"other words")
    with runtime.database.owner_engine.begin() as owner:
        owner.execute(text("select set_config('app.org_id', :org, true)"), {"org": str(org)})
        owner.execute(text("alter table package_file disable trigger user"))
        changed = owner.execute(
            text("update package_file set key_id = :key, sealed = :data where file_id = :it"),
            {"key": swapped.key_id, "data": swapped.data, "it": row},
        )
        owner.execute(text("alter table package_file enable trigger user"))
    assert changed.rowcount == 1
    deliver(runtime, org, str(effect))
    assert not receiver.arrived
    with work() as unit:
        stopped = effects_of(unit, proposal, 1)[0]
        assert (stopped.status, stopped.reason) == (
            EffectStatus.FAILED,
            "The stored file chart.txt differs from what was signed.",
        )
        assert proposal_record(unit, proposal).state.status is Status.ATTENTION


def test_every_refusal_is_a_sentence() -> None:
    assert all(refusal.endswith(".") and refusal[0].isupper() for refusal in Refusal)


def test_a_package_names_each_file_once() -> None:
    one, other = (
        PackageFile("note.pdf", "application/pdf", b"1"),
        PackageFile("note.pdf", "application/pdf", b"2"),
    )
    effects = [
        PlannedEffect("chart", "receiver", "ehr", (one,)),
        PlannedEffect("claim", "receiver", "ehr", (other,)),
    ]
    with pytest.raises(ValueError, match=r"two different files are named note\.pdf"):
        build_package(new_id(), "letter", 1, {}, effects)
    with pytest.raises(ValueError, match="needs effects"):
        build_package(new_id(), "letter", 1, {}, [])


def test_the_code_and_the_database_agree_on_who_signs(work: WorkFactory) -> None:
    with work() as unit:
        rows = unit.session.execute(text("select kind, role, final from signing_right")).all()
    held = {(row.kind, row.role, row.final) for row in rows}
    told = {(kind.name, role, final) for kind in all_kinds() for role, final in kind.signing_roles.items()}
    assert told <= held
