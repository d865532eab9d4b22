"""A pure command stays light: none of the heavy libraries is imported."""

import json
import subprocess
import sys

HEAVY = {"sqlalchemy", "dbos", "fastapi", "presidio_analyzer", "presidio_anonymizer", "uvicorn", "psycopg"}
LINE = json.dumps(
    {
        "id": 1,
        "discipline": "OT",
        "date_of_service": "2026-03-02",
        "services": [{"code": "97530", "minutes": 23, "by": "therapist"}],
    }
)
PROBE = """
import sys
from chartside.cli.main import main
code = main({arguments!r})
print("MODULES", *sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
raise SystemExit(code)
"""


def loaded_by(*arguments: str) -> set[str]:
    probe = PROBE.format(arguments=list(arguments))
    done = subprocess.run(
        [sys.executable, "-c", probe], input=LINE, capture_output=True, check=True, text=True
    )
    line = next(line for line in done.stderr.splitlines() if line.startswith("MODULES"))
    return set(line.split()[1:])


def test_coding_units_loads_nothing_heavy():
    loaded = loaded_by("coding", "units", "--json")
    assert not loaded & HEAVY
    assert "rich" not in loaded


def test_rules_load_nothing_heavy():
    assert not loaded_by("rules", "list", "--json") & HEAVY


def test_the_overview_loads_no_area():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom chartside.cli.main import main\nmain(['--help'])\n"
            "assert not any(name.startswith('chartside.coding') for name in sys.modules)",
        ],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
