"""A campaign: people sign, machines are killed, everything comes to rest, the laws are checked."""

import random
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from threading import Event
from time import monotonic

import psycopg
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from chartside.app.house import open_house
from chartside.platform.audit.looks import verify_looks
from chartside.platform.crypto.rotation import finish_rotation, retire_unused_keys, rotate_master_key
from chartside.platform.jobs.board import job_counts
from chartside.platform.tenancy import WorkDatabase
from chartside.review.model import EffectStatus
from chartside.review.tables import EffectRow
from tests.laws.kills.clinic import Clinic, furnish
from tests.laws.kills.examination import Found, examine
from tests.laws.kills.installation import DATABASE, WEB, WORKERS, Installation, installation, until
from tests.laws.kills.person import Person
from tests.laws.kills.witness import Witness

# How often each is struck, out of ten.
_SHARES = {WEB: 4, WORKERS[0]: 2, WORKERS[1]: 1, DATABASE: 3}
_LATEST_MOMENT = 0.7
# How often the next kill does not wait until the installation is well again.
_ON_TOP = 0.5
QUIET_SECONDS = 60.0


@dataclass(frozen=True)
class Outcome:
    """What came of a campaign.

    Attributes:
        kills: how many of each kind.
        recoveries: seconds from each kill until what was killed did its work again.
        told: what people were told, by a word: `signed`, `recalled`, `without an answer`, ...
        found: what the examination counted; it raised if a law was broken.
        ended_alone: processes that gave up though nobody killed them, with their exit codes.
        seconds: from the first kill to the last, and from there until nothing was in hand.
    """

    kills: Counter[str]
    recoveries: Sequence[float]
    told: Counter[str]
    found: Found
    ended_alone: Sequence[tuple[str, int | None]]
    seconds: tuple[float, float]

    @property
    def recovery_median(self) -> float:
        """In seconds."""
        return median(self.recoveries)


class Campaign:
    """One campaign on one installation."""

    def __init__(self, house: Installation, clinic: Clinic, kills: int, seed: int) -> None:
        self._house = house
        self._clinic = clinic
        self._dice = random.Random(seed)
        self._witness = Witness()
        self._targets = _dealt(kills, self._dice)
        self._recoveries: list[Future[float]] = []
        self._people = [
            self._person(code, seed, with_sessions=writes)
            for code, writes in (
                ("dwhitfield", True),
                ("jtamsin", True),
                ("pnand", True),
                ("dwhitfield", False),
            )
        ]

    def run(self) -> Outcome:
        """Everything.

        Raises:
            AssertionError: a law is broken, or something did not come to rest.
        """
        with ThreadPoolExecutor(len(self._targets)) as watch, self._house.database() as database:
            self._house.start()
            for person in self._people:
                person.start()
            begun = monotonic()
            self._strike_all(database, watch)
            recoveries = [one.result() for one in self._recoveries]
            struck = monotonic()
            self._send_home()
            until(lambda: _is_at_rest(database, self._clinic), "everything comes to rest", QUIET_SECONDS)
            rested = monotonic()
        found = self._examine()
        kinds = Counter(name.split("-")[0] for name in self._targets)
        alone = tuple(self._house.ended_alone)
        times = (struck - begun, rested - struck)
        return Outcome(kinds, recoveries, self._witness.counts, found, alone, times)

    def _examine(self) -> Found:
        """Ask everybody to leave, start once more, retire the former keys and look at everything."""
        codes = self._house.leave()
        assert set(codes.values()) == {0}, f"not everybody left when asked: {codes}"
        assert not self._house.server_runs, "the last one to leave left the database server running"
        with open_house(self._house.settings) as house:
            finish_rotation(house.database, house.settings.secrets)
            retire_unused_keys(house.database, house.settings.secrets)
            return examine(house, self._clinic, self._witness)

    def _person(self, code: str, seed: int, *, with_sessions: bool) -> Person:
        sessions = self._clinic.sessions[code] if with_sessions else []
        well = lambda: self._house.is_well(WEB)  # noqa: E731 - a condition to wait for
        return Person(self._house.url, self._clinic, code, self._witness, sessions, seed, well)

    def _strike_all(self, database: WorkDatabase, watch: ThreadPoolExecutor) -> None:
        for number, name in enumerate(self._targets):
            self._witness.next_moment(QUIET_SECONDS)
            # The moment of a kill is chance; nothing waits for it.
            Event().wait(self._dice.uniform(0.0, _LATEST_MOMENT))
            if number == len(self._targets) // 2:
                _rotate(self._house, database)
            self._house.kill(name)
            self._recoveries.append(watch.submit(self._recovery, name))
            if self._dice.random() >= _ON_TOP:
                self._recoveries[-1].result()
            self._raise_failures()

    def _recovery(self, name: str) -> float:
        begun = monotonic()
        until(lambda: _does_its_work(self._house, name), f"{name} is well again")
        return monotonic() - begun

    def _send_home(self) -> None:
        for person in self._people:
            person.leave()
        for person in self._people:
            person.join(QUIET_SECONDS)
            assert not person.is_alive(), f"{person.name} waits for something"
        self._raise_failures()

    def _raise_failures(self) -> None:
        for person in self._people:
            if person.failure is not None:
                raise person.failure


def run(kills: int, seed: int, visits_each: int) -> Outcome:
    """Furnish an installation, run a campaign on it, examine it."""
    with installation() as made:
        with open_house(made.settings) as house:
            clinic = furnish(house, visits_each)
        return Campaign(made, clinic, kills, seed).run()


def _dealt(kills: int, dice: random.Random) -> list[str]:
    """Whom to kill, in order: each by its share, shuffled."""
    names = [name for name, share in _SHARES.items() for _ in range(share)]
    deck = [names[number % len(names)] for number in range(kills)]
    dice.shuffle(deck)
    return deck


def _does_its_work(house: Installation, name: str) -> bool:
    if name != DATABASE:
        return house.is_well(name)
    try:
        with psycopg.connect(house.server.url(), connect_timeout=5) as connection:
            connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return house.is_well(WEB)


def _rotate(house: Installation, database: WorkDatabase) -> None:
    """A new master key; when the database goes away in between, the rest is wrapped at the end."""
    try:
        rotate_master_key(database, house.settings.secrets)
    except DBAPIError:
        return


def _is_at_rest(database: WorkDatabase, clinic: Clinic) -> bool:
    open_ones = (EffectStatus.HELD, EffectStatus.SENDING)
    query = select(func.count()).where(EffectRow.org_id == clinic.org_id, EffectRow.status.in_(open_ones))
    try:
        with database.transaction(clinic.org_id) as session:
            busy = session.scalar(query) or verify_looks(session).unsealed
        counts = job_counts(database.jobs_engine)
    except DBAPIError:
        return False
    return not busy and not any(counts[name] for name in ("delayed", "waiting", "running"))
