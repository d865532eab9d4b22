"""From a filled form to a note that waits for its signature, and every change to it until then.

Nothing here signs or sends: each function ends in a new version of a proposal, verified as a whole.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.charges import propose_charge
from chartside.clinic.overlays import pack_set
from chartside.documentation.chain import note_chain
from chartside.documentation.context import VisitContext, refuse_other_people, visit_context
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.entry import visit_entry
from chartside.documentation.forms.keeping import in_the_way, last_answers
from chartside.documentation.forms.show import PASSING, open_parts, said_in_passing
from chartside.documentation.forms.store import saved_form
from chartside.documentation.kind import BODY_SECTIONS, TREATMENT_NOTE, note_of
from chartside.documentation.learning.preferences import active_preferences, author_weights
from chartside.documentation.learning.progression import with_earlier_values
from chartside.documentation.note_states import note_states
from chartside.documentation.notes.build import NoteRequest, blocks, build_note, recheck, written
from chartside.documentation.package import billed_lines, note_effects
from chartside.documentation.similarity.asked import LIKENESS, with_reason
from chartside.documentation.similarity.twins import keep_print, with_likeness
from chartside.documentation.still_true import MADE_FROM, changed_hands, record_mark, unwritable
from chartside.documentation.styles import style_of
from chartside.documentation.tables import NoteRow
from chartside.drafting.model import Sentence
from chartside.kernel.canonical import canonical_json, sha256_hex
from chartside.kernel.dates import clock_time
from chartside.kernel.errors import Refused
from chartside.platform.tenancy import Work
from chartside.review.model import Status
from chartside.review.propose import NewProposal, Version, propose, revise
from chartside.review.reading import content_of
from chartside.review.record import ProposalRecord, proposal_record
from chartside.review.signing import supersede
from chartside.rulebook.packs import PackSet

WRITER = "built-in writer, no model"
# A note is written the day of the visit; this is when Today calls it due.
DUE = time(18, 0)
REMEMBERED_NOTES = 3
MOST_SENTENCES = 200


def draft_note(work: Work, visit_id: UUID) -> UUID:
    """Draft the note of a visit from its form; drafting again replaces the draft while nobody has signed it.

    What a person changed in the draft stays as long as the answers of the form do.

    Raises:
        Refused: the visit is somebody else's, did not take place, its form is not complete, or its note is
            signed.
    """
    context = visit_context(work, visit_id, "draft note")
    refuse_other_people(work, context)
    existing = _open_draft(work, context)
    reason = unwritable(context)
    if reason:
        raise Refused(reason)
    saved = saved_form(work, visit_id)
    left = open_parts(context, saved.answers) if saved else ("the form",)
    if saved is None or left:
        raise Refused(f"The draft needs {', '.join(left).lower()} first.")
    if obstacle := in_the_way(work, context, saved.answers):
        raise Refused(obstacle)
    packs, style = pack_set(work), style_of(work, context.provider.id)
    entry = visit_entry(context, saved.answers)
    content = build_note(
        NoteRequest(
            discipline=context.discipline,
            input=with_earlier_values(entry.record),
            origins=entry.origins,
            setting=context.setting,
            payer=context.payer_code,
            recent=_recent_texts(work, context),
            style=style,
            weights=author_weights(work, context.provider.id),
            preferences=active_preferences(work, context.provider.id),
        ),
        packs,
    )
    content[PASSING] = list(said_in_passing(saved.answers, last_answers(work, context)))
    content[MADE_FROM] = {"answers": _mark(saved.answers), "record": record_mark(context)}
    if style is not None:
        content[MADE_FROM]["style"] = sha256_hex(canonical_json(style.as_json()))
    content = with_likeness(work, context, content, existing.content if existing else None)
    if existing is not None and changed_hands(work, context, existing):
        supersede(work, existing.id)
    elif existing is not None:
        return _draft_again(work, context, existing, content)
    proposal_id = propose(work, _new_proposal(work, context, _version(work, context, content, "drafted")))
    work.session.add(NoteRow(visit_id=visit_id, proposal_id=proposal_id, kind=TREATMENT_NOTE, signed_at=None))
    work.session.flush()
    _keep(work, context, proposal_id, content)
    return proposal_id


def take_written(
    work: Work, proposal_id: UUID, seen_version: int, sentences: Sequence[Sentence], writer: str
) -> None:
    """Put a model's draft, already held to the facts, in place of the built-in one. Raises as `edit_note`."""

    def change(content: dict[str, Any], packs: PackSet) -> dict[str, Any]:
        return written(content, sentences, writer, packs)

    _change(work, proposal_id, seen_version, "drafted", change, writer)


