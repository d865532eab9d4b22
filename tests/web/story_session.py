"""Theo Marsh's session form of November 20. All people are fictitious."""

from dataclasses import replace
from datetime import date

from chartside.documentation.views.session import (
    Activity,
    Count,
    GoalAnswer,
    GoalLine,
    Option,
    Part,
    Scale,
    SessionForm,
    Totals,
)

from .stories import at
from .story_note import THEO

_CUES = (
    ("none", "None", "no cues"),
    ("min", "Min", "minimal verbal cues"),
    ("mod", "Mod", "moderate verbal cues"),
    ("max", "Max", "maximal verbal cues"),
)
_HELP = (
    ("independent", "Ind", "independent"),
    ("sba", "SBA", "stand-by assist"),
    ("cga", "CGA", "contact guard"),
    ("min", "Min", "minimal assist"),
    ("mod", "Mod", "moderate assist"),
    ("max", "Max", "maximal assist"),
)


def _scale(label: str, name: str, faces: tuple[tuple[str, str, str], ...], chosen: str) -> Scale:
    return Scale(label, name, tuple(Option(v, face, says, v == chosen) for v, face, says in faces))


def _taps(*faces: str, chosen: tuple[str, ...] = ()) -> tuple[Option, ...]:
    return tuple(Option(face.lower().replace(" ", "_"), face, chosen=face in chosen) for face in faces)


def _minutes(key: str, value: int | None) -> Count:
    return Count("Minutes", f"minutes:{key}", value, "min", step=5, is_minutes=True)


def _idle(key: str, face: str, *, named: bool = False) -> Activity:
    return Activity(
        key,
        face,
        face,
        "",
        False,
        (_minutes(key, None),),
        (_scale("Help", f"assist:{key}", _HELP, ""),),
        named=named,
    )


def almost() -> SessionForm:
    swing = Activity(
        "swing",
        "Platform swing",
        "Platform swing",
        "97533, for G1 and G2",
        True,
        (
            _minutes("swing", 20),
            Count("Rings on target", "achieved:swing", 5, of=8, of_name="total:swing", hint="last time 4"),
        ),
        (_scale("Verbal cues", "cues:swing", _CUES, "mod"),),
    )
    tray = Activity(
        "tray",
        "Tray carry",
        "Tray carry, set four places",
        "97530, for G3",
        True,
        (
            _minutes("tray", 25),
            Count("Trips, no spill", "achieved:tray", 4, of=5, of_name="total:tray", hint="last time 3"),
        ),
        (_scale("Help", "assist:tray", _HELP, "cga"),),
    )
    parts = ("Activities", "Goals", "Response", "Plan")
    return SessionForm(
        visit_id="0190aaaa-0000-7000-8000-000000000001",
        account_id="0190bbbb-0000-7000-8000-000000000001",
        base="/gallery/visits/1/session",
        revision=4,
        patient=replace(THEO, codes="visit 12 of 26"),
        starts_at=at(10),
        ends_at=at(10, 45),
        place="Room 3",
        filled_from="Filled from the plan and the visit of Nov 13.",
        activities=(
            swing,
            tray,
            _idle("putty", "Theraputty"),
            _idle("course", "Obstacle course"),
            _idle("pencil", "Pencil work"),
            _idle("other1", "Other", named=True),
        ),
        goals=(
            GoalAnswer(
                "G1", Count("G1 seated attention", "goal:G1", 9, "min", hint="last 8, target 10"), False
            ),
            GoalAnswer(
                "G3",
                Count("G3 tray 5 m, no spill", "goal:G3", 4, of=5, of_name="total:G3", hint="target 4 of 5"),
                False,
            ),
            GoalAnswer(
                "G2", Count("G2 dressing, fasteners", "goal:G2", None, of=5, of_name="total:G2"), True
            ),
        ),
        responses=_taps(
            "Calmer after swing",
            "Needed picture schedule",
            "On toes at arrival",
            "Tired",
            chosen=("Needed picture schedule", "On toes at arrival"),
        ),
        skills=(),
        plans=_taps("Same activities", "Grade up swing", "One-handed tray", "Add threshold"),
        response_text="",
        subjective="“slept maybe five hours”, slow to dress",
        subjective_by="Mother",
        skilled="set arc, cadence and cues by postural response",
        plan_text="",
        parts=tuple(Part(title, title.lower(), title != "Plan") for title in parts),
        totals=Totals(45, "3 units", "97533 ×1, 97530 ×2 GO"),
        last_visit=date(2026, 11, 13),
        last_visit_text="Swing 20 min, rings 4 of 8 with moderate cues. Tray 25 min, 3 of 5, contact guard. "
        "Plan then: add an arc step, four places.",
        plan_of_care="plan signed Sep 4",
        goal_lines=(
            GoalLine("G1", "Seated attention at a table task, 10 min with one cue.", "Baseline 4, last 8."),
            GoalLine("G2", "Fastens 3 buttons in 2 min, no help, 4 of 5.", "Baseline 0, last 2."),
            GoalLine("G3", "Carries a lunch tray 5 m, no spill, stand-by, 4 of 5.", "Baseline 1, last 3."),
        ),
        saved_at=at(10, 44),
    )


def done() -> SessionForm:
    form = almost()
    return replace(form, revision=5, parts=tuple(replace(part, done=True) for part in form.parts))
