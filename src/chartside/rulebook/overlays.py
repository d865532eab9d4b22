"""A clinic's own word over the shipped packs.

Loading and versioning entries is the clinic record's; merging them is here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from chartside.kernel.dates import DateRange
from chartside.kernel.findings import Confidence
from chartside.rulebook.packs import PackSet
from chartside.rulebook.payers import Payer, PayerBook, Setting
from chartside.rulebook.tables import Row, Table

PAYER_PACK = "payers"


@dataclass(frozen=True)
class OverlayRow:
    """One entry of a clinic.

    Attributes:
        pack: a table's name (`thresholds`), or `payers`.
        key: for a table the row's key joined by `|` (`kx_threshold|medicare_b|OT`); for a payer its id and
            the setting (`acme_health|unit_rule`).
        value: the cells that differ from the shipped row; for a payer `{"value": ..., "kind": ...}`, where
            `kind` names the parent of a payer that no pack has.
        approved_by: the named person who confirmed it. Without one the entry is unverified: it only warns.
        version: of several entries with one pack and key, higher versions win where their dates overlap.
    """

    pack: str
    key: str
    value: Mapping[str, str]
    source: str
    confidence: Confidence
    owner: str
    version: int
    approved_by: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None

    @property
    def standing(self) -> Confidence:
        """The confidence that counts: nobody's confirmation makes an entry unverified."""
        return self.confidence if self.approved_by else Confidence.UNVERIFIED


def merge(packs: PackSet, overlay: Iterable[OverlayRow]) -> PackSet:
    """The packs as this clinic sees them. The given set stays as it is.

    Raises:
        ValueError: an entry names no table, or a key with too many or too few parts.
    """
    by_pack: dict[str, list[OverlayRow]] = {}
    for entry in sorted(overlay, key=lambda entry: -entry.version):
        by_pack.setdefault(entry.pack, []).append(entry)
    payer_entries = by_pack.pop(PAYER_PACK, [])
    unknown = sorted(set(by_pack) - set(packs.table_names))
    if unknown:
        raise ValueError(f"no pack has a table {unknown[0]}")
    tables = {name: _merge_table(packs.table(name), entries) for name, entries in by_pack.items()}
    payers = _merge_payers(packs.payers, payer_entries) if payer_entries else None
    return packs.changed(tables, payers)


def _merge_table(table: Table, entries: Iterable[OverlayRow]) -> Table:
    return replace(table, rows=(*(_table_row(table, entry) for entry in entries), *table.rows))


def _table_row(table: Table, entry: OverlayRow) -> Row:
    """The overlay's row: the shipped row of that key with the clinic's cells, dates and source on it."""
    key = tuple(entry.key.split("|"))
    if len(key) != len(table.key):
        raise ValueError(f"{table.name}: the key {entry.key!r} should hold {', '.join(table.key)}")
    shipped = table.get(*key, on=entry.effective_from) or table.get(*key)
    cells = dict(shipped.values) if shipped else {}
    cells |= dict(zip(table.key, key, strict=True)) | dict(entry.value)
    cells |= {
        "source": entry.source,
        "confidence": entry.standing.value,
        "effective_from": entry.effective_from.isoformat() if entry.effective_from else "",
        "effective_to": entry.effective_to.isoformat() if entry.effective_to else "",
    }
    return Row(cells, overlay=entry.owner)


def _merge_payers(book: PayerBook, entries: Iterable[OverlayRow]) -> PayerBook:
    payers = dict(book.payers)
    # Lowest version first, so that each newer entry is put before the older ones.
    for entry in sorted(entries, key=lambda entry: entry.version):
        id_, _, name = entry.key.partition("|")
        if not name:
            raise ValueError(f"payers: the key {entry.key!r} should hold a payer and a setting")
        payer = payers.get(id_) or _new_payer(book, id_, entry.value.get("kind", ""))
        said = Setting(
            value=entry.value["value"],
            source=entry.source,
            confidence=entry.standing,
            effective=DateRange(entry.effective_from, entry.effective_to),
        )
        settings = {**payer.settings, name: (said, *payer.settings.get(name, ()))}
        payers[id_] = replace(payer, settings=settings, known=True)
    return PayerBook(payers)


def _new_payer(book: PayerBook, id_: str, kind: str) -> Payer:
    """A payer of the clinic's own, with the settings of the kind it names."""
    payer = book.get(id_)
    if not kind:
        return payer
    parent = book.get(kind)
    return replace(payer, lineage=(id_, *parent.lineage), settings=parent.settings)
