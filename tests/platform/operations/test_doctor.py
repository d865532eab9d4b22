"""The doctor finds what is missing, says how to get it, and never shows a secret."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from chartside.cli.main import main
from chartside.kernel.clock import FixedClock
from chartside.platform.operations import machine, safety, stored
from chartside.platform.operations.answers import Answer, State, is_well
from chartside.platform.settings import KeyRing, Mode, Settings
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import WorkFactory, fresh_database


def installation(folder: Path, mode: Mode = Mode.PRODUCTION, **more: object) -> Settings:
    return Settings(mode=mode, data_dir=folder, **more)  # type: ignore[arg-type]


def states(settings: Settings) -> dict[str, State]:
    return {answer.name: answer.state for answer in safety.look_at_safety(settings)}


@pytest.mark.parametrize(
    ("mode", "address", "proxy", "state"),
    [
        (Mode.PRODUCTION, "http://10.0.0.5:8765", False, State.FAILURE),
        (Mode.PRODUCTION, "http://127.0.0.1:8765", False, State.FAILURE),
        (Mode.PRODUCTION, "http://127.0.0.1:8765", True, State.OK),
        (Mode.PRODUCTION, "https://chartside.example", False, State.OK),
        (Mode.DEMO, "http://127.0.0.1:8765", False, State.NOTE),
    ],
)
def test_real_people_need_tls(mode: Mode, address: str, proxy: bool, state: State, tmp_path: Path) -> None:
    settings = installation(tmp_path, mode, public_url=address, behind_tls_proxy=proxy)
    assert safety.web_transport(settings).state is state


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("postgresql://u:s3cret@db.example/chartside", State.FAILURE),
        ("postgresql://u:s3cret@db.example/chartside?sslmode=prefer", State.FAILURE),
        ("postgresql://u:s3cret@db.example/chartside?sslmode=verify-full", State.OK),
        ("postgresql://u:s3cret@localhost/chartside", State.OK),
        ("postgresql://u:s3cret@/chartside?host=/var/run/postgresql", State.OK),
    ],
)
def test_a_database_elsewhere_needs_tls(address: str, state: State, tmp_path: Path) -> None:
    answer = safety.database_transport(installation(tmp_path, database_url=SecretStr(address)))
    assert answer.state is state
    assert "s3cret" not in repr(answer)


def test_a_deployment_without_a_master_key_fails(tmp_path: Path) -> None:
    settings = installation(tmp_path, public_url="https://chartside.example")
    assert states(settings)["Encrypted columns"] is State.FAILURE
    assert not settings.secrets_dir.exists()
    settings.secrets.key_ring()
    assert states(settings)["Encrypted columns"] is State.OK
    assert is_well(safety.look_at_safety(settings))


def test_secrets_that_others_can_read_fail(tmp_path: Path) -> None:
    installation(tmp_path).secrets.key_ring()
    (tmp_path / "secrets").chmod(0o755)
    assert safety.secrets(installation(tmp_path)).state is State.FAILURE
    assert safety.column_encryption(installation(tmp_path)).state is State.FAILURE


def test_a_lost_master_key_fails_and_is_not_made_anew(tmp_path: Path) -> None:
    installation(tmp_path).secrets.key_ring()
    (tmp_path / "secrets" / "master-keys.json").unlink()
    answer = safety.secrets(installation(tmp_path))
    assert answer.state is State.FAILURE
    assert "backup" in answer.remedy
    assert not (tmp_path / "secrets" / "master-keys.json").exists()


def test_the_machine_is_looked_at(tmp_path: Path) -> None:
    answers = {answer.name: answer.state for answer in machine.look_at_machine(tmp_path / "not" / "yet")}
    assert answers["Packages"] is State.OK
    assert answers["Documents"] is State.OK
    assert machine.python_version((3, 10)).state is State.FAILURE
    assert machine.python_version((3, 15)).state is State.WARNING
    missing = machine.packages(["dbos==3.4.0", "not-here>=2", "rapidocr; extra == 'ocr'"])
    assert (missing.state, missing.says) == (State.FAILURE, "missing: not-here")


def asked(database: WorkDatabase, settings: Settings) -> dict[str, Answer]:
    return {answer.name: answer for answer in stored.look_at_database(database, settings.secrets.key_ring())}


def test_a_migrated_database_is_well(database: WorkDatabase, settings: Settings, work: WorkFactory) -> None:
    with work():
        answers = asked(database, settings)
    assert {answer.state for answer in answers.values()} == {State.OK}
    assert len(answers) == 6


@pytest.fixture
def changed(database: WorkDatabase) -> Iterator[WorkDatabase]:
    def run(*statements: str) -> None:
        with database.owner_engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    run(
        "alter table event no force row level security",
        "create table reference (name text)",
        "grant select, insert on reference to cs_app",
        "update alembic_version set version_num = 'older-' || version_num",
    )
    yield database
    run(
        "alter table event force row level security",
        "drop table reference",
        "update alembic_version set version_num = substr(version_num, 7)",
    )


def test_a_table_that_was_opened_and_an_old_schema_are_found(
    changed: WorkDatabase, settings: Settings
) -> None:
    answers = asked(changed, settings)
    assert answers["Row-level security"].says == "missing on: event, reference"
    assert answers["Migrations"].state is State.FAILURE
    assert answers["Migrations"].remedy == "chartside database upgrade"


def test_data_under_a_lost_key_are_found(database: WorkDatabase, org: object, settings: Settings) -> None:
    with database.transaction(org) as session:  # type: ignore[arg-type]
        session.execute(
            text(
                "insert into data_key (org_id, id, master_key_id, wrapped) "
                "values (:org, gen_random_uuid(), 'k0-gone', 'x')"
            ),
            {"org": str(org)},
        )
    answer = asked(database, settings)["Keys of stored data"]
    assert answer.state is State.FAILURE
    assert "k0-gone" in answer.says
    with database.owner_engine.connect():
        ring = KeyRing("k0-gone", {"k0-gone": b"0" * 32} | dict(settings.secrets.key_ring().keys))
        assert stored.stored_keys(database, ring).state is State.OK


def test_a_server_that_does_not_answer_is_said_without_its_address(
    settings: Settings, database: WorkDatabase
) -> None:
    away = WorkDatabase(
        "postgresql://u:s3cret@/none?host=/nowhere",
        settings.secrets,
        clock=database.clock,
        audit_log=database.audit_log,
        events=database.events,
    )
    (answer,) = stored.look_at_database(away, settings.secrets.key_ring())
    assert answer.state is State.FAILURE
    assert "OperationalError" in answer.says
    assert "nowhere" not in repr(answer)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(arguments)
    return code, capsys.readouterr().out


@pytest.fixture
def environment(
    monkeypatch: pytest.MonkeyPatch, server_url: str, settings: Settings, clock: FixedClock, tmp_path: Path
) -> Iterator[None]:
    monkeypatch.setenv("CHARTSIDE_MODE", "demo")
    monkeypatch.setenv("CHARTSIDE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CHARTSIDE_SECRETS_DIR", str(settings.secrets_dir))
    with fresh_database(server_url, settings, clock) as untouched:
        address = untouched.admin_url.render_as_string(hide_password=False)
        monkeypatch.setenv("CHARTSIDE_DATABASE_URL", address)
        yield


@pytest.mark.usefixtures("environment")
def test_the_commands(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = run(capsys, "database", "upgrade")
    assert (code, out.startswith("database at 0")) == (0, True)
    code, out = run(capsys, "doctor", "--json")
    assert code == 0
    assert json.loads(out)["ok"] is True
    monkeypatch.setenv("CHARTSIDE_MODE", "production")
    code, out = run(capsys, "doctor")
    assert code == 1
    assert "CHARTSIDE_PUBLIC_URL" in out
    assert "Something required is missing." in out


def test_a_wrong_setting_is_named_without_its_value(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTSIDE_MODE", "s3cret")
    code, out = run(capsys, "doctor")
    assert code == 1
    assert "CHARTSIDE_MODE" in out
    assert "s3cret" not in out


def test_an_embedded_database_that_was_never_started_is_no_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHARTSIDE_MODE", "demo")
    monkeypatch.setenv("CHARTSIDE_DATA_DIR", str(tmp_path / "var"))
    code, out = run(capsys, "doctor")
    assert code == 0
    assert "not started yet" in out
    assert not (tmp_path / "var").exists()
