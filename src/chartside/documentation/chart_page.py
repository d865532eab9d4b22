"""A patient's chart as its page shows it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chartside.clinic.chart import Chart
from chartside.clinic.coverage import CoverageView
from chartside.clinic.identity import ContactDetails, PatientIdentity
from chartside.clinic.plans import EpisodeView, GoalView, PlanView
from chartside.clinic.visits import VisitView
from chartside.documentation.goals import grade_goal, parse_goal
from chartside.documentation.note_states import NoteStates
from chartside.documentation.views.charts import Trend, measure_title, trend
from chartside.documentation.views.patient import Field, GoalRow, PatientPage, PatientStrip, Step, VisitRow
from chartside.kernel.people import Discipline

_DISCIPLINES = {
    Discipline.OT: "Occupational therapy",
    Discipline.PT: "Physical therapy",
    Discipline.SLP: "Speech-language pathology",
}
VisitUrl = Callable[[VisitView], str]


@dataclass(frozen=True)
class WhoLooked:
    """Who opened the chart, in words, and where that is read; empty for readers who may not know."""

    words: str = ""
    url: str | None = None


def show_chart(
    chart: Chart, states: NoteStates, day: date, visit_url: VisitUrl, looked: WhoLooked
) -> PatientPage:
    """The whole page.

    Args:
        chart: everything the record holds.
        states: how far the notes of its visits are.
        day: the clinic's day, from which days left are counted.
        visit_url: where a visit leads this reader; empty when nowhere.
        looked: who opened the chart.
    """
    open_ones = [one for one in chart.episodes if one.ended_on is None or one.ended_on >= day]
    planned = [(one, plan) for one in open_ones if (plan := one.current_plan)]
    several = len({one.discipline for one, _ in planned}) > 1
    header = chart.header
    return PatientPage(
        strip=PatientStrip(
            header.name,
            header.birth_date,
            header.location,
            header.payer or "no coverage on file",
            ", ".join(header.diagnosis_codes),
        ),
        identity=tuple(_identity(chart.identity)),
        coverage=tuple(field for one in chart.coverages for field in _coverage(one, day)),
        contacts=tuple(_people(chart, open_ones)),
        plan=tuple(field for one, plan in planned for field in _plan(one, plan)),
        plan_state=_plan_state([plan for _, plan in planned], day),
        goals=tuple(
            _goal(goal, f"{one.discipline} " if several else "")
            for one, plan in planned
            for goal in plan.goals
        ),
        visits=tuple(_visit(visit, states.step(visit), visit_url(visit)) for visit in chart.visits),
        looked_at=looked.words,
        looks_url=looked.url,
    )


def _identity(who: PatientIdentity) -> Iterator[Field]:
    address = who.address
    town = " ".join(part for part in (address.state, address.zip) if part)
    rows = (
        ("Record number", who.mrn),
        ("Goes by", who.preferred),
        ("Pronouns", who.pronouns),
        ("Sex", who.sex),
        ("Language", who.language),
        ("Phone", written_phone(who.phone)),
        ("E-mail", who.email),
        ("Address", ", ".join(part for part in (address.street, address.city, town) if part)),
    )
    for label, value in rows:
        if value:
            yield Field(label, value, mono=label == "Record number")


def _coverage(one: CoverageView, day: date) -> Iterator[Field]:
    rank = {1: "Payer", 2: "Second payer"}.get(one.rank, f"Payer {one.rank}")
    yield Field(rank, one.payer if one.covers(day) else f"{one.payer} (not today)")
    if one.member_id:
        yield Field("Member ID", one.member_id, mono=True)
    if one.group_number:
        yield Field("Group", one.group_number, mono=True)
    if one.starts:
        yield Field("Since", written_day(one.starts))
    if one.ends:
        yield Field("Until", written_day(one.ends))


def _people(chart: Chart, episodes: list[EpisodeView]) -> Iterator[Field]:
    for contact in chart.contacts:
        yield Field(contact.relation.capitalize() or "Contact", _reach(contact))
    seen = set[str]()
    for one in episodes:
        name = one.referring.get("name") or ""
        if name and name not in seen:
            seen.add(name)
            numbers = [
                f"{word} {written_phone(one.referring[word])}"
                for word in ("phone", "fax")
                if one.referring.get(word)
            ]
            yield Field("Referring provider", ", ".join([name, *numbers]))
        if one.therapist and one.therapist not in seen:
            seen.add(one.therapist)
            yield Field(f"{one.discipline} therapist", one.therapist)


def _reach(contact: ContactDetails) -> str:
    parts = [contact.name, written_phone(contact.phone), contact.email]
    return ", ".join(part for part in parts if part)


def _plan(one: EpisodeView, plan: PlanView) -> Iterator[Field]:
    yield Field("Plan for", _DISCIPLINES[Discipline(one.discipline)])
    if one.diagnosis_codes:
        yield Field("Diagnoses", ", ".join(one.diagnosis_codes), mono=True)
    if plan.frequency:
        yield Field("Frequency", plan.frequency)
    if plan.evaluated_on:
        yield Field("Evaluated", written_day(plan.evaluated_on))
    yield Field("Signed by physician", written_day(plan.signed_on) if plan.signed_on else "not yet")
    if plan.certified_to:
        yield Field("Certified to", written_day(plan.certified_to))


def _plan_state(plans: list[PlanView], day: date) -> Step | None:
    """The most pressing word about the plans in force: ended, unsigned, or how long they still hold."""
    if not plans:
        return None
    ends = [plan.certified_to for plan in plans if plan.certified_to]
    first = min(ends, default=None)
    if first and first < day:
        return Step("block", f"certification ended {written_day(first)}")
    if any(plan.signed_on is None for plan in plans):
        return Step("warn", "the physician's signature is missing")
    if first is None:
        return Step("quiet", "no certification date on file")
    left = (first - day).days
    return Step("ok", f"certified to {written_day(first)}, {left} day{'' if left == 1 else 's'} left")


def _goal(goal: GoalView, before: str) -> GoalRow:
    known = [
        _known("Baseline", goal, goal.baseline, goal.baseline_on),
        _known("last", goal, goal.series[-1].value, goal.series[-1].at.date()) if goal.series else "",
        _known("target", goal, goal.target),
        "" if goal.status == "active" else goal.status,
    ]
    detail = ", ".join(part for part in known if part)
    wording, rewrite = _wording(goal)
    return GoalRow(
        f"{before}{goal.code}", goal.text, detail[:1].upper() + detail[1:], _trend(goal), wording, rewrite
    )


def _wording(goal: GoalView) -> tuple[str, str]:
    """How well the goal is written, with the baseline that the record holds beside it, and a rewrite."""
    text = goal.text
    if goal.baseline is not None and not parse_goal(text).baselines:
        text = f"{text.rstrip(' .')} (baseline {_in_unit(goal, goal.baseline)})"
    graded = grade_goal(text)
    if not graded.missing:
        return "", ""
    return f"Wording {graded.grade}: does not say {', '.join(graded.not_said)}", graded.rewrite


def _known(word: str, goal: GoalView, value: Decimal | None, on: date | None = None) -> str:
    if value is None:
        return ""
    return f"{word} {_in_unit(goal, value)}" + (f" ({on:%b} {on.day})" if on else "")


def _in_unit(goal: GoalView, value: Decimal) -> str:
    number = f"{value.normalize():f}"
    if goal.total is not None:
        return f"{number} of {goal.total.normalize():f}"
    return f"{number} {goal.unit}" if goal.unit else number


def _trend(goal: GoalView) -> Trend | None:
    if len(goal.series) < 2:
        return None
    first, last = goal.series[0], goal.series[-1]
    return trend(
        measure_title(goal.code, goal.measure, goal.unit),
        [float(one.value) for one in goal.series],
        target=float(goal.target) if goal.target is not None else None,
        dates=(f"{first.at:%b} {first.at.day}", f"{last.at:%b} {last.at.day}"),
    )


def _visit(visit: VisitView, step: Step, url: str) -> VisitRow:
    group = " in a group" if visit.group_id else ""
    return VisitRow(
        url=url,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        title=f"{visit.kind.replace('_', ' ').capitalize()}{group}, {visit.minutes} min",
        detail=f"{visit.provider} · {visit.location}",
        step=step,
    )


def written_day(day: date) -> str:
    """`Jan 15, 2027`."""
    return f"{day:%b} {day.day}, {day.year}"


def written_phone(number: str) -> str:
    """`555-555-0142` for a number of ten digits after +1; others as they are."""
    digits, _, extension = number.removeprefix("+1").partition("x")
    if not number.startswith("+1") or len(digits) != 10:
        return number
    plain = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return f"{plain} ext. {extension}" if extension else plain
