"""The choice of who writes drafts."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class WriterChoice:
    """One writer to choose.

    Attributes:
        asks_address: the clinic says itself which model at which address.
        key: `there`, `missing`, or empty when it needs none.
        words: whether it may be used now, and why.
    """

    writer: str
    title: str
    chosen: bool
    model: str
    base_url: str
    asks_address: bool
    key: str
    state: Literal["ok", "warn", "block", "quiet"]
    words: str


@dataclass(frozen=True)
class WritersPage:
    """The whole page. `instructions` are the clinic's own layer of the prompt."""

    choices: tuple[WriterChoice, ...]
    instructions: str
    spent: str
    prices_as_of: str
    problem: str = ""
