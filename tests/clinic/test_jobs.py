"""An import runs as a durable job."""

import pytest

from chartside.clinic.imports import import_progress
from chartside.clinic.jobs import IMPORT, enqueue_import, import_rows
from chartside.platform.jobs import registry
from chartside.platform.jobs.arguments import checked_key, stored
from chartside.platform.jobs.runtime import Runtime
from tests.clinic.conftest import PATIENTS


class Queue:
    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def enqueue(self, work, job_name, key, *args, delay=None):
        self.asked.append((job_name, checked_key(key), *(str(stored(arg)) for arg in args)))


def test_it_is_asked_for_by_id_and_runs_to_the_end(clinic, work):
    import_id, queue = clinic.start("patients", PATIENTS), Queue()
    with work(jobs=queue) as w:
        enqueue_import(w, import_id)
        enqueue_import(w, import_id)
    assert [(name, args) for name, _, *args in queue.asked] == [(IMPORT, [str(import_id)])] * 2
    assert len({key for _, key, *_ in queue.asked}) == 2, "an import that was stopped may be asked for again"
    assert registry.jobs[IMPORT].body is import_rows
    import_rows(Runtime(clinic.database), clinic.org_id, str(import_id))
    with work() as w:
        assert import_progress(w, import_id).created == 3


def test_an_import_that_cannot_go_on_does_not_look_as_if_it_ran(clinic, work, monkeypatch):
    import_id = clinic.start("patients", PATIENTS)
    monkeypatch.setattr("chartside.clinic.imports.runs.open_rows_of", broken)
    with pytest.raises(ZeroDivisionError):
        import_rows(Runtime(clinic.database), clinic.org_id, str(import_id))
    with work() as w:
        assert import_progress(w, import_id).status == "cancelled"


def broken(*_given):
    raise ZeroDivisionError
