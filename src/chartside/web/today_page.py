"""The Today page: what waits for this person, from the one queue of review."""

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from chartside.platform.pages import Page, PageRouter
from chartside.platform.pages.live import Look, stream
from chartside.review.kinds import kind_named
from chartside.review.queue import QueueItem as Waiting
from chartside.review.queue import last_signed, queue_for
from chartside.web.today import Filters, QueueItem, Today, grouped

router = PageRouter()


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
    shown = [item for item in waiting if location in ("", str(item.location_id)) and kind in ("", item.kind)]
    view = Today(
        groups=grouped(
            [_row(page, item) for item in shown],
            page.runtime.clock.now(),
            page.zone,
            by_money=order == "money",
        ),
        filters=_filters(waiting, location, kind, order),
        last=last_signed(page.work, page.zone),
    )
    return page.render("today.html", today=view)


@router.get("/live/waiting", permission="today.view")
def live_waiting(page: Page, request: Request) -> Response:
    """How many drafts wait, sent again whenever the number changes."""
    account, runtime = page.account, page.runtime

    def look() -> Look:
        with runtime.open_work(account.org_id, account.actor) as work:
            return Look(str(len(queue_for(work))))

    return stream(request, look, event="waiting", every_seconds=2.0)


def _row(page: Page, item: Waiting) -> QueueItem:
    url = kind_named(item.kind).page(item.proposal_id)
    header = item.header
    state: Literal["sign", "warn", "block"] = "block" if item.blocked else "sign"
    words = f"{item.blocked} block{'s' if item.blocked == 1 else ''}" if item.blocked else "ready to sign"
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


def _filters(waiting: list[Waiting], location: str, kind: str, order: Literal["soonest", "money"]) -> Filters:
    places = {str(item.location_id): item.header["location"] for item in waiting if item.location_id}
    kinds = {item.kind: kind_named(item.kind).title for item in waiting}
    return Filters(
        locations=(("", "All my locations"), *sorted(places.items(), key=lambda one: one[1])),
        kinds=(("", "All kinds"), *sorted(kinds.items(), key=lambda one: one[1])),
        location=location,
        kind=kind,
        order=order,
    )
