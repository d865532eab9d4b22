"""The way in: password, then second factor. Each step ends in a session token or a sentence.

`Door` opens its own short transactions. A password takes a fifth of a second to check; no transaction may be
held that long for somebody nobody knows yet, and an attempt has to count even if the process dies meanwhile.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from chartside.kernel.clock import Clock
from chartside.platform.identity import attempts, factors, sessions
from chartside.platform.identity.accounts import account_summary, find_by_email, get_account
from chartside.platform.identity.attempts import Admission, Purpose
from chartside.platform.identity.model import DOORSTEP, AccountSummary, Stage, email_address, organisation_of
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.signed_in import SignedIn, actor_of, find_session, may_work
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Actor, Work
from chartside.platform.tenancy.organisations import own_organisation
from chartside.platform.tenancy.tables import Organisation

OpenWork = Callable[[UUID, Actor], AbstractContextManager[Work]]

WRONG = "The clinic code, e-mail address or password is not right."
WRONG_CODE = "This code is not right, or it was used already. Wait for the next one and try again."
SIGN_IN_AGAIN = "The sign-in took too long. Start again."
AT_THE_DOOR = Actor.system("sign-in")


@dataclass(frozen=True)
class Visitor:
    """Where a request comes from.

    Attributes:
        address: the network address, or None when it is not known.
        device: what the browser calls itself.
    """

    address: str | None = None
    device: str = ""


@dataclass(frozen=True)
class Entered:
    """A step succeeded.

    Attributes:
        token: goes into the session cookie.
        stage: what is still to be done; nothing when `FULL`.
        recovery_codes: after an enrolment, to be shown once.
    """

    token: Token
    stage: Stage
    recovery_codes: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class TurnedAway:
    """A step failed; `message` is what the person reads, the same whatever was wrong.

    `start_again` says that the unfinished sign-in is over.
    """

    message: str
    start_again: bool = False


@dataclass(frozen=True)
class _Asked:
    """What is known before the password is checked."""

    org_id: UUID
    admission: Admission
    account: AccountSummary | None
    password_hash: str | None


@dataclass(frozen=True)
class Door:
    """The steps of signing in.

    Attributes:
        open_work: opens one transaction of one organisation (`WorkDatabase.work`).
    """

    open_work: OpenWork
    clock: Clock
    policy: Policy

    def sign_in(
        self, code: str, email: str, password: str, visitor: Visitor, *, old: Token | None = None
    ) -> Entered | TurnedAway:
        """The first step: clinic code, e-mail address and password.

        `old` is the token the browser still had; its session ends, so that nobody's earlier token survives.
        """
        asked = self._ask(organisation_of(code), email, visitor)
        if asked.admission.retry_at is not None:
            return TurnedAway(too_many(asked.admission.retry_at, self.clock.now()))
        checked = self.policy.passwords.check(password, asked.password_hash)
        known = asked.account if checked.matches else None
        with self.open_work(asked.org_id, actor_of(known) if known else AT_THE_DOOR) as work:
            if known is None:
                return self._turn_away(work, asked)
            if checked.rehashed is not None:
                get_account(work, known.id).password_hash = checked.rehashed
            if old is not None:
                sessions.end_token(work, old, "replaced")
            attempts.settle(work, self.policy.attempts, asked.admission, passed=True)
            return self._begin(work, known, visitor)

    def unfinished(self, token: Token | None, stage: Stage) -> SignedIn | None:
        """The sign-in that a cookie has brought as far as `stage`, for the page that asks for the rest."""
        if token is None:
            return None
        with self.open_work(token.org_id, AT_THE_DOOR) as work:
            return find_session(work.session, token, self.clock.now(), self.policy, stage=stage)

    def second_factor(self, token: Token | None, code: str, visitor: Visitor) -> Entered | TurnedAway:
        """The second step: a code of the authenticator app, or a recovery code."""
        if token is None:
            return TurnedAway(SIGN_IN_AGAIN, start_again=True)
        with self.open_work(token.org_id, AT_THE_DOOR) as work:
            found = find_session(
                work.session, token, self.clock.now(), self.policy, stage=Stage.SECOND_FACTOR
            )
            if found is None:
                return TurnedAway(SIGN_IN_AGAIN, start_again=True)
            work.actor = found.actor
            limits = self.policy.attempts
            counted = attempts.counted_subjects(work, limits, str(found.summary.id), visitor.address)
            admission = attempts.admit(work, limits, Purpose.SECOND_FACTOR, counted)
            if admission.retry_at is not None:
                return TurnedAway(too_many(admission.retry_at, self.clock.now()))
            passed = factors.check_code(work, self.policy, found.summary.id, code)
            last = attempts.settle(work, limits, admission, passed=passed)
            if passed:
                return Entered(sessions.complete(work, self.policy, found.session_id), Stage.FULL)
            return self._wrong_code(work, found, is_last=last)

    def start_enrolment(self, token: Token | None) -> factors.Enrolment | None:
        """What a person who must enrol an authenticator app needs for it; None without a sign-in."""
        if token is None:
            return None
        with self.open_work(token.org_id, AT_THE_DOOR) as work:
            found = find_session(work.session, token, self.clock.now(), self.policy, stage=Stage.ENROLMENT)
            if found is None:
                return None
            clinic = own_organisation(work).name
            return factors.start_enrolment(work, found.summary.id, found.summary.email, clinic)

    def enrol(self, token: Token | None, code: str) -> Entered | TurnedAway:
        """The second step of somebody without an authenticator app: the first code of a new one."""
        if token is None:
            return TurnedAway(SIGN_IN_AGAIN, start_again=True)
        with self.open_work(token.org_id, AT_THE_DOOR) as work:
            found = find_session(work.session, token, self.clock.now(), self.policy, stage=Stage.ENROLMENT)
            if found is None:
                return TurnedAway(SIGN_IN_AGAIN, start_again=True)
            work.actor = found.actor
            codes = factors.confirm_enrolment(work, self.policy, found.summary.id, code)
            if codes is None:
                return TurnedAway(WRONG_CODE)
            token = sessions.complete(work, self.policy, found.session_id)
            return Entered(token, Stage.FULL, tuple(codes))

    def _ask(self, org_id: UUID, email: str, visitor: Visitor) -> _Asked:
        with self.open_work(org_id, AT_THE_DOOR) as work:
            # Unknown clinic codes are counted together, on the doorstep: guessing codes is an attempt too.
            known = work.session.scalar(select(exists().where(Organisation.org_id == org_id)))
            if known or org_id == DOORSTEP:
                return self._admit(work, email, visitor)
        return self._ask(DOORSTEP, email, visitor)

    def _admit(self, work: Work, email: str, visitor: Visitor) -> _Asked:
        who = email_address(email) or "no address"
        counted = attempts.counted_subjects(work, self.policy.attempts, who, visitor.address)
        admission = attempts.admit(work, self.policy.attempts, Purpose.SIGN_IN, counted)
        row = find_by_email(work, email)
        account = account_summary(work, row.id) if row else None
        # A closed account, or one of the demo outside it, is checked like one that does not exist.
        opens = account is not None and may_work(account, self.policy)
        return _Asked(work.org_id, admission, account, row.password_hash if row and opens else None)

    def _begin(self, work: Work, account: AccountSummary, visitor: Visitor) -> Entered:
        stage = self._next_stage(account)
        token = sessions.begin(work, self.policy, account.id, stage, device=visitor.device)
        return Entered(token, stage)

    def _next_stage(self, account: AccountSummary) -> Stage:
        if account.has_second_factor:
            return Stage.SECOND_FACTOR
        # Only fictitious people go without a second factor.
        return Stage.FULL if account.is_demo and self.policy.demo_mode else Stage.ENROLMENT

    def _turn_away(self, work: Work, asked: _Asked) -> TurnedAway:
        last = attempts.settle(work, self.policy.attempts, asked.admission, passed=False)
        if asked.org_id != DOORSTEP:
            action = "sign_in.locked_out" if last else "sign_in.failed"
            subject = ("account", asked.account.id) if asked.account else ("organisation", asked.org_id)
            work.audit(action, *subject)
        return TurnedAway(WRONG)

    def _wrong_code(self, work: Work, found: SignedIn, *, is_last: bool) -> TurnedAway:
        work.audit(
            "second_factor.locked_out" if is_last else "second_factor.failed", "account", found.summary.id
        )
        if not is_last:
            return TurnedAway(WRONG_CODE)
        sessions.end(work, found.session_id, "too_many_failures")
        return TurnedAway(SIGN_IN_AGAIN, start_again=True)


def too_many(retry_at: datetime, now: datetime) -> str:
    """The sentence for an attempt that was not taken. It says nothing about whether the account exists."""
    minutes = max(1, -int(-(retry_at - now).total_seconds() // 60))
    return f"Too many attempts. Try again in {minutes} minute{'s' if minutes > 1 else ''}."
