"""The record of one note: who did what, when, from which evidence, and what became of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from chartside.documentation.chart_page import written_day
from chartside.documentation.context import VisitContext
from chartside.documentation.forms.show import patient_strip
from chartside.documentation.showing import CHANGES
from chartside.documentation.signature_bar import FILE_KINDS, SHORT_HASH
from chartside.documentation.similarity.asked import told, unanswered
from chartside.documentation.views.patient import Step
from chartside.documentation.views.record import (
    AddendumLine,
    AttemptLine,
    Delivery,
    Entry,
    LeftFile,
    NoteRecord,
    Stage,
)
from chartside.platform.identity.model import Role
from chartside.review.difference import change_from_draft
from chartside.review.history import EffectHistory, SignedChange
from chartside.review.model import EffectStatus, Status
from chartside.review.reading import manifest_of
from chartside.review.record import ProposalRecord

CALCULATED = "calculated"
_SIGNED = (Status.SIGNED, Status.DELIVERED, Status.ATTENTION)
_EFFECTS = {
    EffectStatus.HELD: Step("quiet", "held"),
    EffectStatus.SENDING: Step("warn", "being sent"),
    EffectStatus.DELIVERED: Step("ok", "arrived"),
    EffectStatus.FAILED: Step("block", "did not arrive"),
    EffectStatus.UNKNOWN: Step("block", "not known whether it arrived"),
    EffectStatus.RECALLED: Step("quiet", "recalled before it left"),
}
_OUTCOMES = {
    "": "no outcome written",
    "held": "did not go through, to be tried again",
    "delivered": "arrived",
    "failed": "refused by the other side",
    "unknown": "not known whether it arrived",
}
_ENDED = {
    Status.EXPIRED: Step("warn", "its time to sign passed"),
    Status.WITHDRAWN: Step("quiet", "withdrawn"),
}


@dataclass(frozen=True)
class History:
    """What the record is made of besides the proposal itself.

    Attributes:
        texts: the sentences of each version.
        names: display names by account.
        signed: every countersignature with its change from the draft.
        effects: what left; None for readers who may not see it.
        entries: the audit's entries; empty for readers who may not read them.
    """

    texts: dict[int, list[str]]
    names: dict[UUID, str]
    signed: list[SignedChange]
    effects: list[EffectHistory] | None
    addenda: list[ProposalRecord]
    entries: tuple[Entry, ...]


def show_record(
    record: ProposalRecord, context: VisitContext, history: History, *, may_add: bool, may_decide: bool
) -> NoteRecord:
    """The whole page.

    Args:
        record: the note's proposal.
        context: its visit.
        history: what happened to it.
        may_add: whether this reader may write an addendum once the note is signed.
        may_decide: whether this reader says what became of a delivery.
    """
    base, signed = f"/notes/{record.id}", record.state.status in _SIGNED
    return NoteRecord(
        url=base,
        patient=patient_strip(context),
        title=f"Record of the {record.content['title'].lower()}, {written_day(context.visit.day)}",
        stages=tuple(_stages(record, history)),
        files=tuple(_files(record, base)),
        addenda=tuple(_addendum(one) for one in history.addenda),
        entries=history.entries,
        addendum_url=f"{base}/addendum" if signed and may_add else None,
        files_title="What was signed" if signed else "What a signature would cover",
        package=record.state.package_sha256,
        deliveries=tuple(_delivery(one, base, may_decide=may_decide) for one in history.effects or ()),
    )


def _stages(record: ProposalRecord, history: History) -> Iterator[Stage]:
    yield _evidence(record)
    dated = [
        *_versions(record, history),
        _checks(record),
        *_returns(record),
        *_signatures(record, history.signed),
    ]
    # Stages of one instant stay in this order: the checks belong to the version that they judged.
    yield from sorted(dated, key=lambda stage: stage.when or record.created_at)
    if record.state.status is Status.OPEN:
        yield from _missing_signatures(record, history.names)
    if record.state.status in _ENDED:
        yield Stage("End", _ENDED[record.state.status], "It stays in the record and never leaves.")
    for one in history.effects or ():
        detail = one.effect.reference or one.effect.reason or _destination(one)
        yield Stage(f"Delivery: {one.effect.name}", _effect_step(one), detail, one.effect.finished_at)


def _evidence(record: ProposalRecord) -> Stage:
    facts = record.content["facts"]
    sources = Counter(fact["source"] for fact in facts)
    detail = ", ".join(
        f"{count} {source}" if source == CALCULATED else f"{count} from {source}"
        for source, count in sources.items()
    )
    return Stage("Evidence", Step("ok", _some(len(facts), "fact")), detail)


def _versions(record: ProposalRecord, history: History) -> Iterator[Stage]:
    for row in record.versions:
        before, after = history.texts.get(row.version - 1), history.texts[row.version]
        changes = change_from_draft(before, after) if before is not None else []
        by = history.names.get(row.created_by, "Chartside") if row.created_by else "Chartside"
        step = Step("quiet" if row.change == "recalled" else "ok", CHANGES[row.change].lower())
        parts = [f"by {by}", row.writer if before is None else "", _some(len(after), "sentence")]
        if row.blocked:
            parts.append(f"{_some(row.blocked, 'point')} blocked signing")
        detail = ", ".join(part for part in parts if part)
        pairs = tuple((one["was"], one["now"]) for one in changes)
        yield Stage(f"Version {row.version}", step, detail, row.created_at, pairs)


def _returns(record: ProposalRecord) -> Iterator[Stage]:
    for one in record.returns:
        yield Stage("Returned", Step("warn", f"by {one.by}"), f"Version {one.version}: {one.reason}", one.at)


def _signatures(record: ProposalRecord, signed: list[SignedChange]) -> Iterator[Stage]:
    for one in signed:
        row = one.signature
        counts = row.version == record.state.version and record.state.status is not Status.RETURNED
        since = f"{_some(len(one.changes), 'change')} since the draft" if one.changes else "signed as drafted"
        read = f", open for {row.open_seconds} s" if row.open_seconds is not None else ""
        detail = (
            f"as {Role(row.role).label.lower()}, version {row.version}{read}; identity confirmed; {since}; "
            f"text {row.text_sha256[:SHORT_HASH]}, package {row.package_sha256[:SHORT_HASH]}"
        )
        title = "Signature" if row.position == 1 else "Co-signature"
        void = Step("quiet", f"{row.signer_name}; no longer counts")
        step = Step("ok", row.signer_name) if counts else void
        yield Stage(title, step, detail, row.signed_at, one.changes)


def _missing_signatures(record: ProposalRecord, names: dict[UUID, str]) -> Iterator[Stage]:
    for signer in record.state.chain[len(record.state.signatures) :]:
        who = names.get(signer.account_id) if signer.account_id else None
        title = "Signature" if signer.position == 1 else "Co-signature"
        yield Stage(title, Step("sign", "waits"), f"for {who or Role(signer.role).label.lower()}")


def _checks(record: ProposalRecord) -> Stage:
    content = record.content
    levels = Counter(finding["level"] for finding in content["findings"])
    vouched = [one["vouch"] for one in content["sentences"] if one["vouch"]]
    unsupported = sum(1 for one in content["sentences"] if one["status"] == "unsupported")
    parts = [
        f"{levels['block']} blocking" if levels["block"] else "",
        f"{levels['warn']} to look at" if levels["warn"] else "",
        f"{_some(unsupported, 'sentence')} without evidence" if unsupported else "",
        *(f"vouched for by {one['by']}: {one['reason']}" for one in vouched),
        *told(content),
    ]
    detail = "; ".join(part for part in parts if part) or "nothing found"
    blocked = levels["block"] or unsupported or unanswered(content)
    state = "block" if blocked else "warn" if levels["warn"] or vouched or told(content) else "ok"
    step = Step(state, f"{len(content['passed'])} passed")  # type: ignore[arg-type]
    return Stage("Checks", step, detail, record.versions[-1].created_at)


def _files(record: ProposalRecord, base: str) -> Iterator[LeftFile]:
    version = record.versions[-1]
    for effect in manifest_of(version)["effects"]:
        for file in effect["files"]:
            url = f"{base}/files/{version.version}/{file['name']}"
            yield LeftFile(FILE_KINDS.get(file["name"], file["name"]), file["name"], file["sha256"], url)


def _addendum(record: ProposalRecord) -> AddendumLine:
    signed, status = record.signatures, record.state.status
    waits = _ENDED.get(status, Step("sign", "waits for signature"))
    return AddendumLine(
        text=" ".join(sentence["text"] for sentence in record.content["sentences"]),
        when=signed[-1].signed_at if signed else record.created_at,
        who=signed[-1].signer_name if signed else record.writer,
        step=Step("ok", "signed") if status in _SIGNED else waits,
        url=f"/addenda/{record.id}",
    )


def _delivery(one: EffectHistory, base: str, *, may_decide: bool) -> Delivery:
    effect = one.effect
    open_ended = effect.status in (EffectStatus.UNKNOWN, EffectStatus.FAILED)
    arrived = effect.status == EffectStatus.DELIVERED
    detail = [
        f"receipt {effect.reference}" if effect.reference else "",
        "decided by a person" if effect.decided_by else "",
        f"before that: {effect.reason}" if effect.reason and arrived else effect.reason or "",
    ]
    return Delivery(
        name=effect.name.capitalize(),
        to=_destination(one),
        step=_effect_step(one),
        detail=", ".join(part for part in detail if part),
        attempts=tuple(
            AttemptLine(row.attempt, row.begun_at, row.finished_at, _OUTCOMES.get(row.outcome or "", "ended"))
            for row in one.attempts
        ),
        decide_url=f"{base}/effects/{effect.id}/decide" if open_ended and may_decide else None,
        may_have_arrived=effect.status == EffectStatus.UNKNOWN,
    )


def _effect_step(one: EffectHistory) -> Step:
    return _EFFECTS[EffectStatus(one.effect.status)]


def _destination(one: EffectHistory) -> str:
    return f"to {one.effect.destination} by {one.effect.connector.replace('_', ' ')}"


def _some(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
