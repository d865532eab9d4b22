"""The Today page: what waits for this person, from the one queue of review."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response

from chartside.clinic.visits import DayLine
from chartside.documentation.to_fill import due, visits_to_fill
from chartside.kernel.dates import clock_time
from chartside.platform.pages import Page, PageRouter
from chartside.platform.pages.live import Look, stream
from chartside.review.kinds import kind_named
from chartside.review.queue import QueueItem as Waiting
from chartside.review.queue import count_waiting, last_signed, queue_for
from chartside.web.today import Filters, QueueItem, Today, grouped

router = PageRouter()
FORM = "session_form"


@router.get("/", permission="today.view")
def today(
    page: Page,
    location: Annotated[str, Query()] = "",
    kind: Annotated[str, Query()] = "",
    order: Annotated[Literal["soonest", "money"], Query()] = "soonest",
) -> Response:
    """What waits for you, why, until when, what it is worth."""
    waiting = queue_for(page.work)
    for item in waiting:
        if item.patient_id:
            page.work.look(item.patient_id, "today")
    forms = visits_to_fill(page.work, "today") if page.may("session.write") else []
    rows = [
        *(_row(page, item) for item in waiting if _shown(location, item.location_id, kind, item.kind)),
        *(_form_row(line) for line in forms if _shown(location, line.visit.location_id, kind, FORM)),
    ]
    view = Today(
        groups=grouped(
            rows,
            page.runtime.clock.now(),
            page.zone,
            by_money=order == "money",
        ),
        filters=_filters(waiting, forms, location, kind, order),
        last=last_signed(page.work, page.zone),
    )
    return page.render("today.html", today=view)


@router.get("/live/waiting", permission="today.view")
def live_waiting(page: Page, request: Request) -> Response:
    """How many drafts wait, sent again whenever the number changes."""
    account, runtime = page.account, page.runtime

    def look() -> Look:
        if runtime.sessions.find(request.cookies, touch=False) is None:
            return Look("", done=True)
        with runtime.open_work(account.org_id, account.actor) as work:
            return Look(str(count_waiting(work)))

    return stream(request, look, event="waiting", every_seconds=2.0)


def _row(page: Page, item: Waiting) -> QueueItem:
    url = kind_named(item.kind).page(item.proposal_id)
    header = item.header
    state: Literal["sign", "warn", "block"] = "block" if item.blocked else "sign"
    words = "ready to sign"
    if item.blocked:
        words = f"{item.blocked} point{' blocks' if item.blocked == 1 else 's block'}"
    if item.waiting_for == "author":
        state, words = "warn", "returned to you"
    if item.waiting_for == "decision":
        state, words = "warn", "delivery stopped"
    signable = item.waiting_for in ("signature", "cosignature")
    return QueueItem(
        url=url,
        kind="Co-sign" if item.waiting_for == "cosignature" else header["kind"],
        icon=header["icon"],
        subject=header["subject"],
        place=header["place"],
        what=header["what"],
        more=header["more"],
        state=state,
        state_words=words,
        state_more=header.get("state_more", ""),
        due=item.due_at,
        cents=item.value_cents,
        effect=header["effect"],
        sign_url=f"{url}?step=sign" if signable and not item.blocked else None,
        edit_url=f"{url}?step=edit" if page.may("note.edit") else None,
        return_url=f"{url}?step=return" if signable and page.may("note.return") else None,
    )


def _form_row(line: DayLine) -> QueueItem:
    visit = line.visit
    return QueueItem(
        url=f"/visits/{visit.id}/session",
        kind="Visit",
        icon="clock",
        subject=line.patient.name,
        place=f"{visit.location} · {line.patient.payer or 'no coverage on file'}",
        what=f"{visit.kind.replace('_', ' ').capitalize()}, {visit.minutes} min, no note yet",
        more=f"{visit.starts_at:%b} {visit.starts_at.day}, {clock_time(visit.starts_at)}",
        state="warn",
        state_words="form to fill",
        due=due(line),
        effect="Its session form is about two minutes; the draft follows from it.",
    )


def _shown(location: str, its_location: UUID | None, kind: str, its_kind: str) -> bool:
    return location in ("", str(its_location)) and kind in ("", its_kind)


def _filters(
    waiting: list[Waiting],
    forms: list[DayLine],
    location: str,
    kind: str,
    order: Literal["soonest", "money"],
) -> Filters:
    places = {str(item.location_id): item.header["location"] for item in waiting if item.location_id}
    places |= {str(line.visit.location_id): line.visit.location for line in forms}
    kinds = {item.kind: kind_named(item.kind).title for item in waiting}
    kinds |= {FORM: "Session form"} if forms else {}
    return Filters(
        locations=(("", "All my locations"), *sorted(places.items(), key=lambda one: one[1])),
        kinds=(("", "All kinds"), *sorted(kinds.items(), key=lambda one: one[1])),
        location=location,
        kind=kind,
        order=order,
    )
