"""The demo clinic in a database, with its people acting through the product's own services."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chartside.app.demo import RunningDemo
from chartside.app.house import House
from chartside.clinic.visits import visit_from
from chartside.demo.load import SOURCE
from chartside.demo.play import stories
from chartside.documentation.drafts import draft_note, explain_likeness
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.store import save_form, saved_form
from chartside.documentation.similarity.api import unanswered
from chartside.kernel.clock import FixedClock
from chartside.platform.identity.accounts import account_of_staff, account_summary
from chartside.platform.identity.signed_in import actor_of
from chartside.platform.tenancy import Actor, Work
from chartside.review.model import Status
from chartside.review.record import ProposalRecord, proposal_record
from chartside.review.signing import SignatureRequest, countersign
from tests.proof import prove

HOLD = timedelta(minutes=2)
EMPTY: dict[str, Any] = {
    "activities": [], "goals": [], "skipped": [], "response": [], "skill": [], "plan": [],
    "response_text": "", "subjective": "", "skilled": "", "plan_text": "",
}  # fmt: skip


@dataclass
class Clinic:
    """A running demo clinic and what its people do there."""

    house: House
    demo: RunningDemo
    clock: FixedClock

    def actor(self, code: str) -> Actor:
        """The signed-in person behind a staff code."""
        with self.work(Actor.system("test")) as work:
            staff_id = work.session.execute(
                text("select id from staff where code = :code"), {"code": code}
            ).scalar_one()
            account_id = account_of_staff(work, staff_id)
            assert account_id
            return actor_of(account_summary(work, account_id))

    def work(self, who: Actor | str) -> AbstractContextManager[Work]:
        """A unit of work of one person, by staff code or actor."""
        actor = self.actor(who) if isinstance(who, str) else who
        return self.house.database.work(self.demo.org_id, actor)

    def visit(self, source_id: str) -> UUID:
        """The visit that the demo's chart system knows by that id."""
        with self.work(Actor.system("test")) as work:
            return visit_from(work, SOURCE, source_id).id

    def draft(self, source_id: str, by: str, **answers: Any) -> UUID:
        """Fill the form of a visit and draft its note."""
        with self.work(by) as work:
            visit_id = visit_from(work, SOURCE, source_id).id
            saved = saved_form(work, visit_id)
            save_form(work, visit_id, Answers.from_json(EMPTY | answers), saved.revision if saved else 0)
            return draft_note(work, visit_id)

    def record(self, proposal_id: UUID) -> ProposalRecord:
        """The proposal as it stands."""
        with self.work(Actor.system("test")) as work:
            return proposal_record(work, proposal_id)

    def sign(self, proposal_id: UUID, by: str) -> Status:
        """Sign what stands there now, with a word on what it is like where one is asked."""
        record = self.record(proposal_id)
        if unanswered(record.content):
            with self.work(by) as work:
                explain_likeness(work, proposal_id, record.state.version, "The same activities by the plan.")
        state = self.record(proposal_id).state
        with self.work(by) as work:
            request = SignatureRequest(state.version, state.package_sha256, prove(work))
            return countersign(work, proposal_id, request, HOLD)

    def run(self, statement: str, **values: object) -> None:
        """Change the record as another system's import would."""
        with self.work(Actor.system("test")) as work:
            work.session.execute(text(statement), values)


def answers_of(story: str) -> dict[str, Any]:
    """What was answered in one of the demo's stories."""
    found: dict[str, Any] = stories()[story]["answers"]
    return found
