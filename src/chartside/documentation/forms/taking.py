"""Which of the things that were heard or charted a person takes: only those become facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from chartside.documentation.dictation.model import Candidate, Heard, Kind
from chartside.documentation.dictation.read import hear, read_as
from chartside.documentation.forms.evidence import (
    DICTATION,
    MOST_SOURCES,
    Brought,
    ChartedNumber,
    Confirmed,
    Source,
)
from chartside.documentation.forms.fields import Fields
from chartside.documentation.forms.flowsheet import read_flowsheet
from chartside.kernel.errors import Refused

Cast = Mapping[str, str]
_SPAN = re.compile(r"(d\d{1,2}):(\d{1,6})-(\d{1,6})")


@dataclass(frozen=True)
class Offered:
    """One candidate of a source as the form offers it; `read` is False where nothing was recognised."""

    source: Source
    candidate: Candidate
    read: bool = True

    @property
    def id(self) -> str:
        """Names it within the form."""
        return f"{self.source.id}:{self.candidate.id}"


def offered(source: Source, cast: Cast) -> list[Offered]:
    """Everything that one dictation offers, in the order in which it was said."""
    heard = heard_in(source.text, tuple(sorted(cast.items())))
    found = [Offered(source, one) for one in heard.candidates]
    for start, end in heard.unread:
        words = source.text[start:end]
        if len(words.split()) > 1:
            plain = Candidate(Kind.OBSERVATION, {"text": words}, start, end, words)
            found.append(Offered(source, plain, read=False))
    return sorted(found, key=lambda one: one.candidate.start)


@lru_cache(maxsize=64)
def heard_in(text: str, cast: tuple[tuple[str, str], ...]) -> Heard:
    """What is heard in a text; kept, because a form is saved many times with the same texts."""
    return hear(text, dict(cast))


def brought_by(fields: Fields, before: Brought, cast: Cast) -> Brought:
    """What a sent form brings in and takes.

    Args:
        fields: `dictated` and `read` bring a text in; `take` names what is taken; `kind:<id>`, `say:<id>` and
            `code:<id>` say how.
        before: what the form had.
        cast: who speaks under which label.

    Raises:
        Refused: too many texts for one form.
    """
    typed = fields.text("dictated").replace("\r\n", "\n").replace("\r", "\n")
    sources = before.sources
    if fields.text("read") and typed.strip():
        sources, typed = with_source(sources, DICTATION, typed.strip()), ""
    taken = fields.all("take")
    known = {one.id: one for one in sources}
    confirmed = (_confirmed(id_, fields, known, before, cast) for id_ in taken)
    numbers = {one.id: one for source in sources for one in charted(source)}
    return Brought(
        sources,
        tuple(one for one in confirmed if one is not None),
        tuple(numbers[id_] for id_ in taken if id_ in numbers),
        typed,
    )


def with_source(sources: tuple[Source, ...], kind: str, text: str, name: str = "") -> tuple[Source, ...]:
    """The sources with one more; the same text twice is one source."""
    if any(one.text == text for one in sources):
        return sources
    if len(sources) >= MOST_SOURCES:
        raise Refused(f"A form takes at most {MOST_SOURCES} texts.")
    return (*sources, Source(f"d{len(sources) + 1}", kind, text, name))


def charted(source: Source) -> Iterator[ChartedNumber]:
    """The numbers of a flowsheet; none of any other source."""
    if source.kind != DICTATION:
        for one in read_flowsheet(source.text).numbers:
            yield replace(one, source=source.id)


def _confirmed(
    id_: str, fields: Fields, sources: Mapping[str, Source], before: Brought, cast: Cast
) -> Confirmed | None:
    place = _SPAN.fullmatch(id_)
    source = sources.get(place[1]) if place else None
    if source is None or source.kind != DICTATION:
        return None
    found = next((one for one in offered(source, cast) if one.id == id_), None)
    if found is None:
        return next((one for one in before.confirmed if one.id == id_), None)
    return _taken(found, fields)


def _taken(found: Offered, fields: Fields) -> Confirmed:
    heard, id_ = found.candidate, found.id
    chosen = fields.text(f"kind:{id_}")
    kind = Kind(chosen) if chosen in set(Kind) else heard.kind
    retyped = fields.text(f"say:{id_}")
    retyped = "" if retyped == heard.words else retyped
    value = heard.value
    if retyped or kind is not heard.kind:
        value = read_as(kind, retyped or heard.words, str(heard.value.get("speaker") or "therapist")).value
    return Confirmed(
        found.source.id, heard.start, heard.end, kind.value, dict(value), retyped, fields.text(f"code:{id_}")
    )