def edit_note(
    work: Work, proposal_id: UUID, seen_version: int, sections: Mapping[str, Sequence[str]]
) -> None:
    """Replace the sentences of the body; what a person wrote is held against the evidence like any other.

    Raises:
        Refused: it is signed, was changed since, is not the actor's to change, or is too long.
    """

    def change(content: dict[str, Any], packs: PackSet) -> dict[str, Any]:
        after = _edited(content["sentences"], sections)
        if len(after) > MOST_SENTENCES:
            raise Refused(f"A note has at most {MOST_SENTENCES} sentences.")
        return recheck(content, sentences=after, packs=packs)

    _change(work, proposal_id, seen_version, "edited", change)


def remove_sentence(work: Work, proposal_id: UUID, seen_version: int, sentence: int) -> None:
    """Take one sentence out of the draft. Raises as `edit_note`."""

    def change(content: dict[str, Any], packs: PackSet) -> dict[str, Any]:
        kept = [one for one in content["sentences"] if one["i"] != sentence]
        return recheck(content, sentences=kept, packs=packs)

    _change(work, proposal_id, seen_version, "edited", change)


def vouch_for(work: Work, proposal_id: UUID, seen_version: int, sentence: int, reason: str) -> None:
    """Answer for an unsupported sentence by name, with a reason. Raises as `edit_note`."""
    if len(reason.strip()) < 10:
        raise Refused("Say how you know it, in a few words.")

    def change(content: dict[str, Any], packs: PackSet) -> dict[str, Any]:
        if not any(one["i"] == sentence and one["status"] == "unsupported" for one in content["sentences"]):
            raise Refused("This sentence needs nobody to vouch for it.")
        vouch = {"by": work.actor.name, "reason": reason.strip(), "at": work.clock.now().isoformat()}
        return recheck(content, vouches={sentence: vouch}, packs=packs)

    _change(work, proposal_id, seen_version, "vouched", change)
    work.audit("sentence.vouched", "proposal", proposal_id, sentence=sentence)


def choose_allocation(work: Work, proposal_id: UUID, seen_version: int, chosen: int) -> None:
    """Choose among equally right spreads of the units. Raises as `edit_note`."""
    _change(
        work,
        proposal_id,
        seen_version,
        "allocation",
        lambda content, packs: recheck(content, chosen=chosen, packs=packs),
    )


def explain_likeness(work: Work, proposal_id: UUID, seen_version: int, reason: str) -> None:
    """Say what was different from a note that this one is like, or why nothing was. Raises as `edit_note`."""
    if len(reason.strip()) < 10:
        raise Refused("Say what was different, or why it was not, in a few words.")

    def change(content: dict[str, Any], _packs: PackSet) -> dict[str, Any]:
        if not content.get(LIKENESS):
            raise Refused("This note is like no other; nothing needs a reason.")
        given = {"by": work.actor.name, "reason": reason.strip(), "at": work.clock.now().isoformat()}
        return with_reason(content, given)

    _change(work, proposal_id, seen_version, "explained", change)
    work.audit("likeness.explained", "proposal", proposal_id)


def may_change(work: Work, proposal_id: UUID) -> bool:
    """Whether the actor stands in the chain of signers: only they change the draft."""
    chain = proposal_record(work, proposal_id).state.chain
    return any(signer.account_id == work.actor.account_id for signer in chain)


def _change(
    work: Work,
    proposal_id: UUID,
    seen_version: int,
    what: str,
    change: Callable[[dict[str, Any], PackSet], dict[str, Any]],
    writer: str = "",
) -> None:
    if not may_change(work, proposal_id):
        raise Refused("Only the people who sign this note change it.")
    note = note_of(work, proposal_id)
    context = visit_context(work, note.visit_id, "edit note")
    if changed_hands(work, context, proposal_record(work, proposal_id)):
        raise Refused("Other people sign for this visit now. Draft it again from the visit.")
    content = change(content_of(work, proposal_id, seen_version), pack_set(work))
    content = with_likeness(work, context, content)
    said = writer or proposal_record(work, proposal_id).writer
    version = _version(work, context, content, what, said)
    if writer:
        # The facts are those of before, and so is the header: its key stays for whoever reads it just now.
        version = replace(version, header=None)
    revise(work, proposal_id, seen_version, version)
    _keep(work, context, proposal_id, content)


def _open_draft(work: Work, context: VisitContext) -> ProposalRecord | None:
    """The visit's note, to be drafted again; None when it has none that still stands.

    Raises:
        Refused: it is signed.
    """
    state = note_states(work, [context.visit]).notes.get(context.visit.id)
    if state is None:
        return None
    if state.status not in (Status.OPEN, Status.RETURNED):
        raise Refused("The note of this visit is signed. Add an addendum instead.")
    return proposal_record(work, state.proposal_id)


def _draft_again(
    work: Work, context: VisitContext, existing: ProposalRecord, content: dict[str, Any]
) -> UUID:
    """Put the new draft in place of the old one, unless nothing that it is made from has changed."""
    before = existing.content
    if before.get(MADE_FROM) == content[MADE_FROM]:
        return existing.id
    if before.get(MADE_FROM, {}).get("answers") == content[MADE_FROM]["answers"]:
        content = with_likeness(work, context, _with_words_of(work, content, existing))
    revise(work, existing.id, existing.state.version, _version(work, context, content, "drafted"))
    _keep(work, context, existing.id, content)
    return existing.id


