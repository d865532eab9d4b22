"""Sessions made up from parts that therapists really type, for property tests. Fictitious people only."""

import random
from typing import Any

PEOPLE = [
    ("Theo Marsh", "2019-04-11", "he/him"),
    ("Ada Quill", "2017-08-02", "she/her"),
    ("Rowan Pike", "2015-01-30", "they/them"),
    ("Helen Ostrow", "1948-12-19", "she/her"),
    ("Marcus Bell", "1971-03-05", None),
    ("José Ángel Núñez", "1990-06-23", "he/him"),
]
PROVIDERS = {
    "OT": ["Dana Whitfield, OTR/L", "Pia Lund, COTA/L"],
    "PT": ["Sam Iwu, PT, DPT", "Lee Park, PTA"],
    "SLP": ["Noor Haddad, MS, CCC-SLP", "Kim Roe, SLPA"],
}
SUBJECTIVE = [
    'Mother: "slept maybe five hours", slow to dress this morning',
    "Mom reports he did his putty three times this week",
    {"speaker": "father", "text": "no falls since Friday", "quote": "he is braver on the stairs"},
    {"mother": "ate breakfast alone twice"},
    "I can button my coat now",
    "wrist sore after gardening, no swelling",
    "Teacher notes that Ada finishes two lines of copying before she stops",
    "Per grandmother, she asked for the blue cup",
    ["Pt states pain is down since Monday", "Wife: helps less with socks"],
    "He did not want to come today.",
]
OBSERVATION = [
    "walked on his toes and asked for the swing before greeting",
    "arrived in a wheelchair with both feet unsupported",
    "She held the right hand in a fist.",
    "flushed, breathing fast after the stairs",
]
ACTIVITIES = [
    (
        "Linear platform swing in prone, arc graded up in three steps",
        "97533",
        "placed rings on target on 5/8 passes",
    ),
    ("Carried a weighted tray from shelf to table and set four places", "97530", "4/5 trips without a spill"),
    ("shoe tying, backward chaining", "97535", "3 of 5 steps alone"),
    ("tendon gliding 3 x 10", "97110", "full hook fist on 8 of 10"),
    ("Practiced buttoning with a button hook", "97535", "6/8 buttons in 2 min"),
    ("sit to stand from an 18 inch chair", "97530", "7 of 10 without hands"),
    ("single leg stance on foam", "97112", "best hold 12 s left, 8 s right"),
    ("scar mobilization, left volar wrist", "97140", "wrist extension 48 degrees, was 40"),
    ("/r/ in initial position of words", "92507", "80% accuracy"),
    ("gait training with front-wheeled walker", "97116", "150 ft, no loss of balance"),
    ("copying letters on a slant board", "97530", "did not finish the second line"),
    ("Theraputty search and pinch", "97110", {"achieved": 9, "total": 10, "what": "beads"}),
    ("walked 20 m over the ramp", "97116", ""),
    ("walking without the walker", "97116", ""),
    ("walking without a cane", "97116", "no stop in 20 m"),
    ("weighted blanket, quiet corner", "97533", "calm breathing after 4 min"),
]
ASSIST = [
    "min A",
    "mod A for thumb placement",
    "CGA on turns",
    "SBA",
    "independent",
    "mod VC for trunk extension",
    "HOH",
    "max A x1",
    "Mod I",
    "min to mod A",
    "2 verbal cues",
    "supervision",
    "setup",
    "none",
    "",
    "needed the rail",
    "dependent",
    4,
]
SKILLED = [
    "set arc, cadence and cues by postural response on each pass",
    "graded resistance to pain below 3/10",
    "analysis of grasp pattern with change of pencil grip",
    "Therapist blocked trunk flexion and faded the block",
    "required graded verbal cues for sequencing",
    "modified the task from two hands to one",
]
RESPONSE = [
    "tolerated well",
    "needed picture schedule",
    "calmer after swing",
    "refused the last task",
    "did not tolerate light touch",
    "He asked for a break and returned after 2 min.",
    "fatigued after 15 min, no dizziness",
]
PLAN = [
    "continue twice weekly",
    "grade up swing",
    "one-handed tray",
    "Next visit: table task within 2 min of the swing.",
    "progress to 2 kg",
    "review home program with mother",
    "hold resisted work until 12/04/2026",
    "no changes",
]
GOALS = [
    {
        "id": "G1",
        "measure": "seated attention",
        "baseline": 4,
        "last": 8,
        "now": 9,
        "target": 10,
        "unit": "min",
    },
    {"id": "G2", "measure": "buttons fastened", "baseline": "1 of 5", "now": "3 of 5", "target": "4 of 5"},
    {
        "id": "G3",
        "measure": "lower body dressing",
        "baseline": "mod A",
        "now": "min A",
        "target": "supervision",
    },
    {
        "id": "G4",
        "measure": "pain at rest",
        "baseline": 6,
        "now": 3,
        "target": 2,
        "unit": "/10",
        "baseline_date": "2026-09-02",
    },
    {"id": "G5", "measure": "grip, right hand", "last": 14, "now": 14, "target": 22, "unit": "kg"},
    {"id": "G6", "measure": "wrist extension", "baseline": 40, "now": 35, "target": 60, "unit": "degrees"},
    {"id": "G7", "measure": "unaided stands", "baseline": 2, "now": 5, "target": 5},
    {"goal": "G8", "text": "Names 8 of 10 pictured foods", "now": "6 of 10"},
    {
        "id": "G10",
        "measure": "stairs without stopping",
        "baseline": 4,
        "last": 12,
        "now": 12,
        "target": 14,
        "unit": "steps",
    },
    {
        "id": "3",
        "measure": "steps alone",
        "baseline": "1 of 5",
        "last": "3 of 5",
        "now": "2 of 5",
        "target": "5 of 5",
    },
    {"id": "G9", "baseline": 20, "now": 35, "target": 60, "unit": "%"},
]
MORE: list[tuple[str, Any]] = [
    ("side", "left"),
    ("precaution", "no weight bearing through the left wrist"),
    ("fall", "none"),
    ("pain", "3/10 in the wrist"),
    ("pain", "none reported"),
    ("refused", "handwriting page"),
    ("location", "clinic gym"),
    ("attendance", "arrived 10 min late"),
    ("group", 4),
    ("one_to_one", True),
    ("one_to_one", False),
    ("equipment", ["button hook", "foam wedge"]),
    ("grip_strength", {"left": 22, "right": 30, "unit": "kg"}),
    ("late", False),
    ("hep", "putty 5 min daily"),
    ("tests", [{"name": "Nine-Hole Peg Test", "right": 24, "left": 31, "unit": "s"}]),
    ("vitals", "BP 128/82 seated"),
    ("adverse_event", "skin red over the ulna after the orthosis, gone in 10 min"),
    ("supervisor", "Dana Whitfield, OTR/L"),
    ("phone_note", "Aide called about the wheelchair on 11/18/2026"),
    ("frequency", "2 a week to Jan 15, 2027"),
    ("iep", {"goal": "starts seatwork within 60 s", "data": "6 of 10 chances"}),
    ("frustration", "threw the pencil once"),
]


