"""The pages of the way in and out: password, second factor, its enrolment, sign-out."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Form
from fastapi.responses import Response
from markupsafe import Markup

from chartside.platform.identity import sessions
from chartside.platform.identity.model import Stage
from chartside.platform.identity.sign_in import Door, Entered, TurnedAway, Visitor
from chartside.platform.identity.signed_in import Sessions
from chartside.platform.identity.tokens import Token, cookie_name
from chartside.platform.pages import Page, PageRouter

Text = Annotated[str, Form(max_length=300)]
_WHY_PUBLIC = "it is the way in"
_STAGE_PATHS = {Stage.SECOND_FACTOR: "/sign-in/code", Stage.ENROLMENT: "/sign-in/enrol"}


def sign_in_pages(door: Door, found: Sessions, *, demo: Sequence[tuple[str, str]] = ()) -> PageRouter:
    """The routes of signing in and out.

    Args:
        door: the steps themselves.
        found: reads the session cookie.
        demo: role and address of the demo's people, shown on the sign-in page; empty outside the demo.
    """
    router = PageRouter()
    _password(router, door, found, demo)
    _second_factor(router, door, found)
    _enrolment(router, door, found)
    _sign_out(router, found)
    return router


def _password(router: PageRouter, door: Door, found: Sessions, demo: Sequence[tuple[str, str]]) -> None:
    def form(
        page: Page, then: str, clinic: str = "", email: str = "", problem: str | None = None
    ) -> Response:
        typed = {"next": _inside(then), "clinic": clinic, "email": email, "problem": problem}
        return page.render("entry/sign_in.html", status=403 if problem else 200, demo=demo, **typed)

    @router.get("/sign-in", public=_WHY_PUBLIC)
    def ask(page: Page, next: str = "/") -> Response:  # noqa: A002 - the word in the address
        return page.redirect(_inside(next)) if page.signed_in else form(page, next)

    @router.post("/sign-in", public=_WHY_PUBLIC)
    def enter(
        page: Page,
        clinic: Text,
        email: Text,
        password: Annotated[str, Form(max_length=1000)],
        next: Text = "/",  # noqa: A002 - the word in the form
    ) -> Response:
        old = found.token(page.request.cookies)
        outcome = door.sign_in(clinic, email, password, _visitor(page), old=old)
        if isinstance(outcome, TurnedAway):
            return form(page, next, clinic, email, outcome.message)
        return _go_on(page, outcome, next)


def _second_factor(router: PageRouter, door: Door, found: Sessions) -> None:
    @router.get("/sign-in/code", public=_WHY_PUBLIC)
    def ask(page: Page, next: str = "/") -> Response:  # noqa: A002 - the word in the address
        if door.unfinished(found.token(page.request.cookies), Stage.SECOND_FACTOR) is None:
            return page.redirect("/sign-in")
        return page.render("entry/code.html", next=_inside(next), problem=None)

    @router.post("/sign-in/code", public=_WHY_PUBLIC)
    def check(page: Page, code: Text, next: Text = "/") -> Response:  # noqa: A002 - the word in the form
        outcome = door.second_factor(found.token(page.request.cookies), code, _visitor(page))
        if isinstance(outcome, Entered):
            return _go_on(page, outcome, next)
        return _again(page, outcome, "entry/code.html", next=_inside(next))


def _enrolment(router: PageRouter, door: Door, found: Sessions) -> None:
    def shown(page: Page, problem: str | None) -> Response:
        offer = door.start_enrolment(found.token(page.request.cookies))
        if offer is None:
            return page.redirect("/sign-in")
        # The picture is drawn by identity from its own secret; nothing of it comes from outside.
        picture = Markup(offer.picture)  # noqa: S704
        status = 403 if problem else 200
        return page.render("entry/enrol.html", status=status, qr=picture, secret=offer.typed, problem=problem)

    @router.get("/sign-in/enrol", public=_WHY_PUBLIC)
    def ask(page: Page) -> Response:
        return shown(page, None)

    @router.post("/sign-in/enrol", public=_WHY_PUBLIC)
    def confirm(page: Page, code: Text) -> Response:
        outcome = door.enrol(found.token(page.request.cookies), code)
        if isinstance(outcome, TurnedAway):
            return page.redirect("/sign-in") if outcome.start_again else shown(page, outcome.message)
        response = page.render("entry/recovery.html", codes=outcome.recovery_codes)
        return _with_session(page, response, outcome.token)


def _sign_out(router: PageRouter, found: Sessions) -> None:
    @router.post("/sign-out", permission="account.own")
    def leave(page: Page) -> Response:
        token = found.token(page.request.cookies)
        if token is not None:
            sessions.end_token(page.work, token, "signed_out")
        response = page.redirect("/sign-in")
        response.delete_cookie(cookie_name(secure=page.runtime.secure_cookies), path="/")
        return response


def _go_on(page: Page, entered: Entered, then: str) -> Response:
    step = _STAGE_PATHS.get(entered.stage)
    return _with_session(page, page.redirect(step or _inside(then)), entered.token)


def _again(page: Page, outcome: TurnedAway, template: str, **context: str) -> Response:
    if outcome.start_again:
        page.flash(outcome.message, "warn")
        return page.redirect("/sign-in")
    return page.render(template, status=403, problem=outcome.message, **context)


def _with_session(page: Page, response: Response, token: Token) -> Response:
    secure = page.runtime.secure_cookies
    response.set_cookie(
        cookie_name(secure=secure), token.text, path="/", httponly=True, secure=secure, samesite="lax"
    )
    return response


def _visitor(page: Page) -> Visitor:
    client = page.request.client
    return Visitor(client.host if client else None, page.request.headers.get("user-agent", "")[:200])


def _inside(address: str) -> str:
    """The address if it is one of ours, else Today: a link may not lead a fresh session elsewhere."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\")) and "\n" not in address
    return address if ours else "/"
