"""Finds every identifier in a text: first the allow list, then the chart, the rules, and a second look."""

import re
from collections.abc import Iterable, Iterator

from chartside.privacy.allow import Kept, Own, find_kept, own_data, with_payer
from chartside.privacy.chart.compile import compile_chart
from chartside.privacy.chart.context import is_eponym_here, is_mark_of_the_field
from chartside.privacy.chart.known import Known
from chartside.privacy.chart.match import find_known
from chartside.privacy.lexicon import allowed, cues, english
from chartside.privacy.model import Chart, Clinic, IdentifierType, Span
from chartside.privacy.note import Note, low_of, words_of
from chartside.privacy.rules.ages import find_ages
from chartside.privacy.rules.contact import find_contacts
from chartside.privacy.rules.marks import find_marks
from chartside.privacy.rules.named_days import find_named_days
from chartside.privacy.rules.numbers import find_numbers
from chartside.privacy.rules.numeric_days import find_numeric_days
from chartside.privacy.rules.organisations import find_organisations
from chartside.privacy.rules.people import find_people
from chartside.privacy.rules.places import find_places

Found = tuple[int, int, IdentifierType]

_INITIAL_AFTER = re.compile(r" ([A-Z])\b\.?(?!')|, ([A-Z])\.(?!\w)")
_INITIAL_BEFORE = re.compile(r"((?:\b[A-Z]\. ?){2,}|(?<![\w-])[B-HJ-Z]\.? |(?<![A-Za-z] )\b[AI]\. )$")
_SUFFIX_AFTER = re.compile(r",? (?:Jr|Sr|II|III|IV)\b", re.IGNORECASE)
_TITLE_BEFORE = re.compile(r"\b([A-Za-z]{2,9})\.?\s+$")


class Finder:
    """A chart and a clinic, compiled once for any number of texts."""

    def __init__(self, chart: Chart, clinic: Clinic | None = None) -> None:
        self._known: Known = compile_chart(chart)
        self._own: Own = with_payer(own_data(clinic), chart.payer)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Every identifier in a text, in order, not overlapping."""
        note = Note.read(text)
        firm, forms = find_kept(note, self._own)
        known = [found for found in find_known(note, self._known, firm) if not firm.covers(*found[:2])]
        ruled = [found for found in self._by_rules(note, firm, forms) if not firm.touches(found[0], found[1])]
        found = [*known, *ruled]
        found += _again(note, found, forms, self._own.staff)
        spans = _merged([_with_initials(note.plain, one, firm) for one in found], note.plain)
        return tuple(Span(*note.back(start, end), kind) for start, end, kind in spans)

    def _by_rules(self, note: Note, firm: Kept, forms: Kept) -> Iterator[Found]:
        yield from find_people(note, forms, self._own.staff)
        yield from find_named_days(note)
        yield from find_ages(note)
        yield from find_organisations(note)
        yield from find_places(note)
        yield from find_marks(note)
        for found in find_contacts(note):
            if not self._is_own_site(note.plain[found[0] : found[1]]):
                yield found
        if note.digits:
            yield from find_numeric_days(note, self._known.days)
            yield from find_numbers(note, firm, forms)

    def _is_own_site(self, address: str) -> bool:
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")
        return any(host == own.removeprefix("www.") for own in self._own.hosts)


def _again(note: Note, found: Iterable[Found], forms: Kept, staff: frozenset[str]) -> Iterator[Found]:
    """The second look: any word equal to a name already found, any number equal to one already found."""
    names: set[str] = set()
    numbers: dict[str, IdentifierType] = {}
    for start, end, kind in found:
        if kind is IdentifierType.NAME:
            names |= _telling(note.plain[start:end])
        elif kind in _NUMBERED and end - start >= 5:
            numbers[note.plain[start:end]] = kind
    names -= staff
    if names:
        for place in note.where(names):
            stays = forms.touches(note.starts[place], note.ends[place])
            if note.capital(place) and not (stays or _of_the_field(note, place)):
                yield note.starts[place], note.ends[place], IdentifierType.NAME
    for number, kind in numbers.items():
        at = note.plain.find(number)
        while at >= 0:
            yield at, at + len(number), kind
            at = note.plain.find(number, at + 1)


def _of_the_field(note: Note, place: int) -> bool:
    return is_eponym_here(note, place) or is_mark_of_the_field(note, place)


_NUMBERED = frozenset(
    {
        *(IdentifierType.MRN, IdentifierType.HEALTH_PLAN, IdentifierType.ACCOUNT, IdentifierType.LICENSE),
        *(IdentifierType.VEHICLE, IdentifierType.DEVICE, IdentifierType.REFERENCE, IdentifierType.SSN),
    }
)


def _telling(text: str) -> set[str]:
    """The words of a name that are names wherever they stand."""
    lows = {low for low in map(low_of, words_of(text)) if len(low) > 2 and low.isalpha()}
    return (
        lows - english() - cues()["honorifics"] - cues()["relations"] - allowed().eponyms - allowed().brands
    )


def _with_initials(plain: str, found: Found, firm: Kept) -> Found:
    """A name with the single letters and the honorific beside it: `Estella M.`, `Ms. Berg`."""
    start, end, kind = found
    if kind is not IdentifierType.NAME:
        return found
    after = _INITIAL_AFTER.match(plain, end)
    if after and (after.group().endswith(".") or (after[1] or "A") not in "AI"):
        end = max(after.end(1), after.end(2))
    suffix = _SUFFIX_AFTER.match(plain, end)
    if suffix:
        end = suffix.end()
    before = _INITIAL_BEFORE.search(plain, max(0, start - 8), start)
    if before and not firm.touches(before.start(), start):
        start = before.start()
    title = _TITLE_BEFORE.search(plain, max(0, start - 12), start)
    if title and title[1].lower() in cues()["honorifics"] and title[1][0].isupper():
        start = title.start()
    return start, end, kind


def _one_name(plain: str, first: int, last: int, start: int) -> bool:
    """Whether two names with so little between them are one: `Marquez, Estella`, `E. Marquez`."""
    gap = plain[last:start]
    initial = last - first == 1 or not plain[last - 2].isalnum()
    return gap in (" ", "-", ", ") or (gap == ". " and initial)


def _merged(found: Iterable[Found], plain: str) -> list[Found]:
    """Overlapping stretches become one; so do names with only a space between. The longest gives the type."""
    merged: list[Found] = []
    longest = 0
    for start, end, kind in sorted(found, key=lambda it: (it[0], -it[1], it[2])):
        if merged:
            first, last, before = merged[-1]
            names = kind is before is IdentifierType.NAME and _one_name(plain, first, last, start)
            if start < last or names:
                if end - start > longest:
                    before, longest = kind, end - start
                merged[-1] = (first, max(last, end), before)
                continue
        merged.append((start, end, kind))
        longest = end - start
    return merged
