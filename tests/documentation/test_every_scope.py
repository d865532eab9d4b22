"""Every specialty, payer and discipline: what is required is there, nothing is unsupported, nothing omitted."""

import random
from datetime import date
from itertools import cycle
from typing import Any

import pytest

from chartside.documentation.api import NoteRequest, build_note, specialty, specialty_ids
from chartside.drafting.style import Style
from chartside.kernel.people import Discipline
from chartside.rulebook.packs import shipped_packs
from tests.documentation.sessions_made import PROVIDERS
from tests.documentation.visits_made import visits

PAYERS = sorted(shipped_packs().payers.payers)
SAFETY: list[dict[str, Any]] = [
    {"fall": "none"},
    {"fall": "slipped from the mat, no injury, mother told"},
    {"pain_before": "3/10 in the wrist", "pain_after": "1/10 in the wrist"},
    {"precaution": ["no weight bearing through the left wrist", "latex allergy"]},
    {"refused": "the last table task"},
    {"adverse_event": "skin red over the ulna after the orthosis, gone in 10 min"},
    {"seizure": False, "dizziness": "once on standing, gone after 1 min"},
]
STYLES = [
    Style(),
    Style(length="brief", layout="bullets", patient="patient", markers=("skilled", "next")),
    Style(length="full", therapist="first", patient="client", opens_with="response"),
    Style(layout="lists", patient="name", markers=("worked on", "the plan is to")),
]
OF_THE_CHART = {"goal", "pronouns", "one_to_one"}


def session_of(setting: str, discipline: str, payer: str) -> dict[str, Any]:
    """A fully entered visit, with a safety fact."""
    pick = random.Random(f"{setting}{discipline}{payer}")
    record = visits(setting, 1, seed=pick.randint(0, 999))[0]
    record |= {"provider": PROVIDERS[discipline][0], "service_date": date(2026, 11, 20).isoformat()}
    session = record["session"] | pick.choice(SAFETY)
    session |= {"one_to_one": True, "location": "clinic", "teaching_tools": "picture card", "side": "left"}
    session |= {"frequency": "2 a week for 12 weeks", "home_program": "5 min daily"}
    if discipline != specialty(setting).discipline:
        # The codes of a pack are those of its own discipline.
        session["activities"] = [
            {name: part for name, part in one.items() if name != "code"} for one in session["activities"]
        ]
    return record | {"session": session}


@pytest.mark.parametrize("discipline", ["OT", "PT", "SLP"])
@pytest.mark.parametrize("setting", specialty_ids())
def test_a_fully_entered_visit_gives_a_note_that_may_be_signed(setting, discipline):
    for payer, style in zip(PAYERS, cycle(STYLES), strict=False):
        record = session_of(setting, discipline, payer)
        content = build_note(NoteRequest(Discipline(discipline), record, setting, payer, style=style))
        wrong = [one["text"] for one in content["sentences"] if one["status"] != "supported"]
        assert wrong == [], payer
        kinds = {fact["id"]: fact["kind"] for fact in content["facts"]}
        assert {kinds[fact] for fact in content["unstated"]} <= OF_THE_CHART, payer
        missing = [
            found["message"]
            for found in content["findings"]
            if found["level"] == "block" and found["rule"].startswith(("TN", "AI"))
        ]
        assert missing == [], payer
