"""A small table that somebody uploads to a form."""

from starlette.datastructures import UploadFile

from chartside.documentation.forms.flowsheet import LARGEST_BYTES
from chartside.kernel.errors import Refused


def read_csv(given: object) -> tuple[str, str]:
    """The name and the text of an uploaded table.

    Raises:
        Refused: there is none, or it is too large or no text.
    """
    if not isinstance(given, UploadFile) or not given.filename:
        raise Refused("Choose a file first.")
    if given.size is not None and given.size > LARGEST_BYTES:
        raise Refused(
            f"The file is larger than {LARGEST_BYTES // 1000} kB. A flowsheet of one visit is small."
        )
    data = given.file.read()
    if not data.strip():
        raise Refused("The file is empty.")
    if b"\x00" in data[:1000] or data.startswith((b"PK", b"%PDF", b"\xd0\xcf")):
        raise Refused("This is no table of text. Save the sheet as CSV and choose that.")
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return given.filename[:80], text
