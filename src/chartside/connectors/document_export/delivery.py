"""One delivery: staged, written into the ledger, made visible in one step. Each step can be cut off anywhere.

The private folder `.chartside` in the destination (the same file system, so a rename is one step) holds:

- `staged/<name>.<random>/`  a package being written; it means nothing until the ledger names it;
- `sent/<name>/receipt.json` the ledger: this key will appear, or has appeared, with these bytes, from that
  stage.

A ledger entry whose stage still exists was cut off before it became visible: the next attempt finishes it.
One whose stage is gone has been visible, whether or not the EHR has taken the folder away since. So a key
appears at most once.
"""

import errno
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chartside.connectors.document_export.disk import Disk, lock_alone, shared_lock
from chartside.connectors.document_export.package import Package, holds_exactly
from chartside.kernel.canonical import canonical_json
from chartside.kernel.errors import Permanent, UnknownOutcome

PRIVATE = ".chartside"
_RECEIPT = "receipt.json"
_OCCUPIED = (errno.ENOTEMPTY, errno.EEXIST)


@dataclass(frozen=True)
class Entry:
    """A ledger entry: what was promised under a key."""

    manifest_sha256: str
    path: str
    staged: str


class ExportFolder:
    """One destination folder and its ledger."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self.folder = folder
        self._disk = disk
        self._private = folder / PRIVATE
        self._staged = self._private / "staged"
        self._sent = self._private / "sent"
        self._lock = self._private / "lock"

    def put(self, package: Package, subfolders: tuple[str, ...]) -> Entry:
        """Make the package visible once, or learn that it was.

        Raises:
            Permanent: another package was delivered under this key, or something foreign stands in its place.
            UnknownOutcome: it became visible, but the disk did not confirm that it will last; or the ledger
                cannot be read.
            OSError: the disk refused; nothing became visible by this call.
        """
        self._prepare()
        self._clear_up()
        entry = self._entry(package.folder_name)
        if entry is None:
            with shared_lock(self._lock):
                stage = self._stage(package)
                entry = self._enter(package, "/".join((*subfolders, package.folder_name)), stage)
        if entry.manifest_sha256 != package.manifest_sha256:
            raise Permanent("another package was already delivered under this key, with other bytes")
        self._show(entry, package)
        return entry

    def _prepare(self) -> None:
        for path in (self._private, self._staged, self._sent):
            if not path.is_dir():
                self._disk.make_folder(path, private=True)

    def _clear_up(self) -> None:
        """Remove what cut-off attempts left and nobody needs; leave it for later while someone is writing."""
        if not any(self._staged.iterdir()) and not any(self._sent.glob(".*")):
            return
        with lock_alone(self._lock) as alone:
            if not alone:
                return
            for stage in self._staged.iterdir():
                entry = self._entry(stage.name.rpartition("~")[0])
                if entry is None or entry.staged != stage.name:
                    self._disk.remove_tree(stage)
            for unfinished in self._sent.glob(".*"):
                self._disk.remove_tree(unfinished)

    def _entry(self, name: str) -> Entry | None:
        try:
            text = (self._sent / name / _RECEIPT).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        try:
            return Entry(**json.loads(text))
        except (ValueError, TypeError) as error:
            raise UnknownOutcome(
                "the ledger of the export folder cannot be read; see whether it arrived"
            ) from error

    def _stage(self, package: Package) -> str:
        """Write the whole package where nobody looks; gives the stage's name."""
        stage = self._staged / f"{package.folder_name}~{secrets.token_hex(8)}"
        try:
            self._write_folder(stage, package.contents)
        except OSError:
            self._disk.remove_tree(stage)
            raise
        return stage.name

    def _enter(self, package: Package, path: str, stage: str) -> Entry:
        """Enter the stage into the ledger, unless the key has an entry; gives the entry that holds."""
        entry = Entry(package.manifest_sha256, path, stage)
        unfinished = self._sent / f".{package.folder_name}~{secrets.token_hex(8)}"
        self._write_folder(unfinished, {_RECEIPT: canonical_json(vars(entry))})
        try:
            self._disk.move(unfinished, self._sent / package.folder_name)
        except OSError as error:
            if error.errno not in _OCCUPIED:
                raise
            first = self._entry(package.folder_name)
            if first is None:
                raise
            self._disk.remove_tree(unfinished)
            self._disk.remove_tree(self._staged / stage)
            return first
        return entry

    def _write_folder(self, folder: Path, contents: Mapping[str, bytes]) -> None:
        self._disk.make_folder(folder)
        for name, data in contents.items():
            self._disk.write_file(folder / name, data)
        self._disk.sync_folder(folder)

    def _show(self, entry: Entry, package: Package) -> None:
        """Move the entry's stage to where the EHR looks, unless that has happened."""
        stage = self._staged / entry.staged
        if not stage.is_dir():
            return
        # Here, not after writing it: an attempt that was cut off in between must also know that the entry
        # lasts before anybody can see the package.
        self._disk.sync_folder(self._sent)
        target = self._open_target(entry)
        try:
            self._disk.move(stage, target)
        except FileNotFoundError:
            if stage.is_dir():
                raise
        except OSError as error:
            if error.errno not in (*_OCCUPIED, errno.ENOTDIR):
                raise
            if not (target.is_dir() and holds_exactly(target, package)):
                raise Permanent(
                    "something else stands in the export folder under this package's name"
                ) from error
            self._disk.remove_tree(stage)
        self._confirm(target)

    def _open_target(self, entry: Entry) -> Path:
        """The path of the entry's package, its parent folders made."""
        target = self.folder / entry.path
        missing = [
            parent
            for parent in target.parents
            if parent.is_relative_to(self.folder) and parent != self.folder
        ]
        for parent in reversed(missing):
            self._disk.make_folder(parent)
        if not target.parent.resolve().is_relative_to(self.folder.resolve()):
            raise Permanent("a link inside the export folder leads out of it")
        return target

    def _confirm(self, target: Path) -> None:
        try:
            self._disk.sync_folder(target.parent)
            self._disk.sync_folder(self._staged)
        except OSError as error:
            raise UnknownOutcome(
                "the package stands in the export folder, but the disk did not confirm it"
            ) from error
