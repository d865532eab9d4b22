"""Two authors, the same facts: each draft is nearer to its own author, and both state the same facts."""

from functools import cache
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.documentation.notes.build import NoteRequest, draft_note
from chartside.drafting.model import Draft
from chartside.drafting.style import Style
from chartside.drafting.style.features import Features, distance, measure
from chartside.drafting.style.learn import learn_style, phrase_pool
from chartside.drafting.verifier import verify
from chartside.kernel.facts import Fact
from chartside.kernel.people import Discipline
from tests.documentation.sessions_made import made_session

AUTHORS = yaml.safe_load((Path(__file__).parent / "style" / "authors.yaml").read_text(encoding="utf-8"))
SEEDS = range(900, 912)


@cache
def style_of(author: str) -> Style:
    return learn_style(AUTHORS[author]["samples"])


@cache
def samples_of(author: str) -> Features:
    return measure(AUTHORS[author]["samples"])


@cache
def session(seed: int) -> dict[str, Any]:
    return made_session(seed)


@cache
def drafted(seed: int, author: str) -> tuple[list[Fact], Draft]:
    line = session(seed)
    discipline = Discipline(AUTHORS[author]["discipline"])
    return draft_note(
        NoteRequest(discipline, line["input"], line["setting"], line["payer"], style=style_of(author))
    )


@cache
def features_of(seed: int, author: str) -> Features:
    """What is counted of a draft: its body, as an author writes it."""
    facts, draft = drafted(seed, author)
    given = next((fact.value["given"] for fact in facts if fact.kind == "patient_name"), "")
    body = "\n".join(one.text for one in draft.sentences if one.section != "SIG")
    return measure([body], given)


def nearer_to_its_own(author: str, other: str, seed: int) -> bool:
    """The draft of an author lies nearer to their own samples than to the other's."""
    markers = style_of(author).markers + style_of(other).markers
    draft = features_of(seed, author)
    return distance(draft, samples_of(author), markers) < distance(draft, samples_of(other), markers)


def test_there_are_ten_authors_and_more_and_no_two_write_alike():
    styles = {author: style_of(author) for author in AUTHORS}
    assert len(styles) >= 10
    assert len(set(styles.values())) == len(styles)


def test_each_draft_is_nearer_to_its_own_author_in_nine_of_ten_pairs():
    pairs = list(permutations(AUTHORS, 2))
    found = {(*pair, seed): nearer_to_its_own(*pair, seed) for pair in pairs for seed in SEEDS}
    share = sum(found.values()) / len(found)
    assert share >= 0.9, sorted(key for key, right in found.items() if not right)


@pytest.mark.parametrize("part", ["person", "bullets", "markers"])
def test_every_part_of_a_style_is_carried_over(part):
    """Taken alone, each part lies nearer to its own author wherever the two samples differ in it at all."""
    right = wrong = 0
    for one, other in combinations(AUTHORS, 2):
        markers = style_of(one).markers + style_of(other).markers
        if _part(part, samples_of(one), samples_of(other), markers) < 0.15:
            continue
        for seed in SEEDS:
            for mine, theirs in ((one, other), (other, one)):
                draft = features_of(seed, mine)
                near = _part(part, draft, samples_of(mine), markers)
                far = _part(part, draft, samples_of(theirs), markers)
                right, wrong = right + (near < far), wrong + (near > far)
    assert right / (right + wrong) >= 0.85


def test_who_writes_longer_sentences_gets_the_longer_draft():
    """The facts bring words of their own, so a draft is never as short as the leanest author: the order tells."""
    right = wrong = 0
    for one, other in permutations(AUTHORS, 2):
        lengths = style_of(one).length, style_of(other).length
        if lengths in (("brief", "standard"), ("brief", "full"), ("standard", "full")):
            for seed in SEEDS:
                shorter = features_of(seed, one).length < features_of(seed, other).length
                right, wrong = right + shorter, wrong + (not shorter)
    assert right / (right + wrong) >= 0.9


