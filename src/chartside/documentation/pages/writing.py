"""The page on which a model's draft appears sentence by sentence."""

from uuid import UUID

from fastapi import Request
from fastapi.responses import Response

from chartside.documentation.context import VisitContext, refuse_other_people, visit_context
from chartside.documentation.forms.show import patient_strip
from chartside.documentation.kind import TREATMENT_NOTE, note_of
from chartside.documentation.views.writing import WritingPage, WritingPart
from chartside.documentation.writing.runs import Progress, Runs
from chartside.kernel.errors import NotFound
from chartside.platform.pages import Page, PageRouter
from chartside.platform.pages.live import Look, stream
from chartside.privacy.runs import OVER, newest_run, run_of
from chartside.privacy.tables import ModelRunRow
from chartside.review.record import proposal_record

PREFIX = "/notes"
router = PageRouter(PREFIX)
# As often as a reader can tell one moment from the next.
_EVERY_SECONDS = 0.05


@router.get("/{proposal_id}/writing", permission="session.write")
def writing(page: Page, proposal_id: UUID) -> Response:
    """The draft as it comes; the note itself once that is over."""
    context, run = _run(page, proposal_id)
    if run is None or run.status in OVER:
        return page.redirect(f"{PREFIX}/{proposal_id}")
    part = WritingPart(f"{PREFIX}/{proposal_id}", (), over=False)
    shown = WritingPage(patient_strip(context), run.title, part)
    return page.render("documentation/writing.html", writing=shown)


@router.get("/{proposal_id}/writing/live", permission="session.write", by_itself=True)
def live(page: Page, request: Request, proposal_id: UUID) -> Response:
    """Each sentence as it is written and checked. A person asked for it; here it is carried out, once."""
    _, run = _run(page, proposal_id)
    if run is None:
        raise NotFound("Nothing is being written here.")
    account, runtime, run_id = page.account, page.runtime, run.id
    progress = page.extra(Runs).start(account.org_id, account.actor, run_id)

    def look() -> Look:
        # Whether it is over is read before what it has written, so that the last sentence is not missed.
        over = progress.over
        if over:
            with runtime.open_work(account.org_id, account.actor) as work:
                over = run_of(work, run_id).status in OVER
        part = WritingPart(f"{PREFIX}/{proposal_id}", _lines(progress), over=over)
        html = bytes(page.fragment("documentation/writing_part.html", part=part).body).decode()
        return Look(html, done=over)

    return stream(request, look, event="writing", every_seconds=_EVERY_SECONDS)


@router.post("/{proposal_id}/writing/finish", permission="session.write")
def finish(page: Page, proposal_id: UUID) -> Response:
    """The same for a browser without scripts: write it, then show the note."""
    _, run = _run(page, proposal_id)
    if run is not None and run.status not in OVER:
        page.extra(Runs).finish(page.account.org_id, page.account.actor, run.id)
    return page.redirect(f"{PREFIX}/{proposal_id}")


def _run(page: Page, proposal_id: UUID) -> tuple[VisitContext, ModelRunRow | None]:
    work = page.work
    if proposal_record(work, proposal_id).kind != TREATMENT_NOTE:
        raise NotFound("There is no such note.")
    context = visit_context(work, note_of(work, proposal_id).visit_id, "note in the making")
    refuse_other_people(work, context)
    return context, newest_run(work, proposal_id)


def _lines(progress: Progress) -> tuple[tuple[str, str], ...]:
    return tuple((one.section, one.text) for one in progress.sentences)
