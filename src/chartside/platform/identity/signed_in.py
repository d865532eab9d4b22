"""Who is behind a request: the session of a cookie, if it is alive and complete."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from chartside.kernel.clock import Clock
from chartside.kernel.errors import NotAllowed
from chartside.platform.identity.accounts import summaries, summary_of
from chartside.platform.identity.model import AccountSummary, SessionLimits, SessionSpan, Stage, is_recent
from chartside.platform.identity.permissions import permissions_of
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.tables import AccountRow, LoginSessionRow
from chartside.platform.identity.tokens import Token, cookie_name
from chartside.platform.tenancy import Actor

_NOTED_EVERY = timedelta(seconds=15)
"""A session's last use is noted at most this often, so that a live page is not a write a second. An idle
session can end this much early, never late."""


class ReauthenticationNeeded(NotAllowed):
    """The person must prove again who they are."""


@dataclass(frozen=True)
class SignedIn:
    """A person behind a live, complete session: what pages call their account.

    Attributes:
        session_id: stays the same when the token rotates.
        reauthenticated_at: when the person last proved who they are in this session, sign-in included.
        ends_at: when the session ends if the person does nothing more.
    """

    org_id: UUID
    session_id: UUID
    summary: AccountSummary
    reauthenticated_at: datetime | None
    ends_at: datetime

    @property
    def session_key(self) -> str:
        """Names the session without opening it; form tokens are bound to it and survive a rotation."""
        return self.session_id.hex

    @property
    def actor(self) -> Actor:
        """The person as a unit of work knows them."""
        return actor_of(self.summary)

    @property
    def permissions(self) -> frozenset[str]:
        """All that the person's roles allow."""
        return permissions_of(self.summary.roles)

    @property
    def zone(self) -> str:
        """IANA name of the zone in which the person reads times."""
        return self.summary.zone


def actor_of(account: AccountSummary) -> Actor:
    """The person as a unit of work knows them."""
    roles = frozenset(role.value for role in account.roles)
    return Actor(account.id, account.staff_id, account.display_name, roles)


class Sessions:
    """Finds the session of a request: the port `SessionSource` of pages.

    Args:
        transaction: opens a transaction of one organisation (`Database.transaction`).
        secure: whether cookies are sent over TLS only; decides the cookie's name.
    """

    def __init__(
        self,
        transaction: Callable[[UUID], AbstractContextManager[Session]],
        clock: Clock,
        policy: Policy,
        *,
        secure: bool,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._policy = policy
        self._cookie = cookie_name(secure=secure)

    def token(self, cookies: Mapping[str, str]) -> Token | None:
        """What the session cookie holds, if it has the shape of a token."""
        return Token.read(cookies.get(self._cookie))

    def find(self, cookies: Mapping[str, str], *, touch: bool = True) -> SignedIn | None:
        """The signed-in person, or None without a live, complete session.

        `touch` notes that the person did something; pass False for what a page asks by itself.
        """
        token = self.token(cookies)
        if token is None:
            return None
        with self._transaction(token.org_id) as session:
            return find_session(session, token, self._clock.now(), self._policy, touch=touch)


def find_session(
    session: Session,
    token: Token,
    now: datetime,
    policy: Policy,
    *,
    stage: Stage = Stage.FULL,
    touch: bool = False,
) -> SignedIn | None:
    """The session that a token opens in `stage`; None when it ended, or its account may not work here."""
    session_rows = LoginSessionRow
    of_session = (
        summaries(token.org_id)
        .add_columns(session_rows)
        .join(
            session_rows,
            (session_rows.org_id == AccountRow.org_id) & (session_rows.account_id == AccountRow.id),
        )
    )
    alive = (session_rows.token_hash == token.hash, session_rows.ended_at.is_(None))
    found = session.execute(of_session.where(*alive)).one_or_none()
    if found is None:
        return None
    row, account = found[-1], summary_of(found)
    span = SessionSpan(row.created_at, row.last_seen_at, row.expires_at)
    if row.stage != stage or span.is_over(now, policy.limits) or not may_work(account, policy):
        return None
    if touch and now - span.last_seen_at >= _NOTED_EVERY:
        span = span.touched(now)
        row.last_seen_at = span.last_seen_at
    return SignedIn(token.org_id, row.id, account, row.reauthenticated_at, span.ends_at(policy.limits))


def may_work(account: AccountSummary, policy: Policy) -> bool:
    """Whether the account opens anything here: closed ones do not, demo accounts only in the demo."""
    return account.active and (policy.demo_mode or not account.is_demo)


def require_recent(signed_in: SignedIn, clock: Clock, limits: SessionLimits) -> datetime:
    """The instant of a proof of identity that is recent enough to countersign.

    Raises:
        ReauthenticationNeeded: it is too old, or there is none.
    """
    proved_at = signed_in.reauthenticated_at
    if proved_at is None or not is_recent(proved_at, clock.now(), limits):
        minutes = int(limits.recent.total_seconds() // 60)
        raise ReauthenticationNeeded(
            f"Prove again who you are. The last time was more than {minutes} minutes ago."
        )
    return proved_at
