"""The door itself: look at what is about to leave once more, write down that it leaves, then let it go."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from chartside.kernel.canonical import sha256_hex
from chartside.privacy.door.finders import Finder
from chartside.privacy.door.policy import Permit, Stopped

T = TypeVar("T")
SENT, STOPPED = "sent", "stopped"


@dataclass(frozen=True)
class Outgoing:
    """What is about to leave, whole.

    Attributes:
        host: where it goes.
        body: the bytes of the request as they will be sent.
        parts: every piece of it that came from a chart, a form or a person, as plain text.
        replaced: how many identifiers of each class placeholders stand for.
    """

    purpose: str
    host: str
    body: bytes
    parts: tuple[str, ...]
    replaced: Mapping[str, int] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """What the log names it by."""
        return sha256_hex(self.body)


@dataclass(frozen=True)
class Departure:
    """One line of what left, or of what was stopped: hashes, counts and reasons, never a text.

    Attributes:
        found: how many identifiers the second scan saw, by class; empty for what was sent.
        reason: a short code; empty for what was sent.
    """

    decision: str
    purpose: str
    host: str
    basis: str
    vendor_id: object
    sha256: str
    size_bytes: int
    replaced: Mapping[str, int]
    found: Mapping[str, int]
    reason: str
    words: str


class Ledger(Protocol):
    """Where departures are written. A line stands before the first byte leaves."""

    def write(self, departure: Departure) -> None:
        """Keep the line for good."""
        ...


@dataclass(frozen=True)
class Door:
    """One door for one chart's texts.

    Attributes:
        look: the second scan: the raw strings of the chart, and whatever else the installation has.
    """

    look: Finder
    ledger: Ledger

    def let_out(
        self, outgoing: Outgoing, allowed: Callable[[], Permit], send: Callable[[], Iterator[T]]
    ) -> Iterator[T]:
        """Give what `send` gives, once the log says that it leaves.

        Raises:
            Stopped: `allowed` refused, or the second scan saw an identifier (`identifier_found`). The log has
                a line for it, and `send` was not called.
        """
        try:
            permission = allowed()
        except Stopped as stop:
            self._write(outgoing, STOPPED, None, stop)
            raise
        found = self._identifiers(outgoing)
        if found:
            seen = Stopped("identifier_found", "The second scan saw something that could name the patient.")
            self._write(outgoing, STOPPED, permission, seen, found)
            raise seen
        self._write(outgoing, SENT, permission, None)
        return send()

    def _identifiers(self, outgoing: Outgoing) -> Counter[str]:
        return Counter(hit.type for part in outgoing.parts for hit in self.look(part))

    def _write(
        self,
        outgoing: Outgoing,
        decision: str,
        permission: Permit | None,
        stop: Stopped | None,
        found: Mapping[str, int] | None = None,
    ) -> None:
        self.ledger.write(
            Departure(
                decision=decision,
                purpose=outgoing.purpose,
                host=outgoing.host,
                basis=permission.basis if permission else "",
                vendor_id=permission.vendor_id if permission else None,
                sha256=outgoing.sha256,
                size_bytes=len(outgoing.body),
                replaced=dict(outgoing.replaced),
                found=dict(found or {}),
                reason=stop.code if stop else "",
                words=stop.words if stop else permission.words if permission else "",
            )
        )
