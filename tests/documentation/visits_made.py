"""Consecutive visits of one patient, and one visit of every kind: made from what the specialty packs offer."""

import random
from datetime import date, timedelta
from typing import Any

from chartside.documentation.specialties import ActivityChoice, specialty
from tests.documentation.sessions_made import PROVIDERS

SUBJECTIVE = {
    "pediatric": [
        "Mother: slept well, ate breakfast alone",
        "Dad: asked for the swing in the car",
        "Grandmother: cried at the haircut on Saturday",
        "Mother: wore the new shoes all day",
        "Mom: teacher called about the lunch room",
        "Father: no falls on the playground this week",
        "Mother: brushed teeth without a fight twice",
        "Aunt: played cards for ten minutes",
    ],
    "adult": [
        "Patient: slept through the night",
        "Wife: helps less with socks now",
        "Patient: dropped the pan on Sunday",
        "Patient: walked to the mailbox and back",
        "Daughter: he opened the jar alone",
        "Patient: stiff until noon",
        "Patient: did the exercises four days out of seven",
        "Husband: she is tired after the visits",
    ],
}
SKILLED = [
    "graded the height by the response of the trunk",
    "faded the model after three tries",
    "blocked the shoulder and cued a slower reach",
    "changed the order of steps when errors rose",
    "timed the rests by breathing rate",
    "adapted the handle for the grasp",
    "taught the method and checked the return demonstration",
    "shaped the movement from a smaller one",
]
LEVELS = [
    "min A",
    "mod A",
    "CGA",
    "SBA",
    "supervision",
    "independent",
    "2 verbal cues",
    "mod VC",
    "1 verbal cue",
]
NEXT = [
    "raise the height of the shelf",
    "add a second step",
    "repeat with the eyes closed",
    "use the real object from home",
    "shorten the rests",
    "add a distractor",
    "move to the standing position",
    "review the home program with family",
]


def visits(setting: str, count: int, seed: int = 0) -> list[dict[str, Any]]:
    """The `input` of visits twice a week of one patient, each with its own values."""
    pick, pack = random.Random(f"{setting}{seed}"), specialty(setting)
    kind = "pediatric" if pack.by_name else "adult"
    day, last, made = date(2026, 3, 2), 4, []
    for place in range(count):
        chosen = pick.sample(pack.activities, 3)
        now = min(10, max(1, last + pick.choice([-1, 0, 1, 1])))
        session = {
            "start": "10:00",
            "end": "11:00",
            "subjective": pick.choice(SUBJECTIVE[kind]),
            "activities": [
                _activity(pick, one, goal) for one, goal in zip(chosen, ("G1", "G2", "G2"), strict=True)
            ],
            "response": pick.sample(pack.responses, 1),
            "goals": [
                {
                    "id": "G1",
                    "measure": "seated attention",
                    "baseline": 3,
                    "last": last,
                    "now": now,
                    "target": 10,
                    "unit": "min",
                }
            ],
            "plan": pick.sample(NEXT, 2),
        }
        last = now
        made.append(
            record(pack.discipline, session, day + timedelta(days=7 * (place // 2) + 3 * (place % 2)))
        )
    return made


def record(discipline: str, session: dict[str, Any], day: date) -> dict[str, Any]:
    """The `input` around a session."""
    return {
        "patient": {"name": "Theo Marsh", "dob": "2019-04-11", "pronouns": "he/him"},
        "diagnosis_codes": ["F82", "R27.8"],
        "service_date": day.isoformat(),
        "provider": PROVIDERS[discipline][0],
        "session": session,
        "plan_of_care_goals": [
            {"id": "G1", "text": "Sits at a table task for 10 min with one cue in 12 weeks."},
            {"id": "G2", "text": "Finishes 4 of 5 steps of the morning routine alone in 12 weeks."},
        ],
    }


def _activity(pick: random.Random, choice: ActivityChoice, goal: str) -> dict[str, Any]:
    done, total = pick.randint(1, 8), pick.choice([5, 8, 10])
    return {
        "activity": choice.label,
        "minutes": pick.choice([8, 10, 12, 15, 18, 20]),
        "goal": goal,
        "code": choice.code,
        "assist": pick.choice(LEVELS),
        "performance": f"{min(done, total)}/{total} {choice.measure}"
        if choice.unit == "of"
        else f"{done} {choice.unit} {choice.measure}",
        "skilled": pick.choice(SKILLED),
    }
