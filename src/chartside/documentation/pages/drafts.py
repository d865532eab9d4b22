"""How drafts fare, and the wording that an author has switched on."""

from typing import Annotated
from uuid import UUID

from fastapi import Form
from fastapi.responses import Response

from chartside.clinic.overlays import pack_set
from chartside.documentation.drafts_page import preference_line, show_drafts
from chartside.documentation.learning.figures import Standing, clinic_figures, figures, set_baseline
from chartside.documentation.learning.preferences import preferences_of, switch
from chartside.kernel.errors import Refused
from chartside.platform.pages import Page, PageRouter

router = PageRouter("/drafts")
LONGEST_SOURCE = 200


@router.get("", permission="drafts.view")
def drafts(page: Page) -> Response:
    """One's own figures; everybody's for who answers for the clinic."""
    work = page.work
    everybody = page.may("drafts.view_all")
    own = work.actor.staff_id
    lines = figures(work) if everybody else figures(work, own) if own else []
    shown = show_drafts(
        lines,
        clinic_figures(work) if everybody else None,
        Standing.of(pack_set(work)),
        may_set=page.may("clinic.configure"),
        may_word=page.may("wording.own"),
    )
    return page.render("documentation/drafts.html", drafts=shown)


@router.post("/baseline", permission="clinic.configure")
def baseline(
    page: Page,
    minutes: Annotated[str, Form(max_length=10)],
    source: Annotated[str, Form(max_length=LONGEST_SOURCE)],
) -> Response:
    """Enter what a note took the clinic before."""
    try:
        given = float(minutes.strip().replace(",", "."))
    except ValueError:
        raise Refused("Give the minutes of one note as a number.") from None
    set_baseline(page.work, given, source)
    page.flash("The clinic's own count is kept, with your name.")
    return page.redirect("/drafts")


@router.get("/wording", permission="wording.own")
def wording(page: Page) -> Response:
    """What one's own edits suggest, and what is on."""
    own = page.work.actor.staff_id
    found = preferences_of(page.work, own) if own else []
    lines = []
    for one in found:
        at = one.decided_at.astimezone(page.zone)
        lines.append(preference_line(one, f"{at:%b} {at.day}, {at.year}"))
    return page.render("documentation/wording.html", preferences=tuple(lines))


@router.post("/wording/{wording_preference_id}", permission="wording.own")
def decide(page: Page, wording_preference_id: UUID, on: Annotated[bool, Form()]) -> Response:
    """Switch one on or off."""
    switch(page.work, wording_preference_id, on=on)
    page.flash(
        "From your next draft on it is written so." if on else "It is off. Your next draft is without it."
    )
    return page.redirect("/drafts/wording")
