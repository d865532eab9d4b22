"""Files of pictures and voices, and what is said of only one person."""

import re
from collections.abc import Iterator
from functools import cache

from chartside.privacy.lexicon import cues
from chartside.privacy.model import IdentifierType
from chartside.privacy.note import Note

Found = tuple[int, int, IdentifierType]

_FILE = re.compile(r"(?<![\w/])[\w()-]+(?:[.-][\w()-]+)*\.([A-Za-z0-9]{2,4})\b")
_CAMERA = re.compile(
    r"\b(?:IMG|DSC|DSCN|PXL|VID|MVI|GOPR|REC|VOICE|AUD)[_-]?\d{3,}(?:_\d+)*\b", re.IGNORECASE
)
_PASSWORD = re.compile(
    r"\b(?:password|passwd|pwd|passphrase)\s*(?:is|:|=)?\s*([^\s,;]*\d[^\s,;]*)", re.IGNORECASE
)
_CAMERAS = ("img", "dsc", "pxl", "vid", "mvi", "gopr", "rec", "voice", "aud")
_ONLY = (
    r"\b(?:the|her|his|our|their)\s+(only\s+(?:[\w'-]+\s+){0,4}?(?:HEADS)\b"
    r"(?:[^.;\n]{0,90}?\b(?:in|at|on|of)\s+(?:the|our|his|her|its|their|[A-Z])[\w' -]{1,40}))"
)


def find_marks(note: Note) -> Iterator[Found]:
    """File names with the ending of a picture, film, voice or paper; and the only one of a kind."""
    plain = note.plain
    if note.dotted:
        for match in _FILE.finditer(plain):
            kind = _file_kind(match[1].lower())
            if kind:
                yield *match.span(), kind
    if any(low.startswith(_CAMERAS) for low in note.lows):
        for match in _CAMERA.finditer(plain):
            yield *match.span(), IdentifierType.PHOTO
    if note.vocabulary & {"password", "passwd", "pwd", "passphrase"}:
        for match in _PASSWORD.finditer(plain):
            yield *match.span(1), IdentifierType.OTHER
    if "only" in note.vocabulary:
        for match in _only().finditer(plain):
            yield *match.span(1), IdentifierType.OTHER


def _file_kind(ending: str) -> IdentifierType | None:
    words = cues()
    if ending in words["media_endings"]:
        return IdentifierType.PHOTO
    if ending in words["voice_endings"]:
        return IdentifierType.BIOMETRIC
    return IdentifierType.OTHER if ending in words["paper_endings"] else None


@cache
def _only() -> re.Pattern[str]:
    heads = "|".join(sorted(cues()["unique_heads"]))
    return re.compile(_ONLY.replace("HEADS", heads), re.IGNORECASE)
