"""Which row of the table `outcome_measures` a name means."""

import re
from dataclasses import dataclass

from chartside.drafting.language.data import load_yaml, pack_file
from chartside.drafting.language.words import words
from chartside.rulebook.packs import PackSet, shipped_packs
from chartside.rulebook.tables import Row

_SOURCED = "verified"


@dataclass(frozen=True)
class Threshold:
    """A change that counts: `kind` is `MDC` or `MCID`, as a published range in the unit of the measure.

    Attributes:
        population: in whom it was found.
        sourced: the row has been read in its source; only then a note may rest on it.
    """

    kind: str
    least: float
    most: float
    population: str
    source: str
    sourced: bool


@dataclass(frozen=True)
class Measure:
    """One test or questionnaire. `least` and `most` are None where the range is open.

    Attributes:
        higher_is_better: None where neither way is.
    """

    id: str
    name: str
    unit: str
    least: float | None
    most: float | None
    higher_is_better: bool | None
    thresholds: tuple[Threshold, ...]
    source: str
    confidence: str

    def range_problem(self, score: float) -> str | None:
        """Why a score cannot be one of this measure; None when it can, or when no range is known."""
        below = self.least is not None and score < self.least
        above = self.most is not None and score > self.most
        if not (below or above):
            return None
        ends = [f"{end:g}" for end in (self.least, self.most) if end is not None]
        return f"{self.name} goes from {' to '.join(ends)} {self.unit}".rstrip()


def find_measure(name: str, packs: PackSet | None = None) -> Measure | None:
    """The measure of that name, short name or id, however it is spelled; None when no pack knows it."""
    return (packs or shipped_packs()).compiled(_by_name).get(_key(name))


def all_measures(packs: PackSet | None = None) -> tuple[Measure, ...]:
    """Every measure of the packs, each once."""
    return tuple(dict.fromkeys((packs or shipped_packs()).compiled(_by_name).values()))


def _key(name: str) -> str:
    said = re.findall(r"[a-z]+|\d+", name.lower().replace("&", " and "))
    return "".join(word for word in said if word not in ("the", "score", "test", "scale"))


def _by_name(packs: PackSet) -> dict[str, Measure]:
    others = load_yaml(pack_file("measures", "names.yaml").read_text(encoding="utf-8"))["names"]
    found: dict[str, Measure] = {}
    for row in packs.table("outcome_measures").rows:
        measure = _read(row)
        bare = re.sub(r"\s*\(.*?\)", "", measure.name)
        for name in (
            measure.id,
            measure.id.replace("_", " "),
            measure.name,
            bare,
            *others.get(measure.id, ()),
        ):
            if words(name) or name:
                found.setdefault(_key(name), measure)
    return found


def _read(row: Row) -> Measure:
    sourced = row["confidence"] == _SOURCED
    thresholds = []
    for kind in ("mdc", "mcid"):
        least, most = _number(row[f"{kind}_min"]), _number(row[f"{kind}_max"])
        if least is not None and most is not None:
            thresholds.append(
                Threshold(kind.upper(), least, most, row[f"{kind}_population"], row["source"], sourced)
            )
    better = {"yes": True, "no": False}.get(row["higher_is_better"])
    least, most = _number(row["min"]), _number(row["max"])
    return Measure(
        row["id"],
        row["name"],
        row["unit"],
        least,
        most,
        better,
        tuple(thresholds),
        row["source"],
        row["confidence"],
    )


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(?:\.\d+)?", text.strip()) else None
