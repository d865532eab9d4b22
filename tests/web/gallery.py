"""A tiny application that shows each page with a believable view model, for the browser tests."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response

from chartside.kernel.errors import Refused
from chartside.platform.pages import Page, PageRouter
from chartside.web.shell import build_app
from tests.platform.pages.doubles import NAVIGATION, FakeAccount, FakeSessions, FakeUnits, runtime

from . import stories, story_drafts, story_note, story_pages, story_session

STAGES = ("upload", "mapping", "preview", "running", "result")
Scene = tuple[str, Callable[[], dict[str, Any]]]

SCENES: dict[str, Scene] = {
    "today": ("today.html", lambda: {"today": stories.today()}),
    "today-empty": ("today.html", lambda: {"today": stories.nothing()}),
    "note-blocked": ("documentation/review_note.html", lambda: {"note": story_note.blocked()}),
    "note-ready": ("documentation/review_note.html", lambda: {"note": story_note.ready()}),
    "note-held": ("documentation/review_note.html", lambda: {"note": story_note.held()}),
    "note-sent": ("documentation/review_note.html", lambda: {"note": story_note.sent()}),
    "note-editing": ("documentation/review_note.html", lambda: {"note": story_note.editing()}),
    "note-alike": ("documentation/review_note.html", lambda: {"note": story_drafts.alike()}),
    "note-alike-elsewhere": (
        "documentation/review_note.html",
        lambda: {"note": story_drafts.alike_elsewhere()},
    ),
    "drafts": ("documentation/drafts.html", story_drafts.drafts),
    "drafts-none": ("documentation/drafts.html", story_drafts.no_drafts),
    "wording": ("documentation/wording.html", story_drafts.wording),
    "wording-none": ("documentation/wording.html", lambda: {"preferences": ()}),
    "session": ("documentation/session_form.html", lambda: {"form": story_session.almost()}),
    "session-done": ("documentation/session_form.html", lambda: {"form": story_session.done()}),
    "patient": ("documentation/patient.html", story_pages.patient),
    "patients": ("documentation/patients.html", story_pages.patients),
    "patients-none": ("documentation/patients.html", lambda: {"patients": (), "searched": False}),
    "day": ("documentation/day.html", story_pages.day),
    "audit": ("documentation/audit.html", story_pages.audit),
    "record": ("documentation/record.html", story_pages.record),
    "set-up": ("set_up/index.html", story_pages.set_up),
    "sign-in": ("entry/sign_in.html", story_pages.sign_in),
    "code": ("entry/code.html", lambda: {"next": "/", "problem": None}),
    "enrol": ("entry/enrol.html", story_pages.enrol),
    "first-run": ("entry/first_run.html", story_pages.first_run),
    **{f"import-{one}": ("set_up/import.html", partial(story_pages.wizard, one)) for one in STAGES},
}


def build() -> FastAPI:
    account = FakeAccount(frozenset(item.permission for item in NAVIGATION) | {"import.run"})
    router = PageRouter("/gallery")

    @router.get("/outside/{name}", public="the pages before sign-in show nothing of anyone")
    def outside(page: Page, name: str) -> Response:
        template, context = SCENES[name]
        return replace(page, signed_in=None).render(template, **context())

    @router.get("/{name}", permission="today.view")
    def show(page: Page, name: str) -> Response:
        template, context = SCENES[name]
        return page.render(template, **context())

    @router.get("/{name}/refused", permission="today.view")
    def refuse(page: Page, name: str) -> Response:
        raise Refused("The text was changed after it was signed.")

    shared = replace(runtime(FakeSessions(anyone=account), FakeUnits()), notice=lambda: None)
    return build_app(shared, [router])


if __name__ == "__main__":
    import sys

    import uvicorn

    uvicorn.run(build(), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
