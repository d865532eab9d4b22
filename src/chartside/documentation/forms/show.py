"""The form's page: what the specialty and the plan offer, with what was answered so far."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from chartside.clinic.plans import GoalView
from chartside.coding.api import code_choices
from chartside.documentation.context import VisitContext
from chartside.documentation.forms.answers import OTHER, ActivityAnswer, Answers
from chartside.documentation.forms.carry_over import mostly_carried
from chartside.documentation.forms.chart import goals_of, plain, speaker_of, usual_code
from chartside.documentation.forms.choices import choices_by_key, scales, skills
from chartside.documentation.forms.entry import visit_input
from chartside.documentation.forms.show_evidence import (
    asked_fields,
    carried_offers,
    difference,
    heard_sources,
    unexplained,
)
from chartside.documentation.forms.stamps import people
from chartside.documentation.forms.store import SavedForm
from chartside.documentation.notes.charge import count_charge
from chartside.documentation.sessions.read import facts_of
from chartside.documentation.specialties import ActivityChoice, specialty
from chartside.documentation.views.patient import PatientStrip
from chartside.documentation.views.session import (
    Activity,
    Count,
    GoalAnswer,
    GoalLine,
    Option,
    Part,
    Scale,
    SessionForm,
    Totals,
)
from chartside.rulebook.packs import PackSet

USUAL_TOTAL = 5
PASSING = "passing"


def show_form(
    context: VisitContext,
    saved: SavedForm,
    before: Answers | None,
    packs: PackSet,
    account_id: str,
    base: str = "",
) -> SessionForm:
    """The whole page.

    Args:
        context: the visit.
        saved: the answers so far.
        before: the answers of the visit before, shown beside today's and never filled in silently.
        packs: the clinic's packs.
        account_id: who types.
        base: address of the form; by default that of the visit.
    """
    visit, answers = context.visit, saved.answers
    pack = specialty(context.setting)
    previous = context.previous_visit
    plan = context.plan
    return SessionForm(
        visit_id=str(visit.id),
        account_id=account_id,
        base=base or f"/visits/{visit.id}/session",
        revision=saved.revision,
        patient=patient_strip(context),
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        place=visit.location,
        filled_from="Choices from the plan and the specialty." if plan else "No plan of care is on file.",
        activities=tuple(_activities(context, answers, before)),
        goals=tuple(_goal(context, goal, answers) for goal in goals_of(context)),
        responses=_taps(pack.responses, answers.response),
        skills=_taps(skills(), answers.skill),
        plans=_taps(pack.plans, answers.plan),
        response_text=answers.response_text,
        subjective=answers.subjective,
        subjective_by=speaker_of(context).capitalize(),
        skilled=answers.skilled,
        plan_text=answers.plan_text,
        parts=_parts(context, answers),
        totals=totals_of(context, answers, packs),
        last_visit=previous.day if previous else None,
        last_visit_text=_last_visit_words(context, before),
        plan_of_care=_plan_words(context),
        goal_lines=tuple(
            GoalLine(goal.code, goal.text, _goal_course(context, goal)) for goal in goals_of(context)
        ),
        difference=difference(context, answers),
        asked=asked_fields(context, answers),
        carried=carried_offers(context, answers, before),
        heard=heard_sources(context, answers),
        typed=answers.brought.typed,
        quiet=said_in_passing(answers, before),
        handed_to=context.finisher.display_name if context.finisher else "",
        group_url=f"/visits/{visit.id}/group" if visit.group_id else "",
        saved_at=saved.saved_at,
    )


def patient_strip(context: VisitContext) -> PatientStrip:
    """Who the page is about."""
    header = context.chart.header
    return PatientStrip(
        name=header.name,
        birth=header.birth_date,
        location=context.visit.location,
        payer=context.coverage.payer if context.coverage else "no coverage on file",
        codes=", ".join(context.diagnosis_codes),
    )


def _activities(context: VisitContext, answers: Answers, before: Answers | None) -> Iterator[Activity]:
    choices = choices_by_key(specialty(context.setting))
    usual = [one.key for one in before.activities if one.key in choices] if before else []
    rest = [key for key in choices if key not in usual and key != OTHER]
    for key in (*usual, *rest, OTHER):
        answer = answers.activity(key) or ActivityAnswer(key)
        last = before.activity(key) if before else None
        yield _activity(context, choices[key], answer, last, chosen=answers.activity(key) is not None)


def _activity(
    context: VisitContext,
    choice: ActivityChoice,
    answer: ActivityAnswer,
    last: ActivityAnswer | None,
    *,
    chosen: bool,
) -> Activity:
    key = answer.key
    code = answer.code or usual_code(context, choice)
    return Activity(
        key=key,
        face=choice.label,
        title=choice.label,
        detail="",
        chosen=chosen,
        counts=tuple(_counts(choice, answer, last)),
        scales=tuple(_scales(context, choice, answer)),
        codes=_codes(context, code),
        named=key == OTHER,
        name=answer.name,
    )


def _counts(choice: ActivityChoice, answer: ActivityAnswer, last: ActivityAnswer | None) -> Iterator[Count]:
    key = answer.key
    hint = f"last time {last.minutes}" if last and last.minutes else ""
    yield Count(
        "Minutes",
        f"minutes:{key}",
        answer.minutes,
        "min",
        hint=hint,
        step=5,
        is_minutes=True,
        start=last.minutes if last else None,
    )
    start = last.achieved if last else None
    done = f"last time {last.achieved}" if last and last.achieved is not None else ""
    if choice.unit == "of":
        total = answer.total or (last.total if last and last.total else USUAL_TOTAL)
        yield Count(
            choice.measure.capitalize() or "Result",
            f"achieved:{key}",
            answer.achieved,
            of=total,
            of_name=f"total:{key}",
            hint=done,
            start=start,
        )
    else:
        name = f"achieved:{key}"
        yield Count(choice.measure.capitalize(), name, answer.achieved, choice.unit, hint=done, start=start)


def _scales(context: VisitContext, choice: ActivityChoice, answer: ActivityAnswer) -> Iterator[Scale]:
    scale = scales()[choice.scale]
    given = {"assist": answer.assist, "cues": answer.cues, "prompts": answer.prompts}[scale.name]
    steps = tuple(Option(one.value, one.face, one.value, one.value == given) for one in scale.options)
    yield Scale(scale.label, f"{scale.name}:{answer.key}", steps)
    goals = goals_of(context)
    if goals:
        options = tuple(
            Option(goal.code, goal.code, f"goal {goal.code}: {goal.measure}", goal.code == answer.goal)
            for goal in goals
        )
        yield Scale("For goal", f"for:{answer.key}", options, ordered=False)


def _codes(context: VisitContext, code: str) -> tuple[Option, ...]:
    choices = code_choices(context.discipline, context.visit.day)
    offered = [one for one in choices if one.timed or one.category in ("group", "SLP treatment")]
    return tuple(
        Option(one.code, f"{one.code} {one.description}", chosen=one.code == code) for one in offered
    )


def _goal(context: VisitContext, goal: GoalView, answers: Answers) -> GoalAnswer:
    today = next((one for one in answers.goals if one.goal == goal.code), None)
    total = today.total if today and today.total else plain(goal.total)
    last = goal.last_before(context.visit.starts_at)
    start = plain(last.value) if last else None
    count = Count(
        label=f"{goal.code} {goal.measure or 'measure'}",
        name=f"goal:{goal.code}",
        value=today.value if today else None,
        unit="" if total else goal.unit or "",
        of=int(total) if total else None,
        of_name=f"total:{goal.code}" if total else "",
        hint=_goal_course(context, goal),
        start=start if isinstance(start, int) else None,
    )
    return GoalAnswer(goal.code, count, skipped=goal.code in answers.skipped)


def _goal_course(context: VisitContext, goal: GoalView) -> str:
    last = goal.last_before(context.visit.starts_at)
    values: list[tuple[str, Decimal | None]] = [
        ("baseline", goal.baseline),
        ("last", last.value if last else None),
        ("target", goal.target),
    ]
    return ", ".join(f"{word} {plain(value)}" for word, value in values if value is not None)


def _taps(words: Sequence[str], chosen: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(word, word[:1].upper() + word[1:], chosen=word in chosen) for word in words)


def _parts(context: VisitContext, answers: Answers) -> tuple[Part, ...]:
    """What there is to answer. A visit that was declined as a whole asks for its reason only."""
    if answers.attendance.refused_whole:
        reasoned = all(one.reason for one in answers.attendance.declined)
        return (Part("Why it was declined", "difference", reasoned),)
    session = visit_input(context, answers)["session"]
    activities = session["activities"]
    goals = {goal.code for goal in goals_of(context)}
    told = {str(one.get("goal")) for one in session.get("goals", ())} | set(answers.skipped)
    helped = all(one.get("assist") or one.get("cues") for one in activities)
    reasons = all(one.reason for one in answers.attendance.declined)
    parts = [
        Part("Activities", "activities", bool(activities) and all(one.get("minutes") for one in activities)),
        Part("Help", "activities", bool(activities) and helped),
        Part("Goals", "goals", goals <= told),
        Part("Response", "response", bool(session.get("response"))),
        Part("Skill", "skill", bool(session.get("skilled"))),
        Part("Plan", "plan", bool(session.get("plan"))),
    ]
    asked = asked_fields(context, answers)
    if asked:
        answered = all(any(option.chosen for option in one.options) for one in asked)
        parts.append(Part("Asked by the code", "asked", answered))
    if answers.attendance.declined:
        parts.append(Part("Why it was declined", "difference", reasons))
    return tuple(parts)


def open_parts(context: VisitContext, answers: Answers) -> tuple[str, ...]:
    """What is still to answer before a draft can be written."""
    return tuple(dict.fromkeys(part.title for part in _parts(context, answers) if not part.done))


def totals_of(context: VisitContext, answers: Answers, packs: PackSet) -> Totals:
    """Minutes and units so far, counted by the payer's rule."""
    facts = facts_of(visit_input(context, answers))
    count = count_charge(facts, context.discipline, context.payer_code or None, packs)
    if count is None or not count.allocations:
        return Totals(answers.minutes, "", "")
    units = sum(line.units for line in count.lines[0])
    codes = ", ".join(" ".join([f"{line.code} ×{line.units}", *line.modifiers]) for line in count.lines[0])
    notes: tuple[str, ...] = ()
    if len(count.allocations) > 1:
        notes += ("Codes tie for a unit; you choose on the draft.",)
    planned = context.visit.minutes
    if answers.minutes > planned:
        notes += (f"{answers.minutes - planned} min more than the visit lasted",)
    missing = unexplained(context, answers)
    if missing and not answers.attendance.untreated:
        notes += (f"{missing} min of the visit are in no activity; say why under What differed.",)
    return Totals(answers.minutes, f"{units} unit{'' if units == 1 else 's'}", codes, notes)


