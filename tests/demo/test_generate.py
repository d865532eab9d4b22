"""The demo's export: the same every time, believable, and about nobody."""

import csv
import io
import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import yaml

from chartside.clinic.configuration import read_configuration
from chartside.clinic.imports import KINDS
from chartside.demo.clock import demo_clock
from chartside.demo.generate import export, write_export
from chartside.interchange.tables.dates import read_instant
from chartside.kernel.npi import npi_is_valid


def at(day: str, clock: str) -> datetime:
    found = read_instant(f"{day} {clock}", ZoneInfo("America/Chicago")).value
    assert found is not None
    return found


@pytest.fixture(scope="module")
def files():
    return export()


@pytest.fixture(scope="module")
def rows(files):
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(data.decode())))
        for name, data in files.items()
        if name.endswith(".csv")
    }


def test_the_same_seed_gives_the_same_bytes(files, tmp_path):
    written = write_export(tmp_path / "export")
    assert {path.name: path.read_bytes() for path in written} == files
    assert set(files) == {"clinic.yaml", *(f"{kind}.csv" for kind in KINDS)}


def test_another_seed_gives_another_three_months_of_the_same_people(files):
    other = export(7)
    assert other["visits.csv"] != files["visits.csv"]
    names = [line.split(",")[2:5] for line in other["patients.csv"].decode().splitlines()]
    assert names == [line.split(",")[2:5] for line in files["patients.csv"].decode().splitlines()]


def test_its_size_is_that_of_a_clinic(files, rows):
    clinic, _ = read_configuration(files["clinic.yaml"])
    assert clinic is not None
    treating = [person for person in clinic.staff if person.roles in (("therapist",), ("assistant",))]
    assert len(treating) == 8
    assert {role for person in clinic.staff for role in person.roles} == {
        "therapist", "assistant", "biller", "coordinator", "front_desk", "director", "compliance", "administrator",
    }  # fmt: skip
    assert len(clinic.locations) == 1
    assert len(rows["patients"]) == 60
    assert 1_400 < len(rows["visits"]) < 2_200


def test_nobody_is_in_two_places(rows):
    by_provider, by_patient = defaultdict(list), defaultdict(list)
    for row in rows["visits"]:
        start, end = at(row["Date"], row["Start Time"]), at(row["Date"], row["End Time"])
        by_provider[row["Provider"]].append((start, end, row["Group ID"]))
        by_patient[row["Patient ID"]].append((start, end, ""))
    for booked in (*by_provider.values(), *by_patient.values()):
        booked.sort()
        for before, after in pairwise(booked):
            same_group = before[2] and before[2] == after[2]
            assert before[1] <= after[0] or same_group, (before, after)


def test_visits_fall_on_working_days_and_hours(rows):
    for row in rows["visits"]:
        start = at(row["Date"], row["Start Time"])
        day = start.date()
        assert day.weekday() < 5
        assert day not in (date(2026, 9, 7), date(2026, 11, 26), date(2026, 11, 27))
        assert 8 <= start.hour <= 17


def test_statuses_are_those_of_their_time(rows):
    now = at("11/20/2026", "11:50 AM")
    counts = Counter[str]()
    for row in rows["visits"]:
        end = at(row["Date"], row["End Time"])
        assert (row["Status"] == "scheduled") == (end > now), row
        counts[row["Status"]] += 1
        if row["Note Signed"]:
            signed = at(*row["Note Signed"].split(" ", 1))
            assert row["Status"] == "completed"
            assert end <= signed <= now
    past = sum(counts.values()) - counts["scheduled"]
    assert 0.02 < counts["no_show"] / past < 0.08
    assert 0.03 < counts["cancelled"] / past < 0.12
    assert counts["late_cancelled"]


def test_what_was_done_today_waits_for_its_note(rows):
    today = [row for row in rows["visits"] if row["Date"] == "11/20/2026" and row["Status"] == "completed"]
    assert len(today) >= 12
    assert not [row for row in today if row["Note Signed"]]


def test_nobody_is_real(files, rows):
    text = b"\n".join(files.values()).decode()
    phones = re.findall(r"\b\d{3}-\d{3}-\d{4}\b", text)
    assert phones
    assert all(phone.startswith("555-555-01") for phone in phones)
    assert all(npi_is_valid(npi) for npi in re.findall(r"\b1\d{9}\b", text))
    assert {row["ZIP"] for row in rows["patients"]} == {"55999"}
    clinic = yaml.safe_load(files["clinic.yaml"])
    assert all(person["email"].endswith(".example") for person in clinic["staff"])


def test_the_clock_stands_at_the_morning_of_the_stories():
    anchor = datetime(2026, 1, 1, tzinfo=UTC)
    clock = demo_clock(anchor)
    assert clock.start.isoformat() == "2026-11-20T11:50:00-06:00"
    assert clock.anchor == anchor
    assert clock.now() > clock.start
