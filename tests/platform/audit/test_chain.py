"""The audit chain: what is written stays, and whoever changes it is found out."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chartside.kernel.ids import new_id
from chartside.platform.audit.chain import ChainReport, chain_text, verify
from chartside.platform.tenancy import Actor, WorkDatabase
from tests.conftest import WorkFactory

PERSON = Actor(new_id(), new_id(), "Renée “Ren” O'Hara, PT", frozenset())


@pytest.fixture
def five(work: WorkFactory) -> None:
    """Four acts after the founding of the organisation."""
    for number in range(4):
        with work(actor=PERSON) as w:
            detail = {"version": number, "reason_code": "späte Rückgabe", "parts": ["a|b", None, True]}
            w.audit("proposal.edited", "proposal", new_id(), patient_id=new_id(), **detail)


def check(work: WorkFactory, *, known_head: str | None = None) -> ChainReport:
    with work() as w:
        return verify(w.session, known_head=known_head)


def tamper(database: WorkDatabase, org: UUID, statement: str) -> None:
    """As somebody with every right in the database would."""
    with psycopg.connect(database.admin_url.render_as_string(hide_password=False)) as connection:
        connection.execute("set session_replication_role = replica")  # no trigger fires
        connection.execute(statement.encode(), {"org": org})


@pytest.mark.usefixtures("five")
def test_an_untouched_chain_holds(work: WorkFactory) -> None:
    report = check(work)
    assert (report.holds, report.links) == (True, 5)
    assert len(report.head) == 64


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("statement", "seq", "problem"),
    [
        ("update audit_entry set actor_name = 'Mallory' where org_id = %(org)s and seq = 3", 3, "content"),
        (
            "update audit_entry set at = at - interval '1 second' where org_id = %(org)s and seq = 2",
            2,
            "content",
        ),
        ("update audit_entry set detail = '{}' where org_id = %(org)s and seq = 4", 4, "content"),
        ("update audit_entry set patient_id = null where org_id = %(org)s and seq = 5", 5, "content"),
        ("delete from audit_entry where org_id = %(org)s and seq = 3", 4, "entry 3 is missing"),
        ("delete from audit_entry where org_id = %(org)s and seq = 1", 2, "entry 1 is missing"),
        (
            "update audit_entry set prev = sha256(prev) where org_id = %(org)s and seq = 3",
            3,
            "does not follow",
        ),
        ("update audit_entry set hash = sha256(hash) where org_id = %(org)s and seq = 3", 3, "content"),
    ],
)
def test_tampering_is_found_where_it_happened(
    database: WorkDatabase, work: WorkFactory, org: UUID, statement: str, seq: int, problem: str
) -> None:
    tamper(database, org, statement)
    report = check(work)
    assert report.broken is not None
    assert report.broken.seq == seq
    assert problem in report.broken.problem


@pytest.mark.usefixtures("five")
def test_an_end_that_was_cut_off_is_missed_when_its_head_was_noted(
    database: WorkDatabase, work: WorkFactory, org: UUID
) -> None:
    noted = check(work).head
    assert check(work, known_head=noted).holds
    tamper(database, org, "delete from audit_entry where org_id = %(org)s and seq = 5")
    assert check(work).holds, "from inside it cannot be seen"
    report = check(work, known_head=noted)
    assert report.broken is not None
    assert "cut off" in report.broken.problem


@pytest.mark.parametrize("role", ["app_engine", "owner_engine"])
@pytest.mark.parametrize("table", ["audit_entry", "look", "look_block", "event"])
@pytest.mark.parametrize("statement", ["update {} set org_id = org_id", "delete from {}", "truncate {}"])
def test_nobody_changes_or_removes_an_entry(
    database: WorkDatabase, role: str, table: str, statement: str
) -> None:
    with (
        getattr(database, role).connect() as connection,
        pytest.raises(DBAPIError, match=r"append-only|permission denied"),
    ):
        connection.execute(text(statement.format(table)))


def test_what_the_database_fills_in_cannot_be_handed_in(work: WorkFactory) -> None:
    forged = text("""
        insert into audit_entry (org_id, seq, at, recorded_at, actor_name, action, subject_type, subject_id,
          detail, prev, hash)
        values (:org_id, 77, now(), '2020-01-01', 'x', 'x.y', 'x', :org_id, '{}', 'x', 'x')""")
    with work() as w:
        w.session.execute(forged, {"org_id": w.org_id})
    report = check(work)
    assert (report.holds, report.links) == (True, 2)


def test_acts_at_the_same_time_make_one_chain(work: WorkFactory) -> None:
    def act(_: int) -> None:
        with work() as w:
            w.audit("proposal.edited", "proposal", new_id())
            w.audit("proposal.edited", "proposal", new_id())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act, range(12)))
    report = check(work)
    assert (report.holds, report.links) == (True, 25)


@given(fields=st.lists(st.none() | st.text(st.characters(exclude_characters="\0", codec="utf-8"))))
def test_both_sides_write_the_same_text(database: WorkDatabase, fields: list[str | None]) -> None:
    with database.app_engine.connect() as connection:
        written = connection.scalar(
            text("select chain_text(variadic cast(:fields as text[]))"), {"fields": fields}
        )
    assert (written or "") == chain_text(*fields)


def test_different_fields_give_different_text() -> None:
    assert chain_text("a", "b") != chain_text("a,1:b")
    assert chain_text(None) != chain_text("-")
    assert chain_text("") != chain_text(None)
