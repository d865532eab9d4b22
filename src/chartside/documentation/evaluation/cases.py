"""Written cases: what was known, what somebody wrote (else it is drafted), and what should be found."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from chartside.drafting.model import ProblemType
from chartside.kernel.errors import Problem
from chartside.kernel.people import Discipline


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CaseSentence(_Shape):
    """One sentence; in a file it may stand as the text `S: words`."""

    i: int
    section: str = ""
    text: str


class Expected(_Shape):
    """What a careful reader finds. A part that is absent is not judged.

    Attributes:
        unsupported: sentence numbers that nothing supports, with the type of each.
        interpretive: sentences that only judge from facts.
        unjudged: sentences of which careful readers think differently.
        missing: ids of rules that the text does not meet, of those in `judged_rules`.
        judged_rules: ids of rules whose answer the author of the case is sure of.
        code_support: whether the words carry each billed code.
        goals: the grade of goals by their text.
    """

    unsupported: dict[int, ProblemType] | None = None
    interpretive: tuple[int, ...] = ()
    unjudged: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    judged_rules: tuple[str, ...] = ()
    code_support: dict[str, bool] = Field(default_factory=dict)
    goals: dict[str, Literal["good", "weak", "vague"]] = Field(default_factory=dict)


class Case(_Shape):
    """One case. `candidate` is what somebody wrote; without it the composer drafts.

    Attributes:
        signed: the note as it was signed in the end, where that is known.
        open_to_sign_seconds: how long its signer had it open.
    """

    id: str
    doc_type: str = "treatment_note"
    setting: str = ""
    discipline: Discipline
    payer: str = ""
    input: dict[str, Any]
    candidate: tuple[CaseSentence, ...] | None = None
    signed: tuple[CaseSentence, ...] | None = None
    open_to_sign_seconds: float | None = None
    expected: Expected = Expected()

    @field_validator("candidate", "signed", mode="before")
    @classmethod
    def _read_lines(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            return value
        return [_sentence(i, one) for i, one in enumerate(value, 1)]


def _sentence(i: int, one: object) -> object:
    if not isinstance(one, str):
        return one
    section, mark, text = one.partition(": ")
    return {"i": i, "section": section, "text": text} if mark and section.isupper() else {"i": i, "text": one}


def read_cases(place: Path) -> tuple[list[Case], list[Problem]]:
    """The cases of a file or of every file below a folder, in the order of their names.

    Returns:
        The cases, and a problem for each file or case that could not be read; `path` says where.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    for file in _files(place):
        for number, raw in enumerate(_entries(file, problems), 1):
            try:
                cases.append(Case.model_validate(_plain(raw)))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"])
                problems.append(Problem("bad_case", f"{where}: {first['msg']}", f"{file.name}[{number}]"))
    return cases, problems


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.suffix in (".yaml", ".yml", ".jsonl"))


def _entries(file: Path, problems: list[Problem]) -> Iterator[object]:
    try:
        text = file.read_text(encoding="utf-8")
        found: object
        if file.suffix == ".jsonl":
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            found = yaml.safe_load(text) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError, json.JSONDecodeError) as error:
        problems.append(Problem("bad_file", str(error).splitlines()[0], file.name))
        return
    if isinstance(found, dict) and "input" in found:
        yield _of_statements(file.stem, found)
    elif isinstance(found, list):
        yield from found
    else:
        problems.append(Problem("bad_file", "the file holds no case", file.name))


def _of_statements(name: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """One record with statements about it, each by itself true, false or a judgement, as one case."""
    lists = [
        (kind, one) for kind in ("supported", "interpretive", "unsupported") for one in told.get(kind, ())
    ]
    texts = [one if isinstance(one, dict) else {"text": one} for _, one in lists]
    numbered = list(enumerate(zip(lists, texts, strict=True), 1))
    return {
        "id": name,
        "discipline": told.get("discipline", "OT"),
        "setting": told.get("setting", ""),
        "payer": told.get("payer", ""),
        "input": told["input"],
        "candidate": [
            {"i": i, "section": one.get("section", ""), "text": one["text"]} for i, (_, one) in numbered
        ],
        "expected": {
            "unsupported": {i: one.get("type") for i, ((kind, _), one) in numbered if kind == "unsupported"},
            "interpretive": [i for i, ((kind, _), _) in numbered if kind == "interpretive"],
        },
    }


def _plain(value: object) -> object:
    """YAML reads dates; the contract has them as text."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | datetime) else value
