"""`chartside evaluate`: cases read, measured and added up."""

import csv
import json
from pathlib import Path

import pytest
import yaml

from chartside.cli.main import main
from chartside.documentation.evaluation.cases import read_cases
from chartside.documentation.evaluation.dialogues import read_dialogues
from chartside.documentation.evaluation.measure import Hits, measure
from chartside.documentation.evaluation.totals import totals

SESSION = {
    "patient": {"name": "Leo Varga", "dob": "2018-03-02"},
    "service_date": "2026-03-10",
    "provider": {"name": "Nadia Brill", "credential": "OTR/L"},
    "session": {
        "activities": [{"activity": "cutting along curved lines", "minutes": 25, "code": "97530"}],
        "response": "asked for a break",
        "plan": "thicker paper",
    },
}
CASE = {"id": "cutting", "discipline": "OT", "input": SESSION}


def write(folder: Path, *cases: object, name: str = "cases.yaml") -> Path:
    (folder / name).write_text(yaml.safe_dump(list(cases)), encoding="utf-8")
    return folder


def test_a_text_is_held_against_what_its_author_expects(tmp_path: Path) -> None:
    told = {
        "candidate": [
            "O: Cutting along curved lines for 25 minutes.",
            "O: Cutting along curved lines for 40 minutes.",
        ],
        "expected": {"unsupported": {2: "wrong_number"}},
    }
    [case], problems = read_cases(write(tmp_path, CASE | told))
    found = measure(case)
    assert problems == []
    assert found.verdicts == Hits(right=1, silent=1)
    assert found.type_right == 1
    assert found.disagreements == ()
    assert "Plan: thicker paper" in found.omitted


def test_a_case_without_a_text_is_drafted(tmp_path: Path) -> None:
    [case], _ = read_cases(write(tmp_path, CASE | {"expected": {"unsupported": {}}}))
    found = measure(case)
    assert found.verdicts.false_alarms == 0
    assert found.verdicts.silent == found.sentences > 3
    assert found.omitted == ()


def test_statements_about_one_record_are_one_case(tmp_path: Path) -> None:
    record = {
        "input": SESSION,
        "supported": ["Asked for a break."],
        "unsupported": [{"text": "Refused a break.", "type": "negation_flip"}],
    }
    (tmp_path / "leo.yaml").write_text(yaml.safe_dump(record), encoding="utf-8")
    [case], _ = read_cases(tmp_path)
    assert case.id == "leo"
    assert [one.text for one in case.candidate or ()] == ["Asked for a break.", "Refused a break."]
    assert case.expected.unsupported == {2: "negation_flip"}


def test_from_draft_to_signature_is_a_distance(tmp_path: Path) -> None:
    told = {
        "candidate": ["O: Cut lines for 25 minutes."],
        "signed": ["O: Cut curves for 25 minutes."],
        "open_to_sign_seconds": 50,
    }
    [case], _ = read_cases(write(tmp_path, CASE | told))
    figures = totals([measure(case)])
    assert figures["distance_draft_to_signed"] == {"median": 0.2, "most": 0.2}
    assert figures["open_to_sign_seconds"] == {"median": 50, "most": 50}


def test_codes_and_goals_are_judged_where_the_author_was_sure(tmp_path: Path) -> None:
    told = {
        "input": SESSION
        | {
            "plan_of_care_goals": [{"id": "G1", "text": "Improve cutting"}],
            "billed": [{"code": "97530", "minutes": 25, "units": 2}],
        },
        "candidate": ["O: 97530 for 25 minutes."],
        "expected": {
            "goals": {"Improve cutting": "vague"},
            "code_support": {"97530": False},
            "missing": ["TN-01"],
            "judged_rules": ["TN-13"],
        },
    }
    [case], _ = read_cases(write(tmp_path, CASE | told))
    found = measure(case)
    assert found.goals == Hits(right=1)
    assert found.codes.overlooked == 0
    assert found.requirements.right == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"id": "no discipline", "input": {}}, CASE, CASE | {"id": "letter", "doc_type": "letter"})
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    (tmp_path / "text.yaml").write_text("only words", encoding="utf-8")
    assert main(["evaluate", str(tmp_path), "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["cases"] == 1
    for name in ("cases.yaml[1]", "broken.jsonl", "text.yaml", "letter"):
        assert name in told.err


def test_a_place_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert main(["evaluate", str(tmp_path / "nowhere")]) == 2


def test_a_set_of_dialogues_is_evidence_for_its_notes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "set.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, ["encounter_id", "dialogue", "note"])
        rows.writeheader()
        rows.writerow(
            {
                "encounter_id": "D1",
                "dialogue": "[doctor] how is the knee\n[patient] it hurts on stairs",
                "note": "Knee hurts on stairs. Prescribed ibuprofen.",
            }
        )
        rows.writerow({"encounter_id": "D2", "dialogue": "", "note": "Nothing."})
    [case], [problem] = read_dialogues(file)
    assert [one.text for one in case.candidate or ()] == ["Knee hurts on stairs.", "Prescribed ibuprofen."]
    assert problem.path == "set.csv[2]"
    assert main(["evaluate", str(file)]) == 1
    assert "sentences" in capsys.readouterr().out


def test_the_committed_set_is_read_whole() -> None:
    cases, problems = read_cases(Path(__file__).parents[3] / "evals" / "documentation")
    assert problems == []
    assert len({case.id for case in cases}) == len(cases)
