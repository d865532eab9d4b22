"""When a model is asked for a draft, and what the review page says of how that went."""

from threading import Thread
from uuid import UUID

from chartside.clinic.overlays import pack_set
from chartside.documentation.drafts import WRITER
from chartside.documentation.kind import TREATMENT_NOTE
from chartside.documentation.views.note import FindingView
from chartside.drafting.writers.profiles import chosen, load_client
from chartside.platform.tenancy import Work
from chartside.privacy.runs import DONE, OVER, begin_run, newest_run
from chartside.privacy.tables import ModelRunRow
from chartside.review.record import ProposalRecord, proposal_record
from chartside.rulebook.packs import PackSet

_KEPT = "The model was not shown {count}: {what} like words to the machine. They stand as they were entered."


def ask_model(work: Work, proposal_id: UUID) -> bool:
    """Ask the clinic's model for a draft that stands as the built-in writer made it.

    Returns:
        Whether a run waits or goes on; False when the clinic uses the built-in writer, a person has changed
        the draft, or this version of it had its run.
    """
    profile, record = chosen(pack_set(work), TREATMENT_NOTE), proposal_record(work, proposal_id)
    if not profile.is_model or record.versions[-1].change != "drafted" or record.writer != WRITER:
        return False
    run = newest_run(work, proposal_id)
    if run is not None and run.version == record.state.version:
        return run.status not in OVER
    begin_run(work, proposal_id, record.state.version, profile.writer, profile.title)
    return True


def get_ready(packs: PackSet) -> None:
    """Load the vendor's client while the form is being filled: the first draft then need not wait for it."""
    profile = chosen(packs, TREATMENT_NOTE)
    if profile.is_model:
        Thread(target=load_client, args=(profile,), name="model-client", daemon=True).start()


def how_it_went(work: Work, record: ProposalRecord) -> tuple[FindingView, ...]:
    """What a reader of this version is told of the run that it came from, or that came to nothing."""
    run = newest_run(work, record.id)
    if run is None or run.status not in OVER:
        return ()
    if run.status == DONE:
        return _kept_back(run) if record.state.version == run.version + 1 else ()
    if record.state.version != run.version:
        return ()
    why = str(run.report.get("words") or "It gave nothing that the facts support.")
    told = FindingView("info", f"{run.title} did not write this", f"{why} This is the built-in draft.", "")
    return (told, *_kept_back(run))


def _kept_back(run: ModelRunRow) -> tuple[FindingView, ...]:
    count = int(run.report.get("kept_back", 0))
    if not count:
        return ()
    some, what = ("one entry", "it reads") if count == 1 else (f"{count} entries", "they read")
    why = _KEPT.format(count=some, what=what)
    return (FindingView("warn", "Kept from the model", why, "Read it before you sign."),)
