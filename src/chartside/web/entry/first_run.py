"""The first run: the printed link makes the first clinic and its administrator."""

from fastapi.responses import Response

from chartside.kernel.errors import Refused
from chartside.platform.identity.first_run import (
    STALE,
    FirstClinic,
    first_run_is_open,
    found_first_clinic,
)
from chartside.platform.identity.tokens import Token
from chartside.platform.pages import Page, PageRouter
from chartside.web.entry.zones import ZONES
from chartside.web.reception import reception_of, visitor_of
from chartside.web.sign_in import Text, go_on

router = PageRouter("/first-run")
_PUBLIC = "there is nobody yet who could sign in; the link itself is the proof"


@router.get("/{link}", public=_PUBLIC)
def ask(page: Page, link: str) -> Response:
    """The form for clinic and administrator."""
    token = Token.read(link)
    if token is None or not first_run_is_open(reception_of(page).database, token):
        raise Refused(STALE)
    return _form(page, link, {})


@router.post("/{link}", public=_PUBLIC)
def found(
    page: Page,
    link: str,
    clinic_name: Text,
    clinic: Text,
    zone: Text,
    name: Text,
    email: Text,
    password: Text,
) -> Response:
    """Makes them."""
    token = Token.read(link)
    if token is None:
        raise Refused(STALE)
    reception = reception_of(page)
    asked = FirstClinic(clinic, clinic_name, zone, email, name, password)
    try:
        entered = found_first_clinic(
            reception.database, reception.policy, token, asked, device=visitor_of(page).device
        )
    except Refused as refusal:
        if str(refusal) == STALE:
            raise
        typed = {"clinic_name": clinic_name, "clinic": clinic, "zone": zone, "name": name, "email": email}
        return _form(page, link, typed, str(refusal))
    return go_on(page, entered)


def _form(page: Page, link: str, typed: dict[str, str], problem: str | None = None) -> Response:
    return page.render(
        "entry/first_run.html",
        status=422 if problem else 200,
        action=f"/first-run/{link}",
        heading="Welcome to Chartside",
        lead="This makes your clinic and its first administrator: you. The link works once.",
        email=None,
        asks_clinic=True,
        zones=ZONES,
        typed=typed,
        problem=problem,
    )
