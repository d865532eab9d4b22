"""Settings have safe defaults."""

from pathlib import Path

import pytest

from chartside.platform.settings import Mode, Settings


def test_everything_has_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTSIDE_DATA_DIR", str(tmp_path))
    settings = Settings()
    assert settings.mode is Mode.PRODUCTION
    assert settings.hold_seconds == 120
    assert (settings.session_idle_minutes, settings.session_absolute_minutes) == (15, 720)
    assert settings.secrets_dir == tmp_path / "secrets"
    assert settings.export_dir == tmp_path / "export"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTSIDE_MODE", "demo")
    monkeypatch.setenv("CHARTSIDE_HOLD_SECONDS", "0")
    monkeypatch.setenv("CHARTSIDE_DATABASE_URL", "postgresql://login:hidden@host/chartside")
    settings = Settings()
    assert settings.is_demo
    assert settings.hold_seconds == 0
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("mode", "root", "expected"),
    [
        (Mode.DEMO, False, "/project/var"),
        (Mode.DEMO, True, "/var/lib/chartside-demo-"),
        (Mode.PRODUCTION, False, "/people/dana/share/chartside"),
        (Mode.PRODUCTION, True, "/var/lib/chartside"),
    ],
)
def test_the_data_folder(mode: Mode, *, root: bool, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(Path, "cwd", lambda: Path("/project"))
    monkeypatch.setenv("XDG_DATA_HOME", "/people/dana/share")
    assert str(Settings(mode=mode).data_dir).startswith(expected)
