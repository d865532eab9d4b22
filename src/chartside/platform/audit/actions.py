"""The acts that the audit chain knows by name. An area's own tags read well without being listed here."""

from enum import StrEnum
from typing import Self


class Action(StrEnum):
    """A tag, `<what>.<what happened to it>`, and how the audit page says it."""

    meaning: str

    def __new__(cls, tag: str, meaning: str) -> Self:
        """One action; its value is the tag."""
        action = str.__new__(cls, tag)
        action._value_ = tag
        action.meaning = meaning
        return action

    ORGANISATION_FOUNDED = "organisation.founded", "Set up the organisation"
    MASTER_KEY_ROTATED = "master_key.rotated", "Rotated the master key"

    ACCOUNT_INVITED = "invitation.made", "Invited a colleague"
    ACCOUNT_OPENED = "account.created", "Opened an account"
    ACCOUNT_CLOSED = "account.closed", "Closed an account"
    ROLES_CHANGED = "account.roles_changed", "Changed what a colleague may do"
    SIGNED_IN = "session.signed_in", "Signed in"
    SECOND_FACTOR_ENROLLED = "second_factor.enrolled", "Set up a second factor"
    SECOND_FACTOR_FAILED = "second_factor.failed", "Gave a wrong second factor"
    SIGNED_OUT = "session.ended", "Signed out"
    REAUTHENTICATED = "session.reauthenticated", "Proved who they are again"

    PATIENT_ADDED = "patient.created", "Added a patient"
    PATIENT_CHANGED = "patient.changed", "Changed a patient's record"
    VISIT_STATUS = "visit.status", "Said what became of a visit"
    IMPORT_FILE_KEPT = "import.file_kept", "Kept a file to import"
    IMPORT_PREVIEWED = "import.previewed", "Looked at the rows of a file"
    IMPORT_STARTED = "import.started", "Began an import"
    IMPORT_FINISHED = "import.finished", "Finished an import"
    IMPORT_CANCELLED = "import.cancelled", "Stopped an import"
    IMPORT_RESUMED = "import.resumed", "Went on with an import"
    IMPORT_REFUSED_ROWS = "import.refused_rows_downloaded", "Downloaded rows that were not taken"
    OVERLAY_CHANGED = "overlay.put", "Changed the clinic's own value of a rule"
    CLINIC_CONFIGURED = "clinic.configured", "Set up locations, people and payers"

    PROPOSAL_DRAFTED = "proposal.drafted", "Drafted"
    PROPOSAL_EDITED = "proposal.revised", "Changed a draft"
    PROPOSAL_RETURNED = "proposal.returned", "Returned with a reason"
    PROPOSAL_EXPIRED = "proposal.expired", "Let a draft expire"
    PROPOSAL_WITHDRAWN = "proposal.withdrawn", "Withdrew a draft"
    ADDENDUM_DRAFTED = "addendum.drafted", "Drafted an addendum"
    FORM_HANDED_OVER = "form.handed_over", "Handed a session form over"
    SENTENCE_VOUCHED = "sentence.vouched", "Vouched for a sentence"
    LIKENESS_EXPLAINED = "likeness.explained", "Said why a note is like another"
    PREFERENCE_PROPOSED = "preference.proposed", "Offered a preference of wording"
    PREFERENCE_ON = "preference.switched_on", "Switched a preference of wording on"
    PREFERENCE_OFF = "preference.switched_off", "Switched a preference of wording off"
    COUNTERSIGNED = "proposal.countersigned", "Countersigned"
    RECALLED = "proposal.recalled", "Recalled before it left"
    DELIVERED = "effect.delivered", "Delivered"
    DELIVERY_FAILED = "effect.failed", "Could not deliver"
    RETRIED_LATER = "effect.held", "Could not deliver yet; tries again"
    OUTCOME_UNKNOWN = "effect.unknown", "Stopped: it may or may not have been delivered"
    OUTCOME_SETTLED = "effect.decided", "Said what became of a delivery"

    VENDOR_ADDED = "vendor.added", "Put a vendor into the register"
    VENDOR_CHANGED = "vendor.changed", "Changed a vendor of the register"
    VENDOR_RETIRED = "vendor.retired", "Retired a vendor"
    MODEL_ASKED = "model.asked", "Asked a model"
    MODEL_STOPPED = "model.stopped", "Stopped a request to a model at the door"
    MODEL_RUN_ENDED = "model.run_ended", "Ended a draft by a model"

    CHAIN_CHECKED = "audit.checked", "Checked the audit chain"


_MEANINGS = {action.value: action.meaning for action in Action}


def action_meaning(tag: str) -> str:
    """How a person reads a tag: `Countersigned`; an area's own tag `form.saved` reads `Form: saved`."""
    if tag in _MEANINGS:
        return _MEANINGS[tag]
    what, _, happened = tag.replace("_", " ").partition(".")
    return f"{what.capitalize()}: {happened}" if happened else what.capitalize()
