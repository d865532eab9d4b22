"""Adding to a signed note, and the page on which an addendum is signed."""

from typing import Annotated
from uuid import UUID

from fastapi import Form
from fastapi.responses import Response

from chartside.documentation.addenda import LONGEST, draft_addendum
from chartside.documentation.context import visit_context
from chartside.documentation.kind import ADDENDUM, note_of
from chartside.documentation.pages.around import surroundings
from chartside.documentation.showing import show_note
from chartside.documentation.signature_bar import Reader
from chartside.kernel.errors import NotFound
from chartside.platform.pages import Page, PageRouter
from chartside.review.record import proposal_record
from chartside.review.steps import SigningDesk, StepPermissions, step_routes

PREFIX = "/addenda"
router = PageRouter()
steps = step_routes(
    ADDENDUM,
    PREFIX,
    StepPermissions(view="note.review", sign="note.sign", send_back="note.return", decide="delivery.resolve"),
)


@router.post("/notes/{proposal_id}/addendum", permission="note.sign")
def draft(
    page: Page,
    proposal_id: UUID,
    text: Annotated[str, Form(max_length=LONGEST)],
    reason: Annotated[str, Form(max_length=500)],
) -> Response:
    """Draft an addendum to a signed note."""
    return page.redirect(f"{PREFIX}/{draft_addendum(page.work, proposal_id, text, reason)}")


@router.get(PREFIX + "/{proposal_id}", permission="note.review")
def read(page: Page, proposal_id: UUID) -> Response:
    """The addendum as it will leave."""
    record = proposal_record(page.work, proposal_id)
    if record.kind != ADDENDUM:
        raise NotFound("There is no such addendum.")
    context = visit_context(page.work, note_of(page.work, proposal_id).visit_id, "addendum")
    actor = page.work.actor
    reader = Reader(actor.account_id, actor.roles, page.work.clock.now(), page.extra(SigningDesk).asks(page))
    note = show_note(record, context, reader, surroundings(page, record))
    return page.render("documentation/review_note.html", note=note)
