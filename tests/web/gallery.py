"""A tiny application that shows each page with a believable view model, for the browser tests."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response

from chartside.platform.pages import Page, PageRouter
from chartside.web.shell import build_app
from tests.platform.pages.doubles import NAVIGATION, FakeAccount, FakeSessions, FakeUnits, runtime

from . import stories, story_note, story_session

Scene = tuple[str, Callable[[], dict[str, Any]]]

SCENES: dict[str, Scene] = {
    "today": ("today.html", lambda: {"today": stories.today()}),
    "today-empty": ("today.html", lambda: {"today": stories.nothing()}),
    "note-blocked": ("documentation/review_note.html", lambda: {"note": story_note.blocked()}),
    "note-ready": ("documentation/review_note.html", lambda: {"note": story_note.ready()}),
    "note-held": ("documentation/review_note.html", lambda: {"note": story_note.held()}),
    "note-sent": ("documentation/review_note.html", lambda: {"note": story_note.sent()}),
    "note-editing": ("documentation/review_note.html", lambda: {"note": story_note.editing()}),
    "session": ("documentation/session_form.html", lambda: {"form": story_session.almost()}),
    "session-done": ("documentation/session_form.html", lambda: {"form": story_session.done()}),
}


def build() -> FastAPI:
    account = FakeAccount(frozenset(item.permission for item in NAVIGATION) | {"import.run"})
    router = PageRouter("/gallery")

    @router.get("/{name}", permission="today.view")
    def show(page: Page, name: str) -> Response:
        template, context = SCENES[name]
        return page.render(template, **context())

    shared = replace(runtime(FakeSessions(anyone=account), FakeUnits()), notice=lambda: None)
    return build_app(shared, [router])


if __name__ == "__main__":
    import sys

    import uvicorn

    uvicorn.run(build(), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
