"""A small signed package, and a disk that dies at a chosen step."""

from pathlib import Path

from chartside.connectors.document_export.disk import Disk
from chartside.kernel.canonical import sha256_hex
from chartside.review.ports import OutboundFile

KEY = "deliver:0193a6c2-7a1e-7cc3-9d0e-4b1f2a6c8e11"
FOLDER_NAME = "deliver.0193a6c2-7a1e-7cc3-9d0e-4b1f2a6c8e11"
DESTINATION = {"folder": "westlake"}
SORTED_DESTINATION = {
    "folder": "westlake",
    "profile": "by_kind_and_month",
    "kind": "treatment_note",
    "month": "2026-11",
}


def outbound(name: str, data: bytes, media_type: str = "application/pdf") -> OutboundFile:
    return OutboundFile(name, media_type, sha256_hex(data), data)


FILES = (
    outbound("note.pdf", b"%PDF-1.7 a note " * 400),
    outbound("charge.csv", b"code,units\r\n97530,2\r\n", "text/csv"),
)
OTHER_FILES = (outbound("note.pdf", b"%PDF-1.7 another note"),)


class DiedError(BaseException):
    """The process is gone: no clean-up code may do anything from here on."""


class DyingDisk(Disk):
    """Dies at one step, before it, in its middle or after it, and stays dead."""

    def __init__(self, step: int, moment: str) -> None:
        self._left = step
        self._moment = moment
        self._dead = False

    def make_folder(self, path: Path, *, private: bool = False) -> None:
        if self._reached("middle"):
            path.mkdir(exist_ok=True)  # made, but its name not yet made to last
            raise DiedError
        super().make_folder(path, private=private)
        self._after()

    def write_file(self, path: Path, data: bytes) -> None:
        if self._reached("middle"):
            path.write_bytes(data[: len(data) // 2])
            raise DiedError
        super().write_file(path, data)
        self._after()

    def sync_folder(self, path: Path) -> None:
        if self._dead:
            raise DiedError
        super().sync_folder(path)

    def move(self, source: Path, target: Path) -> None:
        self._reached("never")
        super().move(source, target)
        self._after()

    def remove_tree(self, path: Path) -> None:
        if self._reached("middle"):
            for file in list(path.rglob("*"))[:1]:
                if file.is_file():
                    file.unlink()
            raise DiedError
        super().remove_tree(path)
        self._after()

    def _reached(self, moment: str) -> bool:
        if self._dead:
            raise DiedError
        self._left -= 1
        if self._left >= 0:
            return False
        if self._moment == "before":
            self._die()
        self._dead = self._moment == moment
        return self._dead

    def _after(self) -> None:
        if self._left < 0:
            self._die()

    def _die(self) -> None:
        self._dead = True
        raise DiedError
