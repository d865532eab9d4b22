"""What the set-up pages show: plain values, filled by the areas."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class SetUpLine:
    """One thing to set up: where, and how it stands."""

    title: str
    detail: str
    url: str
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
        kind: `patients` or `visits`.
        live_url: the stream of the running import.
        counts: label and number of the result (`new patients`, 57).
        errors_url: the rows that were not taken, as a file to correct and import again.
    """

    stage: Literal["upload", "mapping", "preview", "running", "result"]
    kind: str = "patients"
    base: str | None = None
    file_name: str = ""
    columns: tuple[str, ...] = ()
    choices: tuple[ColumnChoice, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[ImportRow, ...] = ()
    ready: int = 0
    running: Running | None = None
    live_url: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    errors: tuple[RowError, ...] = ()
    errors_url: str | None = None
    problem: str = ""
