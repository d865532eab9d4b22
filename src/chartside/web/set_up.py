"""What the set-up pages show: plain values, filled by the areas."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class SetUpLine:
    """One thing to set up: where (`None` when it is only told), and how it stands."""

    title: str
    detail: str
    url: str | None
    state: Literal["ok", "warn", "quiet"]
    state_words: str


@dataclass(frozen=True)
class ColumnChoice:
    """One field of ours and the column of the file that fills it.

    Attributes:
        column: the chosen column; empty when none.
        sample: its first value in the file, so that a person sees whether it fits.
    """

    name: str
    label: str
    required: bool
    column: str
    sample: str


@dataclass(frozen=True)
class ImportRow:
    """One row of the preview, its values in the order of the headings."""

    number: int
    values: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class RowError:
    """A row that was not taken, and why, in words a person can act on."""

    number: int
    field: str
    message: str


@dataclass(frozen=True)
class Running:
    """Long work as the progress part shows it. `total` is None while it is not known."""

    step: str
    done: int
    total: int | None
    note: str = ""


@dataclass(frozen=True)
class ImportPage:
    """The import wizard at one of its stages.

    Attributes:
        base: address of this run; None before a file was chosen.
        kind: a kind of file; `kinds` are the choices, pairs of value and words, and `title` its own words.
        source: the system whose ids the file holds; `systems` are those with a known export, name and title.
        known: what has to be checked about that system's export, in words.
        date_orders: choices of how dates are written; empty when the file itself shows it.
        total: rows in the file.
        live_url: the stream of the running import.
        stopped: it was stopped before its end and can go on.
        counts: label and number of the result (`new patients`, 57).
        errors_url: the rows that were not taken, as a file to correct and import again.
        doubts: what was odd about the file, in sentences.
        earlier: imports before this one.
    """

    stage: Literal["upload", "mapping", "preview", "running", "result"]
    kind: str = "patients"
    title: str = ""
    kinds: tuple[tuple[str, str], ...] = (("patients", "Patients"), ("visits", "Visits"))
    source: str = ""
    systems: tuple[tuple[str, str], ...] = ()
    known: str = ""
    base: str | None = None
    file_name: str = ""
    columns: tuple[str, ...] = ()
    choices: tuple[ColumnChoice, ...] = ()
    date_orders: tuple[tuple[str, str], ...] = ()
    date_order: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[ImportRow, ...] = ()
    total: int = 0
    running: Running | None = None
    live_url: str = ""
    stopped: bool = False
    counts: tuple[tuple[str, int], ...] = ()
    errors: tuple[RowError, ...] = ()
    errors_url: str | None = None
    problem: str = ""
    doubts: tuple[str, ...] = ()
    earlier: tuple[SetUpLine, ...] = ()

    @property
    def doubtful(self) -> int:
        """How many of the rows shown need a correction."""
        return sum(1 for row in self.rows if row.problem)
