"""What others may import: find the identifiers of a text, or replace them."""

from collections.abc import Iterable

from chartside.privacy.find import Finder
from chartside.privacy.model import Chart, Clinic, IdentifierType, Span

__all__ = ["Chart", "Clinic", "Finder", "IdentifierType", "Span", "find_identifiers", "redact", "replaced"]


def find_identifiers(text: str, chart: Chart, clinic: Clinic | None = None) -> tuple[Span, ...]:
    """Every identifier of the patient, the family, the household and the employer in a text.

    Args:
        text: any text; offsets of the answer are into it.
        chart: what is known of the patient; may be empty.
        clinic: the clinic's own data, which stays.

    Returns:
        Spans in order, not overlapping. The same text and chart give the same spans.
    """
    return Finder(chart, clinic).spans(text)


def redact(text: str, chart: Chart, clinic: Clinic | None = None) -> tuple[str, tuple[Span, ...]]:
    """The text with a placeholder such as `[NAME]` for every identifier, and where they stood in it."""
    spans = find_identifiers(text, chart, clinic)
    return replaced(text, spans), spans


def replaced(text: str, spans: Iterable[Span]) -> str:
    """The text with a placeholder for each span."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], span.type.placeholder]
        at = span.end
    return "".join([*parts, text[at:]])
