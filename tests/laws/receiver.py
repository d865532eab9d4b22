"""The outside world of the histories: it keeps what reached it, and fails in every way that it can."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chartside.kernel.errors import Permanent, Temporary, UnknownOutcome
from chartside.review.delivery import SIGNATURE_RECORD
from chartside.review.ports import OutboundFile, Receipt

FAULTS = (
    "none",
    "none",
    "none",
    "temporary",
    "permanent",
    "unknown, nothing happened",
    "unknown, it happened",
    "crash before the call",
    "crash after the call",
)


class Crash(BaseException):
    """The process dies here: nothing after it runs."""


class Receiver:
    """An EHR's inbox. `arrived` maps a key to every arrival under it, as file name -> SHA-256."""

    def __init__(self, *, idempotent: bool) -> None:
        self.idempotent = idempotent
        self.fault = "none"
        self.arrived: dict[str, list[dict[str, str]]] = {}
        self.signers: dict[str, list[str]] = {}

    def deliver(self, key: str, destination: Mapping[str, Any], files: Sequence[OutboundFile]) -> Receipt:
        fault, self.fault = self.fault, "none"
        if fault == "crash before the call":
            raise Crash
        if fault == "temporary":
            raise Temporary("busy")
        if fault == "permanent":
            raise Permanent("no such chart")
        if fault == "unknown, nothing happened":
            raise UnknownOutcome("the line went dead")
        self._take(key, files)
        if fault == "unknown, it happened":
            raise UnknownOutcome("the line went dead")
        if fault == "crash after the call":
            raise Crash
        return Receipt(reference=f"chart/{key}")

    def _take(self, key: str, files: Sequence[OutboundFile]) -> None:
        arrivals = self.arrived.setdefault(key, [])
        if not (self.idempotent and arrivals):
            arrivals.append({file.name: file.sha256 for file in files if file.name != SIGNATURE_RECORD})
            self.signers[key] = [
                one["name"]
                for file in files
                if file.name == SIGNATURE_RECORD
                for one in json.loads(file.data)["signatures"]
            ]
