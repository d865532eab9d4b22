"""What jobs there are: declared beside the area's code with decorators, collected here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

from chartside.platform.logs import declare_words

Body = TypeVar("Body", bound=Callable[..., None])

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


@dataclass(frozen=True)
class Retry:
    """How often and how soon a temporary failure is tried again: pauses grow by `factor` up to `longest`."""

    attempts: int = 8
    first: timedelta = timedelta(seconds=30)
    factor: float = 2.0
    longest: timedelta = timedelta(hours=1)

    def pause_after(self, attempt: int) -> timedelta:
        """The pause after attempt number `attempt` (from 1) failed."""
        return min(self.first * self.factor ** (attempt - 1), self.longest)


@dataclass(frozen=True)
class Job:
    """A registered job.

    Attributes:
        body: called as `body(runtime, org_id, *arguments)`, each argument as it was stored.
    """

    name: str
    body: Callable[..., None]
    retry: Retry


@dataclass(frozen=True)
class Schedule:
    """A job that runs for each organisation whenever the cron line says so, in its zone."""

    name: str
    cron: str
    zone: str


@dataclass(frozen=True)
class Beat:
    """A call every `seconds`, in each worker, for each organisation; two may happen at once."""

    name: str
    seconds: float
    body: Callable[..., None]


@dataclass
class Registry:
    """All that was declared. Areas declare into the one that the module's decorators use."""

    _jobs: dict[str, Job] = field(default_factory=dict)
    _schedules: dict[str, Schedule] = field(default_factory=dict)
    _beats: dict[str, Beat] = field(default_factory=dict)

    @property
    def jobs(self) -> Mapping[str, Job]:
        """The jobs by name, those of schedules with them."""
        return MappingProxyType(self._jobs)

    @property
    def schedules(self) -> Mapping[str, Schedule]:
        """The schedules by the name of their job."""
        return MappingProxyType(self._schedules)

    @property
    def beats(self) -> Mapping[str, Beat]:
        """The beats by name."""
        return MappingProxyType(self._beats)

    def job(self, name: str, *, retry: Retry | None = None) -> Callable[[Body], Body]:
        """Declare a function `(runtime, org_id, *arguments)` as the job `name` (`area.verb`).

        Raises:
            ValueError: the name does not have that form, or another function has it.
        """

        def declare(body: Body) -> Body:
            _check_name(name, body, self._jobs.get(name))
            self._jobs[name] = Job(name, body, retry or Retry())
            return body

        return declare

    def schedule(self, name: str, *, cron: str, zone: str = "UTC") -> Callable[[Body], Body]:
        """Declare a function `(runtime, org_id)` that runs for each organisation at the times of `cron`.

        Raises:
            ValueError: as for a job.
            ZoneInfoNotFoundError: there is no such zone.
        """

        def declare(body: Body) -> Body:
            declared = Schedule(name, cron, ZoneInfo(zone).key)
            self.job(name)(body)
            self._schedules[name] = declared
            return body

        return declare

    def beat(self, name: str, *, seconds: float) -> Callable[[Body], Body]:
        """Declare a function `(runtime, org_id)` that each worker calls for each organisation.

        For small, frequent, repeatable work that leaves no rows. A failure is logged; the next beat comes.

        Raises:
            ValueError: as for a job.
        """

        def declare(body: Body) -> Body:
            known = self._beats.get(name)
            _check_name(name, body, known)
            self._beats[name] = Beat(name, seconds, body)
            return body

        return declare


def _check_name(name: str, body: Callable[..., None], known: Job | Beat | None) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"a job is named area.verb, not {name!r}")
    if known is not None and (known.body.__module__, known.body.__qualname__) != (
        body.__module__,
        body.__qualname__,
    ):
        raise ValueError(f"two jobs are named {name!r}")
    declare_words(name)


registry = Registry()
job = registry.job
schedule = registry.schedule
beat = registry.beat
