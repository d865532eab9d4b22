"""Which encoding a file is in, and its text."""

import codecs
import io
from dataclasses import dataclass

from chartside.kernel.errors import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 4096


@dataclass(frozen=True)
class Decoded:
    """The text of a file, to be read line by line, and what was odd about its encoding."""

    encoding: str
    lines: io.TextIOWrapper
    problems: tuple[Problem, ...]


def decode(data: bytes) -> Decoded:
    """Open bytes as text lines that keep their line ends. Never raises: unreadable bytes become U+FFFD."""
    encoding = _encoding(data)
    problems: tuple[Problem, ...] = ()
    if encoding == "cp1252":
        problems = (
            Problem(
                "not_utf8",
                "The file is not UTF-8; it was read as Windows-1252. Check names with accents.",
            ),
        )
    elif not _decodes(data, encoding):
        problems = (
            Problem(
                "broken_text",
                f"Some bytes are not valid {encoding}; they are shown as \N{REPLACEMENT CHARACTER}.",
            ),
        )
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")
    return Decoded(encoding, lines, problems)


def _encoding(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    return _utf16_without_bom(data) or ("utf-8" if _decodes(data, "utf-8") else "cp1252")


def _utf16_without_bom(data: bytes) -> str | None:
    """Western text in UTF-16 has a NUL in every second byte, on the same side."""
    sample = data[:_SAMPLE_BYTES]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = 0.8 * (len(sample) // 2)
    if odd >= most and even == 0:
        return "utf-16-le"
    if even >= most and odd == 0:
        return "utf-16-be"
    return None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
