"""`chartside privacy redact` by its contract."""

import json
import os
import subprocess
import sys

import pytest

from chartside.cli.lines import answer_line, schema
from chartside.kernel.commands import LineCommand
from chartside.privacy.commands import commands
from chartside.privacy.model import IdentifierType

CHART = {"first": "Estella", "last": "Marquez", "mrn": "00482913", "favourite_uncle": "Bartholomew"}
PROBE = """
import sys
from chartside.cli.main import main
code = main(["privacy", "redact", "--json"])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
raise SystemExit(code)
"""
HEAVY = {"sqlalchemy", "dbos", "fastapi", "presidio_analyzer", "spacy", "psycopg", "uvicorn", "rich", "typst"}


def redact() -> LineCommand:
    (command,) = commands()
    assert isinstance(command, LineCommand)
    return command


def answered(**line: object) -> dict[str, object]:
    return answer_line(redact(), json.dumps({"id": 1, "chart": CHART} | line).encode()).as_json()


def test_offsets_are_into_the_input():
    text = "Mrs. Ünal met Estella; MRN 00482913."
    answer = answered(text=text)
    spans = answer["spans"]
    assert isinstance(spans, list)
    assert [(text[it["start"] : it["end"]], it["type"]) for it in spans] == [
        ("Mrs. Ünal", "name"),
        ("Estella", "name"),
        ("00482913", "mrn"),
    ]
    assert answer["text"] == "[NAME] met [NAME]; MRN [MRN]."
    assert list(answer) == ["id", "text", "spans"]


def test_an_unknown_member_of_the_chart_is_an_identifier_to_find():
    assert (
        answered(text="He asked for bartholomew.")["text"]
        == "He asked for [NAME]."[:0] + "He asked for [OTHER]."
    )


def test_a_line_needs_no_chart_and_no_clinic():
    answer = answer_line(redact(), b'{"id": "a", "text": "Mild edema, 97140 x1."}').as_json()
    assert answer == {"id": "a", "text": "Mild edema, 97140 x1.", "spans": []}


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ({"text": 5}, "text"),
        ({"text": "a", "colour": "red"}, "colour"),
        ({"text": "a", "chart": []}, "chart"),
        ({}, "text"),
    ],
)
def test_what_is_wrong_is_named(line, path):
    error = answered(**line)["error"]
    assert isinstance(error, dict)
    assert error["path"] == path


def test_the_schema_lists_the_types_and_the_charts_members():
    told = schema(redact())
    assert set(told["output"]["$defs"]["IdentifierType"]["enum"]) == {kind.value for kind in IdentifierType}
    assert {"first", "guardians", "device_serials"} <= set(told["input"]["$defs"]["Chart"]["properties"])


def test_every_type_belongs_to_one_of_the_eighteen_classes():
    assert {kind.safe_harbor for kind in IdentifierType} == set("ABCDEFGHIJKLMNOPQR")


def test_nothing_heavy_is_loaded():
    line = json.dumps({"id": 1, "text": "Estella came", "chart": CHART})
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        input=line,
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert json.loads(done.stdout)["text"] == "[NAME] came"
    assert not set(done.stderr.split()) & HEAVY
