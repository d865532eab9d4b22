"""The shipped packs hold together, and every row says where it comes from."""

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from chartside.kernel.findings import Confidence
from chartside.rulebook.packs import read_packs, shipped_packs
from chartside.rulebook.tables import TableKind

PACKS = shipped_packs()


@pytest.mark.parametrize("name", PACKS.table_names)
def test_every_table_is_read_with_source_confidence_and_dates(name):
    table = PACKS.table(name)
    assert table.rows
    assert table.checked_on
    for row in table.rows:
        assert row["source"], row.values
        assert isinstance(row.confidence, Confidence)
        assert row.effective is not None
        assert all(row[column] or column == "bucket" for column in table.key), row.values


@pytest.mark.parametrize("name", PACKS.table_names)
def test_rows_of_one_key_differ_in_their_dates(name):
    seen = set()
    for row in PACKS.table(name).rows:
        place = (*(row[column] for column in PACKS.table(name).key), row.effective)
        assert place not in seen
        seen.add(place)


def test_every_csv_of_the_packs_is_described():
    described = {PACKS.table(name).name for name in PACKS.table_names}
    for folder in ("codes", "measures", "documents"):
        for place in files("chartside.packs").joinpath(folder).iterdir():
            if place.name.endswith(".csv"):
                assert place.name.removesuffix(".csv") in described


def test_no_row_has_more_or_fewer_cells_than_its_header():
    for folder in ("codes", "measures", "documents"):
        for place in files("chartside.packs").joinpath(folder).iterdir():
            if place.name.endswith(".csv"):
                header, *rows = csv.reader(place.read_text(encoding="utf-8").splitlines(keepends=True))
                assert {len(row) for row in rows} == {len(header)}, place.name


def test_an_addon_names_a_code_of_the_table():
    table = PACKS.table("therapy_codes")
    for row in table.rows:
        if row["addon_to"]:
            assert table.get(row["addon_to"]) is not None
            assert row["addon_confidence"]
        if row["medicare_instead"]:
            assert table.get(row["medicare_instead"]) is not None


def test_a_table_nobody_has_is_a_mistake():
    with pytest.raises(KeyError):
        PACKS.table("horoscopes")


def test_a_table_is_read_once():
    assert PACKS.table("modifiers") is PACKS.table("modifiers")
    assert shipped_packs() is shipped_packs()


@pytest.fixture(name="folder")
def a_pack_folder(tmp_path):
    place = tmp_path / "seasons"
    place.mkdir()
    (tmp_path / "payers").mkdir()
    return place


def write(folder: Path, rows: str, **described: str) -> None:
    entry = {
        "file": "pairs.csv",
        "title": "Pairs",
        "key": "[one, two]",
        "kind": "snapshot",
        "checked_on": "2026-11-20",
    }
    text = "".join(f"  {word}: {value}\n" for word, value in (entry | described).items() if value)
    (folder / "manifest.yaml").write_text("pairs:\n" + text)
    (folder / "pairs.csv").write_text(rows)


ROWS = "one,two,source,confidence\nA,B,the list,verified\nA,C,the list,unverified\n"


def test_a_snapshot_judges_later_days_with_less_confidence(folder):
    write(folder, ROWS, as_of="2024-07-01")
    table = read_packs(folder.parent).table("pairs")
    assert table.kind is TableKind.SNAPSHOT
    row = table.get("A", "B", on=date(2026, 1, 1))
    assert row
    later = table.judging(date(2026, 1, 1))
    assert later.as_of == date(2024, 7, 1)
    assert later.confidence(row.confidence) is Confidence.SINGLE_SOURCE
    same_day = table.judging(date(2024, 7, 1))
    assert same_day.as_of is None
    assert same_day.confidence(row.confidence) is Confidence.VERIFIED


@pytest.mark.parametrize(
    ("rows", "described", "words"),
    [
        (ROWS, {}, "as_of"),
        ("one,two,source\nA,B,x\n", {"as_of": "2024-07-01"}, "confidence"),
        ("one,source,confidence\nA,x,verified\n", {"as_of": "2024-07-01"}, "two"),
    ],
)
def test_a_table_that_does_not_hold_together_names_itself(folder, rows, described, words):
    write(folder, rows, **described)
    with pytest.raises(ValueError, match=words) as caught:
        read_packs(folder.parent).table("pairs")
    assert "pairs" in str(caught.value)


def test_two_tables_of_one_name_are_refused(folder):
    write(folder, ROWS, as_of="2024-07-01")
    other = folder.parent / "other"
    other.mkdir()
    (other / "manifest.yaml").write_text((folder / "manifest.yaml").read_text())
    with pytest.raises(ValueError, match="pairs"):
        read_packs(folder.parent)


def test_where_filters_cells_and_dates():
    table = PACKS.table("thresholds")
    in_2025 = list(table.where(on=date(2025, 6, 1), key="kx_threshold", bucket="OT"))
    assert [row.effective.start for row in in_2025] == [date(2025, 1, 1)]
    assert len(list(table.where(key="kx_threshold", bucket="OT"))) > 3
