"""The packs as one immutable value: what pure code judges by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast

from chartside.rulebook.amounts import Amount, CannotJudge, amount_on
from chartside.rulebook.files import read_yaml
from chartside.rulebook.payers import Payer, PayerBook, read_payers
from chartside.rulebook.tables import Table, read_table

T = TypeVar("T")


@dataclass(frozen=True)
class PackSet:
    """Every table and every payer, shipped files and a clinic's overlay merged.

    Tables are compiled when first asked for and kept, so that a command pays only for what it reads.
    """

    _places: Mapping[str, tuple[Mapping[str, Any], Traversable]]
    _payer_folder: Traversable
    _tables: dict[str, Table]
    _compiled: dict[object, object]
    _payers: PayerBook | None = None

    @property
    def table_names(self) -> tuple[str, ...]:
        """The names of all tables, sorted."""
        return tuple(sorted({*self._places, *self._tables}))

    def table(self, name: str) -> Table:
        """The table of that name.

        Raises:
            KeyError: no pack has it.
        """
        if name not in self._tables:
            described, folder = self._places[name]
            self._tables[name] = read_table(name, described, folder)
        return self._tables[name]

    def compiled(self, build: Callable[["PackSet"], T]) -> T:
        """What `build` makes of this set, made once and kept with it."""
        if build not in self._compiled:
            self._compiled[build] = build(self)
        return cast("T", self._compiled[build])

    @property
    def payers(self) -> PayerBook:
        """All payers."""
        return self._payers or self.compiled(_shipped_payers)

    def payer(self, name: str) -> Payer:
        """The payer of that id or kind; an unknown name comes back with `known` False."""
        return self.payers.get(name)

    def amount(self, key: str, payer: str, on: date, bucket: str = "") -> Amount | CannotJudge:
        """The value of a row of `thresholds` on a day, or why it cannot judge."""
        return amount_on(key, self.table("thresholds").history(key, payer, bucket), on)

    def changed(self, tables: Mapping[str, Table], payers: PayerBook | None = None) -> "PackSet":
        """A new set in which these tables and payers take the place of those of the same name."""
        return PackSet(
            self._places, self._payer_folder, {**self._tables, **tables}, {}, payers or self._payers
        )


def _shipped_payers(packs: PackSet) -> PayerBook:
    return read_payers(packs._payer_folder)


def read_packs(root: Traversable) -> PackSet:
    """Read the manifests under `root`, one per folder; tables follow when they are asked for.

    Raises:
        ValueError: two manifests describe a table of one name.
    """
    places: dict[str, tuple[Mapping[str, Any], Traversable]] = {}
    for folder in sorted(root.iterdir(), key=lambda entry: entry.name):
        manifest = folder.joinpath("manifest.yaml") if folder.is_dir() else None
        if manifest is None or not manifest.is_file():
            continue
        for name, described in read_yaml(manifest).items():
            if name in places:
                raise ValueError(f"two packs have a table {name}")
            places[name] = (described, folder)
    return PackSet(places, root.joinpath("payers"), {}, {})


@cache
def shipped_packs() -> PackSet:
    """The packs that come with Chartside, without any clinic's overlay. Read once per process."""
    return read_packs(files("chartside.packs"))
