"""Reads a PDF back, as a fax desk, an archive or a screen reader would."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, runs of white space as one space, invisible break points taken out."""
    reader = PdfReader(BytesIO(pdf))
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in reader.pages]


def words_of(pdf: bytes) -> str:
    """The words of the whole file."""
    return " ".join(pages_of(pdf))


def catalog(pdf: bytes) -> DictionaryObject:
    """The document catalog."""
    return PdfReader(BytesIO(pdf)).root_object


def structure_tags(pdf: bytes) -> set[str]:
    """Every kind of tag in the structure tree (`/H1`, `/Table`, `/TH`, `/P` ...)."""
    found: set[str] = set()

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.add(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    walk(catalog(pdf)["/StructTreeRoot"])
    return found


def smallest_type(pdf: bytes) -> float:
    """The smallest type size on any page, in points."""
    sizes: list[float] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, tm, _font, size: (
                sizes.append(abs(size * tm[3])) if text.strip() else None
            )
        )
    return min(size for size in sizes if size > 0)
