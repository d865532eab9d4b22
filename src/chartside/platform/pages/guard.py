"""The checks before any handler runs: signed in, sent from our page, allowed."""

from typing import cast

from fastapi import Request

from chartside.kernel.errors import NotAllowed
from chartside.platform.pages import csrf
from chartside.platform.pages.page import Page
from chartside.platform.pages.ports import PagesRuntime

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class SignInFirst(NotAllowed):
    """Nobody is signed in; the answer is the sign-in page."""


class NotFromHere(NotAllowed):
    """The form was not made by us for this session, or was sent from elsewhere."""


def runtime_of(request: Request) -> PagesRuntime:
    """What all pages of this application share."""
    return cast(PagesRuntime, request.app.state.pages)


async def read_form_token(request: Request) -> str | None:
    """The form token from the header (htmx, autosave) or from the form's hidden field."""
    if request.method in csrf.SAFE_METHODS:
        return None
    header = request.headers.get(csrf.HEADER)
    if not request.headers.get("content-type", "").startswith(_FORMS):
        return header
    form = request.state.form = await request.form()
    given = form.get(csrf.FIELD)
    return header or (given if isinstance(given, str) else None)


def authorise(request: Request, permission: str | None, *, touch: bool = True) -> Page:
    """The page for a request that may go on.

    Raises:
        SignInFirst: the route is not public and nobody is signed in.
        NotFromHere: a changing request without a right token or from another site.
        NotAllowed: the person's roles do not hold `permission`.
    """
    runtime = runtime_of(request)
    account = request.state.account = runtime.sessions.find(request.cookies, touch=touch)
    page = Page(request, runtime, request.state.request_id, account)
    if permission is not None and account is None:
        raise SignInFirst("You are not signed in, or you were away too long.")
    if request.method not in csrf.SAFE_METHODS:
        _check_origin(page)
    if permission is not None and not page.may(permission):
        raise NotAllowed("Your role does not open this page.")
    return page


def _check_origin(page: Page) -> None:
    request = page.request
    visitor = request.cookies.get(csrf.VISITOR_COOKIE)
    subject = page.signed_in.session_key if page.signed_in else visitor
    token = getattr(request.state, "form_token", None)
    known = subject is not None and csrf.token_matches(page.runtime.form_key, subject, token)
    if not known or not csrf.sent_from_here(request.headers):
        raise NotFromHere("This page is older than your sign-in, or the request came from another site.")
