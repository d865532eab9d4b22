"""A start that goes on when the embedded database server dies under it."""

import logging
import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

import psycopg
from sqlalchemy.exc import DBAPIError

from chartside.platform.settings import Settings

_SECONDS = 30.0
_PAUSE_SECONDS = 0.2
_T = TypeVar("_T")


def patiently(settings: Settings, step: Callable[[], _T]) -> _T:
    """Do one step of a start, again while the embedded server is away: its keeper revives it within a second.

    The step must be safe to repeat. With a server of the clinic's own the first failure is raised, so that
    a wrong address is told at once; there a service manager starts the process again.
    """
    end = time.monotonic() + (_SECONDS if settings.database_url is None else 0.0)
    while True:
        try:
            return step()
        except (DBAPIError, psycopg.OperationalError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if not isinstance(cause, psycopg.OperationalError) or time.monotonic() > end:
                raise
            logging.getLogger(__name__).warning("the database went away during the start; trying again")
        Event().wait(_PAUSE_SECONDS)
