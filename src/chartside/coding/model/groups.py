"""Time that is counted together: the minutes of one code, or of a first code and its add-on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chartside.coding.codes import CodeBook, TherapyCode
from chartside.coding.model.request import By, Service


@dataclass(frozen=True)
class Minutes:
    """Minutes by person. Minutes together are the therapist's."""

    therapist: int = 0
    assistant: int = 0

    @property
    def total(self) -> int:
        """Both persons' minutes."""
        return self.therapist + self.assistant

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(self.therapist + other.therapist, self.assistant + other.assistant)


@dataclass(frozen=True)
class Group:
    """One code, or a first code with the add-on that its further time goes to.

    Attributes:
        further: the add-on; None when `code` has none or stands alone.
        spans: the minutes in order, those given for the first code before those of the add-on.
    """

    code: TherapyCode
    further: TherapyCode | None
    spans: tuple[Minutes, ...]

    @property
    def minutes(self) -> Minutes:
        """All minutes of the group."""
        return sum(self.spans, Minutes())

    def split_at(self, cut: int) -> tuple[Minutes, Minutes]:
        """The first `cut` minutes and the rest, by person, in the order given."""
        before, after = Minutes(), Minutes()
        for span in self.spans:
            room = cut - before.total
            # A span is one person's, so cutting it keeps that person.
            early = Minutes(min(span.therapist, room), min(span.assistant, room))
            before += early
            after += Minutes(span.therapist - early.therapist, span.assistant - early.assistant)
        return before, after


def group_services(services: Iterable[Service], book: CodeBook, on: date) -> list[Group]:
    """The services by code, add-ons with their first code, in the order in which codes first appear.

    Codes that the packs do not have, or not on that date, are left out: rules name them.
    """
    spans: dict[str, list[Minutes]] = {}
    for service in services:
        spans.setdefault(service.code, []).append(_span(service))
    codes = {code: found for code in spans if (found := book.valid(code, on))}
    return list(_groups(codes, spans, book, on))


def _groups(
    codes: dict[str, TherapyCode], spans: dict[str, list[Minutes]], book: CodeBook, on: date
) -> Iterator[Group]:
    placed: set[str] = set()
    for code in codes.values():
        head = codes.get(code.addon_to, code) if code.addon_to else code
        if head.code in placed:
            continue
        placed.add(head.code)
        further = book.valid(head.addon, on) if head.addon and head.timed else None
        rest = spans.get(further.code, []) if further else []
        yield Group(head, further, (*spans[head.code], *rest))


def _span(service: Service) -> Minutes:
    if service.by is By.ASSISTANT:
        return Minutes(assistant=service.minutes)
    return Minutes(therapist=service.minutes)
