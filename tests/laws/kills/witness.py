"""What people saw on their screens and were told: the record that the installation is held against."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from queue import Empty, Queue
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Answered:
    """A countersignature for which the signer got the answer that it was given."""

    proposal_id: UUID
    version: int
    package_sha256: str
    email: str


@dataclass
class Witness:
    """Kept by all people of a campaign together.

    Attributes:
        drafted: drafts that were answered with their page.
        packages: hash of the package of each version that was on a screen.
        files: hash of the bytes of each file that was read before signing.
        signed: countersignatures that were answered.
        recalled: versions whose recall was answered.
        changed: what was read twice and differed.
        counts: what happened, by a word.
    """

    drafted: set[UUID] = field(default_factory=set)
    packages: dict[tuple[UUID, int], str] = field(default_factory=dict)
    files: dict[tuple[UUID, int, str], str] = field(default_factory=dict)
    signed: set[Answered] = field(default_factory=set)
    recalled: set[tuple[UUID, int]] = field(default_factory=set)
    changed: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _moments: Queue[str] = field(default_factory=Queue, repr=False)

    def drew_up(self, proposal_id: UUID) -> None:
        """A draft was answered."""
        with self._lock:
            self.drafted.add(proposal_id)
            self.counts["drafted"] += 1

    def saw(self, proposal_id: UUID, version: int, package_sha256: str) -> None:
        """A version was on the screen, ready to sign."""
        self._note(self.packages, (proposal_id, version), package_sha256)

    def read(self, proposal_id: UUID, version: int, name: str, sha256: str) -> None:
        """A file of a version was read."""
        self._note(self.files, (proposal_id, version, name), sha256)

    def was_told_signed(self, answered: Answered) -> None:
        """A countersignature was answered."""
        with self._lock:
            if answered in self.signed:
                self.changed.append(f"{answered} was accepted twice")
            self.signed.add(answered)
            self.counts["signed"] += 1

    def was_told_recalled(self, proposal_id: UUID, version: int) -> None:
        """A recall was answered."""
        with self._lock:
            self.recalled.add((proposal_id, version))
            self.counts["recalled"] += 1

    def count(self, what: str) -> None:
        """One more of something."""
        with self._lock:
            self.counts[what] += 1

    def about_to(self, what: str) -> None:
        """Somebody is about to send something: a good moment for a kill."""
        self._moments.put(what)

    def next_moment(self, seconds: float) -> str:
        """The next time that somebody is about to send something, from here on.

        Raises:
            Empty: nobody did anything.
        """
        try:
            while True:
                self._moments.get_nowait()
        except Empty:
            return self._moments.get(timeout=seconds)

    def _note(self, where: dict[Any, str], key: tuple[object, ...], sha256: str) -> None:
        with self._lock:
            before = where.setdefault(key, sha256)
            if before != sha256:
                self.changed.append(f"{key} was {before} and became {sha256}")
