"""What a person reads when something cannot be done: what happened, what was kept, what to do."""

import logging
import traceback
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from chartside.kernel import errors
from chartside.platform.pages.guard import NotFromHere, SignInFirst, runtime_of
from chartside.platform.pages.page import Page
from chartside.platform.pages.ports import Account

_log = logging.getLogger("chartside.pages")
_NOTHING_CHANGED = "Nothing was changed."


@dataclass(frozen=True)
class Failure:
    """One error page in plain words.

    Attributes:
        detail: technical words for the folded part; never data of a patient.
    """

    status: int
    title: str
    happened: str
    kept: str
    advice: str
    detail: str


def describe(error: Exception) -> Failure:
    """The words for an error. Only a `ChartsideError`'s own sentence is shown; others may quote data."""
    for kind, status, title, kept, advice in _WORDS:
        if isinstance(error, kind):
            return Failure(status, title, str(error), kept, advice, type(error).__name__)
    if isinstance(error, RequestValidationError):
        return _unreadable(error)
    if isinstance(error, HTTPException):
        return _from_http(error)
    return Failure(
        500,
        "Something in Chartside failed",
        "This is a fault of the program, not of what you entered.",
        f"{_NOTHING_CHANGED} A session form keeps what you typed on this device.",
        "Try once more. If it fails again, give the id below to whoever looks after Chartside.",
        type(error).__name__,
    )


_WORDS: tuple[tuple[type[Exception], int, str, str, str], ...] = (
    (
        NotFromHere,
        403,
        "This form can no longer be sent",
        _NOTHING_CHANGED,
        "Open the page again and repeat the step.",
    ),
    (
        errors.NotAllowed,
        403,
        "Your role does not allow this",
        _NOTHING_CHANGED,
        "Ask an administrator of your clinic if you need it for your work.",
    ),
    (
        errors.NotFound,
        404,
        "This is not here",
        _NOTHING_CHANGED,
        "It may have been finished by someone else, or belong to another clinic. Go back to Today.",
    ),
    (
        errors.Refused,
        409,
        "This cannot be done now",
        _NOTHING_CHANGED,
        "Open the page again to see how it stands, then decide.",
    ),
    (
        errors.UnknownOutcome,
        502,
        "It is not known whether this arrived",
        "The record shows the attempt. Nothing is sent a second time without a person.",
        "Check with the other side, then record what you found.",
    ),
    (
        errors.Temporary,
        503,
        "The other system did not answer",
        _NOTHING_CHANGED,
        "Try again in a few minutes.",
    ),
    (
        errors.OutsideFailure,
        502,
        "The other system refused",
        _NOTHING_CHANGED,
        "Trying again will not help. The reason above says what to correct.",
    ),
    (
        errors.ChartsideError,
        400,
        "This cannot be done",
        _NOTHING_CHANGED,
        "Go back, correct it and try again.",
    ),
)


def _unreadable(error: RequestValidationError) -> Failure:
    fields = sorted({str(one["loc"][-1]) for one in error.errors()})
    return Failure(
        422,
        "Some answers are missing or cannot be read",
        f"Look at: {', '.join(name.replace('_', ' ') for name in fields)}.",
        "Nothing was saved from this form.",
        "Go back, complete them and send the form again.",
        "; ".join(sorted({str(one["type"]) for one in error.errors()})),
    )


def _from_http(error: HTTPException) -> Failure:
    if error.status_code == 404:
        return describe(errors.NotFound("There is no such page."))
    if error.status_code == 413:
        return Failure(
            413,
            "This file is too large",
            "It is larger than Chartside takes in one step.",
            _NOTHING_CHANGED,
            "Split it, or ask whoever looks after Chartside to raise the limit.",
            "HTTP 413",
        )
    return Failure(
        error.status_code,
        "This address cannot be used that way",
        "The request does not fit the page.",
        _NOTHING_CHANGED,
        "Go back to Today and follow a link from there.",
        f"HTTP {error.status_code}",
    )


def answer(request: Request, error: Exception) -> Response:
    """The error page, or for a missing sign-in the way to it. Logs faults without their message."""
    page = Page(request, runtime_of(request), request.state.request_id, _account(request))
    if isinstance(error, SignInFirst):
        return page.redirect(_sign_in(page))
    failure = describe(error)
    if failure.status == 500:
        _log.error("fault %s %s at %s", page.request_id, type(error).__name__, _frames(error))
    template = "errors/part.html" if page.is_htmx else "errors/page.html"
    return page.render(template, status=failure.status, failure=failure)


def install(app: FastAPI) -> None:
    """Let the application answer its errors with these pages."""
    for kind in (errors.ChartsideError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer)


def _account(request: Request) -> Account | None:
    """Who to show in the page's head, where the request came far enough to know."""
    return cast("Account | None", getattr(request.state, "account", None))


def _sign_in(page: Page) -> str:
    """The sign-in page, which leads back. Only a page that was looked at is worth returning to."""
    path = page.request.url.path
    if page.request.method != "GET" or page.is_htmx or path == "/":
        return page.runtime.sign_in_path
    return f"{page.runtime.sign_in_path}?next={quote(path)}"


def _frames(error: Exception) -> str:
    """Where it happened, without values: an exception's message may quote a row."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return " < ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
