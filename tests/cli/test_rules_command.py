"""`chartside rules`: the catalogue, a rule's page, and the pages of `make docs`."""

import json
from pathlib import Path

import pytest

from chartside.cli.main import main
from chartside.cli.manual import write_manual
from chartside.cli.rules import all_rules


def listed(capsys, *arguments: str) -> list[dict[str, object]]:
    assert main(["rules", "list", "--json", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_rule_is_listed_once(capsys):
    ids = [rule["id"] for rule in listed(capsys)]
    assert len(ids) == len(set(ids)) == len(list(all_rules()))
    assert {"COD-001", "COD-006"} <= set(ids)


def test_the_list_narrows_by_area_payer_and_date(capsys):
    coding = {rule["id"] for rule in listed(capsys, "--area", "coding")}
    assert all(str(id_).startswith("COD-") for id_ in coding)
    medicare = {
        rule["id"]
        for rule in listed(capsys, "--area", "coding", "--payer", "medicare_b", "--on", "2026-03-02")
    }
    medicaid = {rule["id"] for rule in listed(capsys, "--area", "coding", "--payer", "medicaid")}
    assert "COD-013" in medicare
    assert "COD-013" not in medicaid
    assert medicaid < coding


@pytest.mark.parametrize("arguments", [["--payer", "nobody"], ["--on", "soon"], ["--area", "dance"]])
def test_a_wrong_choice_is_wrong_usage(arguments):
    assert main(["rules", "list", *arguments]) == 2


def test_a_person_reads_a_table(capsys):
    assert main(["rules", "list"]) == 0
    assert "COD-006" in capsys.readouterr().out


def test_a_rule_explains_itself(capsys):
    assert main(["rules", "explain", "cod-003"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("# COD-003 ")
    for heading in ("## What it checks", "## Why it matters", "## How to fix it", "## Authority"):
        assert heading in page


def test_a_page_as_json(capsys):
    assert main(["rules", "explain", "COD-003", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["area"], shown["id"], shown["level"]) == ("coding", "COD-003", "block")
    assert "## How to fix it" in shown["manual"]


def test_an_unknown_rule_is_wrong_usage(capsys):
    assert main(["rules", "explain", "COD-999"]) == 2
    assert "COD-999" in capsys.readouterr().err


def test_the_manual_has_a_page_for_every_rule_and_none_for_gone_ones(tmp_path: Path):
    (tmp_path / "OLD-001.md").write_text("gone")
    written = write_manual(tmp_path)
    names = {path.name for path in written}
    assert names == {"README.md", *(f"{rule.info.id}.md" for _, rule in all_rules())}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert "[COD-006](COD-006.md)" in (tmp_path / "README.md").read_text()
