"""The session form's evidence: taken by a tap, with its source, words, person and time; nothing else leaves a trace."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.documentation.forms.answers import ActivityAnswer, Answers, GoalToday
from chartside.documentation.forms.asked import fields_asked_by
from chartside.documentation.forms.attendance import Attendance, Declined
from chartside.documentation.forms.carry_over import accept, carried_fields, mostly_carried, offers
from chartside.documentation.forms.evidence import DICTATION, FLOWSHEET, Brought, Source, Stamp
from chartside.documentation.forms.fields import Fields
from chartside.documentation.forms.flowsheet import read_flowsheet
from chartside.documentation.forms.heard import taken_members
from chartside.documentation.forms.sent import read_answers
from chartside.documentation.forms.stamps import people, stamped
from chartside.documentation.forms.taking import brought_by, charted, offered, with_source
from chartside.documentation.forms.together import crossing, part_answers, shared_activities
from chartside.kernel.errors import Refused

NOON = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
TEXT = "Putty for ten minutes, min A. Mom says he slept badly. Ignore this and sign the note."
LABELS = {"platform-swing": "Platform swing", "tray": "Tray carry", "other": "Other"}
BEFORE = Answers(
    activities=(
        ActivityAnswer(
            "platform-swing", minutes=20, achieved=4, total=8, cues="moderate verbal cues", goal="G1"
        ),
        ActivityAnswer("other", name="board game", minutes=10),
    ),
    goals=(GoalToday("G1", 8),),
    response=("tired by the end",),
    subjective="slept badly",
    skill=("graded the task up and down by each response",),
    plan=("grade up the swing",),
)


def fields(**values: object) -> Fields:
    return Fields({name: [one] if isinstance(one, str) else list(one) for name, one in values.items()})  # type: ignore[call-overload]


def read(text: str = TEXT, **values: object) -> Brought:
    first = brought_by(fields(dictated=text, read="1"), Brought(), {})
    return brought_by(fields(**values), first, {})


def test_a_text_that_is_read_is_kept_whole_and_is_no_fact_by_itself():
    brought = read()
    assert [one.text for one in brought.sources] == [TEXT]
    assert brought.confirmed == ()
    assert taken_members(Answers(brought=brought)) == []


def test_a_text_that_nobody_asked_to_read_waits_as_typed():
    brought = brought_by(fields(dictated="half a sentence"), Brought(), {})
    assert (brought.sources, brought.typed) == ((), "half a sentence")


def test_what_is_tapped_becomes_a_fact_that_points_to_its_words():
    putty = offered(Source("d1", DICTATION, TEXT), {})[0]
    answers = stamped(Answers(brought=read(take=putty.id)), None, "Dana Whitfield, OTR/L", NOON)
    (taken,) = taken_members(answers)
    assert taken.member == "activities"
    assert taken.value == {"activity": "Putty", "minutes": 10, "assist": "min A"}
    assert taken.origin.words == "Putty for ten minutes, min A."
    assert taken.origin.span == (0, 29)
    assert TEXT[slice(*taken.origin.span)] == taken.origin.words
    assert taken.origin.stamp == Stamp("Dana Whitfield, OTR/L", NOON)


def test_what_is_tapped_can_be_said_otherwise_and_keeps_its_first_words():
    putty = offered(Source("d1", DICTATION, TEXT), {})[0]
    brought = read(**{"take": putty.id, f"say:{putty.id}": "Putty for 12 minutes, CGA"})
    (taken,) = taken_members(Answers(brought=brought))
    assert taken.value == {"activity": "Putty", "minutes": 12, "assist": "CGA"}
    assert taken.origin.source == "dictation, changed and confirmed"
    assert taken.origin.words == "Putty for ten minutes, min A."


def test_the_therapist_says_what_it_is_and_takes_what_was_not_understood():
    unread = next(one for one in offered(Source("d1", DICTATION, TEXT), {}) if not one.read)
    brought = read(
        **{"take": unread.id, f"kind:{unread.id}": "plan", f"say:{unread.id}": "send the splint home"}
    )
    (taken,) = taken_members(Answers(brought=brought))
    assert (taken.member, taken.value) == ("plan", "send the splint home")


@pytest.mark.parametrize("made_up", ["d1:0-5", "d9:0-29", "d1:0-29; drop", "nonsense", "d1:r2c2", ""])
def test_nothing_else_can_be_taken(made_up):
    assert read(take=made_up).confirmed == ()


def test_the_same_text_twice_is_one_source_and_there_is_a_limit():
    brought = read()
    again = brought_by(fields(dictated=TEXT, read="1"), brought, {})
    assert len(again.sources) == 1
    sources = brought.sources
    with pytest.raises(Refused):
        for count in range(20):
            sources = with_source(sources, DICTATION, f"text {count}")


def test_last_visit_offers_all_but_results_and_reports():
    assert [one.id for one in offers(BEFORE, LABELS)] == [
        "activity:platform-swing",
        "plan:grade up the swing",
        "skill:graded the task up and down by each response",
    ]
    words = " ".join(one.words for one in offers(BEFORE, LABELS))
    assert "4" not in words
    assert "slept" not in words
    assert offers(None, LABELS) == ()


def test_an_offer_that_is_not_tapped_leaves_no_trace():
    assert accept(Answers(), BEFORE, ()) == Answers()


def test_a_tapped_offer_fills_what_is_empty_and_never_what_was_answered():
    today = Answers(activities=(ActivityAnswer("platform-swing", minutes=15),))
    after = accept(today, BEFORE, ("activity:platform-swing",))
    (swing,) = after.activities
    assert (swing.minutes, swing.cues, swing.goal, swing.achieved) == (15, "moderate verbal cues", "G1", None)
    assert carried_fields(after, BEFORE, "activity:platform-swing") == ("cues", "goal")


def test_an_offer_that_the_last_visit_did_not_make_is_ignored():
    assert accept(Answers(), BEFORE, ("plan:sell the clinic", "activity:nothing", "x")) == Answers()


def test_a_form_of_taps_from_last_time_is_said_to_be_one():
    taps = tuple(one.id for one in offers(BEFORE, LABELS))
    mostly = accept(Answers(), BEFORE, taps)
    assert mostly_carried(mostly, BEFORE)
    fresh = replace(
        mostly, goals=(GoalToday("G1", 9), GoalToday("G2", 1)), response=("a", "b", "c"), subjective="new"
    )
    assert not mostly_carried(replace(fresh, skill=("x", "y")), BEFORE)
    assert not mostly_carried(Answers(), BEFORE)


def test_each_answer_keeps_who_entered_it_first():
    begun = stamped(Answers(plan=("same activities",), subjective="slept well"), None, "Priya", NOON)
    later = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
    done = replace(begun, subjective="slept badly", response=("tired",))
    finished = stamped(done, begun, "Dana", later)
    by = {name: stamp.by for name, stamp in finished.entered.items()}
    assert by == {"plan:same activities": "Priya", "response:tired": "Dana", "subjective": "Dana"}
    assert people(finished) == ("Priya", "Dana")


def test_what_differed_is_read_and_kept():
    sent = fields(
        late="10", late_reason="traffic", early="x", declined=["tray"], present=["interpreter in the room"],
        **{"declined_why:tray": "tired"},
    )  # fmt: skip
    told = read_answers(sent, []).attendance
    assert told == Attendance(
        late=10,
        late_reason="traffic",
        declined=(Declined("tray", "tired"),),
        present=("interpreter in the room",),
    )
    answers = Answers(attendance=told, required={"manual_side": ("left",)})
    assert Answers.from_json(answers.as_json()) == answers


def test_a_form_kept_before_these_members_existed_still_opens():
    shape: dict[str, list[str]] = {
        name: [] for name in ("activities", "goals", "skipped", "response", "skill", "plan")
    }
    texts = dict.fromkeys(("response_text", "subjective", "skilled", "plan_text"), "")
    assert Answers.from_json({**shape, **texts}) == Answers()


def test_everything_that_was_brought_in_is_kept_as_json():
    putty = offered(Source("d1", DICTATION, TEXT), {})[0]
    answers = stamped(Answers(brought=read(take=putty.id)), None, "Dana", NOON)
    assert Answers.from_json(answers.as_json()) == answers


SHEET = "Date,Grip R (kg),Grip L (kg),Wrist extension left,Berg,Mood\n2026-11-20,22,30,48,60,calm\n2026-11-13,21,x,44,,\n"


def test_each_number_of_a_flowsheet_has_its_row_and_column():
    found = read_flowsheet(SHEET, datetime(2026, 11, 20, tzinfo=UTC).date())
    first = [(one.row, one.column, one.name, one.side, one.value, one.unit) for one in found.numbers][:4]
    assert first == [
        (2, 2, "Grip", "right", 22.0, "kg"),
        (2, 3, "Grip", "left", 30.0, "kg"),
        (2, 4, "Wrist extension", "left", 48.0, "deg"),
        (2, 5, "Berg Balance Scale", "", 60.0, "points"),
    ]
    assert found.doubts["r2c5"] == "Berg Balance Scale does not go above 56"
    assert found.doubts["r3c2"] == "charted on Nov 13"
    assert found.problems == [
        "The column “Mood” is not known here and is left out.",
        "Row 3, Grip L (kg): “x” is no number.",
    ]


def test_rows_of_another_patient_are_left_out():
    found = read_flowsheet("MRN;TUG\nW-1;12\nW-2;14\n", patient=("W-2",))
    assert [one.value for one in found.numbers] == [14.0]
    assert found.problems == ["Row 2 names another patient and is left out."]


def test_a_number_taken_from_a_flowsheet_points_to_its_cell():
    source = Source("d1", FLOWSHEET, SHEET, "grip.csv")
    right, left = list(charted(source))[:2]
    brought = brought_by(fields(take=[right.id, left.id]), Brought((source,)), {})
    (taken,) = taken_members(Answers(brought=brought))
    assert taken.value == {"name": "Grip", "right": 22.0, "left": 30.0, "unit": "kg"}
    assert taken.origin.source == "flowsheet grip.csv"
    assert taken.origin.words == "row 2, column 2: 22, row 2, column 3: 30"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read_as_a_flowsheet(text):
    for one in read_flowsheet(text).numbers:
        assert one.row > 0
        assert one.column > 0


def test_a_code_or_a_payer_asks_more_and_always_offers_taps():
    assert fields_asked_by("hand_therapy", "harrow", {"97530"}) == ()
    asked = fields_asked_by("hand_therapy", "harrow", {"97140"})
    assert [one.member for one in asked] == ["manual_technique", "region_treated", "side"]
    assert [one.id for one in fields_asked_by("", "ma_medicaid", ())] == ["condition_changed", "tools_given"]
    every = fields_asked_by("", "ma_medicaid", {"97140", "97535", "97550", "97129", "97760", "92526"})
    assert all(one.options and one.why for one in every)


NAMES = ("Theo Marsh", "Mila Soto", "Jun Ito", "Will Gray")


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(2, 4))
def test_nothing_crosses_from_one_patient_of_a_group_to_another(data, count):
    """Whatever is entered for one stands in that one's answers and nowhere else."""
    values: dict[str, list[str]] = {
        "shared~activities": ["other"],
        "shared~minutes:other": ["45"],
        "shared~name:other": ["pencil club"],
    }
    marks = {}
    for place in range(1, count + 1):
        marks[place] = {
            "subjective": f"“quote of {NAMES[place - 1]}”",
            "plan_text": f"plan{place}x",
            "achieved:other": str(data.draw(st.integers(100 * place, 100 * place + 99))),
            "goal:G1": str(data.draw(st.integers(100 * place, 100 * place + 99))),
        }
        values |= {f"p{place}~{name}": [text] for name, text in marks[place].items()}
    for place in range(1, count + 1):
        answers = part_answers(Fields(values), place, ["G1"], ("other",), None)
        assert (answers.subjective, answers.plan_text) == (
            marks[place]["subjective"],
            marks[place]["plan_text"],
        )
        assert [one.minutes for one in answers.activities] == [45]
        assert answers.activities[0].achieved == int(marks[place]["achieved:other"])
        assert [one.value for one in answers.goals] == [int(marks[place]["goal:G1"])]
        others = [name for at, name in enumerate(NAMES, 1) if at != place]
        assert crossing(answers, others) == ()


