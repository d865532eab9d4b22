"""A therapist who signs note after note, changing the same words each time."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chartside.documentation.drafts import edit_note
from chartside.documentation.learning.recording import record_signed
from chartside.platform.tenancy import Actor
from chartside.review.model import Status
from tests.documentation.clinic import Clinic

SYSTEM = Actor.system("test")
SAID = [
    "walked to the mailbox twice", "knee stiff after the long drive", "slept well, no pain at night",
    "carried the laundry basket down the stairs", "grandchildren visited, sat on the floor for an hour",
    "stopped taking the elevator at work", "new shoes rub at the heel", "missed two days of the home program",
    "danced at the wedding, sore on Sunday", "shoveled the path in ten minutes",
]  # fmt: skip
DONE = [
    "step ups with the rail", "reach to the second shelf", "gait on the ramp", "bridging on the ball",
    "sit to stand from the low chair", "stairs with a crate", "balance on foam", "heel raises at the counter",
    "lunges along the line", "scooter pulls with the band",
]  # fmt: skip


def visits_of(clinic: Clinic, code: str, many: int) -> list[str]:
    """So many of a therapist's last completed visits, their notes opened again."""
    with clinic.work(SYSTEM) as work:
        rows = work.session.execute(
            text(
                "select v.source_id from visit v join staff s on s.id = v.provider_id and s.org_id = v.org_id"
                " where s.code = :code and v.status = 'completed' and v.kind = 'treatment'"
                " and v.starts_at < '2026-11-21' and v.group_id is null and v.co_treatment_id is null"
                " and not exists (select 1 from session_form f where f.org_id = v.org_id and f.visit_id = v.id"
                " and f.handed_to is not null)"
                " order by v.starts_at desc limit :many"
            ),
            {"code": code, "many": many},
        )
        found = [one for (one,) in rows]
        work.session.execute(
            text("update visit set note_signed_at = null where source_id = any(:ids)"), {"ids": found}
        )
    return found


def session(number: int) -> dict[str, Any]:
    """What was answered on one form; no two of ten are alike."""
    activity = {
        "key": "other", "name": f"Hip strengthening exercise in sets, {DONE[number % len(DONE)]}", "minutes": 15 + number, "achieved": 3 + number % 5,
        "total": 10, "cues": "minimal verbal cues", "code": "97110", "goal": "G1",
    }  # fmt: skip
    return {
        "activities": [activity],
        "subjective": SAID[number % len(SAID)],
        "response": ["stayed with it"],
        "skill": ["graded the task up and down by each response"],
        "plan": ["same activities"],
        "skipped": ["G1", "G2", "G3", "G4"],
    }


def instead(was: str, now: str) -> Callable[[str], str]:
    """A therapist who writes one word for another."""

    def change(said: str) -> str:
        return re.sub(
            rf"\b{was}\b", lambda m: now.capitalize() if m[0][0].isupper() else now, said, flags=re.IGNORECASE
        )

    return change


def signed_notes(clinic: Clinic, code: str, many: int, change: Callable[[str], str]) -> Iterator[UUID]:
    """Notes drafted, changed sentence by sentence, signed and learned from."""
    for number, visit in enumerate(visits_of(clinic, code, many)):
        note = clinic.draft(visit, code, **session(number))
        content = clinic.record(note).content
        sections = {
            letter: [change(one["text"]) for one in content["sentences"] if one["section"] == letter]
            for letter in ("S", "O", "A", "P")
        }
        with clinic.work(code) as work:
            edit_note(work, note, clinic.record(note).state.version, sections)
        assert clinic.sign(note, code) is Status.SIGNED, clinic.record(note).content["findings"]
        with clinic.work(SYSTEM) as work:
            record_signed(work, note)
        yield note
