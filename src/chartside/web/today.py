"""What the Today page shows: plain values, filled by whoever knows the queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class QueueItem:
    """One thing that waits for this person.

    Attributes:
        kind: one word (`Note`, `Co-sign`); `icon` is its picture's name in the sprite.
        subject: who or what it is about; `place` is location and payer.
        what: the thing itself; `more` is the second line.
        state: `sign` ready, `warn` to check, `block` blocked; its words, and `state_more` as second line.
        due: a date or an instant; None when nothing presses.
        cents: what depends on it, in cents; None when nothing does.
        effect: what signing will do, one or two sentences for the bar.
        sign_url, edit_url, return_url: where the keys s, e and x lead; None when the step is not open.
    """

    url: str
    kind: str
    icon: str
    subject: str
    place: str
    what: str
    more: str
    state: Literal["sign", "warn", "block"]
    state_words: str
    state_more: str = ""
    due: date | datetime | None = None
    cents: int | None = None
    effect: str = ""
    sign_url: str | None = None
    edit_url: str | None = None
    return_url: str | None = None


@dataclass(frozen=True)
class QueueGroup:
    """Items that fall due in one stretch of time."""

    title: str
    items: tuple[QueueItem, ...]

    @property
    def cents(self) -> int:
        """What depends on the group, in cents."""
        return sum(item.cents or 0 for item in self.items)


@dataclass(frozen=True)
class Filters:
    """The choices above the queue: pairs of value and words, and what is chosen."""

    locations: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    location: str = ""
    kind: str = ""
    order: Literal["soonest", "money"] = "soonest"


@dataclass(frozen=True)
class Today:
    """The whole page.

    Attributes:
        last: what was signed last, as a sentence, for the empty page.
    """

    groups: tuple[QueueGroup, ...]
    filters: Filters
    last: str | None = None

    @property
    def waiting(self) -> int:
        """How many things wait."""
        return sum(len(group.items) for group in self.groups)

    @property
    def due_today(self) -> int:
        """How many of them are due today or late."""
        return sum(len(group.items) for group in self.groups if group.title == _TITLES[0])


_TITLES = ("Due today", "Next 7 days", "Later")


def grouped(
    items: Iterable[QueueItem], now: datetime, zone: ZoneInfo, *, by_money: bool = False
) -> tuple[QueueGroup, ...]:
    """Items in their groups, soonest first (or dearest first); what is late counts as due today."""
    today = now.astimezone(zone).date()
    shelves: dict[str, list[QueueItem]] = {title: [] for title in _TITLES}
    for item in sorted(items, key=lambda one: _rank(one, zone, by_money=by_money)):
        shelves[_shelf(_day(item, zone), today)].append(item)
    return tuple(QueueGroup(title, tuple(held)) for title, held in shelves.items() if held)


def _day(item: QueueItem, zone: ZoneInfo) -> date:
    if item.due is None:
        return date.max
    return item.due.astimezone(zone).date() if isinstance(item.due, datetime) else item.due


def _shelf(day: date, today: date) -> str:
    if day <= today:
        return _TITLES[0]
    return _TITLES[1] if day <= today + timedelta(days=7) else _TITLES[2]


def _rank(item: QueueItem, zone: ZoneInfo, *, by_money: bool) -> tuple[int, date, str, str]:
    instant = item.due.isoformat() if isinstance(item.due, datetime) else ""
    return (-(item.cents or 0) if by_money else 0, _day(item, zone), instant, item.subject)
