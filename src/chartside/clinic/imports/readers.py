"""Readers of cells that the kinds share."""

from datetime import date, datetime, time

from chartside.clinic.imports.fields import HowToRead, Reader, plain
from chartside.interchange.tables.dates import read_date, read_moment
from chartside.interchange.tables.reading import Reading, read_text, read_word, spellings
from chartside.kernel.errors import Problem
from chartside.kernel.people import Discipline

_STATUSES = spellings(
    {
        "scheduled": ("booked", "confirmed", "upcoming", "pending", "unconfirmed"),
        "completed": ("complete", "seen", "attended", "checked out", "check out", "arrived", "kept", "done"),
        "cancelled": (
            "canceled",
            "cancel",
            "cancelled by patient",
            "canceled by patient",
            "cancelled by clinic",
        ),
        "late_cancelled": (
            "late cancelled",
            "late cancel",
            "late canceled",
            "same day cancel",
            "late cancellation",
        ),
        "no_show": ("no show", "no-show", "noshow", "missed", "did not attend", "dna"),
    }
)
_KINDS = spellings(
    {
        "evaluation": ("eval", "initial evaluation", "initial eval", "ie", "new patient"),
        "re_evaluation": ("re-evaluation", "reevaluation", "re-eval", "re eval", "reassessment"),
        "treatment": ("daily", "daily visit", "follow up", "follow-up", "therapy", "session", "tx", "visit"),
        "group": ("group therapy", "group session"),
        "co_treatment": ("co-treatment", "co-treat", "co treat", "cotreat"),
        "tour": ("clinic tour",),
    }
)
_DIRECTIONS = spellings({"up": ("increase", "higher", "+"), "down": ("decrease", "lower", "-")})
_GOAL_STATUSES = spellings(
    {
        "active": ("open", "ongoing", "in progress"),
        "met": ("achieved",),
        "discontinued": ("closed", "deferred"),
    }
)

read_status = plain(lambda text: read_word(text, _STATUSES, "visit status"))
read_kind = plain(lambda text: read_word(text, _KINDS, "visit type"))
read_direction = plain(lambda text: read_word(text, _DIRECTIONS, "direction"))
read_goal_status = plain(lambda text: read_word(text, _GOAL_STATUSES, "goal status"))


def read_day(text: str, how: HowToRead) -> Reading[date]:
    """A calendar day of the past or future."""
    return read_date(text, how.date_order)


def read_birth_date(text: str, how: HowToRead) -> Reading[date]:
    """A day that is not after today."""
    return read_date(text, how.date_order, latest=how.today)


def read_signed(text: str, how: HowToRead) -> Reading[datetime]:
    """When something was signed; a day without a time is its first instant."""
    moment = read_moment(text, how.date_order)
    if not moment.failed:
        return moment
    day = read_date(text, how.date_order)
    return Reading(datetime.combine(day.value, time()) if day.value else None, day.problem)


DATE_READERS: tuple[Reader, ...] = (read_day, read_birth_date, read_signed)
"""Those whose cells show whether the month or the day stands first."""


def _discipline(text: str) -> Reading[str]:
    if not text.strip():
        return Reading()
    try:
        return Reading(Discipline.read(text).value)
    except ValueError as error:
        return Reading(None, Problem("unknown_discipline", str(error)))


read_discipline = plain(_discipline)


def short_text(longest: int) -> Reader:
    """Text of a limited length."""
    return plain(lambda text: read_text(text, longest))


read_id = short_text(120)
read_name = short_text(200)
