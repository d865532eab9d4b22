"""`chartside coding units` answers on its contract, and its schema is true."""

import json
from typing import Any

import pytest

from chartside.cli.lines import answer_line, schema
from chartside.coding.commands import UnitsOutput, commands
from chartside.kernel.commands import LineCommand


@pytest.fixture(name="units")
def units_command() -> LineCommand:
    (units,) = commands()
    assert isinstance(units, LineCommand)
    return units


def ask(units: LineCommand, **fields: object) -> dict[str, Any]:
    line = {"id": "x", "payer": "medicare_b", "discipline": "OT", "date_of_service": "2026-03-02"} | fields
    return answer_line(units, json.dumps(line).encode()).as_json()


def test_the_illustration(units):
    answer = ask(
        units,
        services=[
            {"code": "97530", "minutes": 20, "by": "therapist"},
            {"code": "97530", "minutes": 18, "by": "assistant"},
        ],
    )
    assert answer == {
        "id": "x",
        "timed_minutes": 38,
        "timed_units": 3,
        "allocations": [{"97530": 3}],
        "lines": [
            [
                {"code": "97530", "units": 1, "modifiers": ["GO"]},
                {"code": "97530", "units": 2, "modifiers": ["GO", "CO"]},
            ]
        ],
        "findings": [],
    }


def test_an_overbilled_code_has_evidence_and_a_fix(units):
    answer = ask(units, services=[{"code": "97530", "minutes": 37, "by": "therapist"}], billed={"97530": 3})
    (found,) = answer["findings"]
    assert (found["rule"], found["family"], found["level"]) == ("COD-006", "units", "block")
    assert found["kind"] == "overbilled"
    assert found["evidence"][0] == {"code": "97530", "minutes": {"therapist": 37}, "billed": 3, "allowed": 2}
    assert found["fix"] == "Bill 2 units of 97530."
    assert found["citation"]["confidence"] == "verified"


@pytest.mark.parametrize("spelling", ["SLP", "ST", "speech", "slp"])
def test_speech_has_several_spellings(units, spelling):
    services = [{"code": "92507", "minutes": 30, "by": "therapist"}]
    assert ask(units, discipline=spelling, services=services)["lines"][0][0]["modifiers"] == ["GN"]


def test_more_ties_than_any_help_is_an_error(units):
    codes = ["97110", "97112", "97113", "97116", "97124", "97140", "97530", "97533", "97535", "97537"]
    codes += ["97542", "97750", "97755", "97760", "97761", "97763", "97032", "97033", "97034", "97035"]
    services = [{"code": code, "minutes": 8, "by": "therapist"} for code in codes]
    answer = ask(units, services=services)
    assert answer["error"]["code"] == "too_many_allocations"


def test_null_means_not_told(units):
    services = [{"code": "97530", "minutes": 23, "by": "therapist"}]
    answer = ask(units, services=services, payer=None, unit_rule=None, billed=None)
    assert [found["rule"] for found in answer["findings"]] == ["COD-008"]


def test_the_schema_names_every_field_and_vocabulary(units):
    shape = schema(units)
    fields = shape["input"]["properties"]
    assert set(fields) == {"id", "payer", "unit_rule", "discipline", "date_of_service", "services", "billed"}
    assert shape["input"]["required"] == ["id", "discipline", "date_of_service", "services"]
    assert shape["input"]["additionalProperties"] is False
    words = json.dumps(shape)
    for word in (
        "therapist",
        "assistant",
        "together",
        "cms_8_minute",
        "ama_midpoint_per_code",
        "OT",
        "block",
    ):
        assert f'"{word}"' in words
    assert set(shape["output"]["properties"]) == {
        "id",
        "timed_minutes",
        "timed_units",
        "allocations",
        "lines",
        "findings",
    }


def test_answers_fit_the_schema(units):
    answer = ask(units, services=[{"code": "97130", "minutes": 37, "by": "assistant"}], billed={"97530": 3})
    content = {name: value for name, value in answer.items() if name != "id"}
    assert UnitsOutput.model_validate(content).findings
