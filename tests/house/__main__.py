"""`python -m tests.house`: every complaint on a line of its own; exit 1 when there is one."""

import sys
from pathlib import Path

from tests.house.checks import CHECKS
from tests.house.tree import Tree

tree = Tree(Path(__file__).parents[2])
complaints = [complaint for check in CHECKS for complaint in check(tree)]
for complaint in complaints:
    sys.stdout.write(f"{complaint}\n")
sys.stdout.write(f"house: {len(CHECKS)} checks, {len(complaints)} complaints\n")
sys.exit(1 if complaints else 0)
