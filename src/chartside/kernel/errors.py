"""What can go wrong, by who must act.

Bad outside data is a value (`Problem`), not an exception. Programming errors raise ordinary exceptions.
"""

from dataclasses import dataclass


class ChartsideError(Exception):
    """Something a person did cannot be done; the message is a sentence they can read."""


class NotAllowed(ChartsideError):  # noqa: N818 - said to a person, not only raised
    """The person's role does not allow it."""


class NotFound(ChartsideError):  # noqa: N818 - said to a person, not only raised
    """No such thing in this organisation."""


class Refused(ChartsideError):  # noqa: N818 - said to a person, not only raised
    """A rule of the house refuses it (an unsigned effect, a changed text, an expired proposal)."""


class OutsideFailure(ChartsideError):  # noqa: N818 - said to a person, not only raised
    """An outside system failed.

    Attributes:
        code: a short word (`folder_missing`) that may be stored and logged where the message may not.
    """

    def __init__(self, message: str = "", *, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class Temporary(OutsideFailure):
    """Trying again later may help; nothing happened."""


class Permanent(OutsideFailure):
    """Trying again will not help; nothing happened."""


class UnknownOutcome(OutsideFailure):
    """It may or may not have happened. Stop and ask a person."""


@dataclass(frozen=True)
class Problem:
    """Something wrong with data from outside: what, where, and in words a person can act on."""

    code: str
    message: str
    path: str = ""
