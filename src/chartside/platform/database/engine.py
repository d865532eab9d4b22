"""The database as the product sees it: three engines, transactions bound to one organisation, migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from chartside.platform.database import roles
from chartside.platform.settings import Secrets

_ORGANISATION = text("select set_config('app.org_id', :org_id, true)")
# A transaction that was forgotten open ends; an hour is what the sealing of looks relies on.
_SESSION_OPTIONS = "-c idle_in_transaction_session_timeout=15min -c timezone=UTC"

_KEY = "lock_key(:purpose, cast(:org_id as uuid), :place)"
_TRY_LOCK = text(f"select pg_try_advisory_lock({_KEY})")
_UNLOCK = text(f"select pg_advisory_unlock({_KEY})")


class Database:
    """One PostgreSQL database.

    Attributes:
        admin_url: the login that prepares the roles.
        app_engine: connects as `cs_app`; the only engine that reads and writes people's data.
        owner_engine: connects as `cs_owner`; for migrations.
        jobs_engine: connects as `cs_jobs`; for the machinery of durable jobs.

    Args:
        url: address with the login that prepares the roles; `postgresql://...`.
        secrets: from which the roles' passwords follow.
        pool_size: connections kept open per engine; twice as many may be open at a peak.
    """

    def __init__(self, url: str, secrets: Secrets, *, pool_size: int = 5) -> None:
        self.admin_url = make_url(url).set(drivername="postgresql")
        self._secrets = secrets
        self._pool_size = pool_size
        self.app_engine = self._engine(roles.APP)
        self.owner_engine = self._engine(roles.OWNER)
        self.jobs_engine = self._engine(roles.JOBS)

    def url_of(self, role: str) -> URL:
        """The address that one of the three roles connects with."""
        password = self._secrets.role_password(role)
        return self.admin_url.set(drivername="postgresql+psycopg", username=role, password=password)

    @contextmanager
    def transaction(self, org_id: UUID) -> Iterator[Session]:
        """One transaction that sees one organisation's rows; commits at the end, rolls back on an error."""
        with (
            Session(self.app_engine, expire_on_commit=False, info={"org_id": org_id}) as session,
            session.begin(),
        ):
            session.execute(_ORGANISATION, {"org_id": str(org_id)})
            yield session

    @contextmanager
    def exclusive(self, purpose: str, org_id: UUID, place: str) -> Iterator[bool]:
        """Whether only this process may do `purpose` at `place` now; let go of at its end or death."""
        with self.app_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            names = {"purpose": purpose, "org_id": str(org_id), "place": place}
            alone = bool(connection.scalar(_TRY_LOCK, names))
            try:
                yield alone
            finally:
                if alone:
                    connection.execute(_UNLOCK, names)

    def prepare(self) -> None:
        """Make the roles and bring the schema up to date: the first thing of every start.

        Raises:
            Refused: the server or a role does not fit; see `prepare_roles`.
        """
        roles.prepare_roles(self.admin_url.render_as_string(hide_password=False), self._secrets)
        self.upgrade()
        self.require_safe()

    def require_safe(self) -> None:
        """Refuse to run when the application's own connection could pass row-level security.

        Raises:
            Refused: it is not `cs_app`, or that role has rights it must not have.
        """
        url = self.url_of(roles.APP).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url) as connection:
            roles.require_safe_connection(connection)

    def upgrade(self) -> None:
        """Run the migrations that this database has not seen."""
        from chartside.platform.database.migrations import runner  # noqa: PLC0415 - Alembic is only needed here

        runner.upgrade(self.owner_engine)

    def tenant_ids(self) -> list[UUID]:
        """Every organisation in this database: for workers and migrations, never for a page."""
        with self.jobs_engine.connect() as connection:
            return list(connection.scalars(text("select org_id from jobs.tenant_directory order by org_id")))

    def dispose(self) -> None:
        """Close every connection."""
        for engine in (self.app_engine, self.owner_engine, self.jobs_engine):
            engine.dispose()

    def _engine(self, role: str) -> Engine:
        return create_engine(
            self.url_of(role),
            pool_size=self._pool_size,
            max_overflow=self._pool_size,
            pool_pre_ping=True,
            # Bound values may be about patients; an error must not carry them into a log.
            hide_parameters=True,
            connect_args={"options": _SESSION_OPTIONS},
        )
