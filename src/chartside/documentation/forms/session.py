"""The session of a visit as its form tells it, each member with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from chartside.documentation.context import VisitContext
from chartside.documentation.forms.answers import OTHER, ActivityAnswer, Answers, GoalToday
from chartside.documentation.forms.asked import fields_asked_by
from chartside.documentation.forms.attendance import attendance_entries
from chartside.documentation.forms.chart import code_for, goals_of, plain, speaker_of, usual_code
from chartside.documentation.forms.choices import activity_key, choices_by_key
from chartside.documentation.forms.evidence import Origin
from chartside.documentation.forms.heard import Taken, taken_members
from chartside.documentation.forms.stamps import people
from chartside.documentation.specialties import ActivityChoice, specialty

FORM = "session form"
_DISCIPLINES = {"OT": "occupational therapy", "PT": "physical therapy", "SLP": "speech therapy"}


@dataclass
class Session:
    """A session while it is written: its members, and the origin of each path."""

    answers: Answers
    members: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)

    def put(self, member: str, value: object, origin: Origin | str) -> None:
        """Add one entry to a list; `origin` is one, or the name of the answer that it is."""
        entries = self.members.setdefault(member, [])
        self.origins[f"session.{member}[{len(entries)}]"] = self.origin(origin)
        entries.append(value)

    def set(self, member: str, value: object, origin: Origin | str) -> None:
        """Set a member that holds one value."""
        self.members[member] = value
        self.origins[f"session.{member}"] = self.origin(origin)

    def origin(self, told: Origin | str) -> Origin:
        """The origin of an answer by its name, with who entered it."""
        if isinstance(told, Origin):
            return told
        return Origin(FORM, self.answers.entered.get(told))


def write_session(context: VisitContext, answers: Answers) -> Session:
    """Every answer as a member of the session, in the order in which a reader meets them."""
    session = Session(answers)
    taken = taken_members(answers)
    _times(session, context, taken)
    _subjective(session, context, taken)
    _activities(session, context, taken)
    _words(session, context, taken)
    _goals(session, context, taken)
    _asked(session, context)
    _others(session, context, taken)
    return session


def _times(session: Session, context: VisitContext, taken: list[Taken]) -> None:
    visit, attendance = context.visit, session.answers.attendance
    starts = visit.starts_at + timedelta(minutes=attendance.late or 0)
    ends = visit.ends_at - timedelta(minutes=attendance.early or 0)
    session.set("start", f"{starts:%H:%M}", "late")
    session.set("end", f"{ends:%H:%M}", "early")
    for one in taken:
        if one.member in ("start", "end"):
            session.set(one.member, one.value, one.origin)
    if attendance.refused_whole:
        session.set("total_minutes", 0, "refused")


def _subjective(session: Session, context: VisitContext, taken: list[Taken]) -> None:
    if session.answers.subjective:
        told = {"speaker": speaker_of(context), "text": session.answers.subjective}
        session.put("subjective", told, "subjective")
    _put_taken(session, taken, "subjective")
    _put_taken(session, taken, "observation")


def _activities(session: Session, context: VisitContext, taken: list[Taken]) -> None:
    answers = session.answers
    heard = {activity_key(one.value["activity"]): one for one in taken if one.member == "activities"}
    session.members["activities"] = []
    for one in answers.activities:
        value = activity_value(context, one)
        also = heard.pop(activity_key(value.get("activity", "")), None)
        origin = _activity_origin(session, context, one)
        session.put("activities", (also.value if also else {}) | value, origin)
    for said in heard.values():
        code = said.code or code_for(context, said.value["activity"])
        session.put("activities", said.value | ({"code": code} if code else {}), said.origin)


def _activity_origin(session: Session, context: VisitContext, answer: ActivityAnswer) -> Origin:
    stamp = session.answers.entered.get(f"activity:{answer.key}")
    carried = f"activity:{answer.key}" in session.answers.carried
    return Origin(_as_then(context) if carried else FORM, stamp)


def _as_then(context: VisitContext) -> str:
    before = context.previous_visit
    return f"as on {before.day:%b} {before.day.day}, confirmed" if before else FORM


def _words(session: Session, context: VisitContext, taken: list[Taken]) -> None:
    answers = session.answers
    texts = {"response": answers.response_text, "skilled": answers.skilled, "plan": answers.plan_text}
    taps = {"response": answers.response, "skilled": answers.skill, "plan": answers.plan}
    names = {"response": "response", "skilled": "skill", "plan": "plan"}
    for member, words in taps.items():
        for word in words:
            name = f"{names[member]}:{word}"
            carried = Origin(_as_then(context), answers.entered.get(name))
            session.put(member, word, carried if name in answers.carried else name)
        if texts[member]:
            session.put(member, texts[member], f"{names[member]}_text")
        _put_taken(session, taken, member)


def _goals(session: Session, context: VisitContext, taken: list[Taken]) -> None:
    told = {one.goal for one in session.answers.goals}
    known = {goal.code for goal in goals_of(context)}
    for one in session.answers.goals:
        session.put("goals", goal_value(context, one), f"goal:{one.goal}")
    for heard in taken:
        if heard.member != "goals" or heard.value.get("goal") in told:
            continue
        value = heard.value
        if value["goal"] in known and isinstance(value.get("now"), int):
            value = goal_value(context, GoalToday(value["goal"], value["now"], value.get("total")))
        session.put("goals", value, heard.origin)


def _asked(session: Session, context: VisitContext) -> None:
    """The answers to what a code or payer asks, while it still asks."""
    codes = {str(one.get("code", "")) for one in session.members["activities"]}
    for one in fields_asked_by(context.setting, context.payer_code, codes):
        chosen = session.answers.required.get(one.id, ())
        if chosen:
            words = ", ".join(word for word in chosen if word in one.options)
            session.set(one.member, words, f"asked:{one.id}")


def _others(session: Session, context: VisitContext, taken: list[Taken]) -> None:
    visit, answers = context.visit, session.answers
    # Two disciplines at once are neither: whether it was one to one then is for the therapist to say.
    if visit.group_id is not None:
        session.set("group", True, "visit")  # noqa: FBT003 - a value of the form
    elif visit.co_treatment_id is None and not answers.attendance.refused_whole:
        session.set("one_to_one", True, "visit")  # noqa: FBT003 - a value of the form
    for partner in context.partners:
        theirs, own = _DISCIPLINES[partner.discipline], _DISCIPLINES[visit.discipline]
        words = f"with {theirs}, {partner.provider}; the minutes here are those of {own} alone"
        session.put("co_treatment", words, "visit")
    entered = people(answers)
    if len(entered) > 1:
        session.put("contributors", f"begun by {entered[0]}; finished by {entered[-1]}", "visit")
    labels = {key: choice.label for key, choice in choices_by_key(specialty(context.setting)).items()}
    for member, entries in attendance_entries(answers.attendance, labels).items():
        for entry in entries:
            session.put(member, entry, member)
    done = {"subjective", "observation", "activities", "response", "skilled", "plan", "goals", "start", "end"}
    for one in taken:
        if one.member == "total_minutes":
            session.set(one.member, one.value, one.origin)
        elif one.member not in done:
            session.put(one.member, one.value, one.origin)


def _put_taken(session: Session, taken: list[Taken], member: str) -> None:
    for one in taken:
        if one.member == member:
            session.put(member, one.value, one.origin)


def activity_value(context: VisitContext, answer: ActivityAnswer) -> dict[str, Any]:
    """One tapped activity in the contract's shape."""
    choice = choices_by_key(specialty(context.setting)).get(answer.key)
    name = answer.name if answer.key == OTHER or choice is None else choice.label
    activity: dict[str, Any] = {
        "activity": name,
        "minutes": answer.minutes,
        "goal": [answer.goal] if answer.goal else [],
        "performance": _result(answer, choice),
        "assist": answer.assist or answer.prompts,
        "cues": answer.cues,
        "code": answer.code or (usual_code(context, choice) if choice else ""),
    }
    return {member: value for member, value in activity.items() if value not in (None, "", [])}


def _result(answer: ActivityAnswer, choice: ActivityChoice | None) -> str:
    if answer.achieved is None or choice is None:
        return ""
    if choice.unit == "of":
        return f"{answer.achieved} of {answer.total} {choice.measure}".strip() if answer.total else ""
    return f"{answer.achieved} {choice.unit} {choice.measure}"


def goal_value(context: VisitContext, today: GoalToday) -> dict[str, Any]:
    """Today's value of a goal beside its baseline, last value and target."""
    goal = next(one for one in goals_of(context) if one.code == today.goal)
    last = goal.last_before(context.visit.starts_at)
    record: Mapping[str, Any] = {
        "goal": goal.code,
        "measure": goal.measure,
        "unit": goal.unit if goal.total is None else None,
        "total": plain(goal.total if today.total is None else Decimal(today.total)),
        "direction": goal.direction,
        "baseline": plain(goal.baseline),
        "baseline_date": goal.baseline_on.isoformat() if goal.baseline_on else None,
        "last": plain(last.value) if last else None,
        "last_date": last.at.date().isoformat() if last else None,
        "now": today.value,
        "target": plain(goal.target),
    }
    return {member: value for member, value in record.items() if value is not None}
