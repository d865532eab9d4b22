"""A world on PostgreSQL: the same histories on the real services, tables and triggers."""

from datetime import timedelta
from uuid import UUID

from chartside.kernel.clock import FixedClock
from chartside.kernel.errors import Refused, Temporary
from chartside.kernel.ids import new_id
from chartside.platform.crypto.rotation import rotate_master_key
from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.settings import Secrets
from chartside.platform.tenancy import Actor, Work, WorkDatabase
from chartside.review.delivery import Couriers, decide_effect, deliver
from chartside.review.expiry import expire_overdue
from chartside.review.model import EffectStatus, ProposalState
from chartside.review.propose import propose, revise
from chartside.review.reading import files_of
from chartside.review.signing import SignatureRequest, countersign, recall, send_back, withdraw
from chartside.review.store import effects_of, locked_proposal, state_of
from tests.laws.receiver import Receiver
from tests.proof import prove
from tests.review.people import letter, new_letter

HOLD = timedelta(minutes=2)


class PostgresWorld:
    """Proposals as rows of one organisation."""

    def __init__(
        self,
        database: WorkDatabase,
        org: UUID,
        people: dict[str, Actor],
        clock: FixedClock,
        *,
        secrets: Secrets,
        idempotent: bool,
    ) -> None:
        self.receiver = Receiver(idempotent=idempotent)
        self.database = database
        self.org = org
        self.people = people
        self.clock = clock
        self.secrets = secrets
        self.ids: list[UUID] = []
        self.database.jobs = DurableQueue(database.app_engine)
        couriers = Couriers({"receiver": self.receiver}, lambda _org, _name: {})
        self.runtime = Runtime(database, {Couriers: couriers})

    def count(self) -> int:
        return len(self.ids)

    def whose_turn(self, proposal: int) -> str:
        signer = self.state(proposal).next_signer
        named = {actor.account_id: who for who, actor in self.people.items()}
        return named.get(signer.account_id, "therapist") if signer else "therapist"

    def state(self, proposal: int) -> ProposalState:
        with self.database.work(self.org, Actor.system("test")) as work:
            return state_of(work, locked_proposal(work, self.ids[proposal]))

    def key(self, proposal: int, effect: str) -> str:
        return f"{proposal}.{self.state(proposal).version}.{effect}"

    def arrivals(self) -> dict[str, list[dict[str, str]]]:
        numbers = {str(proposal_id): number for number, proposal_id in enumerate(self.ids)}
        named = {}
        for key, arrivals in self.receiver.arrived.items():
            proposal_id, version, effect = key.split(":")
            named[f"{numbers[proposal_id]}.{version}.{effect}"] = arrivals
        return named

    def file_hashes(self, proposal: int, version: int) -> dict[str, str]:
        with self.database.work(self.org, Actor.system("test")) as work:
            return {name: file.sha256 for name, file in files_of(work, self.ids[proposal], version).items()}

    def propose(self, who: str, *, cosigned: bool, blocked: bool) -> None:
        with self.database.work(self.org, self.people[who]) as work:
            new = new_letter(self.people, new_id(), cosigned=cosigned, blocked=int(blocked))
            self.ids.append(propose(work, new))

    def edit(self, proposal: int, who: str, seen: int, *, blocked: bool) -> None:
        version = letter([f"Edited {seen} by {who}."], blocked=int(blocked))
        self._do(who, lambda work: revise(work, self.ids[proposal], seen, version))

    def sign(self, proposal: int, who: str, seen: int, sha256: str, *, fresh: bool) -> None:
        ago = timedelta(minutes=1) if fresh else timedelta(minutes=6)

        def give(work: Work) -> None:
            countersign(work, self.ids[proposal], SignatureRequest(seen, sha256, prove(work, ago)), HOLD)

        self._do(who, give)

    def send_back(self, proposal: int, who: str) -> None:
        self._do(who, lambda work: send_back(work, self.ids[proposal], "say more about the grading"))

    def recall(self, proposal: int, who: str) -> None:
        self._do(who, lambda work: recall(work, self.ids[proposal]))

    def withdraw(self, proposal: int, who: str) -> None:
        self._do(who, lambda work: withdraw(work, self.ids[proposal]))

    def _do(self, who: str, act) -> None:
        try:
            with self.database.work(self.org, self.people[who]) as work:
                act(work)
        except Refused:
            return

    def wait(self, delta: timedelta) -> None:
        self.clock.advance(delta)

    def deliver(self, proposal: int) -> None:
        for effect_id in self._effect_ids(proposal):
            try:
                deliver(self.runtime, self.org, str(effect_id))
            except Temporary:
                continue

    def _effect_ids(self, proposal: int) -> list[UUID]:
        version = self.state(proposal).version
        with self.database.work(self.org, Actor.system("test")) as work:
            return [one.id for one in effects_of(work, self.ids[proposal], version)]

    def decide(self, proposal: int, who: str, *, happened: bool) -> None:
        for effect_id, effect in zip(self._effect_ids(proposal), self.state(proposal).effects, strict=True):
            if effect.status in (EffectStatus.UNKNOWN, EffectStatus.FAILED):
                self._do(
                    who,
                    lambda work, it=effect_id: decide_effect(
                        work, self.ids[proposal], it, happened=happened, reference="seen in the chart"
                    ),
                )

    def rotate_keys(self) -> None:
        rotate_master_key(self.database, self.secrets, organisations=[self.org])

    def sweep(self) -> None:
        with self.database.work(self.org, Actor.system("clock")) as work:
            expire_overdue(work)
