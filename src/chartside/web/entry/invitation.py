"""A one-time link from the administrator: a colleague's new account, or a new password."""

from typing import Annotated

from fastapi import Form
from fastapi.responses import Response

from chartside.kernel.errors import Refused
from chartside.platform.identity import invitations
from chartside.platform.identity.invitations import PASSWORD, STALE, OpenInvitation
from chartside.platform.identity.tokens import Token
from chartside.platform.pages import Page, PageRouter
from chartside.platform.tenancy import Actor
from chartside.platform.tenancy.organisations import own_organisation
from chartside.web.reception import reception_of, visitor_of
from chartside.web.sign_in import Text, go_on

router = PageRouter("/invitation")
_PUBLIC = "the person has no way in yet; the link itself is the proof"
_BY_LINK = Actor.system("invitation")


@router.get("/{link}", public=_PUBLIC)
def ask(page: Page, link: str) -> Response:
    """The form for name and password."""
    invitation, clinic = _look(page, link)
    return _form(page, link, invitation, clinic)


@router.post("/{link}", public=_PUBLIC)
def accept(
    page: Page, link: str, password: Text, name: Annotated[str, Form(max_length=600)] = ""
) -> Response:
    """Uses the link up and begins the sign-in."""
    invitation, clinic = _look(page, link)
    token = _read(link)
    try:
        with page.runtime.open_work(token.org_id, _BY_LINK) as work:
            entered = invitations.accept(
                work,
                reception_of(page).policy,
                token,
                display_name=name,
                password=password,
                device=visitor_of(page).device,
            )
    except Refused as refusal:
        if str(refusal) == STALE:
            raise
        return _form(page, link, invitation, clinic, name=name, problem=str(refusal))
    return go_on(page, entered)


def _look(page: Page, link: str) -> tuple[OpenInvitation, str]:
    token = _read(link)
    with page.runtime.open_work(token.org_id, _BY_LINK) as work:
        return invitations.look_at(work, token), own_organisation(work).name


def _read(link: str) -> Token:
    token = Token.read(link)
    if token is None:
        raise Refused(STALE)
    return token


def _form(
    page: Page,
    link: str,
    invitation: OpenInvitation,
    clinic: str,
    *,
    name: str = "",
    problem: str | None = None,
) -> Response:
    return page.render(
        "entry/invitation.html",
        status=422 if problem else 200,
        action=f"/invitation/{link}",
        clinic=clinic,
        invitation=invitation,
        asks_name=invitation.kind != PASSWORD,
        name=name or invitation.display_name,
        problem=problem,
    )
