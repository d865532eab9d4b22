"""The values of identity: roles, accounts, sessions and the arithmetic of their ends."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from chartside.kernel.ids import organisation_id

DOORSTEP = organisation_id("")
"""Where people stand who have not yet named an organisation we know.

No organisation can have the empty code, so nothing of anybody's is ever found here: only counted attempts and
the link of the first run.
"""


class Role(StrEnum):
    """What a person does at the clinic; a person may have several. Columns of `permissions.csv`."""

    THERAPIST = "therapist"
    ASSISTANT = "assistant"
    BILLER = "biller"
    COORDINATOR = "coordinator"
    FRONT_DESK = "front_desk"
    DIRECTOR = "director"
    COMPLIANCE = "compliance"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role as a person reads it: `front desk`."""
        return self.value.replace("_", " ")


class Stage(StrEnum):
    """How far a sign-in has come. Only `FULL` opens pages."""

    SECOND_FACTOR = "second_factor"
    ENROLMENT = "enrolment"
    FULL = "full"


@dataclass(frozen=True)
class SessionLimits:
    """How long a session lives.

    Attributes:
        idle: without any act of the person.
        absolute: since sign-in, whatever the person does.
        unfinished: a sign-in that still lacks its second factor.
        recent: how old a re-authentication may be when countersigning.
    """

    idle: timedelta = timedelta(minutes=15)
    absolute: timedelta = timedelta(hours=12)
    unfinished: timedelta = timedelta(minutes=10)
    recent: timedelta = timedelta(minutes=5)

    def lifetime(self, stage: Stage) -> timedelta:
        """The longest life of a session in `stage`, from its start."""
        return self.absolute if stage is Stage.FULL else self.unfinished


@dataclass(frozen=True)
class SessionSpan:
    """When a session began, was last used, and must end at the latest."""

    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime

    def ends_at(self, limits: SessionLimits) -> datetime:
        """The instant from which the session is over if nobody touches it."""
        return min(self.last_seen_at + limits.idle, self.expires_at)

    def is_over(self, now: datetime, limits: SessionLimits) -> bool:
        """Whether the session has ended at `now`; the last instant itself is already over."""
        return now >= self.ends_at(limits)

    def touched(self, now: datetime) -> "SessionSpan":
        """The span after the person did something at `now`. A clock that went back changes nothing."""
        return SessionSpan(self.created_at, max(self.last_seen_at, now), self.expires_at)


def is_recent(reauthenticated_at: datetime | None, now: datetime, limits: SessionLimits) -> bool:
    """Whether the person proved who they are within `limits.recent`. A proof from the future is none."""
    if reauthenticated_at is None:
        return False
    return timedelta(0) <= now - reauthenticated_at <= limits.recent


@dataclass(frozen=True)
class AccountSummary:
    """An account as lists and pages show it."""

    id: UUID
    email: str
    display_name: str
    roles: frozenset[Role]
    staff_id: UUID | None
    zone: str
    active: bool
    is_demo: bool
    has_second_factor: bool


_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")


def clinic_code(text: str) -> str | None:
    """The clinic code in its one spelling (lower case), or None when the text cannot be one."""
    code = text.strip().lower()
    return code if _CODE.fullmatch(code) else None


def organisation_of(code: str) -> UUID:
    """The organisation a clinic code names; `DOORSTEP` for a text that can be no code."""
    known = clinic_code(code)
    return organisation_id(known) if known else DOORSTEP


def email_address(text: str) -> str | None:
    """The address in its one spelling (composed, lower case), or None when the text is no address."""
    address = unicodedata.normalize("NFKC", text).strip().lower()
    return address if len(address) <= 254 and _EMAIL.fullmatch(address) else None
