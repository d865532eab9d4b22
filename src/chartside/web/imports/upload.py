"""What was uploaded, and in plain words why it cannot be read."""

import re
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile

from chartside.clinic.imports import KINDS
from chartside.kernel.errors import Refused

MOST_BYTES = 25 * 1024 * 1024
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# How files begin that people take for tables. Told apart by content: names are often wrong.
_OTHER_FILES = (
    (
        b"PK\x03\x04",
        "This is an Excel workbook or another packed file. Save the sheet as CSV and choose that.",
    ),
    (b"\xd0\xcf\x11\xe0", "This is an older Excel workbook. Save the sheet as CSV and choose that."),
    (b"%PDF", "This is a PDF. Export the list as CSV from your chart system and choose that."),
    (b"\x89PNG", "This is a picture. Export the list as CSV from your chart system and choose that."),
    (b"\xff\xd8\xff", "This is a picture. Export the list as CSV from your chart system and choose that."),
    (b"\x1f\x8b", "This is a packed file. Unpack it and choose the CSV file in it."),
)


@dataclass(frozen=True)
class Upload:
    """A file to bring in: its bytes, its kind, and the system whose ids it holds."""

    data: bytes
    kind: str
    source: str


def read_upload(form: FormData) -> Upload:
    """The file of the upload form.

    Raises:
        Refused: there is none, or it is no table that could be read; in words a person can act on.
    """
    kind, source, file = form.get("kind"), form.get("source"), form.get("file")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Refused("Say what the file holds.")
    name = system_name(source if isinstance(source, str) else "")
    if not name:
        raise Refused("Say which system the file is from, in letters or digits.")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refused("Choose a file first.")
    if file.size is not None and file.size > MOST_BYTES:
        raise Refused(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Split it and import the parts."
        )
    data = file.file.read()
    _refuse_other_files(data)
    return Upload(data, kind, name)


def system_name(text: str) -> str:
    """`WebPT (main)` as `webpt-main`: the same system must not become two by its spelling."""
    return _NOT_A_WORD.sub("-", text.lower()).strip("-")[:40]


def _refuse_other_files(data: bytes) -> None:
    if not data:
        raise Refused("The file is empty.")
    for start, words in _OTHER_FILES:
        if data.startswith(start):
            raise Refused(words)
