"""`chartside database upgrade`."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from chartside.kernel.commands import Command, PlainCommand


def commands() -> Sequence[Command]:
    """The commands of this area."""
    return (PlainCommand("upgrade", "Make the roles, bring both schemas to this release.", _none, _upgrade),)


def _none(parser: ArgumentParser) -> None:
    """There are no arguments."""


def _upgrade(_: Namespace) -> int:
    # The database is loaded only when it is used.
    from chartside.kernel.errors import ChartsideError  # noqa: PLC0415
    from chartside.platform.database.embedded import EmbeddedError  # noqa: PLC0415
    from chartside.platform.jobs.schema import upgrade_jobs_schema  # noqa: PLC0415
    from chartside.platform.operations.reach import reached  # noqa: PLC0415
    from chartside.platform.operations.versions import schema_versions  # noqa: PLC0415
    from chartside.platform.settings import Settings  # noqa: PLC0415

    try:
        with reached(Settings()) as database:
            database.prepare()
            upgrade_jobs_schema(database.jobs_engine)
            present, _newest = schema_versions(database)
    except (ChartsideError, EmbeddedError) as error:
        sys.stderr.write(f"chartside: {error}\n")
        return 1
    sys.stdout.write(f"database at {present}\n")
    return 0
