"""Proving again who one is: a page, and the same as a part for a dialog."""

from typing import Annotated

from fastapi import Form
from fastapi.responses import Response

from chartside.platform.identity.cookies import give_token, take_token
from chartside.platform.identity.reauthentication import reauthenticate
from chartside.platform.identity.sessions import last_proof
from chartside.platform.identity.sign_in import TurnedAway
from chartside.platform.identity.tokens import Token
from chartside.platform.pages import Page, PageRouter
from chartside.review.steps import Proof
from chartside.web.reception import (
    own_page,
    person_of,
    proved_recently,
    reception_of,
    visitor_of,
    with_next,
)

router = PageRouter()
PATH = "/prove"
Typed = Annotated[str, Form(max_length=600)]


@router.get(PATH, permission="account.own")
def ask(page: Page, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """The form; as a part when htmx asks."""
    return _form(page, own_page(next))


@router.post(PATH, permission="account.own")
def prove(
    page: Page,
    next: Annotated[str, Form()] = "/",  # noqa: A002
    password: Typed = "",
    code: Typed = "",
) -> Response:
    """Checks the proof. For htmx the answer is empty, with the event `proved`; else it goes on to `next`."""
    after, secure = own_page(next), page.runtime.secure_cookies
    policy = reception_of(page).policy
    answer = reauthenticate(page.work, policy, person_of(page), code or password, visitor_of(page))
    if isinstance(answer, TurnedAway):
        if not answer.start_again:
            return _form(page, after, answer.message)
        page.flash(answer.message, "warn")
        response = page.redirect(with_next(page.runtime.sign_in_path, after))
        take_token(response, secure=secure)
        return response
    done = Response(status_code=204, headers={"HX-Trigger": "proved"})
    response = page.finish(done) if page.is_htmx else page.redirect(after)
    give_token(response, answer, secure=secure)
    return response


def ask_first(page: Page, after: str) -> Response | None:
    """The way to the proof when the last one is too old for what comes next; None when it is not."""
    return None if proved_recently(page) else page.redirect(with_next(PATH, after))


def proof_methods(page: Page) -> tuple[str, ...]:
    """What the form asks for, as the dialogs' `proof` takes it: the code of the app where there is one."""
    return ("code",) if person_of(page).summary.has_second_factor else ("password",)


def asks_to_sign(page: Page) -> tuple[str, ...]:
    """What the dialog of a signature asks for: nothing while the last proof is recent enough."""
    return () if proved_recently(page) else proof_methods(page)


def prove_to_sign(page: Page, typed: str) -> Proof:
    """Whether the person at the page may sign now: by what they typed, or by a recent enough proof.

    A wrong proof is counted. The session ends after too many; the answer then takes the cookie away.
    """
    if not typed:
        if proved_recently(page):
            return Proof(person_of(page).reauthenticated_at)
        return Proof(None, "Confirm that it is you: the last time is too long ago to sign.")
    answer = reauthenticate(page.work, reception_of(page).policy, person_of(page), typed, visitor_of(page))
    secure = page.runtime.secure_cookies

    def finish(response: Response) -> Response:
        if isinstance(answer, Token):
            give_token(response, answer, secure=secure)
        elif answer.start_again:
            take_token(response, secure=secure)
        return response

    if isinstance(answer, Token):
        return Proof(last_proof(page.work, person_of(page).summary.id), finish=finish)
    return Proof(None, answer.message, finish)


def _form(page: Page, after: str, problem: str | None = None) -> Response:
    methods = proof_methods(page)
    if page.is_htmx:
        # 200 also with a problem: the layout puts what has an error status into the page's notice.
        return page.fragment("people/prove_part.html", next=after, methods=methods, problem=problem)
    status = 403 if problem else 200
    return page.render("people/prove.html", status=status, next=after, methods=methods, problem=problem)
