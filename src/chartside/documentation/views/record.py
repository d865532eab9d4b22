"""What was done, by whom, when, and from which evidence: the whole chain, or the part about one note."""

from dataclasses import dataclass
from datetime import datetime

from chartside.documentation.views.patient import PatientStrip, Step


@dataclass(frozen=True)
class Entry:
    """One entry of the chain.

    Attributes:
        act: what was done, in words (`countersigned`, `looked at the chart`).
        subject: what it was done to, in words without a patient's name unless the reader may see it.
        detail: further words (`version 2, 12 sentences, 2 edited`).
        seal: the start of the entry's hash; empty for looks, which are sealed in blocks.
    """

    when: datetime
    who: str
    act: str
    subject: str
    detail: str = ""
    seal: str = ""
    url: str | None = None


@dataclass(frozen=True)
class AuditPage:
    """The audit view.

    Attributes:
        verified: how the chain stands, with when it was last verified.
        kinds: choices of the filter, pairs of value and words; `kind` is chosen.
        people: whose entries, pairs of account id and name; `person` is chosen.
        patient: id of the only patient whose entries are shown; empty for all.
        older_url: the next page of older entries; None at the end.
    """

    verified: Step
    verified_detail: str
    entries: tuple[Entry, ...]
    kinds: tuple[tuple[str, str], ...]
    kind: str = ""
    people: tuple[tuple[str, str], ...] = ()
    person: str = ""
    patient: str = ""
    older_url: str | None = None


@dataclass(frozen=True)
class LeftFile:
    """A file that left or will leave: what it is, its whole SHA-256 and where to read it."""

    kind: str
    name: str
    sha256: str
    url: str


@dataclass(frozen=True)
class Stage:
    """One stage between evidence and effect, with how it stands.

    Attributes:
        changes: what this stage changed, pairs of before and after; either may be empty.
    """

    title: str
    step: Step
    detail: str
    when: datetime | None = None
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AttemptLine:
    """One try at a delivery. `ended` is None while its outcome is not written."""

    number: int
    begun: datetime
    ended: datetime | None
    outcome: str


@dataclass(frozen=True)
class Delivery:
    """One thing that leaves with the signature.

    Attributes:
        name: `note`, `charge`; `to` is where it goes and by which connector.
        decide_url: where a person says what became of it; None when nothing is to be decided by this reader.
        may_have_arrived: its outcome is unknown, so it may be noted as arrived.
    """

    name: str
    to: str
    step: Step
    detail: str
    attempts: tuple[AttemptLine, ...] = ()
    decide_url: str | None = None
    may_have_arrived: bool = False


@dataclass(frozen=True)
class AddendumLine:
    """An addendum: its words, who wrote it when, and how it stands."""

    text: str
    when: datetime
    who: str
    step: Step
    url: str = ""


@dataclass(frozen=True)
class NoteRecord:
    """The record of one note: from its evidence to its receipt.

    Attributes:
        files_title: `What was signed`, or what a signature would cover.
        package: SHA-256 over all files and what becomes of them, as it was signed.
        deliveries: empty for readers who may not see what left.
        entries: empty for readers who may not read the audit.
    """

    url: str
    patient: PatientStrip
    title: str
    stages: tuple[Stage, ...]
    files: tuple[LeftFile, ...]
    addenda: tuple[AddendumLine, ...]
    entries: tuple[Entry, ...]
    addendum_url: str | None = None
    files_title: str = "What was signed"
    package: str = ""
    deliveries: tuple[Delivery, ...] = ()
