"""Stand-ins for identity and the database, so that pages are tested on their own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast
from uuid import UUID, uuid4

from chartside.kernel.clock import FixedClock
from chartside.platform.pages import NavigationItem, PagesRuntime
from chartside.platform.pages.templates import build_environment
from chartside.platform.tenancy.work import Actor, Work
from chartside.web.assets import Assets

NOW = datetime(2026, 11, 20, 17, 50, tzinfo=UTC)
ORG = UUID("11111111-2222-5333-8444-555555555555")
HERE = {"origin": "http://testserver", "host": "testserver"}


def actor(name: str = "Dana Whitfield, OTR/L") -> Actor:
    return Actor(account_id=uuid4(), staff_id=uuid4(), name=name, roles=frozenset({"therapist"}))


@dataclass(frozen=True)
class FakeAccount:
    permissions: frozenset[str] = frozenset()
    session_key: str = "session-one"
    org_id: UUID = ORG
    actor: Actor = field(default_factory=actor)
    zone: str = "America/Chicago"
    reauthenticated_at: datetime | None = None


@dataclass
class FakeSessions:
    """The cookie `sid` names one of `accounts`."""

    accounts: dict[str, FakeAccount] = field(default_factory=dict)
    anyone: FakeAccount | None = None

    def find(self, cookies: Mapping[str, str], *, touch: bool = True) -> FakeAccount | None:
        return self.accounts.get(cookies.get("sid", ""), self.anyone)


@dataclass
class FakeUnits:
    """Counts what was opened, committed and rolled back."""

    log: list[str] = field(default_factory=list)

    @contextmanager
    def __call__(self, org_id: UUID, actor: Actor) -> Iterator[Work]:
        self.log.append("open")
        try:
            yield cast(Work, object())
        except BaseException:
            self.log.append("roll back")
            raise
        self.log.append("commit")


NAVIGATION = (
    NavigationItem("today", "Today", "/", "today.view"),
    NavigationItem("day", "Day", "/day", "visit.view"),
    NavigationItem("patients", "Patients", "/patients", "patient.view"),
    NavigationItem("audit", "Audit", "/audit", "audit.view"),
    NavigationItem("set-up", "Set-up", "/set-up", "clinic.configure"),
)


def runtime(
    sessions: FakeSessions, units: FakeUnits | None = None, assets: Assets | None = None
) -> PagesRuntime:
    return PagesRuntime(
        open_work=units or FakeUnits(),
        sessions=sessions,
        environment=build_environment((assets or Assets()).url),
        clock=FixedClock(NOW),
        form_key=b"k" * 32,
        navigation=NAVIGATION,
        secure_cookies=False,
    )
