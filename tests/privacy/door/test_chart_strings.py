"""The raw strings of a chart: found however they are cased or spaced, and ordinary words left alone."""

import pytest

from chartside.privacy.door.chart_strings import ChartStrings, chart_finders

CHART = {
    "first": "Will",
    "last": "O'Neil-Ray",
    "middle": "May",
    "dob": "1941-06-02",
    "member_id": "1EG4-TE5-MK73",
    "group_number": "4417",
    "phones": ["+15555550117"],
    "address": {"street": "9 Mill Lane", "city": "Art", "state": "OR", "zip": "97201"},
    "guardians": [{"name": "José Ray", "phone": "555-0118"}],
    "sex": "M",
    "payer": "Medicare Part B",
}


def found(text: str) -> list[str]:
    return sorted(text[hit.start : hit.end] for hit in ChartStrings(CHART).find(text))


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Will walked.", ["Will"]),
        ("He will walk; he may rest; art group.", []),
        ("Medicare Part B, OR, M", []),
        ("O'NEIL-RAY", ["O'NEIL-RAY", "RAY"]),
        ("Jose Ray called", ["Jose", "Jose Ray", "Ray"]),
        ("JOSÉ", ["JOSÉ"]),
        ("1eg4te5mk73 and 1EG4 TE5 MK73", ["1EG4 TE5 MK73", "1eg4te5mk73"]),
        ("group 4417, room 44 17", ["4417", "4417"]),
        ("10:44, 17 reps", []),
        ("lives at 9 mill lane", ["9 mill lane"]),
        ("June 2, 1941", ["June 2, 1941"]),
        ("6/2/41", ["6/2/41"]),
        ("555.555.0117", ["555.555.0117"]),
        ("(555) 555-0117", ["555) 555-0117"]),
    ],
)
def test_what_is_found(text: str, hits: list[str]) -> None:
    assert found(text) == hits


def test_the_clinics_own_number_is_no_identifier() -> None:
    finders = chart_finders({}, {"phone": "512-555-0142"})
    assert list(finders.first("call 512-555-0142")) == []
    assert list(finders.first("call 512-555-0143")) != []
