"""One's own account: what the roles allow, password, authenticator app, open sessions."""

from typing import Annotated
from uuid import UUID

from fastapi import Form
from fastapi.responses import Response
from markupsafe import Markup

from chartside.kernel.errors import Refused
from chartside.platform.identity import accounts, factors, sessions
from chartside.platform.identity.cookies import give_token, take_token
from chartside.platform.identity.permissions import permissions
from chartside.platform.identity.reauthentication import reauthenticate
from chartside.platform.identity.sign_in import WRONG_CODE, TurnedAway
from chartside.platform.pages import Page, PageRouter
from chartside.platform.tenancy.organisations import own_organisation
from chartside.web.people.prove import ask_first
from chartside.web.reception import person_of, reception_of, visitor_of

router = PageRouter("/account")
_OWN = "account.own"
_APP = "/account/authenticator"
Text = Annotated[str, Form(max_length=600)]


@router.get("", permission=_OWN)
def show(page: Page) -> Response:
    """The account page."""
    return _show(page)


@router.post("/password", permission=_OWN)
def change_password(page: Page, present: Text, new: Text) -> Response:
    """Sets a new password, on the word of the present one; ends the person's other sessions."""
    person, policy = person_of(page), reception_of(page).policy
    answer = reauthenticate(page.work, policy, person, present, visitor_of(page))
    if isinstance(answer, TurnedAway):
        if answer.start_again:
            return _signed_out(page, answer.message)
        return _show(page, {"present": answer.message})
    problem = None
    try:
        accounts.set_password(page.work, policy, person.summary.id, new)
    except Refused as refusal:
        problem = {"new": str(refusal)}
    if problem:
        response = _show(page, problem)
    else:
        sessions.end_all(page.work, person.summary.id, reason="new_password", keep=person.session_id)
        page.flash("Your password was changed. Your other sessions have ended.")
        response = page.redirect("/account")
    give_token(response, answer, secure=page.runtime.secure_cookies)
    return response


@router.get("/authenticator", permission=_OWN)
def ask_app(page: Page) -> Response:
    """The picture and key for a new authenticator app."""
    return ask_first(page, _APP) or _app(page)


@router.post("/authenticator", permission=_OWN)
def enrol_app(page: Page, code: Text) -> Response:
    """The first code of the new app; it replaces the one before, and shows recovery codes once."""
    if first := ask_first(page, _APP):
        return first
    codes = factors.confirm_enrolment(page.work, reception_of(page).policy, person_of(page).summary.id, code)
    if codes is None:
        return _app(page, WRONG_CODE)
    return page.render("entry/recovery.html", codes=codes, after="/account")


@router.post("/recovery-codes", permission=_OWN)
def renew_codes(page: Page) -> Response:
    """New recovery codes, shown once."""
    if first := ask_first(page, "/account"):
        return first
    account_id = person_of(page).summary.id
    if not factors.has_second_factor(page.work, account_id):
        raise Refused("Recovery codes stand in for an authenticator app. Set one up first.")
    codes = factors.renew_recovery_codes(page.work, account_id)
    return page.render("entry/recovery.html", codes=codes, after="/account")


@router.post("/sessions/{session_id}/end", permission=_OWN)
def end_session(page: Page, session_id: UUID) -> Response:
    """Ends one of the person's sessions; their own one signs them out."""
    sessions.end_own(page.work, session_id)
    if session_id == person_of(page).session_id:
        return _signed_out(page, "You have signed out.")
    page.flash("That session has ended.")
    return page.redirect("/account")


@router.post("/sessions/end-all", permission=_OWN)
def end_every_session(page: Page) -> Response:
    """Signs out everywhere, here included."""
    sessions.end_all(page.work, person_of(page).summary.id)
    return _signed_out(page, "You have signed out everywhere.")


def _show(page: Page, problems: dict[str, str] | None = None) -> Response:
    person = person_of(page)
    return page.render(
        "people/own_account.html",
        status=422 if problems else 200,
        person=person,
        allowed=[one.meaning for one in permissions().values() if one.id in person.permissions],
        sessions=sessions.open_sessions(page.work, reception_of(page).policy, person.summary.id),
        codes_left=factors.recovery_codes_left(page.work, person.summary.id),
        problems=problems or {},
    )


def _app(page: Page, problem: str | None = None) -> Response:
    summary = person_of(page).summary
    shown = factors.start_enrolment(page.work, summary.id, summary.email, own_organisation(page.work).name)
    return page.render(
        "people/authenticator.html",
        status=422 if problem else 200,
        qr=Markup(shown.picture),  # noqa: S704 - made by us, of nothing but squares
        secret=shown.typed,
        problem=problem,
    )


def _signed_out(page: Page, words: str) -> Response:
    page.flash(words)
    response = page.redirect(page.runtime.sign_in_path)
    take_token(response, secure=page.runtime.secure_cookies)
    return response
