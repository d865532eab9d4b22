"""What the pages of sign-in and accounts share; `Reception` stands among the runtime's extras."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote
from uuid import UUID

from chartside.platform.identity.first_run import only_clinic_code
from chartside.platform.identity.model import is_recent
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sign_in import Visitor
from chartside.platform.identity.signed_in import SignedIn
from chartside.platform.pages import Page
from chartside.platform.tenancy import Work, WorkDatabase


def _no_staff(_work: Work) -> Sequence[tuple[UUID, str]]:
    return ()


@dataclass(frozen=True)
class Reception:
    """Who lets people in.

    Attributes:
        public_url: under which address people reach this installation; links begin with it.
        staff: the clinic's members of staff that an account can be linked to, as id and name.
    """

    database: WorkDatabase
    policy: Policy
    public_url: str
    staff: Callable[[Work], Sequence[tuple[UUID, str]]] = _no_staff

    def usual_clinic_code(self) -> str:
        """What the sign-in form is filled with: the only organisation's code, or nothing."""
        return only_clinic_code(self.database)


def reception_of(page: Page) -> Reception:
    """The reception of the running application."""
    return page.extra(Reception)


def visitor_of(page: Page) -> Visitor:
    """Where a request comes from. Behind a proxy the server is told to believe its `Forwarded` header."""
    client = page.request.client
    return Visitor(client.host if client else None, page.request.headers.get("user-agent", ""))


def person_of(page: Page) -> SignedIn:
    """The signed-in person, as identity knows them."""
    return cast("SignedIn", page.account)


def proved_recently(page: Page) -> bool:
    """Whether the person proved who they are recently enough to change who may sign in."""
    limits = reception_of(page).policy.limits
    return is_recent(person_of(page).reauthenticated_at, page.runtime.clock.now(), limits)


def own_page(address: str | None) -> str:
    """The address if it is a page of ours, else the first page: sign-in sends nobody elsewhere."""
    if not address or not address.startswith("/") or address.startswith("//"):
        return "/"
    # A browser reads a backslash as a slash, and drops control characters before it reads.
    if "\\" in address or any(ord(letter) < 33 for letter in address) or address.startswith("/sign-"):
        return "/"
    return address


def with_next(path: str, after: str) -> str:
    """An address of ours that leads on to another."""
    return path if after == "/" else f"{path}?next={quote(after)}"
