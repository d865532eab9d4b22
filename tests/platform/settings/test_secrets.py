"""Secrets are made once, are private, and follow from nothing in the database."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chartside.kernel.errors import Refused
from chartside.kernel.ids import new_id
from chartside.platform.settings import Secrets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "secrets"


def test_they_are_made_at_the_first_start_and_kept(folder: Path) -> None:
    first, second = Secrets.open_or_create(folder), Secrets.open_or_create(folder)
    assert first == second
    assert first.key_ring() == second.key_ring()
    assert len(first.server_secret) == 32
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_first_starts_at_once_agree(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: Secrets.open_or_create(folder), range(16)))
    assert len({secrets.server_secret for secrets in opened}) == 1
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("name", ["", "master-keys.json", "server-secret"])
def test_they_are_refused_when_others_can_read_them(folder: Path, name: str) -> None:
    Secrets.open_or_create(folder)
    (folder / name).chmod(0o750 if not name else 0o640)
    with pytest.raises(Refused, match="can be read by others"):
        Secrets.open_or_create(folder)


def test_a_damaged_key_file_is_refused(folder: Path) -> None:
    secrets = Secrets.open_or_create(folder)
    path = folder / "master-keys.json"
    path.write_text(path.read_text().replace("=", "A", 1))
    with pytest.raises((Refused, ValueError)):
        secrets.key_ring()


def test_what_is_derived_depends_on_its_purpose(folder: Path) -> None:
    secrets = Secrets.open_or_create(folder)
    derived = [
        secrets.csrf_key(),
        secrets.derive("role", "cs_app"),
        secrets.derive("role", "cs_", "app"),
        secrets.blind_index_key(new_id()),
        secrets.blind_index_key(new_id()),
    ]
    assert len(set(derived)) == len(derived)
    assert secrets.role_password("cs_app") == secrets.role_password("cs_app")
    assert secrets.role_password("cs_app") != secrets.role_password("cs_jobs")


def test_a_new_key_becomes_current_and_old_ones_stay(folder: Path) -> None:
    secrets = Secrets.open_or_create(folder)
    before = secrets.key_ring()
    secrets.save_key_ring(before.with_new_key())
    after = secrets.key_ring()
    assert after.current != before.current
    assert after.keys[before.current] == before.keys[before.current]
    assert (folder / "master-keys.json").stat().st_mode & 0o777 == 0o600
    assert after.without(before.current).keys.keys() == {after.current}
    with pytest.raises(Refused):
        after.without(after.current)


def test_no_secret_is_printed(folder: Path) -> None:
    secrets = Secrets.open_or_create(folder)
    assert repr(secrets.server_secret) not in repr(secrets)
    ring = secrets.key_ring()
    assert repr(ring.keys[ring.current]) not in repr(ring)
