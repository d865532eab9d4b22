"""What one run needs, read in one transaction: the task without identifiers, and what judges its answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from chartside.clinic.overlays import pack_set
from chartside.clinic.rows import today
from chartside.documentation.context import VisitContext, visit_context
from chartside.documentation.kind import TREATMENT_NOTE, note_of
from chartside.documentation.specialties import specialty
from chartside.documentation.writing.chart import chart_shape, first_day
from chartside.drafting.facts import from_json
from chartside.drafting.model import Draft, Sentence
from chartside.drafting.writers.profiles import Profile, chosen
from chartside.drafting.writers.prompts import prompt_for
from chartside.drafting.writers.task import WritingTask
from chartside.drafting.writers.told import tell
from chartside.drafting.writers.writing import Assignment
from chartside.kernel.errors import Refused
from chartside.kernel.facts import Fact
from chartside.platform.tenancy import Work
from chartside.privacy.door.finders import Finders, Scanner
from chartside.privacy.door.policy import Cover, Permit, permit
from chartside.privacy.placeholders import Placeholders
from chartside.privacy.runs import keep_placeholders, placeholders_of, run_of
from chartside.privacy.vendors import register_of
from chartside.review.record import proposal_record
from chartside.rulebook.packs import PackSet

Examples = Callable[[Work, VisitContext], tuple[str, ...]]


def no_examples(_work: Work, _context: VisitContext) -> tuple[str, ...]:
    """A clinic that has learned nothing yet."""
    return ()


@dataclass(frozen=True)
class RunPlan:
    """One run, ready.

    Attributes:
        replaced: how many identifiers of each class the task's placeholders stand for.
        kept_back: facts that bear signs of speaking to the machine, and which.
    """

    proposal_id: UUID
    version: int
    profile: Profile
    assignment: Assignment
    finders: Finders
    replaced: dict[str, int]
    kept_back: dict[str, tuple[str, ...]]
    register: tuple[Cover, ...]
    on: date
    packs: PackSet

    def permit(self) -> Permit:
        """Why it may leave. Raises `Stopped`."""
        return permit(self.profile.base_url, self.register, self.on, self.packs)


def plan_run(work: Work, run_id: UUID, scanner: Scanner, examples: Examples = no_examples) -> RunPlan:
    """Everything of a run; its placeholders are sealed in the vault.

    `examples` gives signed sentences of like notes, de-identified; they are masked like everything else.

    Raises:
        Refused: the draft or the choice of writer is another than when the run was asked for.
    """
    run = run_of(work, run_id)
    record, packs = proposal_record(work, run.subject_id), pack_set(work)
    profile = chosen(packs, TREATMENT_NOTE)
    if record.state.version != run.version or profile.writer != run.writer:
        raise Refused("The draft was changed before the model could write.")
    context = visit_context(work, note_of(work, run.subject_id).visit_id, "model draft")
    shape = chart_shape(work, context)
    finders = scanner(shape)
    names = Placeholders(shape, first_day(context), context.visit.day)
    facts = tuple(from_json(one) for one in record.content["facts"])
    task, kept_back = _task(record.content, facts, context, packs, finders, names)
    shown = tuple(names.mask(one, finders.first) for one in examples(work, context))
    task = replace(task, examples=shown)
    keep_placeholders(work, run_id, names.known)
    return RunPlan(
        proposal_id=run.subject_id,
        version=run.version,
        profile=profile,
        assignment=Assignment(
            task=task,
            facts=facts,
            composed=_composed(record.content),
            known=placeholders_of(work, run_id),
            may_go_back=lambda text: not any(True for _ in finders.second(text)),
            mark=f"model:{profile.writer}:{task.prompt_version}",
        ),
        finders=finders,
        replaced=dict(names.classes),
        kept_back=kept_back,
        register=tuple(register_of(work)),
        on=today(work),
        packs=packs,
    )


def _task(
    content: dict[str, Any],
    facts: tuple[Fact, ...],
    context: VisitContext,
    packs: PackSet,
    finders: Finders,
    names: Placeholders,
) -> tuple[WritingTask, dict[str, tuple[str, ...]]]:
    prompt = prompt_for(packs, TREATMENT_NOTE, context.payer_code, context.setting)
    # A child is called by name as in the built-in draft; anybody else is the patient.
    given = next((str(fact.value["given"]) for fact in facts if fact.kind == "patient_name"), "")
    named = names.mask(given, finders.first) if specialty(context.setting).by_name and given else ""
    telling = tell(facts, lambda text: names.mask(text, finders.first), packs)
    task = WritingTask(
        instructions=prompt.text,
        prompt_version=prompt.version,
        discipline=str(content["header"]["discipline"]),
        facts=telling.told,
        style=(("call the patient", named if named.startswith("{{") else "the patient"),),
    )
    return task, telling.kept_back


def _composed(content: dict[str, Any]) -> Draft:
    sentences = tuple(
        Sentence(one["i"], one["section"], one["text"], tuple(one["facts"]), one["frame"])
        for one in content["sentences"]
    )
    return Draft(content["writer"], sentences)
