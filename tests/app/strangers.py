"""What of one clinic could show or be named in the other: its ids, its names, and values that fit a parameter."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from chartside.platform.identity.tokens import Token
from tests.app.asking import Route
from tests.app.clinics import Clinic, TwoClinics, organisation_tables, renamed

# Parameters that do not bear the name of their table.
TABLE_OF = {"session": "login_session", "import": "import_run"}
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_NAME = re.compile(r"\bZ[a-z]+\b|\bzwestlake\b")


@dataclass
class Stranger:
    """One clinic as the other must not see it.

    Attributes:
        nth: which row of each table is named: 0 the first, 1 the second.
    """

    two: TwoClinics
    clinic: Clinic
    nth: int = 0

    @cached_property
    def ids(self) -> Mapping[str, list[UUID]]:
        """The ids of its rows by table."""
        found = {}
        with self.two.admin() as connection:
            for table in organisation_tables(connection):
                columns = (
                    "select 1 from information_schema.columns where table_name = %s and column_name = 'id'"
                )
                if connection.execute(columns, [table]).fetchone():
                    query = f"select id from {table} where org_id = %s order by id"
                    found[table] = [row[0] for row in connection.execute(query, [self.clinic.org_id])]
        return found

    @cached_property
    def every_id(self) -> frozenset[str]:
        return frozenset(str(one) for ids in self.ids.values() for one in ids) | {str(self.clinic.org_id)}

    def row(self, name: str) -> str | None:
        """The id of a row that a parameter such as `visit_id` or `staff` could name; None for other names."""
        table = name.removesuffix("_id")
        ids = self.ids.get(TABLE_OF.get(table, table))
        return str(ids[min(self.nth, len(ids) - 1)]) if ids else None

    def path_value(self, route: Route, name: str) -> str:
        row = self.row(name) if name.endswith("_id") else None
        if row is not None:
            return row
        plain = {"version": "1", "name": "note.pdf", "link": Token.new(self.clinic.org_id).text}
        assert name in plain, (
            f"{route.name}: say in tests/app/strangers.py what {{{name}}} of another clinic is"
        )
        return plain[name]

    def given(self, types: Mapping[str, Any]) -> dict[str, str]:
        """Query or form fields that name its rows wherever a name or a type allows it."""
        return {
            name: self.row(name) or _plain(kind, str(self.ids["visit"][0])) for name, kind in types.items()
        }

    def shown_in(self, text: str) -> set[str]:
        """What of it stands in a page."""
        names = set(_NAME.findall(text)) & (renamed()[1] | {"zwestlake"})
        return names | {one.lower() for one in _UUID.findall(text)} & self.every_id


def _plain(kind: object, an_id: str) -> str:
    by_kind = {int: "1", bool: "true", UUID: an_id, UUID | None: an_id}
    if kind in (datetime, datetime | None):
        return datetime(2026, 11, 20, 17, 0, tzinfo=UTC).isoformat()
    return by_kind.get(kind, "x")  # type: ignore[call-overload, no-any-return]


def addresses(route: Route, other: Stranger, mine: Stranger) -> Iterator[tuple[str, str]]:
    """The route's address with ids of the other clinic in every place, and in each place alone."""
    foreign = {name: other.path_value(route, name) for name in route.path}
    yield "all", route.url(foreign)
    ids = [name for name in route.path if name.endswith("_id")]
    if len(ids) > 1:
        own = {name: mine.path_value(route, name) for name in route.path}
        for name in ids:
            yield name, route.url(own | {name: foreign[name]})
