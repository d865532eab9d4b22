"""What the page of drafts says, from the figures."""

from chartside.documentation.learning.figures import Figures, Standing
from chartside.documentation.learning.preferences import ON, PROPOSED, PreferenceView
from chartside.documentation.views.drafts import DraftLine, DraftsPage, PreferenceLine
from chartside.documentation.views.patient import Step

_NOTHING = "–"


def show_drafts(
    lines: list[Figures], clinic: Figures | None, by: Standing, *, may_set: bool, may_word: bool
) -> DraftsPage:
    """The page; `clinic` is None for who sees only their own notes."""
    together = clinic or (lines[0] if lines else None)
    return DraftsPage(
        days=by.days,
        lines=tuple(_line(one, by) for one in lines),
        clinic=_line(clinic, by) if clinic and clinic.notes else None,
        against=_against(together, by),
        baseline=f"{by.baseline_minutes:g}" if by.baseline_minutes is not None else "",
        may_set=may_set,
        may_word=may_word,
    )


def preference_line(one: PreferenceView, when: str) -> PreferenceLine:
    """A preference as its author reads it; `when` is the day of the last decision."""
    step = {ON: Step("ok", "on"), PROPOSED: Step("sign", "offered")}.get(one.state, Step("quiet", "off"))
    decided = f"offered {when}" if one.state == PROPOSED else f"{one.state} since {when}, by {one.decided_by}"
    return PreferenceLine(
        id=one.id,
        was=one.preference.was,
        now=one.preference.now,
        step=step,
        on=one.state == ON,
        detail=f"You made this change {one.edits} times in two weeks; {decided}.",
        examples=one.examples,
    )


def _line(one: Figures, by: Standing) -> DraftLine:
    return DraftLine(
        author=one.author,
        notes=str(one.notes),
        distance=_distance(one, by),
        kept=f"{one.kept:.0%}",
        unchanged=f"{one.unchanged:.0%}",
        minutes=_minutes(one, by),
        changed=f"{one.changed:.1f}",
        added=f"{one.added:.1f}",
        alike=f"{one.alike:.0%}",
        reasoned=f"{one.reasoned:.0%}",
        alarms=one.alarms(by),
    )


def _distance(one: Figures, by: Standing) -> Step:
    if one.distance is None:
        return Step("quiet", _NOTHING)
    return Step("ok" if one.distance <= by.distance_target else "warn", f"{one.distance:.0%}")


def _minutes(one: Figures, by: Standing) -> Step:
    if one.open_seconds is None:
        return Step("quiet", "not measured")
    middle, most = (seconds / 60 for seconds in one.open_seconds)
    state = "ok" if middle <= by.minutes_target else "warn"
    return Step(state, f"{middle:.1f} min, nine in ten under {most:.1f}")  # type: ignore[arg-type]


def _against(one: Figures | None, by: Standing) -> str:
    if one is None or one.open_seconds is None:
        told = "No note was signed here yet, so there is nothing to compare."
    else:
        told = f"From opening a draft to signing it: {one.open_seconds[0] / 60:.1f} minutes on the median."
    if by.baseline_minutes is None:
        return f"{told} What a note took the clinic before was not entered."
    return f"{told} Before Chartside: {by.baseline_minutes:g} minutes a note, by the clinic's own count."
