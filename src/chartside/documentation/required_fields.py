"""Which fields the session form asks for: by setting, payer and code (`packs/forms/required_fields.yaml`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from chartside.drafting.language.data import load_yaml, pack_file
from chartside.rulebook.packs import PackSet, shipped_packs


@dataclass(frozen=True)
class RequiredField:
    """A field that must be answered.

    Attributes:
        name: the field, a key of `fields` in the pack: `activities`, `minutes`, `side` ...
        label: what the form calls it.
        why: one sentence for the therapist.
        codes: the codes that ask for it; empty when the visit asks for it whatever is billed.
        source: on whose word; `confidence` says how sure that is.
    """

    name: str
    label: str
    why: str
    codes: tuple[str, ...]
    source: str
    confidence: str


@cache
def required_pack() -> dict[str, Any]:
    """The pack as it stands. Callers must not change it."""
    return load_yaml(pack_file("forms", "required_fields.yaml").read_text(encoding="utf-8"))


def required_fields(
    setting: str, payer: str, codes: Iterable[str], packs: PackSet | None = None
) -> tuple[RequiredField, ...]:
    """The fields that this visit must have answered, each once, in the order of the pack.

    Args:
        setting: id of a specialty pack; an unknown one adds nothing.
        payer: a payer kind or the id of a payer pack; empty or unknown: what every payer asks for.
        codes: the procedure codes chosen so far.
        packs: the clinic's packs; the shipped ones when not given.
    """
    told = (packs or shipped_packs()).payer(payer) if payer else None
    chosen = frozenset(code.strip().upper() for code in codes)
    found: dict[str, RequiredField] = {}
    for row, asking in _rows(setting, told.lineage if told else (), chosen):
        for name in row["fields"]:
            before = found.get(name)
            if before is None:
                found[name] = _field(name, row, asking)
            elif before.codes and not asking:
                found[name] = _field(name, row, ())
            elif before.codes:
                found[name] = _field(name, row, tuple(dict.fromkeys((*before.codes, *asking))))
    order = list(required_pack()["fields"])
    return tuple(sorted(found.values(), key=lambda one: order.index(one.name)))


def _rows(
    setting: str, lineage: tuple[str, ...], chosen: frozenset[str]
) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """The rows that reach this visit, with the codes that brought each."""
    pack = required_pack()
    yield from ((row, ()) for row in pack["always"])
    yield from ((row, ()) for row in pack["settings"] if setting in row["settings"])
    yield from ((row, ()) for row in pack["payers"] if not {*row["scope"]}.isdisjoint(lineage))
    for row in pack["codes"]:
        asking = tuple(code for code in row["codes"] if code in chosen)
        if asking:
            yield row, asking


def _field(name: str, row: dict[str, Any], codes: tuple[str, ...]) -> RequiredField:
    label = required_pack()["fields"][name]
    return RequiredField(name, label, row["why"], codes, row["source"], row["confidence"])
