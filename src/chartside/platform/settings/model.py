"""The settings of one installation, read from the environment (`CHARTSIDE_...`)."""

import os
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from chartside.platform.settings.secrets import Secrets


class Mode(StrEnum):
    """Whether this installation holds real people or the demo clinic."""

    DEMO = "demo"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """Every setting has a default, so that an installation starts with none.

    Attributes:
        data_dir: everything this installation keeps on disk; see `default_data_dir`.
        database_url: a PostgreSQL server (15 or later); without it the embedded one in `data_dir` runs.
        listen_host: the network address the web application listens on; only this machine unless set.
        listen_port: the port it listens on.
        public_url: under which address people reach it; where it listens unless set.
        behind_tls_proxy: a proxy on this machine encrypts what travels between browsers and `public_url`.
        worker_name: the name of this machine's worker of durable jobs, stable over restarts; unset takes the
            first free `worker-<n>`. Each process needs its own.
        worker_threads: how many durable jobs run at once.
        hold_seconds: how long a signer can recall what they countersigned before it leaves.
        session_idle_minutes: a sign-in ends after this time without a request.
        session_absolute_minutes: a sign-in ends after this time in any case.
        reauthentication_minutes: how old the last proof of identity may be when countersigning.
        secrets_dir: the master keys and the server secret; `<data_dir>/secrets` unless set.
        export_dir: where countersigned documents are dropped for the EHR; `<data_dir>/export` unless set.
    """

    model_config = SettingsConfigDict(env_prefix="CHARTSIDE_", frozen=True, extra="forbid")

    mode: Mode = Mode.PRODUCTION
    data_dir: Path = Field(default_factory=lambda values: default_data_dir(values["mode"]))
    database_url: SecretStr | None = None
    listen_host: str = "127.0.0.1"
    listen_port: int = Field(default=8765, ge=1, le=65535)
    public_url: str = Field(
        default_factory=lambda values: f"http://{values['listen_host']}:{values['listen_port']}"
    )
    behind_tls_proxy: bool = False
    worker_name: str | None = None
    worker_threads: int = Field(default=4, ge=1)
    hold_seconds: int = Field(default=120, ge=0)
    session_idle_minutes: int = Field(default=15, ge=1)
    session_absolute_minutes: int = Field(default=720, ge=1)
    reauthentication_minutes: int = Field(default=5, ge=1)
    secrets_dir: Path = Field(default_factory=lambda values: values["data_dir"] / "secrets")
    export_dir: Path = Field(default_factory=lambda values: values["data_dir"] / "export")

    @property
    def is_demo(self) -> bool:
        """Only fictitious people; the printed sign-ins work."""
        return self.mode is Mode.DEMO

    @cached_property
    def secrets(self) -> Secrets:
        """The secrets of this installation, made at the first start.

        Raises:
            Refused: the folder or a file in it can be read by others.
        """
        return Secrets.open_or_create(self.secrets_dir)


def default_data_dir(mode: Mode) -> Path:
    """The data folder when none is set.

    Demo: `var` in the present folder. Production: the person's data folder (`XDG_DATA_HOME`).
    Root: a folder below /var/lib, since the database server gives root's rights up and must still reach it;
    the demo's carries a mark of the present folder, so that two checkouts do not share one.
    """
    if mode is Mode.DEMO:
        local = Path.cwd() / "var"
        if os.geteuid() != 0:
            return local
        mark = sha256(str(local).encode()).hexdigest()[:8]
        return Path(f"/var/lib/chartside-demo-{mark}")
    if os.geteuid() == 0:
        return Path("/var/lib/chartside")
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "chartside"
