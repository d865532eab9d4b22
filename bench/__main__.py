"""`python -m bench [WORD ...]`: measure, print, and write docs/performance.md.

A word that names a group (`platform`, `draft`) chooses that group; any other word the benches whose name
holds it. A group is a module with `benches()`, a context manager that prepares and yields them; a new group
is one entry of `GROUPS`. `kills` is the campaign of kills, which gives a section of its own.
"""

import os
import sys

from bench import draft_benches, kills, platform_benches, table, verifier_benches
from bench.measure import Figure, measure

GROUPS = {
    "platform": platform_benches.benches,
    "draft": draft_benches.benches,
    "verifier": verifier_benches.benches,
}


def main(words: list[str]) -> int:
    """Run the chosen benches; 2 when no bench was chosen."""
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())} on {os.cpu_count()} cores")
    figures = [] if words == [kills.WORD] else _ratios([word for word in words if word != kills.WORD])
    if figures:
        table.write(figures)
    if not words or kills.WORD in words:
        section = kills.campaign()
        print(section)
        table.write_section(kills.TITLE, section)
    elif not figures:
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
