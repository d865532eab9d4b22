"""`documentation draft` on its contract."""

import json
import subprocess
import sys
from typing import Any

import pytest

from chartside.cli.lines import answer_line, schema
from chartside.documentation.commands import commands
from chartside.kernel.commands import LineCommand
from tests.documentation.sessions_made import made_session

DRAFT = next(command for command in commands() if isinstance(command, LineCommand))


def answer(line: object) -> dict[str, Any]:
    return answer_line(DRAFT, json.dumps(line).encode()).as_json()


def test_the_shape_of_an_answer():
    given = answer(made_session(7))
    assert given["id"] == 7
    assert set(given) == {"id", "writer", "sentences", "facts", "unstated"}
    ids = {fact["id"] for fact in given["facts"]}
    for sentence in given["sentences"]:
        assert set(sentence) == {"i", "section", "text", "facts"}
        assert sentence["facts"]
        assert set(sentence["facts"]) <= ids
    assert set(given["unstated"]) <= ids


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"doc_type": "letter"}, "not_yet_composed"),
        ({"doc_type": "school_note"}, "not_yet_composed"),
        ({"doc_type": "poem"}, "unknown_doc_type"),
        ({"discipline": "XX"}, "bad_value"),
        ({"input": []}, "bad_value"),
        ({"inputs": {}}, "unknown_field"),
        ({"discipline": None, "input": {}}, "missing_field"),
    ],
)
def test_what_cannot_be_answered(change, code):
    assert answer(made_session(1) | change)["error"]["code"] == code


def test_discipline_follows_the_credential_when_it_is_not_told():
    line = made_session(3)
    line["input"]["provider"] = "Noor Haddad, MS, CCC-SLP"
    del line["discipline"]
    signature = " ".join(one["text"] for one in answer(line)["sentences"] if one["section"] == "SIG")
    assert "speech-language pathologist" in signature.lower()
    assert "Noor Haddad, MS, CCC-SLP" in signature


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"session": None},
        {"session": []},
        {"session": "one line only"},
        {"session": {"activities": "swing"}},
        {
            "session": {
                "activities": [
                    None,
                    3,
                    [],
                    {},
                    {"minutes": -4},
                    {"activity": ["a", {"b": 1}], "minutes": "ten"},
                ]
            }
        },
        {
            "session": {
                "activities": {
                    "activity": "swing",
                    "goal": {"id": "G1"},
                    "performance": [1, 2],
                    "assist": {"level": 3},
                }
            }
        },
        {"session": {"goals": "G1"}},
        {"session": {"goals": {"G1": 4, "G2": {"now": "mod A"}, "G3": None}}},
        {
            "session": {
                "subjective": [[], {"speaker": None, "text": 5}, {"quote": "x"}, True],
                "response": {"a": {"b": {"c": {"d": 1}}}},
            }
        },
        {
            "patient": "Theo Marsh",
            "provider": {"first": "Dana", "last": "Whitfield"},
            "service_date": 20261120,
        },
        {
            "patient": {"name": ""},
            "service_date": "soon",
            "diagnosis_codes": "F82",
            "plan_of_care_goals": {"id": "G1"},
        },
        {
            "patient": {"name": "Marsh, Theo"},
            "billed": [{"code": 97530, "minutes": "25"}, "97533", {"minutes": 4}],
        },
        {"session": {"start": "late", "end": "10:45", "plan": "\u200b\u0000", "x" * 300: "y" * 20000}},
        {
            "session": {
                "start": "11:00",
                "end": "10:00",
                "activities": [{"activity": "[insert]", "minutes": 10**12}],
            }
        },
        {"session": {"note": "🙂 ‘ok’ “fine” – naïve, 你好", "left": True, "": "", "1": [1.5, -2, 0]}},
        {"context": [1], "prior_note": {"a": 1}, "extra": {"deep": [[[["x"]]]]}},
    ],
)
def test_odd_shapes_are_answered(odd):
    line = {"id": "odd", "doc_type": "treatment_note", "discipline": "OT", "input": odd}
    given = answer(line)
    assert "error" not in given
    assert given["writer"] == "composer"


def test_the_schema_names_every_field():
    given = schema(DRAFT)
    assert set(given["input"]["properties"]) == {"id", "doc_type", "setting", "discipline", "payer", "input"}
    assert set(given["output"]["properties"]) == {"id", "writer", "sentences", "facts", "unstated"}


HEAVY = ("sqlalchemy", "dbos", "fastapi", "presidio_analyzer", "rich")


def test_nothing_heavy_is_loaded():
    modules = "chartside.documentation.commands", "chartside.documentation.api"
    code = f"import sys, {', '.join(modules)}; sys.exit(any(name in sys.modules for name in {HEAVY!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
