import errno
import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from chartside.connectors.document_export.connector import DocumentExport
from chartside.connectors.document_export.disk import Disk
from chartside.connectors.document_export.simulator import FolderEhr
from chartside.kernel.errors import Permanent, Temporary, UnknownOutcome
from chartside.review.ports import Deliverer
from tests.connectors.document_export.sample import (
    DESTINATION,
    FILES,
    FOLDER_NAME,
    KEY,
    OTHER_FILES,
    SORTED_DESTINATION,
    outbound,
)


@pytest.fixture
def export(tmp_path):
    connector = DocumentExport(tmp_path)
    connector.prepare(DESTINATION)
    return connector


@pytest.fixture
def folder(tmp_path, export):
    return tmp_path / "westlake"


def visible(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    )


def test_it_is_what_review_asks_for(export):
    deliverer: Deliverer = export
    assert deliverer.idempotent


def test_a_package_appears_with_its_files_and_manifest(export, folder):
    receipt = export.deliver(KEY, DESTINATION, FILES)
    assert receipt.reference == FOLDER_NAME
    assert visible(folder) == [
        f"{FOLDER_NAME}/{name}" for name in ("charge.csv", "manifest.json", "note.pdf")
    ]
    for file in FILES:
        assert (folder / FOLDER_NAME / file.name).read_bytes() == file.data
    manifest = json.loads((folder / FOLDER_NAME / "manifest.json").read_text())
    assert manifest["key"] == KEY
    assert {entry["name"]: entry["sha256"] for entry in manifest["files"]} == {
        f.name: f.sha256 for f in FILES
    }


def test_the_same_package_again_gives_the_same_receipt_and_writes_nothing(export, folder):
    first = export.deliver(KEY, DESTINATION, FILES)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert export.deliver(KEY, DESTINATION, FILES) == first
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_other_bytes_under_the_same_key_are_refused(export, folder):
    export.deliver(KEY, DESTINATION, FILES)
    with pytest.raises(Permanent, match="other bytes"):
        export.deliver(KEY, DESTINATION, OTHER_FILES)
    assert (folder / FOLDER_NAME / "note.pdf").read_bytes() == FILES[0].data


def test_what_the_ehr_took_away_never_comes_back(export, folder):
    ehr = FolderEhr(folder, take=True)
    first = export.deliver(KEY, DESTINATION, FILES)
    assert [arrival.key for arrival in ehr.import_new()] == [KEY]
    assert export.deliver(KEY, DESTINATION, FILES) == first
    assert ehr.import_new() == []
    assert ehr.duplicates() == []
    with pytest.raises(Permanent):
        export.deliver(KEY, DESTINATION, OTHER_FILES)


def test_a_lost_ledger_does_not_write_over_what_stands_there(export, folder):
    first = export.deliver(KEY, DESTINATION, FILES)
    Disk().remove_tree(folder / ".chartside")
    assert export.deliver(KEY, DESTINATION, FILES) == first
    Disk().remove_tree(folder / ".chartside")
    with pytest.raises(Permanent, match="something else stands"):
        export.deliver(KEY, DESTINATION, OTHER_FILES)
    assert (folder / FOLDER_NAME / "note.pdf").read_bytes() == FILES[0].data


def test_a_ledger_nobody_can_read_stops_for_a_person(export, folder):
    export.deliver(KEY, DESTINATION, FILES)
    (folder / ".chartside/sent" / FOLDER_NAME / "receipt.json").write_text("{")
    with pytest.raises(UnknownOutcome):
        export.deliver(KEY, DESTINATION, FILES)


def test_profiles_sort_into_subfolders(export, folder):
    receipt = export.deliver(KEY, SORTED_DESTINATION, FILES)
    assert receipt.reference == f"treatment_note/2026-11/{FOLDER_NAME}"
    assert (folder / receipt.reference / "manifest.json").is_file()


def test_a_ready_file_and_unique_names_where_the_import_job_wants_them(export, folder):
    receipt = export.deliver(KEY, {**DESTINATION, "profile": "ready_flag"}, FILES)
    names = {path.name for path in (folder / receipt.reference).iterdir()}
    assert names == {"READY", "manifest.json", f"{FOLDER_NAME}_note.pdf", f"{FOLDER_NAME}_charge.csv"}
    (arrival,) = FolderEhr(folder).import_new()
    assert set(arrival.files) == {"note.pdf", "charge.csv"}


@pytest.mark.parametrize(
    "destination",
    [
        {},
        {"folder": ""},
        {"folder": ".."},
        {"folder": "../elsewhere"},
        {"folder": "/etc"},
        {"folder": "a/../../b"},
        {"folder": "westlake", "profile": "no_such"},
        {"folder": "westlake", "profile": "by_kind_and_month"},
        {"folder": "westlake", "profile": "by_kind_and_month", "kind": "../..", "month": "2026-11"},
        {"folder": "westlake", "profile": "by_kind_and_month", "kind": "a/b", "month": "2026-11"},
        {"folder": "westlake", "patient": "Theo"},
        {"folder": "CON"},
        {"folder": "westlake\x00"},
    ],
)
def test_a_destination_that_could_lead_elsewhere_is_refused(export, destination):
    with pytest.raises(Permanent):
        export.deliver(KEY, destination, FILES)


