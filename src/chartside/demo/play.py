"""Plays the demo's stories through the product's own services, as its people would."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from chartside.clinic.visits import visit_from
from chartside.demo.load import SOURCE, LoadedDemo
from chartside.documentation.context import visit_context
from chartside.documentation.drafts import draft_note, edit_note
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.chart import cast_of
from chartside.documentation.forms.evidence import Brought
from chartside.documentation.forms.fields import Fields
from chartside.documentation.forms.hand_over import hand_over
from chartside.documentation.forms.keeping import keep
from chartside.documentation.forms.taking import brought_by, offered
from chartside.platform.identity.demo_accounts import prove_in_the_demo
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.review.record import proposal_record
from chartside.review.signing import SignatureRequest, countersign, send_back

HOLD = timedelta(minutes=2)
_EMPTY: dict[str, Any] = {
    "activities": [], "goals": [], "skipped": [], "response": [], "skill": [], "plan": [],
    "response_text": "", "subjective": "", "skilled": "", "plan_text": "",
}  # fmt: skip

ActorOf = Callable[[str], Actor]
"""The signed-in person behind a staff code such as `dwhitfield`."""


@cache
def stories() -> dict[str, dict[str, Any]]:
    """The stories by name, in the order in which they are played."""
    text = files("chartside.demo.data").joinpath("stories.yaml").read_text(encoding="utf-8")
    told: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return told


def play_stories(database: WorkDatabase, demo: LoadedDemo, actor_of: ActorOf) -> dict[str, UUID]:
    """Play every story; returns the proposals by the story's name."""
    played: dict[str, UUID] = {}
    for name, story in stories().items():
        proposal_id = _play(database, demo.org_id, story, actor_of)
        if proposal_id is not None:
            played[name] = proposal_id
    return played


def _play(database: WorkDatabase, org_id: UUID, story: dict[str, Any], actor_of: ActorOf) -> UUID | None:
    answers = Answers.from_json(_EMPTY | story["answers"])
    with database.work(org_id, actor_of(story["by"])) as work:
        visit = visit_from(work, SOURCE, story["visit"])
        context = visit_context(work, visit.id, "session form")
        if dictated := story.get("dictated"):
            answers = replace(answers, brought=_taken(dictated, story["takes"], cast_of(context)))
        keep(work, context, answers, None, 0)
        if colleague := story.get("hands_to"):
            staff_id = actor_of(colleague).staff_id
            assert staff_id is not None, "a colleague of the demo treats"
            hand_over(work, context, staff_id)
        if story.get("form_only"):
            return None
        proposal_id = draft_note(work, visit.id)
    if adds := story.get("adds"):
        _add_sentences(database, org_id, actor_of(story["by"]), proposal_id, adds)
    for code in story.get("signed_by", ()):
        _sign(database, org_id, actor_of(code), proposal_id)
    if returned_by := story.get("returned_by"):
        with database.work(org_id, actor_of(returned_by)) as work:
            send_back(work, proposal_id, story["reason"])
    return proposal_id


def _taken(text: str, takes: list[str], cast: dict[str, str]) -> Brought:
    """A text that is read, and what is tapped of it: whatever begins with these words."""
    read = brought_by(Fields({"dictated": [text], "read": ["1"]}), Brought(), cast)
    chosen = [
        one.id for one in offered(read.sources[0], cast) if one.candidate.words.startswith(tuple(takes))
    ]
    return brought_by(Fields({"take": chosen}), read, cast)


def _add_sentences(
    database: WorkDatabase, org_id: UUID, actor: Actor, proposal_id: UUID, adds: dict[str, str]
) -> None:
    with database.work(org_id, actor) as work:
        record = proposal_record(work, proposal_id)
        sections = {
            letter: [one["text"] for one in record.content["sentences"] if one["section"] == letter] + [added]
            for letter, added in adds.items()
        }
        edit_note(work, proposal_id, record.state.version, sections)


def _sign(database: WorkDatabase, org_id: UUID, actor: Actor, proposal_id: UUID) -> None:
    with database.work(org_id, actor) as work:
        state = proposal_record(work, proposal_id).state
        proved_at = prove_in_the_demo(work, actor.account_id) if actor.account_id else None
        request = SignatureRequest(state.version, state.package_sha256, proved_at)
        countersign(work, proposal_id, request, HOLD)
