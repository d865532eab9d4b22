"""Laws of the built-in writer, whatever a session holds and whoever writes."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.documentation.notes.build import NoteRequest, draft_note
from chartside.documentation.sessions.read import facts_of
from chartside.drafting.composer import compose
from chartside.drafting.composer.frames import all_frames
from chartside.drafting.style import Style
from chartside.drafting.style.style import LAYOUTS, LENGTHS, OPENINGS, THERAPISTS, patient_words
from chartside.kernel.people import Discipline
from tests.documentation.sessions_made import made_session

STYLES = st.builds(
    Style,
    length=st.sampled_from(LENGTHS),
    patient=st.sampled_from(["", "name", *patient_words()]),
    therapist=st.sampled_from(THERAPISTS),
    layout=st.sampled_from(LAYOUTS),
    opens_with=st.sampled_from(OPENINGS),
    markers=st.lists(
        st.sampled_from(["worked on", "the plan is to", "told me", "skilled", "in treatment today"])
    ).map(lambda several: tuple(dict.fromkeys(several))),
)
SAFETY: list[dict[str, Any]] = [
    {"fall": "none"},
    {"falls": ["slipped in the tub", "slid from the chair, no injury"]},
    {"near_fall": True},
    {"seizure_activity": {"seconds": 20, "what": "staring"}},
    {"choking": "once on dry toast, cleared by cough"},
    {"pain": {"before": "2/10", "after": "6/10"}},
    {"weight_bearing": "toe touch, left"},
    {"allergies": ["latex", "peanut"]},
    {"refused_task": "stairs"},
    {"declined": "did not want the swing"},
    {"bp": "162/94 seated, session stopped"},
    {"elopement_safety": "left the room twice, aide followed"},
    {"skin": "no redness"},
    {"adverse_event": {"what": "nosebleed", "minutes": 3, "action": "pressure, mother told"}},
]


def request(seed: int, style: Style, more: dict[str, Any] | None = None) -> NoteRequest:
    line = made_session(seed)
    record = line["input"] | {"session": line["input"]["session"] | (more or {})}
    return NoteRequest(Discipline(line["discipline"]), record, line["setting"], line["payer"], style=style)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), STYLES)
def test_a_style_never_adds_or_drops_a_fact(seed, style):
    facts, plain = draft_note(request(seed, Style()))
    _, own = draft_note(request(seed, style))
    assert own.unstated(facts) == plain.unstated(facts)
    assert draft_note(request(seed, style))[1] == own


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), STYLES, st.lists(st.sampled_from(SAFETY), min_size=1, max_size=4))
def test_no_safety_fact_is_ever_left_out(seed, style, several):
    more = {name: value for one in several for name, value in one.items()}
    facts, draft = draft_note(request(seed, style, more))
    left_out = set(draft.unstated(facts))
    members = [
        fact for fact in facts if fact.path.removeprefix("session.").split("[")[0].split(".")[0] in more
    ]
    assert {fact.path.removeprefix("session.").split("[")[0].split(".")[0] for fact in members} == set(more)
    assert not left_out & {fact.id for fact in members}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5000), STYLES, st.text(max_size=200))
def test_any_earlier_text_is_survived(seed, style, earlier):
    asked = request(seed, style)
    _, draft = draft_note(NoteRequest(asked.discipline, asked.input, recent=(earlier,), style=style))
    assert all(sentence.text.strip() and sentence.facts for sentence in draft.sentences)


def test_a_frame_that_its_author_dislikes_gives_way():
    facts = facts_of({"session": {"response": "tolerated the swing"}})
    ids = [frame.id for pack, form, frame in all_frames() if (pack, form) == ("response", "patient_past")]
    liked = ids[3]
    weights = dict.fromkeys(ids, 0.0) | {liked: 1.0}
    assert compose(facts, "OT", weights=weights).sentences[0].frame == liked


def test_a_gap_stands_in_brackets_and_nothing_is_invented_for_it():
    session = {
        "activities": [{"activity": "joint mobilization of the wrist", "minutes": 15, "code": "97140"}]
    }
    _, draft = draft_note(NoteRequest(Discipline.OT, {"session": session}, "hand_therapy", "commercial"))
    assert "side: [side]" in " ".join(sentence.text for sentence in draft.sentences)
    for told in ({"side": "left"}, {"observation": "guarded the right hand"}):
        _, draft = draft_note(NoteRequest(Discipline.OT, {"session": session | told}, "hand_therapy"))
        assert "[" not in " ".join(sentence.text for sentence in draft.sentences)
    _, neck = draft_note(
        NoteRequest(
            Discipline.PT,
            {"session": {"activities": [{"activity": "cervical mobilization", "code": "97140"}]}},
        )
    )
    assert "[" not in neck.sentences[0].text
