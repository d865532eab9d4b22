"""The demo clinic with its stories played, its people's browsers, and a receiver that keeps what arrives."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import chartside.review.delivery  # noqa: F401 - declares the job that signing enqueues
from chartside.clinic.visits import visit_from
from chartside.demo.load import SOURCE, LoadedDemo, load_demo
from chartside.demo.play import play_stories
from chartside.documentation.package import CONNECTOR
from chartside.documentation.pages import addendum, audit, note, patients, record, style
from chartside.platform.identity.accounts import account_of_staff, account_summary
from chartside.platform.identity.demo_accounts import DemoPerson, create_demo_accounts
from chartside.platform.identity.model import Role
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.signed_in import actor_of
from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.settings import Settings
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.review.delivery import Couriers, deliver
from chartside.review.model import Status
from chartside.review.record import proposal_record
from chartside.review.signing import SignatureRequest, countersign
from chartside.review.steps import Proof, SigningDesk
from tests.laws.receiver import Receiver
from tests.proof import prove
from tests.web.site import Browser, Site

SYSTEM = Actor.system("test")
HOLD = timedelta(minutes=2)
ROUTERS = (
    patients.router,
    style.router,
    record.router,
    audit.router,
    note.router,
    note.steps,
    addendum.router,
    addendum.steps,
)


@dataclass
class Played:
    """The clinic of the demo as the tests of its pages find it."""

    database: WorkDatabase
    site: Site
    demo: LoadedDemo
    proposals: dict[str, UUID] = field(default_factory=dict)
    receiver: Receiver = field(default_factory=lambda: Receiver(idempotent=False))

    @property
    def org_id(self) -> UUID:
        return self.demo.org_id

    def actor(self, code: str) -> Actor:
        with self.database.work(self.org_id, SYSTEM) as work:
            account_id = account_of_staff(work, self.demo.person(code).staff_id)
            assert account_id
            return actor_of(account_summary(work, account_id))

    def browser(self, code: str) -> Browser:
        """Somebody of the clinic by name."""
        return self.site.browser(self.org_id, actor=self.actor(code))

    def patient_of(self, source_visit: str) -> UUID:
        with self.database.work(self.org_id, SYSTEM) as work:
            return visit_from(work, SOURCE, source_visit).patient_id

    def sign(self, code: str, story: str) -> Status:
        with self.database.work(self.org_id, self.actor(code)) as work:
            state = proposal_record(work, self.proposals[story]).state
            request = SignatureRequest(state.version, state.package_sha256, prove(work), 41)
            return countersign(work, self.proposals[story], request, HOLD)

    def effects(self, story: str) -> dict[str, UUID]:
        with self.database.work(self.org_id, SYSTEM) as work:
            return {one.name: one.id for one in proposal_record(work, self.proposals[story]).effects}

    def deliver(self, story: str, name: str, fault: str = "none") -> None:
        """What the worker does once the hold has passed."""
        self.receiver.fault = fault
        couriers = Couriers({CONNECTOR: self.receiver}, lambda _org, _name: {})
        deliver(Runtime(self.database, {Couriers: couriers}), self.org_id, str(self.effects(story)[name]))


def play(database: WorkDatabase, settings: Settings) -> Played:
    """Bring the demo in, make its sign-ins, play its stories."""
    database.jobs = DurableQueue(database.app_engine)
    desk = SigningDesk(
        prove=lambda page, _typed: Proof(page.work.clock.now()), asks=lambda _page: (), hold=HOLD
    )
    played = Played(database, Site(database, ROUTERS, (desk,)), load_demo(database))
    people = [
        DemoPerson(one.email, one.display_name, frozenset(Role(role) for role in one.roles), one.staff_id)
        for one in played.demo.people
    ]
    with database.work(played.org_id, SYSTEM) as work:
        create_demo_accounts(work, Policy.of(settings), people, "beside-the-chart")
    played.proposals = play_stories(database, played.demo, played.actor)
    return played
