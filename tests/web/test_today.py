"""The queue's groups and order."""

from dataclasses import replace
from datetime import UTC, date, datetime

from chartside.web.today import grouped

from . import stories


def test_late_and_today_come_first_and_nothing_is_lost() -> None:
    items = [item for group in stories.today().groups for item in group.items]
    late = replace(items[0], due=date(2026, 11, 12))
    groups = grouped([*items, late, replace(items[0], due=None)], stories.NOW, stories.ZONE)
    assert [group.title for group in groups] == ["Due today", "Next 7 days", "Later"]
    assert groups[0].items[0] is late
    assert groups[-1].items[-1].due is None
    assert sum(len(group.items) for group in groups) == len(items) + 2


def test_the_day_is_the_persons_own() -> None:
    (item, *_) = stories.today().groups[0].items
    evening = replace(item, due=datetime(2026, 11, 21, 3, 0, tzinfo=UTC))
    assert grouped([evening], stories.NOW, stories.ZONE)[0].title == "Due today"


def test_most_money_first() -> None:
    items = [item for group in stories.today().groups for item in group.items]
    (first, *_) = grouped(items, stories.NOW, stories.ZONE, by_money=True)
    assert [item.cents for item in first.items] == sorted(
        (item.cents or 0 for item in first.items), reverse=True
    )
