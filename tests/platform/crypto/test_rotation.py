"""A rotation touches data keys only; what was sealed before opens after."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from chartside.kernel.clock import FixedClock
from chartside.kernel.ids import new_id
from chartside.platform.assembly import open_database
from chartside.platform.crypto import Sealed, VaultError, rotation
from chartside.platform.settings import Secrets, Settings
from chartside.platform.settings.secrets import create_once
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.platform.tenancy.organisations import found_organisation
from tests.conftest import fresh_database

ROBOT = Actor.system("test")


@pytest.fixture
def database(server_url: str, settings: Settings, clock: FixedClock) -> Iterator[WorkDatabase]:
    """A database that holds nothing yet, since a rotation takes every organisation."""
    with fresh_database(server_url, settings, clock) as database:
        yield database


@pytest.fixture
def secrets(settings: Settings, tmp_path: Path) -> Secrets:
    """Master keys of their own: other tests share those of the run."""
    return with_own_master_keys(settings, tmp_path / "secrets")


def with_own_master_keys(settings: Settings, folder: Path) -> Secrets:
    folder.mkdir(mode=0o700)
    create_once(folder / "server-secret", settings.secrets.server_secret)
    return Secrets.open_or_create(folder)


def address(database: WorkDatabase) -> str:
    return database.admin_url.render_as_string(hide_password=False)


@pytest.fixture
def house(database: WorkDatabase, secrets: Secrets) -> Iterator[WorkDatabase]:
    """The same database, opened with these master keys; its roles keep the passwords of the run."""
    house = open_database(address(database), secrets)
    yield house
    house.dispose()


def fill(house: WorkDatabase, code: str, rows: int) -> tuple[UUID, list[tuple[UUID, Sealed]]]:
    org_id = found_organisation(house, code, code.title(), zone="America/New_York", is_demo=True)
    with house.work(org_id, ROBOT) as work:
        sealed = [(row := new_id(), work.vault.seal(work, "patient", row, row.bytes)) for _ in range(rows)]
    return org_id, sealed


def readable(house: WorkDatabase, org_id: UUID, sealed: list[tuple[UUID, Sealed]]) -> bool:
    with house.work(org_id, ROBOT) as work:
        return work.vault.open_many(work, "patient", sealed) == [row.bytes for row, _ in sealed]


def test_everything_opens_before_during_and_after(
    house: WorkDatabase, secrets: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 4)
    filled = [fill(house, "riverbend", 10), fill(house, "hillside", 3)]
    old = secrets.key_ring().current
    assert rotation.rotate_master_key(house, secrets) == 13
    new = secrets.key_ring().current
    assert new != old
    for org_id, sealed in filled:
        assert rotation.count_by_master_key(house, org_id) == {new: len(sealed)}
        assert readable(house, org_id, sealed), "by a process that began before the rotation"
    later = open_database(address(house), secrets)
    assert all(readable(later, org_id, sealed) for org_id, sealed in filled)
    later.dispose()


def test_a_rotation_that_was_interrupted_goes_on(
    house: WorkDatabase, secrets: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    org_id, sealed = fill(house, "riverbend", 5)
    old = secrets.key_ring().current
    rewrap, calls = house.vault.rewrap.__func__, []  # type: ignore[attr-defined]

    def fail_at_the_second(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise RuntimeError("killed")
        rewrap(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr("chartside.platform.crypto.vault.Vault.rewrap", fail_at_the_second)
        with pytest.raises(RuntimeError, match="killed"):
            rotation.rotate_master_key(house, secrets)
    assert rotation.count_by_master_key(house, org_id)[old] == 3
    assert rotation.retire_unused_keys(house, secrets) == []
    assert readable(house, org_id, sealed)
    assert rotation.finish_rotation(house, secrets) == 3
    assert readable(house, org_id, sealed)


def test_a_key_is_retired_only_when_it_wraps_nothing(house: WorkDatabase, secrets: Secrets) -> None:
    org_id, sealed = fill(house, "riverbend", 3)
    before = secrets.key_ring()
    assert rotation.retire_unused_keys(house, secrets) == []
    rotation.rotate_master_key(house, secrets)
    assert rotation.retire_unused_keys(house, secrets) == [before.current]
    assert before.current not in secrets.key_ring().keys
    assert readable(house, org_id, sealed)


def test_without_the_master_key_nothing_opens(
    house: WorkDatabase, settings: Settings, tmp_path: Path
) -> None:
    org_id, sealed = fill(house, "riverbend", 1)
    stranger = open_database(address(house), with_own_master_keys(settings, tmp_path / "other"))
    with stranger.work(org_id, ROBOT) as work, pytest.raises(VaultError):
        work.vault.open_many(work, "patient", sealed)
    stranger.dispose()
