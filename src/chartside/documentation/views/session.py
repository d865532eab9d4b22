"""The session form: choices from the plan and the last visit, answered by taps and steppers.

Field names, which come back with every save: `activities` (keys, repeated), and per activity key `k`:
`minutes:k`, `achieved:k`, `total:k`, `assist:k`, `cues:k`, `prompts:k`, `for:k` (a goal), `code:k`,
`name:k` (an activity the therapist names); `goal:G1`, `total:G1`, `skipped` (goal ids, repeated);
`response`, `skill` and `plan` (choices, repeated), `response_text`, `subjective`, `skilled`, `plan_text`;
`revision`.

What differed: `late`, `late_reason`, `early`, `early_reason`, `untreated`, `present`, `declined` (activity
keys), `declined_why:k`, `declined_visit`, `declined_why:visit`. What a code or payer asks: `asked:<id>`. As
last time: `carry` (ids of offers). Dictation: `dictated`, `read` (the button), `take` (ids), `kind:<id>`,
`say:<id>`, `code:<id>`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from chartside.documentation.views.patient import PatientStrip


@dataclass(frozen=True)
class Option:
    """One tap: its value, its short face, and what a screen reader says."""

    value: str
    face: str
    says: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Scale:
    """A choice of one. `name` is the field (`assist:swing`); `ordered` scales go from less to more."""

    label: str
    name: str
    options: tuple[Option, ...]
    ordered: bool = True


@dataclass(frozen=True)
class Count:
    """A stepper. With `of`, a second number is the total (`5 of 8`).

    Attributes:
        value: None shows it as not answered.
        of: the total, when the count has one; its field is `of_name`.
        start: where the first tap sets an empty count (what was counted last time); never filled in unasked.
        hint: stands under the label (`last time 4`).
        is_minutes: counts toward the session's minutes.
    """

    label: str
    name: str
    value: int | None
    unit: str = ""
    of: int | None = None
    of_name: str = ""
    hint: str = ""
    step: int = 1
    largest: int = 240
    is_minutes: bool = False
    start: int | None = None


@dataclass(frozen=True)
class Activity:
    """One activity: the tap that chooses it and its answers. `named` lets the therapist name it."""

    key: str
    face: str
    title: str
    detail: str
    chosen: bool
    counts: tuple[Count, ...]
    scales: tuple[Scale, ...]
    codes: tuple[Option, ...] = ()
    named: bool = False
    name: str = ""


@dataclass(frozen=True)
class GoalAnswer:
    """Today's value of a goal, in the goal's own unit; `skipped` when it was not worked on."""

    id: str
    count: Count
    skipped: bool


@dataclass(frozen=True)
class Asked:
    """A question that a code or the payer adds; `why` says which."""

    id: str
    label: str
    options: tuple[Option, ...]
    several: bool
    why: str


@dataclass(frozen=True)
class Carried:
    """One offer of the last visit; `fills` are the fields that a tap sets, as JSON."""

    id: str
    face: str
    fills: str
    chosen: bool


@dataclass(frozen=True)
class HeardItem:
    """One thing that was heard or charted, to be taken by a tap, changed or left.

    Attributes:
        says: what it would say as a fact, in a few words.
        words: exactly what the source says.
        kinds: what it may be taken for; empty for a number of a flowsheet.
        doubts: why to look twice.
        codes: the codes to choose from, for an activity.
    """

    id: str
    says: str
    words: str
    taken: bool
    kinds: tuple[Option, ...] = ()
    retyped: str = ""
    doubts: tuple[str, ...] = ()
    codes: tuple[Option, ...] = ()
    unread: bool = False


@dataclass(frozen=True)
class HeardSource:
    """One text or table that was brought in."""

    id: str
    title: str
    items: tuple[HeardItem, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What differed from the visit as booked: two counts with their reasons, and taps."""

    late: Count
    early: Count
    late_reasons: tuple[Option, ...]
    early_reasons: tuple[Option, ...]
    untreated: tuple[Option, ...]
    present: tuple[Option, ...]
    declined: tuple[Option, ...]
    declined_reasons: tuple[tuple[str, str, tuple[Option, ...]], ...]
    whole: bool
    whole_reasons: tuple[Option, ...]
    open: bool
    unexplained: int = 0


@dataclass(frozen=True)
class Part:
    """One part of the form in the line of steps. `anchor` is the id of its block."""

    title: str
    anchor: str
    done: bool


@dataclass(frozen=True)
class Totals:
    """What the answers come to so far; computed by the server on each save.

    Attributes:
        units_words: `3 units`; empty while it cannot be said.
        codes_words: `97533 ×1, 97530 ×2 GO`.
        notes: short warnings (`2 minutes more make 3 units`).
    """

    minutes: int
    units_words: str
    codes_words: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoalLine:
    """A goal as the plan states it, for the side pane."""

    id: str
    text: str
    detail: str


@dataclass(frozen=True)
class SessionForm:
    """The whole page.

    Attributes:
        visit_id: names the visit in addresses and on the device.
        account_id: who types; answers kept on the device go back only to the same person.
        base: address of the form; saves by PUT to `<base>`, asks for the draft by POST to `<base>/draft`.
        revision: number of the saved state; a save of an older one is refused.
        filled_from: `Filled from the plan and the visit of Nov 13.`
        quiet: what is said in passing about the whole form.
        colleagues: who could finish it.
        handed_to: who finishes it; empty while nobody else does.
        group_url: the form of the whole group, where the visit is one.
        read_anew: the answer to a save brings the heard things anew.
        saved_at: when the server last had it; None before the first save.
    """

    visit_id: str
    account_id: str
    base: str
    revision: int
    patient: PatientStrip
    starts_at: datetime
    ends_at: datetime
    place: str
    filled_from: str
    activities: tuple[Activity, ...]
    goals: tuple[GoalAnswer, ...]
    responses: tuple[Option, ...]
    skills: tuple[Option, ...]
    plans: tuple[Option, ...]
    response_text: str
    subjective: str
    subjective_by: str
    skilled: str
    plan_text: str
    parts: tuple[Part, ...]
    totals: Totals
    last_visit: date | None
    last_visit_text: str
    plan_of_care: str
    goal_lines: tuple[GoalLine, ...]
    difference: Difference | None = None
    asked: tuple[Asked, ...] = ()
    carried: tuple[Carried, ...] = ()
    heard: tuple[HeardSource, ...] = ()
    typed: str = ""
    quiet: tuple[str, ...] = ()
    colleagues: tuple[Option, ...] = ()
    handed_to: str = ""
    group_url: str = ""
    read_anew: bool = False
    saved_at: datetime | None = None

    @property
    def left(self) -> tuple[Part, ...]:
        """Parts that are still to answer."""
        return tuple(part for part in self.parts if not part.done)
