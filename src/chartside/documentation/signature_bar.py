"""The bar under a draft: what signing will do, what is in its way, or what has become of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from chartside.documentation.notes.build import blocks
from chartside.documentation.similarity.asked import unanswered
from chartside.documentation.views.note import Blocker, PackageFile, Signature
from chartside.review.model import EffectStatus, ProposalState, Status
from chartside.review.reading import manifest_of
from chartside.review.record import ProposalRecord


@dataclass(frozen=True)
class Reader:
    """Who reads the page, and when.

    Attributes:
        asks: what re-authentication would ask of this person; empty while a recent proof holds.
    """

    account_id: UUID | None
    roles: frozenset[str]
    at: datetime
    asks: tuple[str, ...] = ()


FILE_KINDS = {
    "note.pdf": "The note, for the chart",
    "charge.csv": "The charge, as a table",
    "charge.json": "The charge, for machines",
    "addendum.pdf": "The addendum, for the chart",
}
SHORT_HASH = 12


def signature_of(record: ProposalRecord, reader: Reader, base: str) -> Signature:
    """The bar as this person sees it."""
    state, effect = record.state, record.header["effect"]
    if state.status in (Status.OPEN, Status.RETURNED):
        return _before(record, reader, base)
    if state.status is Status.SIGNED:
        return _held(record, reader, effect)
    if state.status is Status.DELIVERED:
        receipts = ", ".join(sorted({one.reference or "" for one in record.effects} - {""}))
        return Signature("sent", f"Delivered: {receipts}.", done=f"Signed by {_signed_by(record)}.")
    if state.status is Status.ATTENTION:
        reasons = " ".join(
            f"{one.name.capitalize()}: {one.reason or one.status}."
            for one in record.effects
            if one.status in (EffectStatus.FAILED, EffectStatus.UNKNOWN)
        )
        return Signature("stopped", reasons, done="Signed, but the delivery needs a person.")
    words = {Status.EXPIRED: "Its time to sign has passed.", Status.WITHDRAWN: "It was withdrawn."}
    return Signature(
        "returned", "It stays in the record. Draft it again from the visit.", done=words[state.status]
    )


def _before(record: ProposalRecord, reader: Reader, base: str) -> Signature:
    state = record.state
    in_chain = any(signer.account_id == reader.account_id for signer in state.chain)
    my_turn = _is_turn_of(state, reader)
    bar = _unsigned(record, reader, base, my_turn=my_turn)
    return replace(bar, may_edit=in_chain, may_return=my_turn and state.status is Status.OPEN)


def _unsigned(record: ProposalRecord, reader: Reader, base: str, *, my_turn: bool) -> Signature:
    state, effect = record.state, record.header["effect"]
    if state.status is Status.RETURNED:
        told = "Change the draft; it then waits for signatures anew."
        return Signature("returned", told, done=f"Returned by {record.returns[-1].by}.")
    if not my_turn:
        return Signature("waiting", effect, done=_waits_for(record, reader.account_id))
    blockers = tuple(_blockers(record.content))
    if blockers:
        return Signature("blocked", effect, blockers=blockers)
    return Signature(
        "ready",
        _with_cosigner(record, effect),
        signer=_my_name(record, reader.account_id),
        files=tuple(_files(record, base)),
        fingerprint=_spaced(state.package_sha256),
        package_sha256=state.package_sha256,
        proofs=reader.asks,
    )


def _held(record: ProposalRecord, reader: Reader, effect: str) -> Signature:
    held = [one for one in record.effects if one.status == EffectStatus.HELD and not one.attempts]
    mine = any(one.account_id == reader.account_id for one in record.signatures)
    done = f"Signed by {_signed_by(record)}."
    if held and len(held) == len(record.effects) and mine and reader.at < held[0].hold_until:
        return Signature("held", effect, done=done, recall_until=held[0].hold_until)
    return Signature("leaving", "It is on its way; reload to see whether it has arrived.", done=done)


def _is_turn_of(state: ProposalState, reader: Reader) -> bool:
    signer = state.next_signer
    return (
        state.status is Status.OPEN
        and signer is not None
        and signer.account_id in (None, reader.account_id)
        and signer.role in reader.roles
    )


def _waits_for(record: ProposalRecord, viewer: UUID | None) -> str:
    if any(one.account_id == viewer for one in record.signatures):
        return "You have signed. It waits for the supervising therapist's signature."
    if record.signatures:
        return f"Signed by {_signed_by(record)}. It waits for the co-signature."
    return "It waits for the signature of the person who treated."


def _with_cosigner(record: ProposalRecord, effect: str) -> str:
    left = len(record.state.chain) - len(record.state.signatures)
    return effect if left == 1 else f"It then goes to the supervising therapist. {effect}"


def _signed_by(record: ProposalRecord) -> str:
    return " and ".join(one.signer_name for one in record.signatures)


def _my_name(record: ProposalRecord, viewer: UUID | None) -> str:
    names: list[str] = record.header["signers"]
    places = [signer.account_id for signer in record.state.chain]
    return names[places.index(viewer)] if viewer in places else ""


def _files(record: ProposalRecord, base: str) -> list[PackageFile]:
    version = record.versions[-1]
    named = [file for effect in manifest_of(version)["effects"] for file in effect["files"]]
    return [
        PackageFile(
            file["name"],
            FILE_KINDS.get(file["name"], file["name"]),
            _spaced(file["sha256"]),
            f"{base}/files/{version.version}/{file['name']}",
        )
        for file in named
    ]


def _spaced(sha256: str) -> str:
    start = sha256[:SHORT_HASH]
    return " ".join(start[at : at + 4] for at in range(0, SHORT_HASH, 4))


def _blockers(content: dict[str, Any]) -> Iterator[Blocker]:
    """What stands in the way, each with where on the page it stands; the page tells more there."""
    sentences = [one for one in content["sentences"] if one["status"] == "unsupported"]
    for count, sentence in enumerate(sentences):
        yield Blocker("another one" if count else "a statement without evidence", f"#s{sentence['i']}")
    asked = unanswered(content)
    for words in blocks(content)[len(sentences) :]:
        yield Blocker(words.rstrip("."), "#twin" if words in asked else "#main")
