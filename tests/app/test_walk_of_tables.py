"""Every table, read and written as the application's own role by somebody who forgot the organisation."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from chartside.platform.database.base import Base, OfOrganisation
from tests.app.clinics import TwoClinics, organisation_tables
from tests.platform.jobs.test_isolation import everything_readable

pytestmark = pytest.mark.xdist_group("two_clinics")
# By the right of the role or by row-level security; by a trigger that finds no such row to refer to.
REFUSED = {"42501", "P0002"}


@pytest.fixture(scope="module")
def tables(two: TwoClinics) -> list[str]:
    with two.admin() as connection:
        return organisation_tables(connection)


def mapped() -> list[type[OfOrganisation]]:
    """Every class of the code base that stands for rows of organisations."""
    found = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, OfOrganisation)]
    assert len(found) > 30
    return sorted(found, key=lambda one: one.__name__)


def test_both_clinics_have_rows_in_every_table(two: TwoClinics, tables: list[str]) -> None:
    """Else the walk would prove nothing: let something happen in tests/app/clinics.py that leaves a row."""
    empty = []
    with two.admin() as connection:
        for table in tables:
            found = connection.execute(f"select distinct org_id from {table}").fetchall()
            if not {(two.mine.org_id,), (two.other.org_id,)} <= set(found):
                empty.append(table)
    assert empty == []


def test_every_table_is_mapped(tables: list[str]) -> None:
    assert {one.__tablename__ for one in mapped()} == set(tables)  # type: ignore[attr-defined]


def test_a_plain_select_finds_ones_own_rows_only(two: TwoClinics, tables: list[str]) -> None:
    with two.house.database.transaction(two.mine.org_id) as session:
        for table in tables:
            found = set(session.scalars(text(f"select distinct org_id from {table}")))
            assert found == {two.mine.org_id}, table
            asked = text(f"select count(*) from {table} where org_id = :other")
            assert session.scalar(asked, {"other": two.other.org_id}) == 0, table


def test_without_an_organisation_there_is_no_row(two: TwoClinics, tables: list[str]) -> None:
    with two.house.database.app_engine.connect() as connection:
        for table in tables:
            assert connection.scalar(text(f"select count(*) from {table}")) == 0, table


@pytest.mark.parametrize("mapped_class", mapped(), ids=lambda one: str(one.__name__))
def test_a_select_without_its_filter(mapped_class: type[OfOrganisation], two: TwoClinics) -> None:
    with two.house.database.transaction(two.mine.org_id) as session:
        assert set(session.scalars(select(mapped_class.org_id))) == {two.mine.org_id}
        theirs = select(mapped_class).where(mapped_class.org_id == two.other.org_id)
        assert session.scalars(theirs).first() is None


def test_the_machinery_of_jobs_shows_ones_own_rows_only(two: TwoClinics) -> None:
    with two.house.database.transaction(two.mine.org_id) as session:
        seen = everything_readable(session.connection())
    assert str(two.mine.org_id) in seen["workflow_status"]
    assert [table for table, rows in seen.items() if str(two.other.org_id) in rows] == []
    with two.house.database.app_engine.connect() as connection:
        assert set(everything_readable(connection).values()) == {"[]"}


def _copy(session: Session, table: str, two: TwoClinics) -> None:
    """Write a row of the other clinic as it stands, once more."""
    with two.admin() as connection:
        query = f"select to_jsonb(t) from {table} t where org_id = %s limit 1"
        (row,) = connection.execute(query, [two.other.org_id]).fetchone() or ({},)
    copied = (
        f"insert into {table} select * from jsonb_populate_record(null::public.{table}, cast(:row as jsonb))"
    )
    session.execute(text(copied), {"row": json.dumps(row)})


def _move_mine(session: Session, table: str, two: TwoClinics) -> None:
    session.execute(text(f"update {table} set org_id = :other"), {"other": two.other.org_id})


def _take_theirs(session: Session, table: str, two: TwoClinics) -> None:
    query = text(f"update {table} set org_id = :mine where org_id = :other")
    _touched_none(session.execute(query, {"mine": two.mine.org_id, "other": two.other.org_id}))


def _touch_theirs(session: Session, table: str, two: TwoClinics) -> None:
    query = text(f"update {table} set org_id = org_id where org_id <> :mine")
    _touched_none(session.execute(query, {"mine": two.mine.org_id}))


def _delete_theirs(session: Session, table: str, two: TwoClinics) -> None:
    _touched_none(
        session.execute(text(f"delete from {table} where org_id <> :mine"), {"mine": two.mine.org_id})
    )


class NothingTouched(Exception):  # noqa: N818 - not an error: it ends the transaction of a statement that found no row
    """The statement found no row."""


def _touched_none(result: object) -> None:
    assert result.rowcount == 0  # type: ignore[attr-defined]
    raise NothingTouched


@pytest.mark.parametrize("write", [_copy, _move_mine, _take_theirs, _touch_theirs, _delete_theirs])
def test_no_row_of_anothers_is_written(
    write: Callable[[Session, str, TwoClinics], None], two: TwoClinics, tables: list[str]
) -> None:
    before = two.rows_of_other()
    for table in tables:
        with (
            pytest.raises((DBAPIError, NothingTouched)) as refused,
            two.house.database.transaction(two.mine.org_id) as session,
        ):
            write(session, table, two)
        if isinstance(refused.value, DBAPIError):
            state = getattr(refused.value.orig, "sqlstate", "")
            assert state in REFUSED or state.startswith("CS"), (table, refused.value)
    assert two.rows_of_other() == before
