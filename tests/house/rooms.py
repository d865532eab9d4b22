"""Rooms introduce themselves, and each stands in the import contracts."""

import re
import tomllib
from pathlib import Path

from tests.house.tree import Complaint, Tree, read

# Rooms that are no area: the rest of the top level is.
_NO_AREA = {"kernel", "rulebook", "packs", "interchange", "platform", "connectors", "web", "cli"}
_ROOMS_OF_ROOMS = ("platform", "connectors")


def rooms_have_readmes(tree: Tree) -> list[Complaint]:
    """Every area, platform sub-package and connector that holds something says in a README what it is for."""
    top = tree.root / "src/chartside"
    rooms = [room for room in _packages(top) if room.name not in _NO_AREA]
    for name in _ROOMS_OF_ROOMS:
        rooms += _packages(top / name)
    return [
        tree.complaint(
            room / "README.md", 1, "missing: ten lines on what this room does, owns and hands to whom"
        )
        for room in rooms
        if not (room / "README.md").exists()
    ]


def rooms_stand_in_the_contracts(tree: Tree) -> list[Complaint]:
    """A top-level package or platform sub-package without an import contract may import whatever it likes."""
    contracts = tree.root / ".importlinter"
    text = read(contracts) if contracts.exists() else ""
    top = tree.root / "src/chartside"
    named = set(re.findall(r"chartside(?:\.platform)?\.(\w+)", text)) | set(
        re.findall(r"^\s+\((\w+)\)", text, re.M)
    )
    rooms = [*_packages(top), *_packages(top / "platform")]
    return [
        tree.complaint(contracts, 1, f"{room.relative_to(top).as_posix()} stands in no import contract")
        for room in rooms
        if room.name not in named | {"packs"}
    ]


def dependencies_have_reasons(tree: Tree) -> list[Complaint]:
    """Whatever we install is in the table that says why."""
    project = tree.root / "pyproject.toml"
    table = tree.root / "docs/decisions/dependencies.md"
    if not project.exists():
        return []
    settings = tomllib.loads(read(project))
    wanted = [*settings["project"]["dependencies"], *settings.get("dependency-groups", {}).get("dev", [])]
    for extra in settings["project"].get("optional-dependencies", {}).values():
        wanted += extra
    rows = set(re.findall(r"^\| `([\w.-]+)`", read(table) if table.exists() else "", re.M))
    names = {re.split(r"[\[<>=!~; ]", entry, maxsplit=1)[0] for entry in wanted}
    return [
        *(tree.complaint(table, 1, f"no reason given for {name}") for name in sorted(names - rows)),
        *(tree.complaint(table, 1, f"{name} is not installed any more") for name in sorted(rows - names)),
    ]


def _packages(folder: Path) -> list[Path]:
    """Packages below a folder that hold more than their `__init__`."""
    found = [child for child in sorted(folder.glob("*")) if (child / "__init__.py").exists()]
    return [child for child in found if any(f.name != "__init__.py" for f in child.rglob("*.py"))]
