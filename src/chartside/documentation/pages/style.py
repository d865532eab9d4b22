"""How one's own drafts are worded: seen, changed, or learnt from a few of one's own notes."""

import re
from typing import Annotated

from fastapi import Form
from fastapi.responses import Response

from chartside.documentation.styles import save_own_style, style_of
from chartside.documentation.views.style import StylePage, show_style
from chartside.drafting.style import Style
from chartside.drafting.style.learn import learn_style
from chartside.platform.pages import Page, PageRouter

router = PageRouter("/account/writing")
_WRITES = "session.write"
_LONGEST_SAMPLES = 60_000
_PAGE = "documentation/style.html"
Choice = Annotated[str, Form(max_length=20)]
_BLANK_LINE = re.compile(r"\n\s*\n")


@router.get("", permission=_WRITES)
def show(page: Page) -> Response:
    """The style as it stands."""
    return page.render(_PAGE, style=_own(page))


@router.post("", permission=_WRITES)
def save(
    page: Page,
    length: Choice,
    patient: Choice = "",
    therapist: Choice = "third",
    layout: Choice = "prose",
    opens_with: Choice = "activities",
    markers: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep what was chosen."""
    told = {"length": length, "patient": patient, "therapist": therapist, "layout": layout}
    save_own_style(page.work, Style.read(told | {"opens_with": opens_with, "markers": markers.splitlines()}))
    page.flash("Saved. Your next draft is worded this way.")
    return page.redirect("/account/writing")


@router.post("/learn", permission=_WRITES)
def learn(page: Page, notes: Annotated[str, Form(max_length=_LONGEST_SAMPLES)] = "") -> Response:
    """Read a style from notes and fill the form with it. The notes are counted and let go."""
    samples = [note for note in _BLANK_LINE.split(notes.replace("\r", "")) if note.strip()]
    if not samples:
        page.flash("There was nothing to read.")
        return page.redirect("/account/writing")
    return page.render(_PAGE, style=show_style(learn_style(samples), read_from=len(samples)))


def _own(page: Page) -> StylePage:
    staff_id = page.work.actor.staff_id
    return show_style((style_of(page.work, staff_id) if staff_id else None) or Style())
