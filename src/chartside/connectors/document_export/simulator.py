"""An EHR's import job beside the connector: takes what appears in the drop folder and says what it got.

`python -m chartside.connectors.document_export.simulator FOLDER [--take]` prints one JSON report.
"""

import argparse
import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from chartside.connectors.document_export.package import FORMAT, MANIFEST
from chartside.kernel.canonical import sha256_hex


@dataclass(frozen=True)
class Arrival:
    """One folder that the import job found.

    Attributes:
        path: where it stood in the drop folder.
        key: the package's key, by its manifest.
        files: hash of each file by the name under which it was signed.
        problems: why the job refuses the folder; empty when it imported it.
    """

    path: str
    key: str
    files: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass
class FolderEhr:
    """An EHR that imports from a folder and remembers every key it ever imported.

    Attributes:
        take: whether it takes a folder away once it has imported it, as many import jobs do.
    """

    folder: Path
    take: bool = False
    imported: list[Arrival] = field(default_factory=list)
    refused: list[Arrival] = field(default_factory=list)
    _left_standing: set[str] = field(default_factory=set)

    def import_new(self) -> list[Arrival]:
        """Import every folder not imported before; gives what was imported now."""
        new = []
        for path in packages_in(self.folder):
            place = path.relative_to(self.folder).as_posix()
            if place in self._left_standing:
                continue
            arrival = read_package(path, place)
            if arrival.problems:
                self.refused.append(arrival)
                continue
            new.append(arrival)
            if self.take:
                shutil.rmtree(path)
            else:
                self._left_standing.add(place)
        self.imported += new
        return new

    def duplicates(self) -> list[str]:
        """Keys that were imported more than once."""
        return sorted(key for key, count in Counter(a.key for a in self.imported).items() if count > 1)

    def report(self) -> dict[str, Any]:
        """What was imported, refused and doubled, JSON-shaped."""
        return {
            "imported": [asdict(arrival) for arrival in self.imported],
            "refused": [asdict(arrival) for arrival in self.refused],
            "duplicates": self.duplicates(),
        }


def packages_in(folder: Path) -> Iterator[Path]:
    """Every folder that holds files, in order; names that begin with a full stop are not for the job."""
    visible = sorted(child for child in folder.iterdir() if not child.name.startswith("."))
    for child in visible:
        if child.is_dir():
            if any(inner.is_file() for inner in child.iterdir()):
                yield child
            else:
                yield from packages_in(child)


def read_package(path: Path, place: str) -> Arrival:
    """Read one folder and check every file against the manifest."""
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
        listed = {entry["name"]: entry for entry in manifest["files"]}
        key = str(manifest["key"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Arrival(place, "", problems=(f"no readable manifest: {type(error).__name__}",))
    problems = [] if manifest.get("format") == FORMAT else [f"unknown format {manifest.get('format')!r}"]
    for name, entry in listed.items():
        file = path / name
        if not file.is_file():
            problems.append(f"{name} is missing")
        elif sha256_hex(file.read_bytes()) != entry["sha256"]:
            problems.append(f"{name} differs from its hash")
    extra = {file.name for file in path.iterdir() if file.stat().st_size} - set(listed) - {MANIFEST}
    problems += [f"{name} is not in the manifest" for name in sorted(extra)]
    files = {entry["signed_name"]: entry["sha256"] for entry in listed.values()}
    return Arrival(place, key, files, tuple(problems))


def main() -> None:
    """Import once and print the report."""
    parser = argparse.ArgumentParser(description="Import a drop folder once, as an EHR would, and report.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--take", action="store_true", help="take imported folders away")
    arguments = parser.parse_args()
    ehr = FolderEhr(arguments.folder, take=arguments.take)
    ehr.import_new()
    json.dump(ehr.report(), sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
