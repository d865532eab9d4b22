"""A draft quotes what was measured before with its date; where nothing was, it says so."""

from typing import Any

from chartside.documentation.api import NoteRequest, blocks, build_note
from chartside.documentation.learning.progression import with_earlier_values
from chartside.kernel.people import Discipline
from tests.documentation.clinic import Clinic
from tests.documentation.rule_cases import note_of


def drafted(goals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    record = {
        "patient": {"name": "Theo Marsh", "dob": "2019-04-11"},
        "service_date": "2026-11-20",
        "provider": "Dana Whitfield, OTR/L",
        "session": {"start": "10:00", "end": "10:45", "goals": goals},
    }
    content = build_note(NoteRequest(Discipline.OT, with_earlier_values(record)))
    assert not [one for one in content["sentences"] if one["status"] == "unsupported"], blocks(content)
    return list(content["sentences"])


def test_earlier_values_are_quoted_with_their_dates():
    goal = {
        "goal": "G1", "measure": "seated attention", "unit": "min", "now": 9, "target": 10,
        "baseline": 4, "baseline_date": "2026-09-02", "last": 8, "last_date": "2026-11-13",
    }  # fmt: skip
    said = " ".join(one["text"] for one in drafted([goal]))
    assert "8 min on November 13, 2026" in said
    assert "4 min at baseline on September 2, 2026" in said
    assert "on file" not in said


def test_a_first_value_is_said_to_be_the_first():
    goals: list[dict[str, Any]] = [
        {"goal": "G2", "measure": "buttons fastened", "now": "3 of 5", "target": "4 of 5"},
        {"goal": "G1", "measure": "seated attention", "unit": "min", "now": 9, "baseline": 4},
        {"goal": "G3", "now": 5},
        {"goal": "G4", "measure": "stairs climbed", "target": 12},
    ]
    (said,) = [one["text"] for one in drafted(goals) if "on file" in one["text"]]
    assert said == "Earlier values: none on file for buttons fastened (G2) and for G3."


def test_nothing_is_added_where_nothing_was_measured():
    record: dict[str, Any] = {"session": {"activities": []}}
    assert with_earlier_values(record) == record
    assert note_of({})["doc_type"] == "treatment_note"


def test_the_page_drafts_from_the_goals_own_series(clinic: Clinic) -> None:
    said = " ".join(
        one["text"] for one in clinic.record(clinic.demo.proposals["plain_pediatric"]).content["sentences"]
    )
    assert "8 min on November 13, 2026" in said
    assert "on file" not in said
