"""What Alembic runs to reach the database: the connection handed in by `runner.upgrade`."""

from alembic import context

from chartside.platform.database.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