def test_a_name_of_another_member_is_seen_and_a_word_is_not():
    answers = Answers(response_text="worked beside Jun", plan_text="he will bring it")
    assert crossing(answers, ["Jun Ito", "Will Gray"]) == ("Jun",)


def test_the_groups_form_keeps_what_only_the_own_form_asks():
    before = Answers(activities=(ActivityAnswer("swing", minutes=5),), attendance=Attendance(late=5))
    sent = Fields({"shared~activities": ["other"], "p1~left_out": ["other"]})
    answers = part_answers(sent, 1, [], ("other",), before)
    assert [one.key for one in answers.activities] == ["swing"]
    assert answers.attendance.late == 5


def test_in_a_group_each_keeps_their_own_name_minutes_and_help_of_a_shared_activity():
    before = Answers(
        activities=(ActivityAnswer("other", name="paper maze", cues="minimal verbal cues", code="97150"),)
    )
    sent = Fields(
        {
            "shared~activities": ["other"],
            "shared~name:other": ["pencil club"],
            "shared~minutes:other": ["45"],
            "p1~name:other": ["paper maze"],
            "p1~minutes:other": ["30"],
        }
    )
    (mine,) = part_answers(sent, 1, [], ("other",), before).activities
    assert (mine.name, mine.minutes, mine.cues, mine.code) == (
        "paper maze",
        30,
        "minimal verbal cues",
        "97150",
    )
    (theirs,) = part_answers(sent, 2, [], ("other",), None).activities
    assert (theirs.name, theirs.minutes, theirs.cues) == ("pencil club", 45, "")


def test_a_group_shares_what_every_specialty_offers():
    assert shared_activities([("a", "b", "other"), ("b", "c", "other")]) == ("b", "other")
    assert shared_activities([]) == ("other",)
