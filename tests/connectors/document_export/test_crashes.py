"""Cut off anywhere, any number of times: the EHR gets the package whole and once."""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.connectors.document_export.connector import DocumentExport
from chartside.connectors.document_export.disk import Disk
from chartside.connectors.document_export.simulator import FolderEhr
from tests.connectors.document_export.sample import (
    DESTINATION,
    FILES,
    KEY,
    SORTED_DESTINATION,
    DiedError,
    DyingDisk,
)

crash = st.tuples(st.integers(0, 24), st.sampled_from(["before", "middle", "after"]), st.booleans())


@settings(max_examples=150, deadline=None)
@given(
    crashes=st.lists(crash, max_size=5),
    take=st.booleans(),
    destination=st.sampled_from([DESTINATION, SORTED_DESTINATION]),
)
def test_whole_and_once_through_crashes(crashes, take, destination):
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        folder = DocumentExport(root).prepare(destination)
        ehr = FolderEhr(folder, take=take)
        for step, moment, ehr_looks in crashes:
            with suppress(DiedError):
                DocumentExport(root, DyingDisk(step, moment)).deliver(KEY, destination, FILES)
            if ehr_looks:
                ehr.import_new()
        DocumentExport(root).deliver(KEY, destination, FILES)
        ehr.import_new()
        assert [arrival.key for arrival in ehr.imported] == [KEY]
        assert ehr.imported[0].files == {file.name: file.sha256 for file in FILES}
        assert ehr.refused == []
        DocumentExport(root).deliver("another", destination, FILES)
        assert list((folder / ".chartside/staged").iterdir()) == []
        assert sorted(p.name for p in (folder / ".chartside/sent").iterdir()) == [
            "another",
            KEY.replace(":", "."),
        ]


def test_the_dying_disk_reaches_every_step():
    """A property over crashes proves nothing if the crashes come too late."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        DocumentExport(root).prepare(DESTINATION)
        died = 0
        for step in range(40):
            try:
                DocumentExport(root, DyingDisk(step, "after")).deliver(f"key-{step}", DESTINATION, FILES)
            except DiedError:
                died += 1
        assert died >= 8


class KillingDisk(Disk):
    """Kills its own process at the n-th move or write: the real thing, once per place."""

    def __init__(self, step: int) -> None:
        self._left = step

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def write_file(self, path: Path, data: bytes) -> None:
        self._count()
        super().write_file(path, data)

    def move(self, source: Path, target: Path) -> None:
        super().move(source, target)
        self._count()


def deliver_and_die(root: str, step: int) -> None:
    DocumentExport(Path(root), KillingDisk(step)).deliver(KEY, DESTINATION, FILES)


@pytest.mark.parametrize("step", [0, 2, 3, 4, 5])
def test_a_killed_process_leaves_nothing_half(tmp_path, step):
    folder = DocumentExport(tmp_path).prepare(DESTINATION)
    code = (
        "from tests.connectors.document_export.test_crashes import deliver_and_die;"
        f"deliver_and_die({str(tmp_path)!r}, {step})"
    )
    process = subprocess.run([sys.executable, "-c", code], check=False)
    assert process.returncode == -signal.SIGKILL
    ehr = FolderEhr(folder, take=True)
    ehr.import_new()
    assert ehr.refused == []
    DocumentExport(tmp_path).deliver(KEY, DESTINATION, FILES)
    ehr.import_new()
    assert [arrival.key for arrival in ehr.imported] == [KEY]
