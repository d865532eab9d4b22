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

    ACCOUNT_INVITED = "account.invited", "Invited a colleague"
    ACCOUNT_OPENED = "account.opened", "Opened an account"
    ACCOUNT_CLOSED = "account.closed", "Closed an account"
    ROLES_CHANGED = "account.roles_changed", "Changed what a colleague may do"
    SIGNED_IN = "sign_in.succeeded", "Signed in"
    SIGN_IN_FAILED = "sign_in.failed", "Failed to sign in"
    SIGNED_OUT = "sign_in.ended", "Signed out"
    REAUTHENTICATED = "sign_in.reauthenticated", "Proved who they are again"

    PATIENT_ADDED = "patient.added", "Added a patient"
    PATIENT_CHANGED = "patient.changed", "Changed a patient's record"
    VISIT_ADDED = "visit.added", "Added a visit"
    VISIT_CHANGED = "visit.changed", "Changed a visit"
    IMPORT_RUN = "import.run", "Imported a file"
    OVERLAY_CHANGED = "overlay.changed", "Changed a setting of a rule or form"

    PROPOSAL_DRAFTED = "proposal.drafted", "Drafted a proposal"
    PROPOSAL_EDITED = "proposal.edited", "Edited a proposal"
    PROPOSAL_RETURNED = "proposal.returned", "Returned a proposal"
    PROPOSAL_EXPIRED = "proposal.expired", "Let a proposal expire"
    SENTENCE_VOUCHED = "proposal.sentence_vouched", "Vouched for a sentence"
    COUNTERSIGNED = "proposal.countersigned", "Countersigned"
    RECALLED = "proposal.recalled", "Recalled before it left"
    DELIVERED = "effect.delivered", "Delivered"
    DELIVERY_FAILED = "effect.failed", "Could not deliver"
    OUTCOME_UNKNOWN = "effect.outcome_unknown", "Stopped: it may or may not have been delivered"
    OUTCOME_SETTLED = "effect.outcome_settled", "Found out whether it was delivered"


_MEANINGS = {action.value: action.meaning for action in Action}


def action_meaning(tag: str) -> str:
    """How a person reads a tag: `Countersigned`; an area's own tag `form.saved` reads `Form: saved`."""
    if tag in _MEANINGS:
        return _MEANINGS[tag]
    what, _, happened = tag.replace("_", " ").partition(".")
    return f"{what.capitalize()}: {happened}" if happened else what.capitalize()
