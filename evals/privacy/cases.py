"""The written cases: read from YAML, and judged by what was masked and what was lost.

A wanted string counts only when every letter and digit of it is masked, at each place where it stands. A
string that must stay is lost when any letter or digit of it is masked. Braces mark the part that counts:
`{Will} ran`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
HELD_BACK = "held_back"

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """One text with what must be masked and what must stay."""

    id: str
    why: str
    text: str
    chart: dict[str, Any]
    clinic: dict[str, Any] | None
    must_mask: tuple[str, ...]
    must_keep: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What went wrong in a case; `wanted` and `stays` are how many strings it asked for."""

    id: str
    wanted: int
    stays: int
    missed: tuple[str, ...]
    lost: tuple[str, ...]


def read_cases(name: str) -> list[Case]:
    """The cases of one file."""
    people = yaml.safe_load((HERE / "charts.yaml").read_text(encoding="utf-8"))
    return [
        Case(
            row["id"],
            row["why"],
            row["text"],
            _named(people["charts"], row["chart"]),
            _named(people["clinics"], row["clinic"]) if "clinic" in row else None,
            tuple(map(str, row.get("must_mask", []))),
            tuple(map(str, row.get("must_keep", []))),
        )
        for row in yaml.safe_load((HERE / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    ]


def _named(shared: dict[str, dict[str, Any]], given: str | dict[str, Any]) -> dict[str, Any]:
    """A chart or clinic of the shared file by its name, or one of the case's own."""
    return given if isinstance(given, dict) else shared[given]


def case_files() -> list[str]:
    """The names of the files of cases."""
    return sorted(path.stem for path in (HERE / "cases").glob("*.yaml"))


def judge(case: Case, masked: Iterable[Stretch]) -> Verdict:
    """Compare what was masked with what the case asks for."""
    covered = {place for start, end in masked for place in range(start, end)}
    missed = [
        wanted
        for wanted in case.must_mask
        if not all(_all_in(case.text, it, covered) for it in places(case.text, wanted))
    ]
    lost = [
        stays
        for stays in case.must_keep
        if any(_any_in(case.text, it, covered) for it in places(case.text, stays))
    ]
    return Verdict(case.id, len(case.must_mask), len(case.must_keep), tuple(missed), tuple(lost))


def places(text: str, wanted: str) -> Iterator[Stretch]:
    """Where a wanted string stands.

    Raises:
        ValueError: it stands nowhere; the case is wrong.
    """
    before, mark, rest = wanted.partition("{")
    inside = rest.partition("}")[0] if mark else before
    whole = re.sub(r"[{}]", "", wanted)
    shift = len(before) if mark else 0
    # At the edge of a word, so that the Rose of `Rosette` does not count.
    pattern = rf"(?<!\w){re.escape(whole)}(?!\w)"
    found = [(m.start() + shift, m.start() + shift + len(inside)) for m in re.finditer(pattern, text)]
    if not found and whole in text:
        at = text.index(whole) + shift
        found = [(at, at + len(inside))]
    if not found:
        raise ValueError(f"{wanted!r} does not stand in the text")
    return iter(found)


def _all_in(text: str, stretch: Stretch, covered: set[int]) -> bool:
    return all(place in covered for place in range(*stretch) if text[place].isalnum())


def _any_in(text: str, stretch: Stretch, covered: set[int]) -> bool:
    return any(place in covered for place in range(*stretch) if text[place].isalnum())
