"""The tree of files that the checks read, and what a complaint is."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SKIPPED = {
    *(".git", ".venv", "var", "dist", "node_modules", "__pycache__"),
    *(".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"),
}
# Files of others, kept byte for byte and checked against their own manifest.
OF_OTHERS = ("/vendor/", "paper/fonts")
TEXT = {
    *(".py", ".md", ".html", ".css", ".js", ".sql", ".typ", ".yaml", ".yml", ".toml", ".csv", ".json"),
    *(".txt", ".svg", ".sh", ".cfg", ".ini", ".mako", ".jsonl"),
}


@dataclass(frozen=True)
class Complaint:
    """What is wrong, where, and what to do instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Tree:
    """The repository, or a small one made by a test."""

    root: Path

    def files(self, *endings: str, under: str = "") -> Iterator[Path]:
        """Every file of ours with one of the endings (all of them if none is named), sorted."""
        start = self.root / under
        for path in sorted(start.rglob("*")) if start.is_dir() else ():
            place = path.relative_to(self.root)
            if SKIPPED & set(place.parts) or any(part in place.as_posix() for part in OF_OTHERS):
                continue
            if path.is_file() and (not endings or path.suffix in endings):
                yield path

    def texts(self, under: str = "") -> Iterator[tuple[Path, str]]:
        """Every text file of ours with its text."""
        for path in self.files(under=under):
            if path.suffix in TEXT or path.name in ("Makefile", ".importlinter", ".gitignore"):
                yield path, read(path)

    def modules(self, under: str = "src") -> Iterator[tuple[Path, ast.Module]]:
        """Every Python module with its syntax tree."""
        for path in self.files(".py", under=under):
            yield path, parsed(path)

    def complaint(self, path: Path, line: int, message: str) -> Complaint:
        """A complaint about a file of this tree."""
        return Complaint(path.relative_to(self.root).as_posix(), line, message)


Check = Callable[[Tree], list[Complaint]]


@cache
def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(read(path), filename=str(path))


def dotted(node: ast.expr) -> str:
    """`datetime.now` for that expression, empty for anything but names and attributes."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
