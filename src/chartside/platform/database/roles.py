"""The three database roles, what each may do, and the refusal to run with more.

`cs_owner` owns the tables and migrates them. `cs_app` reads and writes rows under row-level security.
`cs_jobs` owns the schema `jobs`. No one of them is a superuser, bypasses row-level security or makes roles.
"""

import psycopg
from psycopg import sql

from chartside.kernel.errors import Refused
from chartside.platform.settings import Secrets

OWNER, APP, JOBS = "cs_owner", "cs_app", "cs_jobs"
ROLES = (OWNER, APP, JOBS)
FLOOR = 150000
_MOST_ATTEMPTS = 20
_PREPARE_LOCK = 0x6368_6172  # any number that nothing else in this database locks


def prepare_roles(admin_url: str, secrets: Secrets) -> None:
    """Make the roles and hand them the database; safe to repeat, and from several processes at once.

    Args:
        admin_url: a login that may create roles, on the database that Chartside shall use.
        secrets: from which the roles' passwords follow.

    Raises:
        Refused: PostgreSQL is older than 15, its encoding is not UTF-8, or a role can do more than it may.
    """
    for attempt in range(_MOST_ATTEMPTS):
        try:
            _prepare_together(admin_url, secrets)
        except psycopg.errors.InternalError_:
            # Roles are shared by a server's databases, the lock below is one database's: another may have
            # written the same role at this moment. It has committed by now.
            if attempt + 1 == _MOST_ATTEMPTS:
                raise
        else:
            return


def _prepare_together(admin_url: str, secrets: Secrets) -> None:
    with psycopg.connect(admin_url) as connection:
        connection.execute("select pg_advisory_xact_lock(%s)", (_PREPARE_LOCK,))
        _require_server(connection)
        for role in ROLES:
            _prepare_role(connection, role, secrets.role_password(role))
        _hand_over(connection)
        require_safe(connection)


def require_safe(connection: psycopg.Connection) -> None:
    """Refuse roles that could pass row-level security.

    Raises:
        Refused: naming the role and what it can do.
    """
    found = connection.execute(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = any(%s)",
        (list(ROLES),),
    ).fetchall()
    for name, is_superuser, can_bypass, can_make_roles in found:
        if is_superuser or can_bypass or can_make_roles:
            raise Refused(
                f"The database role {name} has rights that pass row-level security; take them away."
            )
    helped = connection.execute(
        "select rolname from pg_roles where rolname <> %s and pg_has_role(%s, oid, 'member')", (APP, APP)
    ).fetchall()
    if helped:
        raise Refused(f"The database role {APP} is a member of {helped[0][0]}; it must be a member of none.")


def require_safe_connection(connection: psycopg.Connection) -> None:
    """Refuse the application's own connection when it is more than it should be.

    Raises:
        Refused: it is not `cs_app`, that role owns a table, or as `require_safe`.
    """
    found = connection.execute("select current_user, session_user").fetchone()
    if found != (APP, APP):
        raise Refused(f"The application is connected as {found}, not as {APP}.")
    owned = connection.execute(
        "select relname from pg_class where relowner = %s::regrole limit 1", (APP,)
    ).fetchone()
    if owned:
        raise Refused(f"The database role {APP} owns {owned[0]}; an owner could switch its protection off.")
    require_safe(connection)


def _require_server(connection: psycopg.Connection) -> None:
    version = connection.info.server_version
    if version < FLOOR:
        raise Refused(f"PostgreSQL {version // 10000} is too old; Chartside needs 15 or later.")
    encoding = connection.execute("show server_encoding").fetchone()
    if encoding != ("UTF8",):
        raise Refused("The database must be encoded in UTF8 (create database ... encoding 'UTF8').")


def _prepare_role(connection: psycopg.Connection, role: str, password: str) -> None:
    name = sql.Identifier(role)
    if connection.execute("select 1 from pg_roles where rolname = %s", (role,)).fetchone() is None:
        # cs_owner belongs to cs_jobs only to make its tables in a migration, never unasked: hence NOINHERIT.
        connection.execute(sql.SQL("create role {} login noinherit").format(name))
    # The server receives a verifier, never the password, so that no log of statements can hold it.
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    connection.execute(sql.SQL("alter role {} password {}").format(name, sql.Literal(verifier.decode())))


def _hand_over(connection: psycopg.Connection) -> None:
    database = sql.Identifier(connection.info.dbname)
    is_superuser = connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
    if is_superuser != (True,):
        # Giving a database or schema away takes membership in the role that receives it.
        connection.execute("grant cs_owner, cs_jobs to current_user")
    connection.execute("grant cs_jobs to cs_owner")
    for statement in (
        "revoke create, temporary on database {} from public",
        "grant create, connect on database {} to cs_owner",
        "grant connect on database {} to cs_app, cs_jobs",
    ):
        connection.execute(sql.SQL(statement).format(database))
    connection.execute("revoke create on schema public from public")
    connection.execute("alter schema public owner to cs_owner")
    connection.execute("grant usage on schema public to cs_app")
    connection.execute("create schema if not exists jobs authorization cs_jobs")
