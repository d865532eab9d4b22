"""What one installation asks of the people who sign in."""

from dataclasses import dataclass, field
from datetime import timedelta

from chartside.kernel.clock import Clock, SystemClock
from chartside.platform.identity.model import SessionLimits
from chartside.platform.identity.passwords import Passwords
from chartside.platform.settings import Settings


@dataclass(frozen=True)
class AttemptLimits:
    """How many failed proofs of identity are taken within a sliding window.

    Attributes:
        account: for one e-mail address or account; a success starts the count anew. Stricter than the 100 in
            a row that NIST SP 800-63B section 3.2.2 allows.
        address: from one network address; a clinic's people share one.
    """

    window: timedelta = timedelta(minutes=15)
    account: int = 5
    address: int = 30


@dataclass(frozen=True)
class Policy:
    """The limits of sign-in, and the two things it needs beside the unit of work.

    Attributes:
        wall: the real time of day, also in the demo, whose own clock stands elsewhere: authenticator apps
            show codes of the real time.
        demo_mode: only here do demo accounts work.
    """

    passwords: Passwords = field(default_factory=Passwords)
    limits: SessionLimits = field(default_factory=SessionLimits)
    attempts: AttemptLimits = field(default_factory=AttemptLimits)
    wall: Clock = field(default_factory=SystemClock)
    demo_mode: bool = False
    invitation_lifetime: timedelta = timedelta(hours=24)

    @classmethod
    def of(cls, settings: Settings) -> "Policy":
        """The policy that the settings of this installation ask for."""
        limits = SessionLimits(
            idle=timedelta(minutes=settings.session_idle_minutes),
            absolute=timedelta(minutes=settings.session_absolute_minutes),
            recent=timedelta(minutes=settings.reauthentication_minutes),
        )
        return cls(limits=limits, demo_mode=settings.is_demo)
