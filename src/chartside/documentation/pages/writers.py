"""Set-up: who writes drafts, on whose server, with which words of the clinic's own."""

from typing import Annotated

from fastapi import Form
from fastapi.responses import Response

from chartside.clinic.overlays import pack_set
from chartside.clinic.rows import today
from chartside.documentation.kind import TREATMENT_NOTE
from chartside.documentation.views.writers import WriterChoice, WritersPage
from chartside.documentation.writing.choosing import (
    OWN_SERVER,
    choose_writer,
    set_instructions,
    set_own_server,
)
from chartside.documentation.writing.runs import Runs
from chartside.drafting.writers.costs import prices_as_of
from chartside.drafting.writers.profiles import Profile, chosen, is_installed, profiles
from chartside.drafting.writers.prompts import TABLE
from chartside.kernel.errors import Refused
from chartside.platform.pages import Page, PageRouter
from chartside.privacy.door.policy import Stopped, permit
from chartside.privacy.runs import spent_microdollars
from chartside.privacy.vendors import register_of
from chartside.rulebook.packs import PackSet

PATH = "/set-up/writers"
router = PageRouter(PATH)
_MAY = "clinic.configure"
Text = Annotated[str, Form(max_length=8000)]


@router.get("", permission=_MAY)
def show(page: Page) -> Response:
    """Every writer, whether it may be used now, and which one is."""
    return _show(page)


@router.post("/choose", permission=_MAY)
def choose(page: Page, writer: Text = "") -> Response:
    """Use another writer from the next draft on."""
    try:
        choose_writer(page.work, writer)
    except Refused as refusal:
        return _show(page, str(refusal))
    page.flash("Saved. It counts from the next draft on.")
    return page.redirect(PATH)


@router.post("/own-server", permission=_MAY)
def own_server(page: Page, model: Text = "", address: Text = "") -> Response:
    """Say which model stands on the clinic's own server."""
    try:
        set_own_server(page.work, model, address)
    except Refused as refusal:
        return _show(page, str(refusal))
    page.flash("Saved.")
    return page.redirect(PATH)


@router.post("/instructions", permission=_MAY)
def instructions(page: Page, text: Text = "") -> Response:
    """The clinic's own words to a model."""
    try:
        set_instructions(page.work, text)
    except Refused as refusal:
        return _show(page, str(refusal))
    page.flash("Saved. It counts from the next draft on.")
    return page.redirect(PATH)


def _show(page: Page, problem: str = "") -> Response:
    packs = pack_set(page.work)
    own = packs.table(TABLE).get("clinic", "own")
    shown = WritersPage(
        choices=tuple(_choice(page, one, packs) for one in profiles(packs)),
        instructions=own.get("text") if own else "",
        spent=f"${spent_microdollars(page.work) / 1_000_000:.2f}",
        prices_as_of=prices_as_of(packs),
        problem=problem,
    )
    return page.render("documentation/writers.html", status=422 if problem else 200, writers=shown)


def _choice(page: Page, one: Profile, packs: PackSet) -> WriterChoice:
    key = ""
    if one.key_name:
        key = "there" if page.extra(Runs).desk.secrets.model_key(one.key_name) else "missing"
    state, words = _standing(page, one, packs, key)
    return WriterChoice(
        writer=one.writer,
        title=one.title,
        chosen=one.writer == chosen(packs, TREATMENT_NOTE).writer,
        model=one.model,
        base_url=one.base_url,
        asks_address=one.writer == OWN_SERVER,
        key=key,
        state=state,  # type: ignore[arg-type]
        words=words,
    )


def _standing(page: Page, one: Profile, packs: PackSet, key: str) -> tuple[str, str]:
    if not one.is_model:
        return "ok", "Needs nothing; the same facts give the same note."
    if not is_installed(one):
        return "warn", "Off: the clients of the vendors are not installed (chartside[models])."
    if one.lacks:
        return "warn", f"Lacks {one.lacks}."
    try:
        allowed = permit(one.base_url, register_of(page.work), today(page.work), packs)
    except Stopped as stop:
        return "block", stop.words
    if key == "missing":
        return "warn", f"{allowed.words} The key is missing on this server."
    return "ok", allowed.words
