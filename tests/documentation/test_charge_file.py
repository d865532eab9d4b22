import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartside.documentation.charge_file import COLUMNS, ChargeFile, ChargeFileLine, charge_csv, charge_json

CHARGE = ChargeFile(
    patient_control_number="V-20261120-0007",
    mrn="WT-100234",
    payer_id="BLUESTEM1",
    date_of_service=date(2026, 11, 20),
    place_of_service="11",
    diagnoses=("F82", "R27.8"),
    rendering_npi="1993999998",
    supervising_npi="",
    note_reference="01993f5c-7a1e-7cc3-9d0e-4b1f2a6c8e11",
    lines=(
        ChargeFileLine("97533", 1, ("GO",), (0,), None, 20),
        ChargeFileLine("97530", 2, ("GO", "KX"), (0, 1), 8250, 25),
        ChargeFileLine("97010", 1, (), (), None, None),
    ),
)


def rows(charge: ChargeFile) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(charge_csv(charge).decode(), newline="")))


def test_each_service_line_is_a_row_under_the_boxes_of_the_form():
    first, second, third = rows(CHARGE)
    assert first == {
        "26 patient control number": "V-20261120-0007",
        "MRN": "WT-100234",
        "payer id": "BLUESTEM1",
        "21 diagnoses": "A:F82 B:R27.8",
        "24A from": "2026-11-20",
        "24A to": "2026-11-20",
        "24B place of service": "11",
        "24D procedure": "97533",
        "24D modifier 1": "GO",
        "24D modifier 2": "",
        "24D modifier 3": "",
        "24D modifier 4": "",
        "24E diagnosis pointer": "A",
        "24F charges": "",
        "24G units": "1",
        "24J rendering NPI": "1993999998",
        "supervising NPI": "",
        "minutes": "20",
        "note reference": "01993f5c-7a1e-7cc3-9d0e-4b1f2a6c8e11",
    }
    assert (second["24D modifier 2"], second["24E diagnosis pointer"], second["24F charges"]) == (
        "KX",
        "AB",
        "82.50",
    )
    assert (third["minutes"], third["24E diagnosis pointer"]) == ("", "")


def test_the_twin_says_the_same_and_null_where_nothing_is_known():
    twin = json.loads(charge_json(CHARGE))
    assert twin["supervising_npi"] is None
    assert twin["lines"][1] == {
        "code": "97530",
        "modifiers": ["GO", "KX"],
        "diagnosis_pointers": "AB",
        "charge": "82.50",
        "units": 2,
        "minutes": 25,
    }
    assert twin["lines"][0]["charge"] is None


def test_equal_charges_give_equal_bytes():
    assert charge_csv(CHARGE) == charge_csv(replace(CHARGE))
    assert charge_json(CHARGE) == charge_json(replace(CHARGE))


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "=HYPERLINK(1)", "＝1"]
)
def test_no_cell_runs_as_a_formula(hostile):
    charge = replace(CHARGE, mrn=hostile, payer_id=hostile)
    assert rows(charge)[0]["MRN"] == f"'{hostile}"
    assert json.loads(charge_json(charge))["mrn"] == hostile


@given(st.text(max_size=30))
def test_any_text_stays_in_its_own_cell(text):
    (row, *_) = rows(replace(CHARGE, mrn=text))
    assert row["MRN"].removeprefix("'") == text.removeprefix("'")
    assert tuple(row) == COLUMNS
    assert row["note reference"] == CHARGE.note_reference


@pytest.mark.parametrize(
    "wrong",
    [
        {"diagnoses": tuple(f"F8{n}" for n in range(13))},
        {"lines": (ChargeFileLine("97530", 1, ("GO", "KX", "59", "CO", "CQ")),)},
        {"lines": (ChargeFileLine("97530", 1, (), (2,)),)},
        {"lines": (ChargeFileLine("97530", 0),)},
    ],
)
def test_what_the_form_has_no_box_for_is_refused(wrong):
    with pytest.raises(ValueError, match=r"box|points|unit"):
        replace(CHARGE, **wrong)
