"""A throw-away installation with durable settings (fsync on), and some organisations in it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg

from chartside.platform.assembly import open_database, prepare_database
from chartside.platform.database.embedded import EmbeddedServer
from chartside.platform.settings import Mode, Settings
from chartside.platform.tenancy import WorkDatabase

ORGANISATIONS = 200
ROWS_EACH = 500


@contextmanager
def installation() -> Iterator[tuple[WorkDatabase, psycopg.Connection]]:
    """A migrated database, and the superuser's connection to it, which row-level security does not bind."""
    folder = Path(tempfile.mkdtemp(prefix="cs-bench-"))
    settings = Settings(mode=Mode.DEMO, data_dir=folder)
    server = EmbeddedServer(folder)
    url = server.start()
    database = open_database(url, settings.secrets)
    try:
        prepare_database(database)
        with psycopg.connect(url) as superuser:
            yield database, superuser
    finally:
        database.dispose()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def fill(superuser: psycopg.Connection) -> list[UUID]:
    """Many organisations with many events each; their ids."""
    superuser.execute(
        "insert into organisation (org_id, code, name, zone, is_demo) "
        "select gen_random_uuid(), 'bench' || n, 'Bench', 'UTC', true from generate_series(1, %s) n",
        (ORGANISATIONS,),
    )
    superuser.execute(
        "insert into event (org_id, id, name, subject_type, subject_id, detail, actor_name, at) "
        "select org_id, gen_random_uuid(), 'visit.completed', 'visit', gen_random_uuid(), "
        "'{\"minutes\": 45}', 'Dana Whitfield, OTR/L', now() "
        "from organisation cross join generate_series(1, %s)",
        (ROWS_EACH,),
    )
    superuser.commit()
    # Outside a transaction, as vacuum demands.
    superuser.autocommit = True
    superuser.execute("vacuum analyze event")
    superuser.autocommit = False
    return [row[0] for row in superuser.execute("select org_id from organisation").fetchall()]
