"""The instructions to a model, layer by layer, as one text with a version."""

from dataclasses import dataclass

from chartside.kernel.canonical import canonical_json, sha256_hex
from chartside.rulebook.packs import PackSet

TABLE = "prompt_layers"


@dataclass(frozen=True)
class Prompt:
    """The instructions for one draft.

    Attributes:
        version: changes with any letter of any layer; stored with each call.
        layers: the layers that have a text, as `layer/name`.
    """

    text: str
    version: str
    layers: tuple[str, ...]


def prompt_for(packs: PackSet, use: str, payer: str = "", specialty: str = "") -> Prompt:
    """Base, the clinic's own, that of the payer (else of its kind), that of the specialty."""
    lineage = packs.payer(payer).lineage if payer else ()
    wanted = [("base", use), ("clinic", "own")]
    told = [name for name in (payer, *lineage) if name and _text(packs, "payer", name)]
    wanted += [("payer", name) for name in told[:1]]
    wanted += [("specialty", specialty)] if specialty else []
    layers = [(layer, name, text) for layer, name in wanted if (text := _text(packs, layer, name))]
    version = sha256_hex(canonical_json(layers))[:12]
    names = tuple(f"{layer}/{name}" for layer, name, _ in layers)
    return Prompt("\n\n".join(text for _, _, text in layers), version, names)


def _text(packs: PackSet, layer: str, name: str) -> str:
    row = packs.table(TABLE).get(layer, name)
    return row.get("text").strip() if row else ""
