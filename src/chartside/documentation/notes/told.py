"""What the input of a draft tells of its wording: the author's style, and the notes it must not repeat."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from chartside.documentation.sessions.entries import listed, said
from chartside.drafting.style import Style
from chartside.drafting.style.learn import learn_style


class Told(NamedTuple):
    """The style (None when nothing tells it) and the texts of earlier notes."""

    style: Style | None
    recent: tuple[str, ...]


def told_of(record: Mapping[str, Any]) -> Told:
    """Read `prior_note` and, under `context`, `style`, `style_samples` and `recent_notes`.

    `style` is the shape of `Style.as_json`; `style_samples` are notes of the author, to learn it from.
    """
    context = record.get("context")
    context = context if isinstance(context, dict) else {}
    notes = [*listed(record.get("prior_note")), *listed(context.get("recent_notes"))]
    return Told(_style(context), tuple(text for note in notes if (text := said(note))))


def _style(context: Mapping[str, Any]) -> Style | None:
    shape = context.get("style")
    if isinstance(shape, dict):
        return Style.read(shape)
    samples = [text for text in listed(context.get("style_samples")) if isinstance(text, str)]
    return learn_style(samples) if samples else None
