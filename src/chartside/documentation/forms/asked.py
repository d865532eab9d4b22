"""What a code or a payer asks of the form besides the usual: chosen from data, answered by taps."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from chartside.drafting.language.data import load_yaml, pack_file
from chartside.rulebook.packs import PackSet, shipped_packs


@dataclass(frozen=True)
class RequiredField:
    """One question that a code or a payer adds to the form.

    Attributes:
        member: the member of the session that its answer becomes.
        options: what may be tapped; there are always some, nothing asks for free text alone.
        several: more than one may be chosen.
        why: which code or payer asks, and by what.
    """

    id: str
    member: str
    label: str
    options: tuple[str, ...]
    several: bool
    why: str


def fields_asked_by(
    setting: str, payer: str, codes: Collection[str], packs: PackSet | None = None
) -> tuple[RequiredField, ...]:
    """What these codes, this payer and this setting ask, in the order of the pack.

    Args:
        setting: id of a specialty pack.
        payer: the clinic's own id of the payer, a kind of payer or the id of a payer pack.
        codes: the procedure codes chosen so far.
        packs: the clinic's packs; the shipped ones when not given.
    """
    names = _payer_names(payer, packs or shipped_packs())
    asked = {code.upper() for code in codes}
    return tuple(
        RequiredField(
            several=row.get("several", False),
            options=tuple(row["options"]),
            **{name: row[name] for name in _WORDS},
        )
        for row in _rows()
        if _applies(row["when"], setting, names, asked)
    )


def _payer_names(payer: str, packs: PackSet) -> frozenset[str]:
    """The payer's own id and the kinds that it belongs to."""
    return frozenset((payer, *packs.payer(payer).lineage)) if payer else frozenset()


def _applies(when: dict[str, Any], setting: str, payers: frozenset[str], codes: set[str]) -> bool:
    told = {"codes": codes, "payers": payers, "settings": {setting}}
    return all(set(map(str, when[name])) & set(have) for name, have in told.items() if name in when)


_WORDS = ("id", "member", "label", "why")


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    pack = load_yaml(pack_file("forms", "asked_fields.yaml").read_text(encoding="utf-8"))
    return tuple(pack["fields"])
