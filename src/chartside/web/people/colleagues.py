"""The clinic's sign-ins: who has one, with which roles; invitations; for the administrator."""

from typing import Annotated
from uuid import UUID

from fastapi import Form
from fastapi.responses import Response

from chartside.kernel.errors import Refused
from chartside.platform.identity import accounts, factors, invitations, sessions
from chartside.platform.identity.model import Role
from chartside.platform.identity.permissions import permissions
from chartside.platform.identity.tokens import Token
from chartside.platform.pages import NavigationItem, Page, PageRouter
from chartside.web.people.prove import ask_first
from chartside.web.reception import person_of, reception_of

router = PageRouter("/people")
NAVIGATION = NavigationItem("people", "People", "/people", "staff.manage")
_MANAGE = "staff.manage"
_INVITE = "/people/invite"
Text = Annotated[str, Form(max_length=600)]
Roles = Annotated[list[str], Form()]


@router.get("", permission=_MANAGE)
def show(page: Page) -> Response:
    """Everybody with a sign-in, and the links that wait."""
    return page.render(
        "people/list.html",
        accounts=accounts.list_accounts(page.work),
        waiting=invitations.waiting_invitations(page.work),
    )


@router.get("/invite", permission=_MANAGE)
def ask_invitation(page: Page) -> Response:
    """The form for a colleague."""
    return ask_first(page, _INVITE) or _invitation(page, {})


@router.post("/invite", permission=_MANAGE)
def invite(page: Page, email: Text, name: Text, role: Roles = [], staff: Text = "") -> Response:  # noqa: B006 - read only
    """Makes the link and shows it, once."""
    if first := ask_first(page, _INVITE):
        return first
    try:
        token = invitations.invite(
            page.work,
            reception_of(page).policy,
            email=email,
            display_name=name,
            roles=_roles(role),
            zone=person_of(page).zone,
            staff_id=_staff_id(page, staff),
        )
    except Refused as refusal:
        return _invitation(page, {"email": email, "name": name, "roles": role, "staff": staff}, str(refusal))
    return _link(page, token, name, "set a password and an authenticator app")


@router.post("/invitations/{invitation_id}/withdraw", permission=_MANAGE)
def withdraw(page: Page, invitation_id: UUID) -> Response:
    """Makes a waiting link useless."""
    invitations.withdraw(page.work, invitation_id)
    page.flash("The link was withdrawn.")
    return page.redirect("/people")


@router.get("/{account_id}", permission=_MANAGE)
def show_one(page: Page, account_id: UUID) -> Response:
    """One colleague's roles, and the ways to help them in."""
    return ask_first(page, f"/people/{account_id}") or _one(page, account_id)


@router.post("/{account_id}/roles", permission=_MANAGE)
def change_roles(page: Page, account_id: UUID, role: Roles = []) -> Response:  # noqa: B006 - read only
    """Gives the colleague exactly the chosen roles."""
    if first := ask_first(page, f"/people/{account_id}"):
        return first
    try:
        accounts.set_roles(page.work, account_id, _roles(role))
    except Refused as refusal:
        return _one(page, account_id, str(refusal))
    page.flash("The roles were saved. They count from the person's next page on.")
    return page.redirect(f"/people/{account_id}")


@router.post("/{account_id}/close", permission=_MANAGE)
def close(page: Page, account_id: UUID) -> Response:
    """Lets nobody sign in with the account, and ends its sessions."""
    if first := ask_first(page, f"/people/{account_id}"):
        return first
    accounts.close_account(page.work, account_id)
    sessions.end_all(page.work, account_id, reason="account_closed")
    page.flash("The account is closed. What the person signed stays as it is.")
    return page.redirect("/people")


@router.post("/{account_id}/reopen", permission=_MANAGE)
def reopen(page: Page, account_id: UUID) -> Response:
    """Lets the person sign in again."""
    if first := ask_first(page, f"/people/{account_id}"):
        return first
    accounts.reopen_account(page.work, account_id)
    page.flash("The account is open again.")
    return page.redirect(f"/people/{account_id}")


@router.post("/{account_id}/password-link", permission=_MANAGE)
def password_link(page: Page, account_id: UUID) -> Response:
    """Makes a link for a new password and shows it, once."""
    if first := ask_first(page, f"/people/{account_id}"):
        return first
    token = invitations.make_password_link(page.work, reception_of(page).policy, account_id)
    name = accounts.get_account(page.work, account_id).display_name
    return _link(page, token, name, "set a new password")


@router.post("/{account_id}/remove-authenticator", permission=_MANAGE)
def remove_app(page: Page, account_id: UUID) -> Response:
    """Forgets a lost authenticator app, and ends the person's sessions."""
    if first := ask_first(page, f"/people/{account_id}"):
        return first
    factors.remove_second_factor(page.work, account_id)
    sessions.end_all(page.work, account_id, reason="second_factor_removed")
    page.flash("The authenticator app was removed. The person sets up a new one at the next sign-in.")
    return page.redirect(f"/people/{account_id}")


def _roles(chosen: list[str]) -> list[Role]:
    known = {role.value for role in Role}
    return [Role(one) for one in chosen if one in known]


def _staff_id(page: Page, chosen: str) -> UUID | None:
    """The chosen member of staff, if it is one of this clinic."""
    return next((one for one, _ in reception_of(page).staff(page.work) if str(one) == chosen), None)


def _invitation(page: Page, typed: dict[str, object], problem: str | None = None) -> Response:
    return page.render(
        "people/invite.html",
        status=422 if problem else 200,
        typed=typed,
        roles=list(Role),
        staff=[
            ("", "Nobody who treats"),
            *((str(one), name) for one, name in reception_of(page).staff(page.work)),
        ],
        problem=problem,
    )


def _link(page: Page, token: Token, name: str, purpose: str) -> Response:
    base = reception_of(page).public_url.rstrip("/")
    return page.render("people/link.html", link=f"{base}/invitation/{token.text}", name=name, purpose=purpose)


def _one(page: Page, account_id: UUID, problem: str | None = None) -> Response:
    return page.render(
        "people/one.html",
        status=422 if problem else 200,
        account=accounts.account_summary(page.work, account_id),
        roles=[(role, [one.meaning for one in permissions().values() if role in one.roles]) for role in Role],
        is_self=account_id == person_of(page).summary.id,
        problem=problem,
    )
