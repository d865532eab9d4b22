"""`python -m bench [WORD ...]`: measure, print, and write docs/performance.md.

A word that names a group (`platform`, `draft`, `privacy`) chooses that group; any other word the benches
whose name holds it. A group is a module with `benches()`, a context manager that prepares and yields them; a
new group is one entry of `GROUPS`. `kills` is the campaign of kills, `retrieval` the finding of signed
sentences; each gives a section of its own.
"""

import os
import sys

from bench import (
    composer_benches,
    draft_benches,
    kills,
    likeness_benches,
    model_benches,
    platform_benches,
    privacy_benches,
    retrieval,
    table,
    verifier_benches,
)
from bench.measure import Figure, measure

SECTIONS = {
    kills.WORD: (kills.TITLE, kills.campaign),
    retrieval.WORD: (retrieval.TITLE, retrieval.figures),
}
GROUPS = {
    "platform": platform_benches.benches,
    "composer": composer_benches.benches,
    "draft": draft_benches.benches,
    "likeness": likeness_benches.benches,
    "models": model_benches.benches,
    "privacy": privacy_benches.benches,
    "verifier": verifier_benches.benches,
}


def main(words: list[str]) -> int:
    """Run the chosen benches; 2 when no bench was chosen."""
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())} on {os.cpu_count()} cores")
    sections = [word for word in words if word in SECTIONS]
    figures = [] if words and words == sections else _ratios([word for word in words if word not in SECTIONS])
    if figures:
        table.write(figures)
    for word in sections or ([] if words else SECTIONS):
        title, measured = SECTIONS[word]
        section = measured()
        print(section)
        table.write_section(title, section)
    if not figures and not sections:
        return 2
    return 0


def _ratios(words: list[str]) -> list[Figure]:
    named = [word for word in words if word in GROUPS]
    others = [word for word in words if word not in GROUPS]
    figures: list[Figure] = []
    for group in [GROUPS[word] for word in named] or list(GROUPS.values()):
        with group() as benches:
            for bench in benches:
                if others and not any(word.lower() in bench.name.lower() for word in others):
                    continue
                figures.append(measure(bench))
                print(table.row(figures[-1]), flush=True)
    return figures


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
