"""Forty notes of one patient in a row: none sounds like the one before."""

import re
from functools import cache
from itertools import combinations, pairwise
from statistics import mean

import pytest

from chartside.documentation.notes.build import NoteRequest, draft_note
from chartside.documentation.specialties import specialty
from chartside.drafting.style import Style
from chartside.kernel.people import Discipline
from tests.documentation.visits_made import visits

NOTES = 40
MOST_ALIKE = 0.15
SETTINGS = ["pediatric_sensory", "hand_therapy", "outpatient_ortho", "speech", "geriatrics"]
STYLES = {
    "plain": Style(),
    "brief": Style(length="brief", patient="patient", markers=("worked on", "skilled", "next")),
    "full": Style(length="full", patient="client", markers=("in treatment today", "the plan is to")),
    "bullets": Style(layout="bullets", therapist="first", markers=("told me", "i worked with", "i plan to")),
}


@cache
def notes(setting: str, style: str, remembered: int) -> tuple[str, ...]:
    """Each note knows the wording of the last ones, as many as are remembered."""
    written: list[str] = []
    for record in visits(setting, NOTES):
        recent = tuple(written[-remembered:]) if remembered else ()
        request = NoteRequest(
            Discipline(specialty(setting).discipline), record, setting, "medicaid", recent, STYLES[style]
        )
        written.append(" ".join(one.text for one in draft_note(request)[1].sentences))
    return tuple(written)


def alike(one: str, other: str) -> float:
    """Jaccard similarity of the runs of three words of two whole notes, signature included."""
    first, second = runs(one), runs(other)
    return len(first & second) / len(first | second)


def runs(text: str) -> set[tuple[str, ...]]:
    said = re.findall(r"\w+", text.lower())
    return {tuple(said[place : place + 3]) for place in range(len(said) - 2)}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("setting", SETTINGS)
def test_consecutive_notes_are_not_alike(setting, style):
    several = notes(setting, style, 3)
    found = [alike(one, other) for one, other in pairwise(several)]
    assert mean(found) < MOST_ALIKE


@pytest.mark.parametrize("setting", SETTINGS)
def test_even_a_writer_who_remembers_nothing_does_not_copy(setting):
    several = notes(setting, "plain", 0)
    found = [alike(one, other) for one, other in pairwise(several)]
    assert mean(found) < MOST_ALIKE + 0.05


def test_the_prior_note_of_the_input_is_remembered():
    first, second = visits("hand_therapy", 2)
    one = draft_note(NoteRequest(Discipline.OT, first, "hand_therapy"))[1]
    text = " ".join(sentence.text for sentence in one.sentences)
    bare = draft_note(NoteRequest(Discipline.OT, first, "hand_therapy"))[1]
    told = draft_note(NoteRequest(Discipline.OT, first | {"prior_note": text}, "hand_therapy"))[1]
    assert bare == one
    assert {sentence.text for sentence in told.sentences} & {sentence.text for sentence in one.sentences} < {
        sentence.text for sentence in one.sentences
    }
    assert second["service_date"] != first["service_date"]


def test_two_patients_with_the_same_session_do_not_get_the_same_words():
    """Same day, same diagnosis, same answers: only the facts may be alike."""
    (record,) = visits("pediatric_sensory", 1)
    written = []
    for name, born in (
        ("Theo Marsh", "2019-04-11"),
        ("Ada Quill", "2017-08-02"),
        ("Rowan Pike", "2015-01-30"),
    ):
        told = record | {"patient": {"name": name, "dob": born}}
        draft = draft_note(NoteRequest(Discipline.OT, told, "pediatric_sensory"))[1]
        written.append({one.text.replace(name.split()[0], "X") for one in draft.sentences})
    for one, other in combinations(written, 2):
        assert len(one & other) * 3 < len(one)
