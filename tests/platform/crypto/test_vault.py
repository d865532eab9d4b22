"""Content opens where it belongs, and nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, select

from chartside.kernel.ids import new_id, organisation_id
from chartside.platform.crypto import Sealed, VaultError
from chartside.platform.crypto.tables import DataKey
from chartside.platform.tenancy import WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation
from tests.conftest import WorkFactory

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
# Each example works in the module's one organisation: what an earlier one left does not matter.
many = hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many
@given(contents=st.lists(st.binary(max_size=2_000), max_size=5))
def test_what_is_sealed_opens_again_in_order(work: WorkFactory, contents: list[bytes]) -> None:
    with work() as w:
        rows = [(row := new_id(), w.vault.seal(w, "patient", row, content)) for content in contents]
        assert w.vault.open_many(w, "patient", rows) == contents
        assert all(
            content not in sealed.data
            for content, (_, sealed) in zip(contents, rows, strict=True)
            if content[8:]
        )


@many
@given(value=json_values)
def test_json_keeps_its_shape(work: WorkFactory, value: object) -> None:
    with work() as w:
        row = new_id()
        assert w.vault.open_json(w, "patient", row, w.vault.seal_json(w, "patient", row, value)) == value


@many
@given(place=st.integers(min_value=0), bit=st.integers(0, 7), cut=st.integers(0, 40))
def test_a_changed_byte_is_refused(work: WorkFactory, place: int, bit: int, cut: int) -> None:
    with work() as w:
        row = new_id()
        sealed = w.vault.seal(w, "patient", row, b"a name and a date of birth")
        changed = bytearray(sealed.data)
        changed[place % len(changed)] ^= 1 << bit
        for data in (bytes(changed), sealed.data[:cut], sealed.data + b"\0"):
            with pytest.raises(VaultError):
                w.vault.open(w, "patient", row, replace(sealed, data=data))


def test_content_moved_to_another_row_table_or_key_is_refused(work: WorkFactory) -> None:
    with work() as w:
        row, other = new_id(), new_id()
        sealed = w.vault.seal(w, "patient", row, b"content")
        other_sealed = w.vault.seal(w, "patient", other, b"other")
        for table, row_id, taken in (
            ("patient", other, sealed),
            ("contact", row, sealed),
            ("patient", row, Sealed(other_sealed.key_id, sealed.data)),
            ("patient", row, Sealed(new_id(), sealed.data)),
        ):
            with pytest.raises(VaultError):
                w.vault.open(w, table, row_id, taken)


def test_content_moved_to_another_organisation_is_refused(database: WorkDatabase, work: WorkFactory) -> None:
    row = new_id()
    with work() as w:
        sealed = w.vault.seal(w, "patient", row, b"content")
        key = w.session.get_one(DataKey, (w.org_id, sealed.key_id))
        columns = {"id": key.id, "master_key_id": key.master_key_id, "wrapped": key.wrapped}
    code = f"other-{new_id()}"
    found_organisation(database, code, "Other", zone="America/Denver", is_demo=True)
    with work(org_id=organisation_id(code)) as w:
        w.session.add(DataKey(**columns))
        w.session.flush()
        with pytest.raises(VaultError):
            w.vault.open(w, "patient", row, sealed)


def test_a_list_costs_one_query(database: WorkDatabase, work: WorkFactory) -> None:
    statements: list[str] = []
    with work() as w:
        rows = [(row := new_id(), w.vault.seal(w, "patient", row, b"content")) for _ in range(20)]
        event.listen(database.app_engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        w.vault.open_many(w, "patient", rows)
    assert len([statement for statement in statements if "data_key" in statement]) == 1


def test_a_removed_key_takes_its_content_with_it(work: WorkFactory) -> None:
    with work() as w:
        row = new_id()
        sealed = w.vault.seal(w, "patient", row, b"content")
        w.session.execute(delete(DataKey).where(DataKey.org_id == w.org_id, DataKey.id == sealed.key_id))
        with pytest.raises(VaultError, match="missing"):
            w.vault.open(w, "patient", row, sealed)


def test_every_row_has_a_key_and_a_nonce_of_its_own(work: WorkFactory) -> None:
    with work() as w:
        row = new_id()
        sealed = [w.vault.seal(w, "patient", row, b"content") for _ in range(3)]
        assert len({s.key_id for s in sealed}) == len({s.data for s in sealed}) == 3
        wrapped = w.session.scalars(select(DataKey.wrapped).where(DataKey.id.in_([s.key_id for s in sealed])))
        assert len(set(wrapped)) == 3


@given(value=st.text(), other=st.text())
def test_a_blind_index_finds_the_same_value_only(database: WorkDatabase, value: str, other: str) -> None:
    vault, org_id, field = database.vault, organisation_id("riverbend"), "patient.last_name"
    index = vault.blind_index(org_id, field, value)
    assert len(index) == 16
    assert (vault.blind_index(org_id, field, other) == index) == (value == other)
    assert vault.blind_index(organisation_id("hillside"), field, value) != index
    assert vault.blind_index(org_id, "patient.first_name", value) != index
