"""What the papers tell people to type works."""

import re
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
SHOWN = re.findall(r"^```\n(.*?)^```", (HERE / "README.md").read_text(), re.MULTILINE | re.DOTALL)


def test_every_make_target_named_in_the_papers_exists():
    targets = set(re.findall(r"^([a-z]+):", (HERE / "Makefile").read_text(), re.MULTILINE))
    for paper in ("README.md", "CONTRIBUTING.md", "docs/README.md", "docs/architecture.md"):
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", (HERE / paper).read_text(), re.MULTILINE))
        assert named <= targets, paper


@pytest.mark.parametrize(
    "line", [line for block in SHOWN for line in block.splitlines() if ".venv/bin/" in line]
)
def test_every_command_in_the_readme_answers(line):
    done = subprocess.run(["/bin/sh", "-c", line], cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
