"""The fixed words of the clinic's record."""

import re
from enum import StrEnum


class VisitStatus(StrEnum):
    """What became of a visit."""

    SCHEDULED = "scheduled"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    LATE_CANCELLED = "late_cancelled"
    NO_SHOW = "no_show"

    @property
    def freed_the_hour(self) -> bool:
        """The patient did not come and the clinic knew it before or at the hour."""
        return self in (VisitStatus.CANCELLED, VisitStatus.LATE_CANCELLED)


class VisitKind(StrEnum):
    """What a visit is for, as bookings and authorizations name it."""

    EVALUATION = "evaluation"
    RE_EVALUATION = "re_evaluation"
    TREATMENT = "treatment"
    GROUP = "group"
    CO_TREATMENT = "co_treatment"
    TOUR = "tour"


class GoalDirection(StrEnum):
    """Which way a goal's measure gets better."""

    UP = "up"
    DOWN = "down"


class GoalStatus(StrEnum):
    """Where a goal stands."""

    ACTIVE = "active"
    MET = "met"
    DISCONTINUED = "discontinued"


class ChargeStatus(StrEnum):
    """Where a charge stands: drafted with its note, or handed out with a signed one."""

    PROPOSED = "proposed"
    EXPORTED = "exported"


class ImportStatus(StrEnum):
    """Where an import stands."""

    READY = "ready"
    RUNNING = "running"
    CANCELLED = "cancelled"
    FINISHED = "finished"


PAYER_KINDS = (
    "medicare_b",
    "medicare_advantage",
    "medicaid",
    "commercial",
    "workers_comp",
    "school",
    "school_medicaid",
    "self_pay",
    "tricare",
    "va_community_care",
    "auto_no_fault",
)
"""The payer names of the command contracts; a state's own Medicaid rules go by `tx_medicaid` and the like."""

_STATE_MEDICAID = re.compile(r"[a-z]{2}_medicaid")


def is_payer_kind(text: str) -> bool:
    """Whether rules can be chosen by this payer kind."""
    return text in PAYER_KINDS or bool(_STATE_MEDICAID.fullmatch(text))
