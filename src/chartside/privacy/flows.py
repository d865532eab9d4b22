"""The data-flow page: every service that this installation can reach, what it may carry, and its gate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chartside.platform.tenancy import Work
from chartside.privacy.door.places import is_local
from chartside.privacy.door.policy import LOCAL, WITH_BAA, WITHOUT_BAA, Cover, Stopped, permit
from chartside.rulebook.packs import PackSet

State = Literal["ok", "warn", "block", "quiet"]


@dataclass(frozen=True)
class Flow:
    """One way out, as it is configured now.

    Attributes:
        where: host, folder or machine.
        carries: what may go there; `gate` is what stands before it.
        state: whether it is open and in order, and `words` why.
    """

    service: str
    where: str
    carries: str
    gate: str
    state: State
    words: str


@dataclass(frozen=True)
class DataFlows:
    """What the composition root knows of the ways out; `of` reads an organisation's own."""

    of: Callable[[Work], Sequence[Flow]]


def model_flow(
    title: str, address: str, register: Sequence[Cover], on: date, packs: PackSet, *, chosen: bool
) -> Flow:
    """The way to one model writer, judged as the door would judge it today."""
    try:
        allowed = permit(address, register, on, packs)
    except Stopped as stop:
        destination = LOCAL if is_local(address) else WITH_BAA if stop.code == "forbidden" else WITHOUT_BAA
        state: State = "block" if chosen else "quiet"
        words = f"Blocked: {stop.words}" if chosen else f"Not used. {stop.words}"
    else:
        destination, words = allowed.basis, allowed.words if chosen else f"Not used. {allowed.words}"
        state = "ok" if chosen else "quiet"
    row = packs.table("destinations").get(destination)
    says, gate = (row["says"], row["gate"]) if row else ("Nothing.", "Blocked.")
    return Flow(title, address, says, gate, state, words)
