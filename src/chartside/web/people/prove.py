"""Proving again who one is: a page, and the same as a part for a dialog."""

from typing import Annotated

from fastapi import Form
from fastapi.responses import Response

from chartside.platform.identity.cookies import give_token, take_token
from chartside.platform.identity.reauthentication import reauthenticate
from chartside.platform.identity.sign_in import TurnedAway
from chartside.platform.pages import Page, PageRouter
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
Proof = Annotated[str, Form(max_length=600)]


@router.get(PATH, permission="account.own")
def ask(page: Page, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """The form; as a part when htmx asks."""
    return _form(page, own_page(next))


@router.post(PATH, permission="account.own")
def prove(
    page: Page,
    next: Annotated[str, Form()] = "/",  # noqa: A002
    password: Proof = "",
    code: Proof = "",
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


def _form(page: Page, after: str, problem: str | None = None) -> Response:
    methods = proof_methods(page)
    if page.is_htmx:
        # 200 also with a problem: the layout puts what has an error status into the page's notice.
        return page.fragment("people/prove_part.html", next=after, methods=methods, problem=problem)
    status = 403 if problem else 200
    return page.render("people/prove.html", status=status, next=after, methods=methods, problem=problem)
