"""A clinic with people, a cheap password hash, and a way in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pyotp
import pytest
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select

from chartside.kernel.clock import FixedClock
from chartside.kernel.ids import new_id
from chartside.platform.audit.tables import AuditEntry
from chartside.platform.identity.accounts import account_summary, add_account, new_account
from chartside.platform.identity.factors import enrol_known_secret
from chartside.platform.identity.model import Role, Stage
from chartside.platform.identity.passwords import Passwords
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sign_in import Door, Entered, Visitor
from chartside.platform.identity.signed_in import SignedIn, actor_of, find_session
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation

PASSWORD = "quiet lemon under stairs"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HERE = Visitor("198.51.100.7", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
_PASSWORDS = Passwords(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))


@dataclass
class Clinic:
    """One organisation of a test and what its people do at the door."""

    database: WorkDatabase
    clock: FixedClock
    policy: Policy
    code: str
    org_id: UUID

    @property
    def door(self) -> Door:
        return Door(self.database.work, self.clock, self.policy)

    def add(
        self,
        email: str = "dana@westlake.example",
        *roles: Role,
        name: str = "Dana Whitfield, OTR/L",
        password: str = PASSWORD,
        secret: str | None = SECRET,
        is_demo: bool = False,
    ) -> UUID:
        with self.database.work(self.org_id, Actor.system("test")) as work:
            row = new_account(
                work,
                email=email,
                display_name=name,
                password_hash=self.policy.passwords.hash(password),
                zone="America/Chicago",
                is_demo=is_demo,
            )
            account_id = add_account(work, row, roles or (Role.THERAPIST,))
            if secret is not None:
                enrol_known_secret(work, account_id, secret)
        return account_id

    def actor(self, account_id: UUID) -> Actor:
        with self.database.work(self.org_id, Actor.system("test")) as work:
            return actor_of(account_summary(work, account_id))

    def code_now(self, secret: str = SECRET) -> str:
        return pyotp.TOTP(secret).at(self.clock.now())

    def password_step(
        self, email: str = "dana@westlake.example", password: str = PASSWORD, **options: Token
    ) -> Token:
        entered = self.door.sign_in(self.code, email, password, HERE, **options)
        assert isinstance(entered, Entered), entered
        return entered.token

    def sign_in(self, email: str = "dana@westlake.example") -> Token:
        partial = self.password_step(email)
        entered = self.door.second_factor(partial, self.code_now(), HERE)
        assert isinstance(entered, Entered), entered
        assert entered.stage is Stage.FULL
        return entered.token

    def enrol(self, token: Token) -> Entered:
        shown = self.door.start_enrolment(token)
        assert shown is not None
        entered = self.door.enrol(token, self.code_now(shown.typed.replace(" ", "")))
        assert isinstance(entered, Entered), entered
        return entered

    def find(
        self, token: Token, stage: Stage = Stage.FULL, *, policy: Policy | None = None
    ) -> SignedIn | None:
        with self.database.transaction(token.org_id) as session:
            now = self.clock.now()
            return find_session(session, token, now, policy or self.policy, stage=stage, touch=True)

    def require(self, token: Token) -> SignedIn:
        found = self.find(token)
        assert found is not None
        return found

    def acts(self, subject_id: UUID | None = None) -> list[str]:
        """What stands in the audit, in order."""
        query = select(AuditEntry).order_by(AuditEntry.seq)
        with self.database.transaction(self.org_id) as session:
            entries = session.scalars(query).all()
        return [one.action for one in entries if subject_id in (None, one.subject_id)]

    def last_act(self) -> AuditEntry:
        query = select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)
        with self.database.transaction(self.org_id) as session:
            return session.scalars(query).one()


@pytest.fixture(autouse=True)
def later(clock: FixedClock) -> None:
    """Each test stands in a new minute, so that a code used by the one before is not used again."""
    clock.advance(timedelta(minutes=1))


@pytest.fixture
def policy(clock: FixedClock) -> Policy:
    """Production's rules with a cheap hash; the wall clock is the test's."""
    return Policy(passwords=_PASSWORDS, wall=clock)


@pytest.fixture
def new_clinic(database: WorkDatabase, clock: FixedClock, policy: Policy) -> Callable[[], Clinic]:
    """Makes a further organisation."""

    def make() -> Clinic:
        code = f"c-{new_id().hex}"
        org_id = found_organisation(database, code, "Westlake Therapy", zone="America/Chicago", is_demo=False)
        return Clinic(database, clock, policy, code, org_id)

    return make


@pytest.fixture
def clinic(new_clinic: Callable[[], Clinic]) -> Clinic:
    """An organisation with nobody in it."""
    return new_clinic()
