"""An addendum to a signed note: the note stays as it is, the addendum is signed beside it.

What an addendum says is its author's own word: the text they typed is its evidence, under their name.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chartside.documentation.chain import note_chain
from chartside.documentation.context import VisitContext, refuse_other_people, visit_context
from chartside.documentation.kind import ADDENDUM, TREATMENT_NOTE, note_of
from chartside.documentation.package import (
    CHART,
    CONNECTOR,
    letterhead,
    patient_on_paper,
    signers,
)
from chartside.documentation.tables import NoteRow
from chartside.interchange.paper import notes
from chartside.interchange.paper import values as paper
from chartside.kernel.errors import Refused
from chartside.platform.tenancy import Work
from chartside.review.model import Status, is_recallable
from chartside.review.package import PackageFile, PlannedEffect
from chartside.review.propose import NewProposal, Version, propose
from chartside.review.reading import files_of
from chartside.review.record import ProposalRecord, proposal_record

SECTION = "ADD"
LONGEST = 4000
_SIGNED = (Status.SIGNED, Status.DELIVERED, Status.ATTENTION)


def draft_addendum(work: Work, note_proposal_id: UUID, text: str, reason: str) -> UUID:
    """Put an addendum before its signers.

    Raises:
        Refused: the note is not signed or can be recalled (then it is edited), is somebody else's, or text or
            reason is missing.
    """
    signed = proposal_record(work, note_proposal_id)
    if signed.kind != TREATMENT_NOTE or signed.state.status not in _SIGNED:
        raise Refused("Only a signed note takes an addendum. A draft is edited.")
    if is_recallable(signed.state, work.clock.now()):
        raise Refused("The note has not left yet. Recall it and change it.")
    lines = [line.strip() for line in text.strip()[:LONGEST].splitlines() if line.strip()]
    if not lines or not reason.strip():
        raise Refused("Say what is to be added, and why.")
    visit_id = note_of(work, note_proposal_id).visit_id
    context = visit_context(work, visit_id, "draft addendum")
    refuse_other_people(work, context)
    content = _content(work, context, signed, lines, reason.strip())
    proposal_id = propose(work, _proposal(work, context, signed, content))
    work.session.add(NoteRow(visit_id=visit_id, proposal_id=proposal_id, kind=ADDENDUM, signed_at=None))
    work.session.flush()
    work.audit("addendum.drafted", "proposal", note_proposal_id, addendum=proposal_id)
    return proposal_id


def addenda_of(work: Work, note_proposal_id: UUID) -> list[ProposalRecord]:
    """The addenda to a note, oldest first."""
    visit_id = note_of(work, note_proposal_id).visit_id
    rows = work.session.scalars(
        select(NoteRow)
        .where(NoteRow.org_id == work.org_id, NoteRow.visit_id == visit_id, NoteRow.kind == ADDENDUM)
        .order_by(NoteRow.id)
    )
    return [proposal_record(work, row.proposal_id) for row in rows]


def _content(
    work: Work, context: VisitContext, signed: ProposalRecord, lines: Sequence[str], reason: str
) -> dict[str, Any]:
    facts = [
        {
            "id": f"f{number}",
            "kind": "addendum",
            "path": f"addendum[{number - 1}]",
            "value": {"text": line},
            "source": f"written by {work.actor.name}",
            "label": "Addendum",
            "text": line,
        }
        for number, line in enumerate(lines, 1)
    ]
    return {
        "doc_type": "addendum",
        "title": f"Addendum to the {signed.content['title'].lower()}",
        "header": {
            "date": context.visit.day.isoformat(),
            "minutes": signed.content["header"]["minutes"],
            "note": str(signed.id),
            "reason": reason,
        },
        "sentences": [
            {
                "i": number,
                "section": SECTION,
                "text": line,
                "facts": [f"f{number}"],
                "status": "supported",
                "problems": [],
                "vouch": None,
                "edited": False,
                "frame": "",
            }
            for number, line in enumerate(lines, 1)
        ],
        "facts": facts,
        "unstated": [],
        "charge": None,
        "findings": [],
        "passed": [],
        "writer": work.actor.name,
    }


def _proposal(
    work: Work, context: VisitContext, signed: ProposalRecord, content: dict[str, Any]
) -> NewProposal:
    return NewProposal(
        kind=ADDENDUM,
        subject_type="proposal",
        subject_id=signed.id,
        header={
            **signed.header,
            "kind": "Addendum",
            "what": content["title"],
            "effect": "Signing adds it to the chart, beside the signed note.",
        },
        chain=tuple(note_chain(work, context)),
        first=Version(
            content=content,
            effects=lambda proposal_id, _version: [_effect(work, context, signed, content, proposal_id)],
            blocked=0,
            change="drafted",
            writer=work.actor.name,
        ),
        patient_id=context.visit.patient_id,
        location_id=context.visit.location_id,
        due_at=None,
    )


def _effect(
    work: Work, context: VisitContext, signed: ProposalRecord, content: dict[str, Any], proposal_id: UUID
) -> PlannedEffect:
    note_pdf = files_of(work, signed.id, signed.state.version)["note.pdf"]
    page = paper.AddendumPaper(
        note_title=signed.content["title"],
        date_of_service=context.visit.day,
        note_record=str(signed.id),
        note_sha256=note_pdf.sha256,
        letterhead=letterhead(work, context),
        patient=patient_on_paper(context),
        author=work.actor.name,
        reason=content["header"]["reason"],
        sentences=tuple(paper.PaperSentence(SECTION, one["text"]) for one in content["sentences"]),
        signers=tuple(signers(context)),
        record=str(proposal_id),
        written_at=work.clock.now().astimezone(context.visit.starts_at.tzinfo),
    )
    file = PackageFile("addendum.pdf", "application/pdf", notes.render_addendum(page))
    return PlannedEffect("addendum", CONNECTOR, CHART, (file,))
