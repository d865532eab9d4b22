"""The kinds of proposal there are. Each area registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class Kind:
    """What an area tells review about one kind of proposal.

    Attributes:
        name: stable id, also in the database's `signing_right` table.
        title: what a person calls it.
        signing_roles: role -> whether that role's signature may be the last of the chain.
        page: where a person reads and signs it, from the proposal's id.
        text: the words of a content, for the difference between draft and signature.
        lifetime: how long it may wait for its signatures.
        objection: what the area has against a signature now, as a sentence; None when nothing.
        on_signed: what else is true once the chain is complete, in the same transaction.
        on_recalled: undoes `on_signed`, in the same transaction.
        on_delivered: what else is true once every effect has arrived, in the same transaction.
    """

    name: str
    title: str
    signing_roles: dict[str, bool]
    page: Callable[[UUID], str]
    text: Callable[[dict[str, Any]], list[str]]
    lifetime: timedelta
    on_signed: "Callable[[Work, UUID], None]"
    on_recalled: "Callable[[Work, UUID], None]"
    on_delivered: "Callable[[Work, UUID], None]"
    objection: "Callable[[Work, UUID], str | None]" = lambda _work, _proposal_id: None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known. Registering the same name twice is a programming error."""
    if kind.name in _kinds and _kinds[kind.name] is not kind:
        raise ValueError(f"proposal kind {kind.name} is registered twice")
    _kinds[kind.name] = kind
    return kind


def kind_named(name: str) -> Kind:
    """The kind registered under `name`."""
    return _kinds[name]


def all_kinds() -> tuple[Kind, ...]:
    """Every registered kind."""
    return tuple(_kinds.values())
