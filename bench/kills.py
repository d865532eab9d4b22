"""200 kills of web, worker and database while people sign; any broken law ends it with an error."""

import os
from datetime import UTC, datetime

from tests.laws.kills.campaign import Outcome, run
from tests.laws.kills.clinic import MOST_VISITS

WORD = "kills"
TITLE = "Kills"
KILLS = 200
SEED = 2026


def campaign() -> str:
    """Run it; the text of its section in docs/performance.md.

    Raises:
        AssertionError: something unsigned left, signed bytes changed, something was lost or doubled.
    """
    before = os.getloadavg()[0]
    return section(run(KILLS, SEED, MOST_VISITS), before, os.getloadavg()[0])


def section(outcome: Outcome, load_before: float, load_after: float) -> str:
    """The figures as a table."""
    found, told = outcome.found, outcome.told
    kinds = ", ".join(f"{count} of {name}" for name, count in sorted(outcome.kills.items()))
    struck, rested = outcome.seconds
    rows = {
        "killed with SIGKILL": f"{sum(outcome.kills.values())}: {kinds}",
        "requests without an answer": str(told["without an answer"]),
        "notes put before a signer": str(found.proposals),
        "countersignatures given": f"{found.signatures}, of which {told['signed']} were answered",
        "packages delivered": str(found.delivered),
        "left unsigned, or with other bytes than were signed": "0",
        "lost": str(found.lost),
        "doubled": str(found.doubled),
        "processes that gave up though nobody killed them": str(len(outcome.ended_alone)),
        "until what was killed did its work again": (
            f"median {outcome.recovery_median:.1f} s, longest {max(outcome.recoveries):.1f} s"
        ),
        "from the last kill until nothing was held, sending or queued": f"{rested:.0f} s",
        "length of the campaign": f"{struck:.0f} s",
        "load": f"{load_before:.1f} before, {load_after:.1f} after, on {os.cpu_count()} cores",
        "measured": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    return f"{_WORDS}\n\n| what | outcome |\n|---|---|\n{table}"


_WORDS = """People draft, edit, vouch, countersign and recall over HTTP while the web process, the two workers
and the database server are killed one after the other, half of them before the last one is well again; the
master key changes in the middle. At the end each delivered file is hashed and held against the manifest that
every signer of the chain signed (`tests/laws/kills`). `python -m bench kills` repeats it."""
