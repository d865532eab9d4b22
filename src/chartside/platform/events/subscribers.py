"""Who reacts to which fact."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from chartside.platform.events.tables import Event
from chartside.platform.jobs.registry import Registry, registry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy.work import Work

Handler = TypeVar("Handler", bound=Callable[[Work, Event], None])


class Subscribers:
    """The handlers by the name of the event they react to. Each handler is a job of its own."""

    def __init__(self, jobs: Registry = registry) -> None:
        self._jobs = jobs
        self._by_event: dict[str, list[str]] = {}

    def of(self, event_name: str) -> tuple[str, ...]:
        """The names of the handlers of an event, in the order they were declared."""
        return tuple(self._by_event.get(event_name, ()))

    def subscribe(self, event_name: str, handler_name: str) -> Callable[[Handler], Handler]:
        """Declare a function `(work, event)` as a handler; `handler_name` is `area.verb`, as of a job.

        It runs after the transaction that emitted the event has committed, in one transaction of its own, at
        least once. It may run again after a crash, so it must find what it has already done.

        Raises:
            ValueError: the name does not have that form, or another function has it.
        """

        def declare(handler: Handler) -> Handler:
            def handle(runtime: Runtime, org_id: UUID, event_id: str) -> None:
                with runtime.work(org_id, handler_name) as work:
                    event = work.session.get_one(Event, (work.org_id, UUID(event_id)))
                    handler(work, event)

            # Two declarations of one name are told apart by where the handler was written, not this closure.
            handle.__module__, handle.__qualname__ = handler.__module__, handler.__qualname__
            self._jobs.job(handler_name)(handle)
            names = self._by_event.setdefault(event_name, [])
            if handler_name not in names:
                names.append(handler_name)
            return handler

        return declare


subscribers = Subscribers()
subscribe = subscribers.subscribe
