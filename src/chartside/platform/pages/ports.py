"""What pages need from the rest of the platform, and what a page may rely on."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from jinja2 import Environment

from chartside.kernel.clock import Clock
from chartside.platform.tenancy.work import Actor, Work


class Account(Protocol):
    """The signed-in person, as identity knows them.

    Attributes:
        session_key: names the session without being able to open it ; the form tokens are bound to it.
        zone: IANA name of the zone of the person's location (`America/Chicago`).
        reauthenticated_at: when the person last proved who they are, with a zone.
    """

    @property
    def session_key(self) -> str: ...  # noqa: D102
    @property
    def org_id(self) -> UUID: ...  # noqa: D102
    @property
    def actor(self) -> Actor: ...  # noqa: D102
    @property
    def permissions(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def reauthenticated_at(self) -> datetime | None: ...  # noqa: D102


class SessionSource(Protocol):
    """Finds the session of a request. Identity fills this port."""

    def find(self, cookies: Mapping[str, str], *, touch: bool = True) -> Account | None:
        """The signed-in person, or None when there is no live session.

        `touch` notes that the person did something; it is off for what a page asks by itself.
        """
        ...


class OpenWork(Protocol):
    """Opens one transaction of one organisation; commits at the end of the block, rolls back on error."""

    def __call__(self, org_id: UUID, actor: Actor) -> AbstractContextManager[Work]: ...  # noqa: D102


@dataclass(frozen=True)
class NavigationItem:
    """One word of the main menu.

    Attributes:
        key: what a page gives as `here` to mark itself as part of it.
        permission: who sees it.
    """

    key: str
    title: str
    path: str
    permission: str


@dataclass(frozen=True)
class PagesRuntime:
    """What every page of one running application shares. Stands in `app.state.pages`.

    Attributes:
        form_key: secret of at least 32 bytes; form tokens are HMACs under it.
        secure_cookies: false only for plain HTTP on the loopback.
        extras: services that areas' handlers ask for by type (`page.extra(Settings)`).
    """

    open_work: OpenWork
    sessions: SessionSource
    environment: Environment
    clock: Clock
    form_key: bytes
    navigation: tuple[NavigationItem, ...] = ()
    secure_cookies: bool = True
    sign_in_path: str = "/sign-in"
    notice: Callable[[], str | None] = lambda: None
    extras: tuple[object, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a key that could be guessed."""
        if len(self.form_key) < 32:
            raise ValueError("the form key needs at least 32 bytes")
