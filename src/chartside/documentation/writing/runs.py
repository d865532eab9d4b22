"""Runs that this process carries out, each in a thread of its own, and how far they are."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from uuid import UUID

from chartside.documentation.writing.run import ModelDesk, carry_out
from chartside.drafting.model import Sentence
from chartside.platform.logs import get_logger
from chartside.platform.tenancy import Actor, Work

_log = get_logger("documentation")
OpenWork = Callable[[UUID, Actor], AbstractContextManager[Work]]
_KEPT = 200


@dataclass
class Progress:
    """What has been written so far. Grows only; `over` is set last."""

    sentences: list[Sentence] = field(default_factory=list)
    over: bool = False


@dataclass
class Runs:
    """The runs of this process. A page that is closed does not end one."""

    open_work: OpenWork
    desk: ModelDesk
    _known: dict[UUID, Progress] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, org_id: UUID, actor: Actor, run_id: UUID) -> Progress:
        """Begin a run unless this process has it already; of several processes one carries it out."""
        with self._lock:
            if run_id in self._known:
                return self._known[run_id]
            progress = self._known[run_id] = Progress()
            while len(self._known) > _KEPT:
                del self._known[next(iter(self._known))]
        arguments = (org_id, actor, run_id, progress)
        threading.Thread(target=self._work, args=arguments, name="model-run", daemon=True).start()
        return progress

    def finish(self, org_id: UUID, actor: Actor, run_id: UUID) -> None:
        """Carry a run out and wait for it: for a browser without scripts."""
        carry_out(self.desk, lambda: self.open_work(org_id, actor), run_id, lambda _sentence: None)

    def _work(self, org_id: UUID, actor: Actor, run_id: UUID, progress: Progress) -> None:
        try:
            carry_out(self.desk, lambda: self.open_work(org_id, actor), run_id, progress.sentences.append)
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it: what arrives here is logged
            _log.failure("model.run_broke_off", error=error, org_id=org_id, subject_id=run_id)
        finally:
            progress.over = True
