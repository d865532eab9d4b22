"""The made notes: recall by class, nothing of the field lost, the same notes for the same seed."""

import pytest
from evals.privacy.generate import generate
from evals.privacy.measure import measure_made

from chartside.privacy.api import Chart, Clinic, redact

NOTES = generate(120, 7)


@pytest.fixture(scope="module")
def tally():
    return measure_made(NOTES)


def test_what_the_chart_knows_is_found(tally):
    assert tally.recall("chart") >= 0.998, tally.misses


def test_every_class_is_found(tally):
    letters = [key for key in tally.wanted if len(key) == 1]
    assert sorted(letters) == list("ABCDEFGHIJKLMNOPQR")
    assert {letter: tally.recall(letter) for letter in letters if tally.recall(letter) < 0.98} == {}


def test_what_must_stay_stays(tally):
    assert tally.lost <= 0.01 * tally.stays, tally.losses


def test_the_same_seed_gives_the_same_notes():
    assert generate(5, 7) == NOTES[:5]
    assert generate(5, 8) != NOTES[:5]


def test_a_masker_that_finds_nothing_is_seen_to_fail():
    nothing = measure_made(NOTES[:10], lambda *_: [])
    assert nothing.recall("all") == 0
    everything = measure_made(NOTES[:10], lambda text, *_: [(0, len(text))])
    assert everything.lost == everything.stays


def test_a_redacted_note_holds_nothing_more_to_find():
    for note in NOTES[:60]:
        chart, clinic = Chart(**note.chart), Clinic(**note.clinic)
        once, _ = redact(note.text, chart, clinic)
        again, spans = redact(once, chart, clinic)
        assert (spans, again) == ((), once)
