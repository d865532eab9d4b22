"""A process of the product, forked from one that has imported it already: a start costs a moment only.

What runs is the command itself (`chartside serve`, `chartside worker`), with its settings from the environment.
"""

import os
import sys
import threading
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing import parent_process

from chartside.cli.main import main

# What a start imports, so that each fork has it.
for _module in (
    "anyio._backends._asyncio",
    "chartside.app.serve",
    "chartside.app.worker",
    "chartside.platform.database.migrations.runner",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
):
    import_module(_module)


def live(arguments: Sequence[str], environment: Mapping[str, str], log: str) -> None:
    """Be `chartside <arguments>` until the end; what is printed goes to the file `log`."""
    os.environ.update(environment)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    threading.Thread(target=_end_with_the_test, daemon=True).start()
    sys.exit(main(arguments))


def _end_with_the_test() -> None:
    test = parent_process()
    if test is not None:
        test.join()
        os._exit(1)