def _part(name: str, one: Features, other: Features, markers: tuple[str, ...]) -> float:
    nothing = Features(other.length, other.patient, other.first_person, other.bullets, other.text)
    kept = {"person": "patient", "bullets": "bullets", "markers": "text"}[name]
    values = {field: getattr(one if field == kept else nothing, field) for field in vars(nothing)}
    if name == "person":
        values["first_person"] = one.first_person
    return distance(Features(**values), other, markers if name == "markers" else ())


@pytest.mark.parametrize("author", AUTHORS)
def test_style_never_changes_which_facts_are_stated(author):
    for seed in SEEDS:
        line = session(seed)
        discipline = Discipline(AUTHORS[author]["discipline"])
        plain = NoteRequest(discipline, line["input"], line["setting"], line["payer"])
        facts, draft = draft_note(plain)
        assert drafted(seed, author)[1].unstated(facts) == draft.unstated(facts)


@pytest.mark.parametrize("author", AUTHORS)
def test_no_style_says_what_the_facts_do_not(author):
    for seed in SEEDS:
        facts, draft = drafted(seed, author)
        for check, sentence in zip(verify(draft.sentences, facts), draft.sentences, strict=True):
            assert not check.problems, f"seed {seed}: {sentence.text} {check.problems}"


def test_the_same_samples_and_facts_give_the_same_bytes():
    again = learn_style(list(AUTHORS["lean_ot"]["samples"]))
    assert again == style_of("lean_ot")
    line = session(900)
    request = NoteRequest(Discipline(line["discipline"]), line["input"], style=again)
    assert draft_note(request)[1] == draft_note(request)[1]


def test_what_is_learnt_is_what_a_reader_sees():
    lean, full = style_of("lean_ot"), style_of("full_client_ot")
    assert (lean.length, lean.layout, lean.therapist) == ("brief", "prose", "third")
    assert (full.length, full.patient, full.opens_with) == ("full", "client", "response")
    assert style_of("first_person_name_ot").therapist == "first"
    assert style_of("first_person_name_ot").patient == "name"
    assert (style_of("bulleted_pt").layout, style_of("bulleted_pt").patient) == ("bullets", "pt")
    assert style_of("school_student_ot").layout == "lists"
    assert style_of("geriatric_resident_ot").patient == "resident"


@pytest.mark.parametrize("samples", [[], [""], ["   ", "\n"], ["…"]])
def test_nothing_to_learn_from_gives_the_plain_style(samples):
    assert learn_style(samples) == Style()


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"length": "endless", "patient": "the boss", "therapist": 3, "layout": None, "markers": "worked on"},
        {"markers": ["", 4, "  ", "worked on", "worked on", "…"]},
    ],
)
def test_an_odd_shape_is_read_as_far_as_it_makes_sense(shape):
    found = Style.read(shape)
    assert (found.length, found.patient, found.layout) == ("standard", "", "prose")
    assert set(found.markers) <= {"worked on", "4"}


def test_a_style_comes_back_from_its_stored_shape():
    for author in AUTHORS:
        assert Style.read(style_of(author).as_json()) == style_of(author)


def test_no_word_of_a_patient_is_ever_a_marker():
    """Whatever the notes hold, only turns of phrase of the frames are kept."""
    notes = ["Zebedee Quux of 12 Elm Street worked on buttons, phone 555-0142."] * 3
    assert learn_style(notes).markers == ("worked on",)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=5))
def test_any_text_gives_a_style_that_keeps_nothing_of_it(samples):
    found = learn_style(samples)
    assert Style.read(found.as_json()) == found
    assert {tuple(phrase.split()) for phrase in found.markers} <= phrase_pool()
    assert len(found.markers) <= 12


def test_the_command_reads_a_style_and_samples():
    line = session(901)
    plain = NoteRequest(Discipline("OT"), line["input"])
    samples = AUTHORS["bulleted_pt"]["samples"]
    for context in ({"style_samples": samples}, {"style": learn_style(samples).as_json()}):
        told = NoteRequest(Discipline("OT"), line["input"] | {"context": context})
        body = [one.text for one in draft_note(told)[1].sentences if one.section != "SIG"]
        assert all(text.startswith("• ") for text in body)
    assert not any(one.text.startswith("• ") for one in draft_note(plain)[1].sentences)