def said_in_passing(answers: Answers, before: Answers | None) -> tuple[str, ...]:
    """What is said of a form and of its note in passing: nothing of it stands in the way."""
    words = []
    if mostly_carried(answers, before):
        words.append("Most of this is as last time. Say what was new today, if anything was.")
    if len(people(answers)) > 1:
        words.append(f"Entered by {' and '.join(people(answers))}.")
    return tuple(words)


def _last_visit_words(context: VisitContext, before: Answers | None) -> str:
    if before is None:
        return "No form of that visit is kept here."
    choices = choices_by_key(specialty(context.setting))
    parts = []
    for one in before.activities:
        label = one.name or choices[one.key].label if one.key in choices else one.name
        words = [label, f"{one.minutes} min" if one.minutes else ""]
        if one.achieved is not None:
            words.append(f"{one.achieved} of {one.total}" if one.total else str(one.achieved))
        parts.append(" ".join(word for word in words if word))
    plan = "; ".join([*before.plan, before.plan_text]).strip("; ")
    return ". ".join([*parts, f"Plan then: {plan}" if plan else ""]).strip(". ") + "."


def _plan_words(context: VisitContext) -> str:
    plan = context.plan
    if plan is None:
        return "no plan on file"
    return f"plan signed {plan.signed_on:%b} {plan.signed_on.day}" if plan.signed_on else "plan not signed"
