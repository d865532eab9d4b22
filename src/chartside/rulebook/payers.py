"""Payers: what each one asks for, from when, and on whose word.

A payer is named by its kind (`medicare_b`, `commercial` ...), by the id of a pack (`tricare`), or by a
state's own Medicaid (`tx_medicaid`). A setting that a payer does not have is its parent's.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from chartside.kernel.dates import ALWAYS, DateRange
from chartside.kernel.findings import Citation, Confidence
from chartside.rulebook.files import read_yaml

_STATE_MEDICAID = re.compile(r"[a-z]{2}_medicaid")


@dataclass(frozen=True)
class Setting:
    """One thing a payer asks for, with its source and dates."""

    value: str
    source: str
    confidence: Confidence
    effective: DateRange = ALWAYS
    url: str = ""

    def citation(self) -> Citation:
        """The source as a finding cites it."""
        return Citation(self.source, self.url, self.effective.start, self.confidence)


@dataclass(frozen=True)
class Payer:
    """A payer with the settings of its own; what it inherits is asked through `PayerBook`.

    Attributes:
        lineage: its id, then the kinds it belongs to (`("tx_medicaid", "medicaid")`).
        settings: by name, the newest word first; the first one that holds on a day counts.
        known: False for a name that no pack has.
    """

    id: str
    name: str
    lineage: tuple[str, ...]
    settings: Mapping[str, tuple[Setting, ...]]
    known: bool = True

    def setting(self, name: str, on: date) -> Setting | None:
        """What the payer asks for on that day, or None when no source says anything."""
        return next((said for said in self.settings.get(name, ()) if on in said.effective), None)

    def is_in(self, scope: Iterable[str]) -> bool:
        """Whether a scope such as `medicare_b;tricare` or `all` reaches this payer."""
        named = set(scope)
        return "all" in named or not named.isdisjoint(self.lineage)


@dataclass(frozen=True)
class PayerBook:
    """All payers of the packs, parents' settings folded in."""

    payers: Mapping[str, Payer]

    def get(self, name: str) -> Payer:
        """The payer of that id; a name that no pack has comes back with `known` False and no settings.

        A state's Medicaid without a pack of its own (`oh_medicaid`) follows `medicaid`.
        """
        wanted = name.strip().lower()
        if wanted in self.payers:
            return self.payers[wanted]
        if _STATE_MEDICAID.fullmatch(wanted):
            medicaid = self.payers["medicaid"]
            return replace(medicaid, id=wanted, lineage=(wanted, *medicaid.lineage))
        return Payer(id=wanted, name=name.strip(), lineage=(wanted,), settings={}, known=False)


def read_payers(folder: Traversable) -> PayerBook:
    """Read every `payer.yaml` under `folder`, one folder per payer.

    Raises:
        ValueError: a file's id is not its folder's name, or its parent has no pack.
    """
    read: dict[str, dict[str, Any]] = {}
    for place in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if place.is_dir() and place.joinpath("payer.yaml").is_file():
            described = read_yaml(place.joinpath("payer.yaml"))
            if described["id"] != place.name:
                raise ValueError(f"payer {place.name}: its file says {described['id']}")
            read[place.name] = described
    return PayerBook({id_: _fold(id_, read) for id_ in read})


def _fold(id_: str, read: Mapping[str, dict[str, Any]]) -> Payer:
    """A payer with its own settings before those of its parents."""
    described = read[id_]
    own = {name: tuple(map(_setting, said)) for name, said in described["settings"].items()}
    parent = described.get("parent")
    if parent is None:
        return Payer(id_, described["name"], (id_,), own)
    if parent not in read:
        raise ValueError(f"payer {id_}: its parent {parent} has no pack")
    above = _fold(parent, read)
    # A payer's own word replaces its parent's whole history: a plan that once differed does not fall back.
    return Payer(id_, described["name"], (id_, *above.lineage), {**above.settings, **own})


def _setting(said: Mapping[str, Any]) -> Setting:
    return Setting(
        value=str(said["value"]),
        source=said["source"],
        confidence=Confidence(said["confidence"]),
        effective=DateRange(said.get("effective_from"), said.get("effective_to")),
        url=said.get("url", ""),
    )
