"""Asks about everything."""

from collections.abc import Iterator

from chartside.kernel.errors import ChartsideError
from chartside.platform.database.embedded import EmbeddedError
from chartside.platform.operations.answers import Answer, failure, note
from chartside.platform.operations.machine import look_at_machine
from chartside.platform.operations.reach import is_embedded_and_new, reached
from chartside.platform.operations.safety import look_at_safety
from chartside.platform.operations.stored import look_at_database
from chartside.platform.settings import Settings


def examine(settings: Settings) -> Iterator[Answer]:
    """Everything the doctor has to say, in order. Changes nothing; a server it starts it stops again."""
    yield note("Mode", f"{settings.mode.value}, data in {settings.data_dir}")
    yield from look_at_machine(settings.data_dir)
    yield from look_at_safety(settings)
    if is_embedded_and_new(settings):
        yield note(
            "Database", "embedded, not started yet", "It is made by: chartside demo, or: chartside serve"
        )
        return
    try:
        with reached(settings) as database:
            yield from look_at_database(database, settings.secrets.key_ring())
    except (ChartsideError, EmbeddedError) as error:
        yield failure("Database", str(error), "Mend what it names and run the doctor again.")
