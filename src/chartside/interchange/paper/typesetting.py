"""The one call to Typst: a template and JSON values in, a tagged PDF out."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

from chartside.interchange.paper.characters import FONTS, character_class, printable

TEMPLATES = Path(__file__).with_name("templates")
FACE = "Atkinson Hyperlegible Next"
FALLBACKS = ("Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Sans Math")
# Tagged and accessible (PDF/UA-1), fit for an archive (PDF/A-2a); Typst refuses a page that cannot be both.
STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]


def typeset(template: str, values: dict[str, Any], written_at: datetime) -> bytes:
    """A PDF of the template filled with the values.

    Same values, same bytes: the only date inside is `written_at`, the only fonts are the shipped ones.
    Every text among the values reaches the template as data and can hold no markup.

    Args:
        template: name of a file in `templates/` without its ending.
        values: JSON-shaped; texts may hold any character.
        written_at: an instant with a zone.

    Raises:
        ValueError: `written_at` has no zone.
    """
    if written_at.tzinfo is None:
        raise ValueError("written_at needs a zone")
    stamp = written_at.astimezone(UTC).replace(microsecond=0)
    written = {part: getattr(stamp, part) for part in ("year", "month", "day", "hour", "minute", "second")}
    paper = {key: _printable_throughout(value) for key, value in values.items()} | {
        "written": written,
        "fonts": _font_list(),
    }
    compiler = typst.Compiler(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=[*STANDARDS], timestamp=stamp)
    if not isinstance(pdf, bytes):
        raise TypeError(f"Typst gave {type(pdf).__name__} instead of one PDF")
    return pdf


def _printable_throughout(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable_throughout(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable_throughout(inner) for inner in value]
    return value


@cache
def _font_list() -> list[dict[str, str]]:
    """The face, held to the characters it has whole, then the fallbacks.

    Without the limit a face that lacks a letter with two accents would be asked to pile it up from parts.
    """
    return [{"name": FACE, "covers": character_class(FACE)}, *({"name": name} for name in FALLBACKS)]


@cache
def _fonts() -> typst.Fonts:
    """Read once: finding the fonts costs more than setting a page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
