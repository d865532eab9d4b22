"""The application over a real database, and browsers of people who are signed in with given roles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import select

from chartside.kernel.ids import new_id
from chartside.platform.audit.tables import AuditEntry, Look
from chartside.platform.identity.permissions import permissions_of
from chartside.platform.pages import PageRouter, PagesRuntime
from chartside.platform.pages.csrf import form_token
from chartside.platform.pages.templates import build_environment
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.web.assets import Assets
from chartside.web.shell import build_app
from tests.platform.pages.doubles import HERE, NAVIGATION, FakeAccount, FakeSessions

ZONE = "America/New_York"
FORM_KEY = b"k" * 32


@dataclass
class Browser:
    """One signed-in person's browser."""

    client: TestClient
    account: FakeAccount

    def get(self, path: str) -> Response:
        return self.client.get(path)

    def read(self, path: str) -> str:
        """The page's HTML, which must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, words(answer.text))
        return answer.text

    def send(self, path: str, *, files: Any = None, **fields: Any) -> Response:
        """Send a form with its token."""
        return self.client.post(path, data={"csrf_token": self._token(), **fields}, files=files)

    def go(self, path: str, *, files: Any = None, **fields: Any) -> str:
        """Send a form and give where it leads."""
        answer = self.send(path, files=files, **fields)
        assert answer.status_code == 303, (path, answer.status_code, words(answer.text))
        return str(answer.headers["location"])

    def _token(self) -> str:
        return form_token(FORM_KEY, self.account.session_key)


@dataclass
class Site:
    """One running application and the people who use it."""

    database: WorkDatabase
    routers: Iterable[PageRouter]
    extras: tuple[object, ...] = ()
    sessions: FakeSessions = field(default_factory=FakeSessions)

    def __post_init__(self) -> None:
        runtime = PagesRuntime(
            open_work=self.database.work,
            sessions=self.sessions,
            environment=build_environment(Assets().url),
            clock=self.database.clock,
            form_key=FORM_KEY,
            navigation=NAVIGATION,
            secure_cookies=False,
            extras=self.extras,
        )
        self.app = build_app(runtime, self.routers)

    def browser(self, org_id: UUID, *roles: str, actor: Actor | None = None) -> Browser:
        """Somebody of an organisation; with an account of their own unless `actor` says who."""
        who = actor or Actor(new_id(), None, f"{' and '.join(roles)} of the test", frozenset(roles))
        key = new_id().hex
        account = FakeAccount(permissions_of(who.roles), key, org_id, who, ZONE)
        self.sessions.accounts[key] = account
        client = TestClient(self.app, headers=HERE, follow_redirects=False)
        client.cookies.set("sid", key)
        return Browser(client, account)

    def looks(self, org_id: UUID) -> list[Look]:
        """Every look of an organisation, the oldest first."""
        with self.database.transaction(org_id) as session:
            found = session.scalars(select(Look).order_by(Look.slot, Look.id)).all()
            session.expunge_all()
        return list(found)

    def acts(self, org_id: UUID) -> list[str]:
        """What stands in the audit, in order."""
        with self.database.transaction(org_id) as session:
            return [one.action for one in session.scalars(select(AuditEntry).order_by(AuditEntry.seq))]


def words(html: str) -> str:
    """What a person reads on a page: its main part without tags."""
    main = re.search(r"<main.*?</main>", html, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", main[0] if main else html).split())