def made_session(seed: int) -> dict[str, Any]:
    """One line of `documentation draft` with a treatment note's input."""
    pick = random.Random(seed)
    discipline = pick.choice(["OT", "PT", "SLP"])
    name, born, pronouns = pick.choice(PEOPLE)
    session: dict[str, Any] = {}
    for member, choices in (("subjective", SUBJECTIVE), ("observation", OBSERVATION)):
        if pick.random() < 0.7:
            session[member] = pick.choice(choices)
    chosen = pick.sample(ACTIVITIES, pick.randint(0, 5))
    session["activities"] = [_activity(pick, *activity) for activity in chosen]
    session["response"] = pick.sample(RESPONSE, pick.randint(0, 3))
    session["plan"] = pick.sample(PLAN, pick.randint(0, 3)) if pick.random() < 0.5 else pick.choice(PLAN)
    session["goals"] = pick.sample(GOALS, pick.randint(0, 3))
    session |= dict(pick.sample(MORE, pick.randint(0, 5)))
    if pick.random() < 0.7:
        session |= {"start": "10:00", "end": pick.choice(["10:45", "11:10", "13:05"])}
    patient = {"name": name, "dob": born} | ({"pronouns": pronouns} if pronouns else {})
    return {
        "id": seed,
        "doc_type": "treatment_note",
        "discipline": discipline,
        "payer": pick.choice(["medicare_b", "medicaid", "commercial", "school"]),
        "setting": pick.choice(
            ["pediatric_sensory", "hand_therapy", "geriatrics", "speech", "school", "elsewhere"]
        ),
        "input": {
            "patient": patient,
            "diagnosis_codes": ["F82", "R27.8"],
            "service_date": "2026-11-20",
            "provider": pick.choice(PROVIDERS[discipline]),
            "session": session,
            "plan_of_care_goals": [{"id": "G1", "text": "Sits at a table task 10 min with one cue."}],
        },
    }


def _activity(pick: random.Random, activity: str, code: str, performance: object) -> dict[str, Any]:
    made: dict[str, Any] = {
        "activity": activity,
        "minutes": pick.choice([5, 8, 10, 15, 20, 25]),
        "performance": performance,
    }
    made["assist"] = pick.choice(ASSIST)
    if pick.random() < 0.7:
        made["goal"] = pick.choice(["G1", "G2", "G1, G3", ["G2", "G5"], "3"])
    if pick.random() < 0.6:
        made["code"] = code
    if pick.random() < 0.5:
        made["skilled"] = pick.choice(SKILLED)
    if pick.random() < 0.2:
        made |= {"equipment": "foam wedge", "by": pick.choice(["therapist", "assistant", "together"])}
    return made
