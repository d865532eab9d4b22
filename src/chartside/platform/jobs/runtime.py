"""What a job body is given to work with."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from chartside.kernel.clock import Clock
from chartside.platform.tenancy import Actor, Work, WorkDatabase

Port = TypeVar("Port")


@dataclass(frozen=True)
class Runtime:
    """The installation as a job sees it.

    Attributes:
        database: opens units of work; without an organisation it shows no row.
        ports: what the composition root hands to jobs, by its class (deliverers, for example).
    """

    database: WorkDatabase
    ports: Mapping[type, object] = field(default_factory=dict)

    @property
    def clock(self) -> Clock:
        """The installation's clock."""
        return self.database.clock

    def work(self, org_id: UUID, what: str = "job") -> AbstractContextManager[Work]:
        """One transaction of an organisation, done by the product itself under the name `system: <what>`."""
        return self.database.work(org_id, Actor.system(what))

    def organisations(self) -> list[UUID]:
        """Every organisation of this installation: for fan-out, never shown to a person."""
        return self.database.tenant_ids()

    def port(self, kind: type[Port]) -> Port:
        """What the composition root handed in for `kind`.

        Raises:
            LookupError: nothing was.
        """
        found = self.ports.get(kind)
        if isinstance(found, kind):
            return found
        raise LookupError(f"no {kind.__name__} was handed to the worker")
