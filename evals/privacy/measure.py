"""How many identifiers were found, by class, and how many strings that must stay were lost.

`python -m evals.privacy` prints it for the made notes and for the written cases, those held back apart.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from chartside.privacy.api import Chart, Clinic, Finder, IdentifierType
from evals.privacy.cases import HELD_BACK, case_files, judge, read_cases
from evals.privacy.generate import MadeNote, generate

NOTES, SEED = 450, 2026
Masker = Callable[[str, dict[str, Any], dict[str, Any] | None], Iterable[tuple[int, int]]]


@dataclass
class Tally:
    """Counts over many texts: `wanted` and `found` by class letter, `all`, and `chart` (what it knows)."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    stays: int = 0
    lost: int = 0
    misses: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    def recall(self, key: str) -> float:
        """The share found of a class, of `chart` or of `all`; 1 where nothing was wanted."""
        return self.found[key] / self.wanted[key] if self.wanted[key] else 1.0


def ours(text: str, chart: dict[str, Any], clinic: dict[str, Any] | None) -> list[tuple[int, int]]:
    """What our detector masks."""
    finder = Finder(Chart(**chart), Clinic(**clinic) if clinic else None)
    return [(span.start, span.end) for span in finder.spans(text)]


def measure_made(notes: Iterable[MadeNote], masker: Masker = ours) -> Tally:
    """Mask made notes and count."""
    tally = Tally()
    for note in notes:
        covered = {i for start, end in masker(note.text, note.chart, note.clinic) for i in range(start, end)}
        for wanted in note.wanted:
            keys = ["all", IdentifierType(wanted.type).safe_harbor, *(["chart"] if wanted.in_chart else [])]
            tally.wanted.update(keys)
            if all(i in covered for i in range(wanted.start, wanted.end) if note.text[i].isalnum()):
                tally.found.update(keys)
            else:
                tally.misses.append(_around(note, wanted.start, wanted.end))
        for start, end in note.stays:
            tally.stays += 1
            if any(i in covered for i in range(start, end) if note.text[i].isalnum()):
                tally.lost += 1
                tally.losses.append(_around(note, start, end))
    return tally


def _around(note: MadeNote, start: int, end: int) -> str:
    beside = note.text[max(0, start - 30) : end + 20]
    return f"{note.id}: {note.text[start:end]!r} in {beside!r}"


def measure_cases(names: Iterable[str], masker: Masker = ours) -> Tally:
    """Mask the written cases of these files and count."""
    tally = Tally()
    for name in names:
        for case in read_cases(name):
            verdict = judge(case, masker(case.text, case.chart, case.clinic))
            tally.wanted["all"] += verdict.wanted
            tally.found["all"] += verdict.wanted - len(verdict.missed)
            tally.stays += verdict.stays
            tally.lost += len(verdict.lost)
            tally.misses += [f"{case.id}: {missed!r} ({case.why})" for missed in verdict.missed]
            tally.losses += [f"{case.id}: {lost!r} ({case.why})" for lost in verdict.lost]
    return tally


def report(title: str, tally: Tally) -> str:
    """The tally as lines of text."""
    classes = " ".join(f"{key} {tally.recall(key):.3f}" for key in sorted(tally.wanted) if len(key) == 1)
    chart = f", known to the chart {tally.recall('chart'):.4f}" if tally.wanted["chart"] else ""
    lines = [
        f"{title}: recall {tally.recall('all'):.4f} of {tally.wanted['all']}{chart}; "
        f"lost {tally.lost} of {tally.stays}",
        *([f"  by class: {classes}"] if classes else []),
        *(f"  missed {it}" for it in tally.misses),
        *(f"  lost {it}" for it in tally.losses),
    ]
    return "\n".join(lines)


def main(*, held_back: bool) -> None:
    """Print everything."""
    print(report(f"{NOTES} made notes", measure_made(generate(NOTES, SEED))))
    print(report("written cases", measure_cases([name for name in case_files() if name != HELD_BACK])))
    if held_back:
        print(report("cases held back", measure_cases([HELD_BACK])))