@pytest.mark.parametrize("key", ["", "..", "a/b", "a.b", "a b", ".hidden", "x" * 200, "a\nb", "nul"])
def test_a_key_that_is_no_folder_name_is_refused(export, key):
    with pytest.raises(Permanent):
        export.deliver(key, DESTINATION, FILES)


@pytest.mark.parametrize(
    "files",
    [
        (),
        (outbound("../note.pdf", b"x"),),
        (outbound(".chartside", b"x"),),
        (outbound("manifest.json", b"x"),),
        (outbound("note.pdf", b"x"), outbound("NOTE.pdf", b"y")),
        (replace(FILES[0], sha256="0" * 64),),
    ],
)
def test_files_that_are_not_a_package_are_refused(export, folder, files):
    with pytest.raises(Permanent):
        export.deliver(KEY, DESTINATION, files)
    assert visible(folder) == []


def test_a_link_out_of_the_root_is_refused(export, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (tmp_path / "linked").symlink_to(outside)
    with pytest.raises(Permanent, match="leads out"):
        export.deliver(KEY, {"folder": "linked"}, FILES)
    (tmp_path / "westlake/treatment_note").symlink_to(outside)
    with pytest.raises(Permanent, match="leads out"):
        export.deliver(KEY, SORTED_DESTINATION, FILES)
    assert list(outside.rglob("manifest.json")) == []


def test_a_share_that_is_not_mounted_is_tried_again_and_never_made(tmp_path):
    with pytest.raises(Temporary, match="mounted"):
        DocumentExport(tmp_path).deliver(KEY, {"folder": "not_there"}, FILES)
    assert list(tmp_path.iterdir()) == []


class FailingDisk(Disk):
    """Refuses every file write, or every confirmation of a visible folder, with one error."""

    def __init__(self, code: int, confirming: Path | None = None) -> None:
        self._code = code
        self._confirming = confirming

    def write_file(self, path, data):
        if self._confirming is None:
            raise OSError(self._code, os.strerror(self._code))
        super().write_file(path, data)

    def sync_folder(self, path):
        if path == self._confirming:
            raise OSError(self._code, os.strerror(self._code))
        super().sync_folder(path)


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (errno.ENOSPC, Temporary),
        (errno.EDQUOT, Temporary),
        (errno.EIO, Temporary),
        (errno.ESTALE, Temporary),
        (errno.EACCES, Permanent),
        (errno.EROFS, Permanent),
        (errno.ENAMETOOLONG, Permanent),
    ],
)
def test_a_failing_disk_says_whether_trying_again_helps(tmp_path, export, folder, code, failure):
    with pytest.raises(failure):
        DocumentExport(tmp_path, FailingDisk(code)).deliver(KEY, DESTINATION, FILES)
    assert visible(folder) == []
    assert list((folder / ".chartside/staged").iterdir()) == []
    export.deliver(KEY, DESTINATION, FILES)
    assert len(FolderEhr(folder).import_new()) == 1


def test_a_folder_that_appeared_without_confirmation_is_an_unknown_outcome(tmp_path, export, folder):
    export.deliver("first", SORTED_DESTINATION, FILES)
    failing = FailingDisk(errno.EIO, confirming=folder / "treatment_note/2026-11")
    with pytest.raises(UnknownOutcome):
        DocumentExport(tmp_path, failing).deliver(KEY, SORTED_DESTINATION, FILES)
    export.deliver(KEY, SORTED_DESTINATION, FILES)
    assert len(FolderEhr(folder).import_new()) == 2


def test_many_workers_with_one_key_deliver_once(tmp_path, export, folder):
    receipts, failures = [], []
    start = threading.Barrier(8)

    def work():
        start.wait()
        try:
            receipts.append(DocumentExport(tmp_path).deliver(KEY, DESTINATION, FILES))
        except Exception as error:  # noqa: BLE001 - a thread reports whatever went wrong
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert receipts == [receipts[0]] * 8
    ehr = FolderEhr(folder)
    assert len(ehr.import_new()) == 1
    assert ehr.refused == []
    export.deliver("next", DESTINATION, FILES)
    assert list((folder / ".chartside/staged").iterdir()) == []


def test_a_stage_that_lost_the_race_and_died_is_cleared_up(export, folder):
    export.deliver(KEY, SORTED_DESTINATION, FILES)
    (folder / f".chartside/staged/{FOLDER_NAME}~0123456789abcdef").mkdir()
    Disk().remove_tree(folder / "treatment_note")
    export.deliver(KEY, SORTED_DESTINATION, FILES)
    assert list((folder / ".chartside/staged").iterdir()) == []
    assert not (folder / "treatment_note").exists()
