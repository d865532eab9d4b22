"""The pages of the way in and out: password, second factor, its enrolment, sign-out."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import Form
from fastapi.responses import Response
from markupsafe import Markup

from chartside.platform.identity import sessions
from chartside.platform.identity.cookies import give_token, take_token
from chartside.platform.identity.model import Stage
from chartside.platform.identity.sign_in import Door, Entered, TurnedAway
from chartside.platform.identity.signed_in import Sessions
from chartside.platform.pages import Page, PageRouter
from chartside.web.reception import own_page, visitor_of, with_next

Text = Annotated[str, Form(max_length=300)]
_WHY_PUBLIC = "it is the way in"
_STAGE_PATHS = {Stage.SECOND_FACTOR: "/sign-in/code", Stage.ENROLMENT: "/sign-in/enrol"}


def _no_clinic() -> str:
    return ""


def sign_in_pages(
    door: Door,
    found: Sessions,
    *,
    demo: Sequence[tuple[str, str]] = (),
    usual_clinic: Callable[[], str] = _no_clinic,
) -> PageRouter:
    """The routes of signing in and out.

    Args:
        door: the steps themselves.
        found: reads the session cookie.
        demo: role and address of the demo's people, shown on the sign-in page; empty outside the demo.
        usual_clinic: the clinic code that the empty form is filled with.
    """
    router = PageRouter()
    _password(router, door, found, demo, usual_clinic)
    _second_factor(router, door, found)
    _enrolment(router, door, found)
    _sign_out(router, found)
    return router


def _password(
    router: PageRouter,
    door: Door,
    found: Sessions,
    demo: Sequence[tuple[str, str]],
    usual_clinic: Callable[[], str],
) -> None:
    def form(page: Page, then: str, clinic: str, email: str = "", problem: str | None = None) -> Response:
        typed = {"next": own_page(then), "clinic": clinic, "email": email, "problem": problem}
        return page.render("entry/sign_in.html", status=403 if problem else 200, demo=demo, **typed)

    @router.get("/sign-in", public=_WHY_PUBLIC)
    def ask(page: Page, next: str = "/") -> Response:  # noqa: A002 - the word in the address
        return page.redirect(own_page(next)) if page.signed_in else form(page, next, usual_clinic())

    @router.post("/sign-in", public=_WHY_PUBLIC)
    def enter(
        page: Page,
        clinic: Text,
        email: Text,
        password: Annotated[str, Form(max_length=1000)],
        next: Text = "/",  # noqa: A002 - the word in the form
    ) -> Response:
        old = found.token(page.request.cookies)
        outcome = door.sign_in(clinic, email, password, visitor_of(page), old=old)
        if isinstance(outcome, TurnedAway):
            return form(page, next, clinic, email, outcome.message)
        return go_on(page, outcome, next)


def _second_factor(router: PageRouter, door: Door, found: Sessions) -> None:
    @router.get("/sign-in/code", public=_WHY_PUBLIC)
    def ask(page: Page, next: str = "/") -> Response:  # noqa: A002 - the word in the address
        if door.unfinished(found.token(page.request.cookies), Stage.SECOND_FACTOR) is None:
            return page.redirect(with_next("/sign-in", own_page(next)))
        return page.render("entry/code.html", next=own_page(next), problem=None)

    @router.post("/sign-in/code", public=_WHY_PUBLIC)
    def check(page: Page, code: Text, next: Text = "/") -> Response:  # noqa: A002 - the word in the form
        outcome = door.second_factor(found.token(page.request.cookies), code, visitor_of(page))
        if isinstance(outcome, Entered):
            return go_on(page, outcome, next)
        return _again(page, outcome, "entry/code.html", next=own_page(next))


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
        response = page.render("entry/recovery.html", codes=outcome.recovery_codes, after="/")
        give_token(response, outcome.token, secure=page.runtime.secure_cookies)
        return response


def _sign_out(router: PageRouter, found: Sessions) -> None:
    @router.post("/sign-out", permission="account.own")
    def leave(page: Page) -> Response:
        token = found.token(page.request.cookies)
        if token is not None:
            sessions.end_token(page.work, token, "signed_out")
        page.flash("You have signed out.")
        response = page.redirect("/sign-in")
        take_token(response, secure=page.runtime.secure_cookies)
        return response


def go_on(page: Page, entered: Entered, then: str = "/") -> Response:
    """To the next step of an unfinished sign-in, or to where the person wanted to go."""
    step, after = _STAGE_PATHS.get(entered.stage), own_page(then)
    response = page.redirect(with_next(step, after) if step else after)
    give_token(response, entered.token, secure=page.runtime.secure_cookies)
    return response


def _again(page: Page, outcome: TurnedAway, template: str, **context: str) -> Response:
    if outcome.start_again:
        page.flash(outcome.message, "warn")
        return page.redirect("/sign-in")
    return page.render(template, status=403, problem=outcome.message, **context)
