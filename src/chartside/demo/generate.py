"""Write the demo clinic as the export of an EHR: `python -m chartside.demo.generate FOLDER`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from chartside.demo.charts import measures
from chartside.demo.people import Directory
from chartside.demo.rows import Row, goal_row, measure_row, patient_row, plan_row, visit_row
from chartside.demo.telling import SEED, clinic_yaml, tell
from chartside.demo.visits import visits
from chartside.interchange.tables import write_table


def export(seed: int = SEED) -> dict[str, bytes]:
    """File name to bytes: `clinic.yaml` and the five CSV files. The same seed gives the same bytes."""
    told = tell(seed)
    booked = visits(told)
    directory = Directory(told)
    goals = [goal_row(person, goal, told) for person in told.people for goal in person.caseload.goals]
    return {
        "clinic.yaml": clinic_yaml(),
        "patients.csv": _table([patient_row(person, told, directory) for person in told.people]),
        "plans.csv": _table([plan_row(person, told) for person in told.people]),
        "goals.csv": _table(goals),
        "visits.csv": _table([visit_row(visit, told) for visit in booked]),
        "goal_measures.csv": _table([measure_row(measure) for measure in measures(told, booked)]),
    }


def write_export(folder: Path, seed: int = SEED) -> list[Path]:
    """Write the export into a folder, which is made if need be; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in export(seed).items():
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    return paths


def _table(rows: Sequence[Row]) -> bytes:
    return write_table(list(rows[0]), (list(row.values()) for row in rows))


if __name__ == "__main__":
    write_export(Path(sys.argv[1]))
