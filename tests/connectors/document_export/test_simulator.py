import json
import subprocess
import sys
from pathlib import Path

from chartside.connectors.document_export.connector import DocumentExport
from chartside.connectors.document_export.simulator import FolderEhr
from tests.connectors.document_export.sample import DESTINATION, FILES, FOLDER_NAME, KEY


def delivered(tmp_path: Path) -> Path:
    export = DocumentExport(tmp_path)
    folder = export.prepare(DESTINATION)
    export.deliver(KEY, DESTINATION, FILES)
    return folder


def test_it_refuses_a_file_that_was_changed(tmp_path):
    folder = delivered(tmp_path)
    (folder / FOLDER_NAME / "charge.csv").write_bytes(b"code,units\r\n97530,9\r\n")
    ehr = FolderEhr(folder)
    assert ehr.import_new() == []
    assert ehr.refused[0].problems == ("charge.csv differs from its hash",)


def test_it_refuses_missing_and_extra_files_and_folders_without_manifest(tmp_path):
    folder = delivered(tmp_path)
    (folder / FOLDER_NAME / "note.pdf").rename(folder / FOLDER_NAME / "note2.pdf")
    (folder / "stray").mkdir()
    (folder / "stray/x.pdf").write_bytes(b"x")
    ehr = FolderEhr(folder)
    ehr.import_new()
    assert [a.problems for a in ehr.refused] == [
        ("note.pdf is missing", "note2.pdf is not in the manifest"),
        ("no readable manifest: FileNotFoundError",),
    ]


def test_it_sees_a_key_twice(tmp_path):
    folder = delivered(tmp_path)
    ehr = FolderEhr(folder)
    ehr.import_new()
    (folder / FOLDER_NAME).rename(folder / "copied")
    ehr.import_new()
    assert ehr.duplicates() == [KEY]


def test_it_reports_on_the_command_line(tmp_path):
    folder = delivered(tmp_path)
    command = [sys.executable, "-m", "chartside.connectors.document_export.simulator", str(folder), "--take"]
    first = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert [arrival["key"] for arrival in first["imported"]] == [KEY]
    second = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert second["imported"] == []
