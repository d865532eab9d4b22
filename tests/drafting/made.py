"""A made-up session as its facts, its draft and its names."""

from typing import NamedTuple

from chartside.documentation.notes.build import NoteRequest, draft_note
from chartside.drafting.model import Draft
from chartside.kernel.facts import Fact
from chartside.kernel.people import Discipline
from tests.documentation.sessions_made import made_session


class Made(NamedTuple):
    facts: list[Fact]
    draft: Draft
    names: set[str]
    own_pronoun: str


def made(seed: int) -> Made:
    line = made_session(seed)
    request = NoteRequest(Discipline(line["discipline"]), line["input"], line["setting"], line["payer"])
    facts, draft = draft_note(request)
    names = {fact.value["given"] for fact in facts if fact.kind == "patient_name"}
    pronouns = [fact.value["text"].split("/")[0] for fact in facts if fact.kind == "pronouns"]
    return Made(facts, draft, names, pronouns[0] if pronouns else "")
