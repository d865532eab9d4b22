"""What review asks of the outside: one call that delivers a signed package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class OutboundFile:
    """One file of a signed package, its bytes already checked against the signed hash.

    Attributes:
        name: file name without folders and without identifiers of a patient.
        sha256: 64 hex digits over `data`.
    """

    name: str
    media_type: str
    sha256: str
    data: bytes


@dataclass(frozen=True)
class Receipt:
    """The other side's word that it has the package.

    Attributes:
        reference: what the other side calls it (a folder, a message id, a confirmation number).
        detail: JSON-shaped extras for the record, without identifiers of a patient.
    """

    reference: str
    detail: Mapping[str, Any] = field(default_factory=dict)


class Deliverer(Protocol):
    """A connector that can carry a package out.

    `idempotent` says whether calling again with the same key is harmless. Where it is false, review records
    the intent first and, when an attempt left no outcome, stops and asks a person.
    """

    idempotent: bool

    def deliver(self, key: str, destination: Mapping[str, Any], files: Sequence[OutboundFile]) -> Receipt:
        """Deliver the package under the idempotency key.

        Raises:
            Temporary: nothing happened, trying again may help.
            Permanent: nothing happened, trying again will not help.
            UnknownOutcome: it may have happened.
        """
        ...
