"""Our detector inside Presidio, and the second look."""

import socket

import pytest
from evals.privacy.generate import generate

from chartside.privacy.api import Chart, Clinic, redact
from chartside.privacy.presidio import ChartRecognizer, analyzer, second_scan

CHART = Chart(first="Estella", last="Marquez", mrn="00482913")


def test_presidio_runs_our_recogniser():
    found = analyzer().analyze(
        "Estella, MRN 00482913, 97530 x2",
        language="en",
        entities=["CHARTSIDE_NAME", "CHARTSIDE_MRN"],
        ad_hoc_recognizers=[ChartRecognizer(CHART)],
    )
    assert sorted((it.entity_type, it.start, it.end) for it in found) == [
        ("CHARTSIDE_MRN", 13, 21),
        ("CHARTSIDE_NAME", 0, 7),
    ]


def test_only_the_wanted_types_come_back():
    recognizer = ChartRecognizer(CHART)
    assert [it.entity_type for it in recognizer.analyze("Estella 00482913", ["CHARTSIDE_MRN"])] == [
        "CHARTSIDE_MRN"
    ]


def test_what_was_redacted_passes_the_second_look():
    for note in generate(25, 11):
        chart, clinic = Chart(**note.chart), Clinic(**note.clinic)
        assert second_scan(redact(note.text, chart, clinic)[0], chart, clinic) == ()


def test_placeholders_of_the_vault_pass():
    assert second_scan("{{PT}} met {{CG1}} at {{SCHOOL}} on {{DATE+14}}; 97530 x2, TUG 14.2 s.", CHART) == ()


@pytest.mark.parametrize(
    "left", ["Estella", "stella.m@example.com", "4111 1111 1111 1111", "MRN 00482913", "203.0.113.9"]
)
def test_what_was_left_is_seen(left):
    assert second_scan(f"The plan for {left} continues.", CHART)


def test_the_second_look_opens_no_connection(monkeypatch):
    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    analyzer.cache_clear()
    assert second_scan("write to stella.m@mail.example.com", CHART)