def _with_words_of(work: Work, content: dict[str, Any], existing: ProposalRecord) -> dict[str, Any]:
    """A fresh draft with the body that a person had made of the one before, verified anew."""
    drafted = max(row.version for row in existing.versions if row.change == "drafted")
    written = _body(existing.content)
    if written == _body(content_of(work, existing.id, drafted)):
        return content
    return recheck(content, sentences=_edited(content["sentences"], written), packs=pack_set(work))


def _body(content: dict[str, Any]) -> dict[str, list[str]]:
    return {
        letter: [one["text"] for one in content["sentences"] if one["section"] == letter]
        for letter in BODY_SECTIONS
    }


def _mark(answers: Answers) -> str:
    return sha256_hex(canonical_json(answers.as_json()))


def _version(
    work: Work, context: VisitContext, content: dict[str, Any], what: str, writer: str = WRITER
) -> Version:
    return Version(
        content=content,
        effects=lambda proposal_id, _number: note_effects(work, context, content, proposal_id),
        blocked=len(blocks(content)),
        change=what,
        writer=writer,
        header=_header(context, content),
    )


def _new_proposal(work: Work, context: VisitContext, version: Version) -> NewProposal:
    visit = context.visit
    return NewProposal(
        kind=TREATMENT_NOTE,
        subject_type="visit",
        subject_id=visit.id,
        header=_header(context, version.content),
        chain=tuple(note_chain(work, context)),
        first=version,
        patient_id=visit.patient_id,
        location_id=visit.location_id,
        due_at=datetime.combine(visit.day, DUE, visit.starts_at.tzinfo),
    )


def _header(context: VisitContext, content: dict[str, Any]) -> dict[str, Any]:
    visit = context.visit
    payer = context.coverage.payer if context.coverage else "no coverage on file"
    units = sum(line["units"] for line in billed_lines(content))
    claim = f" and {units} unit{'' if units == 1 else 's'} to billing" if units else ""
    starts = f"{visit.starts_at:%b} {visit.starts_at.day}, {clock_time(visit.starts_at)}"
    return {
        "kind": "Note",
        "icon": "note",
        "subject": context.patient.name,
        "location": visit.location,
        "place": f"{visit.location} · {payer}",
        "what": f"{content['title']}, {content['header']['minutes']} min",
        "more": f"{starts}, by {context.provider.display_name}",
        "effect": f"Signing sends the note to the chart{claim}.",
        "signers": [one.display_name for one in (context.provider, context.supervisor) if one],
    }


def _keep(work: Work, context: VisitContext, proposal_id: UUID, content: dict[str, Any]) -> None:
    """What stands beside the proposal: the visit's charge, and the print by which like notes are found."""
    keep_print(work, context, proposal_id, content)
    propose_charge(work, context.visit.id, content["charge"]["lines"] if billed_lines(content) else [])


def _recent_texts(work: Work, context: VisitContext) -> tuple[str, ...]:
    """The patient's last notes, whose wording a new one does not repeat."""
    earlier = [one.id for one in context.chart.visits if one.starts_at < context.visit.starts_at]
    notes = work.session.scalars(
        select(NoteRow)
        .where(NoteRow.org_id == work.org_id, NoteRow.visit_id.in_(earlier), NoteRow.kind == TREATMENT_NOTE)
        .order_by(NoteRow.id.desc())
        .limit(REMEMBERED_NOTES)
    )
    texts = []
    for note in notes:
        content = proposal_record(work, note.proposal_id).content
        texts.append(" ".join(one["text"] for one in content["sentences"]))
    return tuple(texts)


def _edited(before: list[dict[str, Any]], sections: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The whole note after an edit; a line keeps the number of the sentence it was or replaces.

    A sentence that was moved as it stands is still the one it was, with its facts.
    """
    after: list[dict[str, Any]] = []
    by_text = {one["text"]: one["i"] for one in before}
    for letter in BODY_SECTIONS:
        old = [one for one in before if one["section"] == letter]
        lines = [line.strip() for line in sections.get(letter, ()) if line.strip()]
        if letter not in sections:
            lines = [one["text"] for one in old]
        matcher = SequenceMatcher(a=[one["text"] for one in old], b=lines, autojunk=False)
        for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
            numbers = [one["i"] for one in old[a_from:a_to]]
            for place, line in enumerate(lines[b_from:b_to]):
                known = {"i": numbers[place]} if tag != "insert" and place < len(numbers) else {}
                if tag != "equal" and line in by_text:
                    known = {"i": by_text[line]}
                after.append({**known, "section": letter, "text": line})
    return after + [one for one in before if one["section"] not in BODY_SECTIONS]
