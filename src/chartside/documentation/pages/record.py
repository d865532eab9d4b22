"""The record of a note, for whoever may read the note."""

from uuid import UUID

from fastapi.responses import Response

from chartside.documentation.addenda import addenda_of
from chartside.documentation.audit_words import act_entries
from chartside.documentation.context import VisitContext, visit_context
from chartside.documentation.kind import TREATMENT_NOTE, note_of
from chartside.documentation.record_page import History, show_record
from chartside.documentation.views.record import Entry
from chartside.kernel.errors import NotFound
from chartside.platform.audit.queries import acts
from chartside.platform.identity.accounts import list_accounts
from chartside.platform.pages import Page, PageRouter
from chartside.review.history import effect_histories, signed_changes
from chartside.review.kinds import kind_named
from chartside.review.model import is_recallable
from chartside.review.reading import content_of
from chartside.review.record import ProposalRecord, proposal_record

router = PageRouter("/notes")
_MOST_ENTRIES = 200


@router.get("/{proposal_id}/record", permission="note.review")
def record(page: Page, proposal_id: UUID) -> Response:
    """From the evidence to the receipt."""
    found = proposal_record(page.work, proposal_id)
    if found.kind != TREATMENT_NOTE:
        raise NotFound("There is no such note.")
    context = visit_context(page.work, note_of(page.work, proposal_id).visit_id, "note record")
    shown = show_record(
        found,
        context,
        _history(page, found),
        may_add=_may_add(page, found, context),
        may_decide=page.may("delivery.resolve"),
    )
    return page.render("documentation/record.html", record=shown)


def _may_add(page: Page, found: ProposalRecord, context: VisitContext) -> bool:
    """Who treated may add to the note, once it can no longer be recalled and changed."""
    treated = page.work.actor.staff_id == context.provider.id
    return page.may("note.sign") and treated and not is_recallable(found.state, page.work.clock.now())


def _history(page: Page, found: ProposalRecord) -> History:
    work, words = page.work, kind_named(found.kind).text
    entries: tuple[Entry, ...] = ()
    if page.may("audit.view"):
        about = acts(work.session, subject=("proposal", found.id), limit=_MOST_ENTRIES)
        entries = act_entries(page, about.entries)
    return History(
        texts={row.version: words(content_of(work, found.id, row.version)) for row in found.versions},
        names={account.id: account.display_name for account in list_accounts(work)},
        signed=signed_changes(work, found.id),
        effects=effect_histories(work, found.id) if page.may("delivery.view") else None,
        addenda=addenda_of(work, found.id),
        entries=entries,
    )
