"""Public sets of dialogues with their notes, where a user supplies the file.

Read are the columns of the sets that are open to all: `dialogue` with `note` (ACI-Bench) or with
`section_text` (MTS-Dialog). The dialogue is evidence, the note is what somebody wrote. Nobody says what is
wrong in it, so only what nothing supports is counted.
"""

import csv
import re
from pathlib import Path

from chartside.documentation.evaluation.cases import Case, CaseSentence
from chartside.kernel.errors import Problem
from chartside.kernel.people import Discipline

_TEXTS = ("note", "section_text")
_NAMES = ("encounter_id", "id", "ID")
_END = re.compile(r"(?<=[.!?])\s+|\n+")
_TURN = re.compile(r"\s*\[?(?P<speaker>[A-Za-z_ ]{2,20})\]?:\s*(?P<words>.+)")


def read_dialogues(file: Path) -> tuple[list[Case], list[Problem]]:
    """One case for each row that holds a dialogue and its note."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return [], [Problem("bad_file", str(error), file.name)]
    cases, problems = [], []
    for number, row in enumerate(rows, 1):
        text = next((row[name] for name in _TEXTS if row.get(name)), "")
        if not text or not row.get("dialogue"):
            problems.append(Problem("bad_case", "no dialogue or no note", f"{file.name}[{number}]"))
            continue
        name = next((row[name] for name in _NAMES if row.get(name)), str(number))
        cases.append(_case(f"{file.stem}-{name}", row["dialogue"], text))
    return cases, problems


def _case(name: str, dialogue: str, text: str) -> Case:
    sentences = [part.strip() for part in _END.split(text) if part.strip()]
    return Case(
        id=name,
        discipline=Discipline.OT,
        input={"session": {"dialogue": [_turn(line) for line in dialogue.splitlines() if line.strip()]}},
        candidate=tuple(CaseSentence(i=i, text=one) for i, one in enumerate(sentences, 1)),
    )


def _turn(line: str) -> str:
    found = _TURN.fullmatch(line)
    return f"{found['speaker'].strip()}: {found['words']}" if found else line.strip()
