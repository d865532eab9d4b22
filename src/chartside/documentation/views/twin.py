"""The note that a draft is most like, beside it."""

from dataclasses import dataclass
from typing import Literal

from chartside.documentation.similarity.marks import Part


@dataclass(frozen=True)
class TwinSection:
    """One section of a note in stretches that the other has too, and stretches of its own."""

    letter: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class TwinView:
    """What the review page shows of a likeness.

    Attributes:
        title: whose note it is like, without a name.
        why: what makes them alike, one sentence each.
        mine: this draft; `other` is the twin, empty when it is another patient's.
        shared: the words of this draft that another patient's note has too.
        url: where the twin is read, for who may; each look there is logged.
        reason: who gave which reason, as one sentence; empty while none is given.
        asks: whether a reason is needed before signing; `may_answer` whether this reader gives it.
    """

    level: Literal["warn", "strong"]
    title: str
    why: tuple[str, ...]
    mine: tuple[TwinSection, ...] = ()
    other: tuple[TwinSection, ...] = ()
    shared: tuple[str, ...] = ()
    url: str = ""
    reason: str = ""
    asks: bool = False
    may_answer: bool = False
