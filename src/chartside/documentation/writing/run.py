"""One run of a model, carried out once: plan, ask through the door, check, and take what stands."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from functools import partial
from uuid import UUID

from chartside.documentation.drafts import take_written
from chartside.documentation.kind import TREATMENT_NOTE
from chartside.documentation.writing.plan import Examples, RunPlan, no_examples, plan_run
from chartside.drafting.model import Sentence
from chartside.drafting.writers.costs import cost_microdollars, prices_as_of
from chartside.drafting.writers.port import Answer, Line, Request, Writer, WriterFailed
from chartside.drafting.writers.profiles import Profile, make_writer
from chartside.drafting.writers.task import WritingTask
from chartside.drafting.writers.writing import Finished, Report, write
from chartside.kernel.errors import Refused
from chartside.platform.settings import Secrets
from chartside.platform.tenancy import Work
from chartside.privacy.departures import DepartureLog
from chartside.privacy.door.detector import detector_finders
from chartside.privacy.door.door import Door, Outgoing
from chartside.privacy.door.finders import Scanner
from chartside.privacy.door.places import host_of
from chartside.privacy.door.policy import Stopped
from chartside.privacy.runs import (
    DONE,
    STOPPED,
    UNUSED,
    CallRecord,
    claim_run,
    end_run,
    keep_call,
)

Opening = Callable[[], AbstractContextManager[Work]]
Show = Callable[[Sentence], None]


@dataclass(frozen=True)
class ModelDesk:
    """What runs need from the installation.

    Attributes:
        scanner: finds identifiers; the house hands in the best it has.
        examples: signed sentences of like notes, de-identified, for the model's wording.
        make: makes the writer of a profile.
    """

    secrets: Secrets
    scanner: Scanner = detector_finders
    examples: Examples = no_examples
    make: Callable[[Profile, str | None], Writer] = field(default=make_writer)


def carry_out(desk: ModelDesk, opening: Opening, run_id: UUID, show: Show) -> bool:
    """Carry a waiting run out; False when somebody has it in hand already.

    Each sentence that may stand is shown at once. However it goes, a draft stands afterwards: the model's
    with the built-in sentences it needs, or the built-in one as it was. No transaction is open meanwhile.
    """
    with opening() as work:
        if not claim_run(work, run_id):
            return False
    try:
        with opening() as work:
            plan = plan_run(work, run_id, desk.scanner, desk.examples)
        finished = _written(desk, opening, run_id, plan, show)
    except Stopped as stop:
        _end(opening, run_id, STOPPED, stop.code, Report(ended=stop.code, words=stop.words))
    except WriterFailed as failed:
        _end(opening, run_id, UNUSED, failed.code, Report(ended=failed.code, words=failed.words))
    except Refused as refused:
        _end(opening, run_id, UNUSED, "changed", Report(ended="changed", words=str(refused)))
    except BaseException:
        _end(opening, run_id, UNUSED, "fault", Report(ended="fault", words="Something went wrong here."))
        raise
    else:
        _take(opening, run_id, plan, finished)
    return True


def _written(desk: ModelDesk, opening: Opening, run_id: UUID, plan: RunPlan, show: Show) -> Finished:
    finished: Finished | None = None
    for one in write(plan.assignment, partial(_ask, desk, opening, run_id, plan)):
        if isinstance(one, Finished):
            finished = one
        else:
            show(one)
    if finished is None:
        raise RuntimeError("a draft always comes to its end")
    return finished


def _ask(desk: ModelDesk, opening: Opening, run_id: UUID, plan: RunPlan, task: WritingTask) -> Iterator[Line]:
    """One request through the door, and its answer stored whatever becomes of it."""
    writer = desk.make(plan.profile, desk.secrets.model_key(plan.profile.key_name))
    request, answer = writer.prepare(task), Answer()
    log = DepartureLog(opening, run_id, plan.profile.writer, plan.profile.model)
    outgoing = Outgoing(
        purpose=TREATMENT_NOTE,
        host=host_of(plan.profile.base_url),
        body=request.body,
        parts=request.parts,
        replaced=plan.replaced,
    )
    lines = Door(plan.finders.second, log).let_out(outgoing, plan.permit, lambda: writer.ask(request, answer))
    try:
        yield from lines
    finally:
        with opening() as work:
            keep_call(work, run_id, _record(plan, task, request, answer))


def _record(plan: RunPlan, task: WritingTask, request: Request, answer: Answer) -> CallRecord:
    return CallRecord(
        request_sha256=request.sha256,
        model=answer.model or plan.profile.model,
        prompt_version=task.prompt_version,
        ended=answer.ended or "left",
        input_tokens=answer.input_tokens,
        output_tokens=answer.output_tokens,
        cost_microdollars=cost_microdollars(answer, plan.profile.model, plan.packs),
        prices_as_of=prices_as_of(plan.packs),
        request=request.body.decode(),
        answer=answer.text,
    )


def _take(opening: Opening, run_id: UUID, plan: RunPlan, finished: Finished) -> None:
    report = finished.report
    if not report.written:
        _end(opening, run_id, UNUSED, report.ended or "nothing_stood", report, plan)
        return
    with opening() as work:
        try:
            with work.attempt():
                take_written(work, plan.proposal_id, plan.version, finished.sentences, label(plan, report))
        except Refused as refused:
            report.ended, report.words = "changed", str(refused)
            end_run(work, run_id, UNUSED, "changed", _shape(report, plan))
        else:
            end_run(work, run_id, DONE, report.ended, _shape(report, plan))


def label(plan: RunPlan, report: Report) -> str:
    """How a draft says who wrote it."""
    own = f"{plan.profile.title}: {_some(report.written, 'sentence')}, each checked against the facts"
    return f"{own}; built-in writer: {report.built_in}" if report.built_in else own


def _some(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _end(
    opening: Opening, run_id: UUID, status: str, reason: str, report: Report, plan: RunPlan | None = None
) -> None:
    with opening() as work:
        end_run(work, run_id, status, reason, _shape(report, plan))


def _shape(report: Report, plan: RunPlan | None) -> dict[str, object]:
    """Counts and codes, and the sentence for the person; no text of the chart."""
    kept = plan.kept_back if plan else {}
    signs = sorted({sign for found in kept.values() for sign in found})
    return asdict(report) | {"kept_back": len(kept), "signs": signs}
