"""The built-in writer: facts to a SOAP note, the same bytes for the same facts, and nothing else."""

from collections.abc import Mapping

from chartside.drafting.composer.activities import minutes_of, write_activities
from chartside.drafting.composer.goals import write_goals
from chartside.drafting.composer.named import write_named
from chartside.drafting.composer.reasoning import write_assessment, write_plan, write_skilled
from chartside.drafting.composer.responses import write_observations, write_responses
from chartside.drafting.composer.signature import write_signature
from chartside.drafting.composer.subjective import write_reports
from chartside.drafting.composer.writing import Writing
from chartside.drafting.model import Draft, numbered
from chartside.kernel.facts import Fact

WRITER = "composer"


def compose(
    facts: list[Fact],
    discipline: str,
    recent: tuple[str, ...] = (),
    *,
    by_name: bool = False,
    weights: Mapping[str, float] | None = None,
) -> Draft:
    """Draft a treatment note.

    Args:
        facts: everything that may be stated, each fact once.
        discipline: `OT`, `PT` or `SLP`; chooses the discipline's own frames where there are some.
        by_name: the patient is called by the given name, as children are, instead of `the patient`.
        recent: texts of earlier notes; their sentences are not repeated word for word where another frame
            fits.
        weights: how much the author likes each phrase frame, by its id; a frame that is not named weighs 1.

    Returns:
        Sentences of the sections S, O, A, P and SIG, each with the ids of the facts it states.
    """
    note = Writing(list(facts), discipline, by_name, recent, weights or {})
    write_reports(note)
    write_named(note, "S", "safety", "precaution", "refusal", "entry")
    write_observations(note)
    write_named(note, "O", "one_to_one", "group", "side", "precaution")
    write_activities(note)
    write_named(note, "O", "refusal", "safety", "measure", "entry")
    write_responses(note)
    _write_minutes(note)
    write_goals(note)
    write_named(note, "A", "entry")
    write_skilled(note)
    write_assessment(note)
    write_plan(note)
    write_named(note, "P", "entry")
    write_signature(note)
    return Draft(WRITER, numbered(note.sentences))


def _write_minutes(note: Writing) -> None:
    for kind in ("timed_minutes", "treatment_minutes"):
        for fact in note.of_kind(kind)[:1]:
            note.say("O", "minutes", kind, {"minutes": minutes_of(fact.value)}, [fact])
