"""`python -m bench [WORD ...]`: measure, print, and write docs/performance.md.

Words choose the benches whose name holds one of them. A group of benches is a module with `benches()`, a
context manager that prepares and yields them; a new group is one entry of `GROUPS`.
"""

import os
import sys

from bench import platform_benches, table
from bench.measure import Figure, measure

GROUPS = (platform_benches.benches,)


def main(words: list[str]) -> int:
    """Run the chosen benches; 2 when no bench was chosen."""
    figures: list[Figure] = []
    print(f"load before: {', '.join(f'{load:.1f}' for load in os.getloadavg())} on {os.cpu_count()} cores")
    for group in GROUPS:
        with group() as benches:
            for bench in benches:
                if words and not any(word.lower() in bench.name.lower() for word in words):
                    continue
                figures.append(measure(bench))
                print(table.row(figures[-1]), flush=True)
    if not figures:
        return 2
    table.write(figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
