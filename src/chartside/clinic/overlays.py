"""What the organisation lays over the shipped packs: versioned here, merged by the rulebook."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import func, select

from chartside.clinic.rows import own
from chartside.clinic.tables import Overlay, Payer
from chartside.kernel.canonical import canonical_json
from chartside.kernel.errors import Refused
from chartside.kernel.findings import Confidence
from chartside.platform.tenancy import Work
from chartside.rulebook.overlays import PAYER_PACK, OverlayRow, merge
from chartside.rulebook.packs import PackSet, shipped_packs

_SETUP = "clinic set-up"
"""Who answers for what the clinic's own file says of its payers."""


@dataclass(frozen=True)
class Entry:
    """What is laid over one entry of a pack.

    Attributes:
        pack: a table's name, or `payers`.
        key: the entry's key, its parts joined by a bar (`kx_threshold|medicare_b|OT`).
        value: the cells that differ; for a payer's setting `{"value": ...}`.
        source: on whose word. `confidence` counts only when `approved_by`, a named person, confirmed it.
        owner: who answers for it.
        effective_from: first day; `effective_to` the last, both inclusive, `None` open.
    """

    pack: str
    key: str
    value: Mapping[str, str]
    source: str
    owner: str
    confidence: Confidence = Confidence.UNVERIFIED
    approved_by: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None


def put_overlay(work: Work, entry: Entry) -> int:
    """Lay an entry over the packs; returns its version. Earlier ones hold for days it does not cover.

    Raises:
        Refused: the packs have no place for it; nothing is written.
    """
    version = _next_version(work, entry.pack, entry.key)
    row = OverlayRow(
        pack=entry.pack,
        key=entry.key,
        value=entry.value,
        source=entry.source,
        confidence=entry.confidence,
        owner=entry.owner,
        version=version,
        approved_by=entry.approved_by,
        effective_from=entry.effective_from,
        effective_to=entry.effective_to,
    )
    try:
        merge(shipped_packs(), [row])
    except (ValueError, KeyError) as error:
        raise Refused(f"This entry fits no pack: {error}") from error
    _add(work, row, value=dict(entry.value))
    return version


def take_back_overlay(work: Work, pack: str, key: str, owner: str, reason: str) -> int:
    """Let the shipped packs speak again for a key; returns the version. What was said stays on record."""
    version = _next_version(work, pack, key)
    row = OverlayRow(pack, key, {}, reason, Confidence.UNVERIFIED, owner, version)
    _add(work, row, value=None)
    return version


def overlay_history(work: Work, pack: str, key: str) -> list[Overlay]:
    """Every version of a key, the newest first; `value` is `None` where it was taken back."""
    rows = own(work, Overlay).where(Overlay.pack == pack, Overlay.key == key)
    return list(work.session.scalars(rows.order_by(Overlay.version.desc())))


def overlay_rows(work: Work) -> list[OverlayRow]:
    """What stands over the packs now, the clinic's own payer settings included."""
    stored = work.session.scalars(
        own(work, Overlay).order_by(Overlay.pack, Overlay.key, Overlay.version)
    ).all()
    standing: dict[tuple[str, str], list[OverlayRow]] = {}
    for row in stored:
        if row.value is None:
            standing.pop((row.pack, row.key), None)
        else:
            standing.setdefault((row.pack, row.key), []).append(_row(row))
    return [*_payer_settings(work), *(row for rows in standing.values() for row in rows)]


def pack_set(work: Work) -> PackSet:
    """The packs as this organisation sees them: an immutable value for pure code."""
    rows = overlay_rows(work)
    return _merged(canonical_json([_shape(row) for row in rows])) if rows else shipped_packs()


@lru_cache(maxsize=64)
def _merged(rows: bytes) -> PackSet:
    # Merged and compiled once per content, whoever asks; the key is the content, so nothing goes stale.
    return merge(shipped_packs(), [_from_shape(shape) for shape in json.loads(rows)])


def _payer_settings(work: Work) -> list[OverlayRow]:
    """The clinic's payers, so that rules know `bluestem` as a Medicaid plan and how it counts units."""
    payers = work.session.scalars(own(work, Payer).where(Payer.active).order_by(Payer.code))
    return [
        OverlayRow(
            PAYER_PACK,
            f"{payer.code}|{setting}",
            {"value": value, "kind": payer.kind},
            "the clinic's list of payers",
            Confidence.UNVERIFIED,
            _SETUP,
            0,
        )
        for payer in payers
        for setting, value in (("name", payer.name), ("unit_rule", payer.unit_rule))
        if value
    ]


def _next_version(work: Work, pack: str, key: str) -> int:
    newest = select(func.max(Overlay.version)).where(
        Overlay.org_id == work.org_id, Overlay.pack == pack, Overlay.key == key
    )
    return (work.session.scalar(newest) or 0) + 1


def _add(work: Work, row: OverlayRow, value: dict[str, str] | None) -> None:
    stored = Overlay(
        org_id=work.org_id,
        pack=row.pack,
        key=row.key,
        value=value,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        source=row.source,
        confidence=row.confidence.value,
        owner=row.owner,
        approved_by=row.approved_by,
        version=row.version,
        created_at=work.clock.now(),
    )
    work.session.add(stored)
    work.session.flush()
    act = "overlay.taken_back" if value is None else "overlay.put"
    work.audit(act, "overlay", stored.id, pack=row.pack, key=row.key, version=row.version)


def _row(stored: Overlay) -> OverlayRow:
    return OverlayRow(
        pack=stored.pack,
        key=stored.key,
        value=stored.value,
        source=stored.source,
        confidence=Confidence(stored.confidence),
        owner=stored.owner,
        version=stored.version,
        approved_by=stored.approved_by,
        effective_from=stored.effective_from,
        effective_to=stored.effective_to,
    )


def _shape(row: OverlayRow) -> dict[str, object]:
    days = {name: day.isoformat() if day else None for name, day in _days(row).items()}
    return {**vars(row), **days, "value": dict(row.value), "confidence": row.confidence.value}


def _from_shape(shape: dict[str, object]) -> OverlayRow:
    days = {name: date.fromisoformat(str(shape[name])) if shape[name] else None for name in _DAYS}
    confidence = Confidence(str(shape["confidence"]))
    return OverlayRow(**{**shape, **days, "confidence": confidence})  # type: ignore[arg-type]


_DAYS = ("effective_from", "effective_to")


def _days(row: OverlayRow) -> dict[str, date | None]:
    return {"effective_from": row.effective_from, "effective_to": row.effective_to}
