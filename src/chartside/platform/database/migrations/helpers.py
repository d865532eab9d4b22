"""What a migration says about a table besides its columns."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def protect(table: str, *, rights: str = "select, insert, update, delete") -> None:
    """Show each organisation its own rows only, to the owner too; let the application role work on them."""
    own = "org_id = nullif(current_setting('app.org_id', true), '')::uuid"
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f"create policy own_organisation on {table} using ({own}) with check ({own})")
    op.execute(f"grant {rights} on {table} to cs_app")


def append_only(table: str) -> None:
    """As `protect`, for a table whose rows are only ever added: nobody changes or removes one."""
    protect(table, rights="select, insert")
    op.execute(
        f"create trigger {table}_append_only before update or delete or truncate on {table} "
        "for each statement execute function refuse_change()"
    )


def function(signature: str, returns: str, body: str, *, more: str = "") -> None:
    """A PL/pgSQL function with a fixed search path, so that no other schema can slip in between."""
    op.execute(
        f"create function {signature} returns {returns} language plpgsql {more} "
        f"set search_path = pg_catalog, public, pg_temp as $body$ {body} $body$"
    )


def org_column() -> sa.Column[Any]:
    """The first column of every table."""
    return sa.Column("org_id", sa.Uuid(), nullable=False)


def id_column() -> sa.Column[Any]:
    """The second column of most tables."""
    return sa.Column("id", sa.Uuid(), nullable=False)


def instant(
    name: str, *, nullable: bool = False, server_default: sa.ColumnElement[Any] | None = None
) -> sa.Column[Any]:
    """A point in time, with zone."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, server_default=server_default)


def sealed_columns(*, nullable: bool = False) -> tuple[sa.Column[Any], sa.Column[Any]]:
    """The two columns of encrypted content."""
    return (
        sa.Column("key_id", sa.Uuid(), nullable=nullable),
        sa.Column("sealed", sa.LargeBinary(), nullable=nullable),
    )


def json_column(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """A JSONB column."""
    return sa.Column(name, postgresql.JSONB(), nullable=nullable)


def own_key(table: str) -> sa.PrimaryKeyConstraint:
    """The key `(org_id, id)`."""
    return sa.PrimaryKeyConstraint("org_id", "id", name=f"pk_{table}")


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A reference to a row of the same organisation: `(org_id, column)` to `(org_id, id)` of another table."""
    return sa.ForeignKeyConstraint(
        ["org_id", column], [f"{target}.org_id", f"{target}.id"], name=f"fk_{table}_org_id_{column}"
    )


def of_organisation(table: str) -> sa.ForeignKeyConstraint:
    """A reference to the organisation itself."""
    return sa.ForeignKeyConstraint(["org_id"], ["organisation.org_id"], name=f"fk_{table}_org_id")
