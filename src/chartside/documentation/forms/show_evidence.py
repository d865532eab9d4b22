"""The parts of the form's page that hold evidence: as last time, heard, asked, what differed."""

import json
from collections.abc import Iterator, Sequence

from chartside.coding.api import code_choices
from chartside.documentation.context import VisitContext
from chartside.documentation.dictation.model import Candidate, Kind
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.asked import fields_asked_by
from chartside.documentation.forms.attendance import WHOLE_VISIT, attendance_words
from chartside.documentation.forms.carry_over import offers
from chartside.documentation.forms.chart import cast_of, code_for
from chartside.documentation.forms.choices import choices_by_key
from chartside.documentation.forms.entry import visit_input
from chartside.documentation.forms.evidence import DICTATION, Confirmed, Source
from chartside.documentation.forms.flowsheet import read_flowsheet
from chartside.documentation.forms.taking import offered
from chartside.documentation.specialties import specialty
from chartside.documentation.views.session import (
    Asked,
    Carried,
    Count,
    Difference,
    HeardItem,
    HeardSource,
    Option,
)
from chartside.drafting.language.quantities import show

_FACES = {
    Kind.ACTIVITY: "activity",
    Kind.REPORT: "somebody said",
    Kind.OBSERVATION: "what you saw",
    Kind.RESPONSE: "response",
    Kind.SKILLED: "what needed a therapist",
    Kind.ASSESSMENT: "assessment",
    Kind.PLAN: "plan",
    Kind.PRECAUTION: "precaution",
    Kind.SAFETY: "safety",
    Kind.REFUSAL: "declined",
    Kind.NOT_DONE: "not done",
    Kind.GOAL: "goal data",
    Kind.MEASURE: "measure",
    Kind.TIME: "time",
    Kind.EARLIER: "earlier, not today",
    Kind.PRESENT: "who was there",
}


def carried_offers(context: VisitContext, answers: Answers, before: Answers | None) -> tuple[Carried, ...]:
    """What may be as last time, each a tap."""
    labels = {key: choice.label for key, choice in choices_by_key(specialty(context.setting)).items()}
    return tuple(
        Carried(one.id, one.words, json.dumps(one.fields), one.id in answers.carried)
        for one in offers(before, labels)
    )


def asked_fields(context: VisitContext, answers: Answers) -> tuple[Asked, ...]:
    """What the codes chosen so far and the payer ask."""
    codes = {str(one.get("code", "")) for one in visit_input(context, answers)["session"]["activities"]}
    return tuple(
        Asked(
            one.id, one.label, _options(one.options, answers.required.get(one.id, ())), one.several, one.why
        )
        for one in fields_asked_by(context.setting, context.payer_code, codes)
    )


def heard_sources(context: VisitContext, answers: Answers) -> tuple[HeardSource, ...]:
    """Every text and table that was brought in, the newest first."""
    return tuple(_source(context, answers, one) for one in reversed(answers.brought.sources))


def _source(context: VisitContext, answers: Answers, source: Source) -> HeardSource:
    if source.kind == DICTATION:
        return HeardSource(source.id, "Heard in your text", tuple(_heard(context, answers, source)))
    names = (context.patient.name, context.patient.mrn, f"{context.patient.last}, {context.patient.first}")
    sheet = read_flowsheet(source.text, context.visit.day, names)
    taken = {one.id for one in answers.brought.numbers}
    items = tuple(
        HeardItem(
            id=f"{source.id}:{one.place}",
            says=" ".join(part for part in (one.name, one.side, show(one.value), one.unit) if part),
            words=f"row {one.row}, column {one.column}",
            taken=f"{source.id}:{one.place}" in taken,
            doubts=(sheet.doubts[one.place],) if one.place in sheet.doubts else (),
        )
        for one in sheet.numbers
    )
    return HeardSource(source.id, f"Flowsheet {source.name}".strip(), items, tuple(sheet.problems))


def _heard(context: VisitContext, answers: Answers, source: Source) -> Iterator[HeardItem]:
    taken = {one.id: one for one in answers.brought.confirmed}
    for one in offered(source, cast_of(context)):
        mine = taken.get(one.id)
        heard = Candidate(Kind(mine.kind), mine.value, 0, 0, "") if mine else one.candidate
        yield HeardItem(
            id=one.id,
            says=said_as_fact(heard) if one.read or mine else one.candidate.words,
            words=one.candidate.words,
            taken=mine is not None,
            kinds=tuple(Option(kind.value, face, chosen=kind is heard.kind) for kind, face in _FACES.items()),
            retyped=mine.retyped if mine else "",
            doubts=one.candidate.doubts if mine is None or not mine.retyped else (),
            codes=_codes(context, heard, mine),
            unread=not one.read,
        )


def said_as_fact(one: Candidate) -> str:
    """What a candidate would say, in a few words."""
    value = one.value
    if one.kind is Kind.ACTIVITY:
        minutes = f"{value['minutes']} min" if "minutes" in value else ""
        names = ("performance", "assist", "cues", "note")
        return ", ".join(
            part for part in (value["activity"], minutes, *(value.get(name, "") for name in names)) if part
        )
    if one.kind is Kind.REPORT:
        words = f"“{value['quote']}”" if "quote" in value else value["text"]
        return f"{str(value['speaker']).capitalize()}: {words}"
    if one.kind is Kind.GOAL and "goal" in value:
        score = f"{show(value['achieved'])} of {show(value['total'])}" if "achieved" in value else ""
        amount = f"{show(value['value'])} {value.get('unit', '')}".strip() if "value" in value else ""
        return f"{value['goal']}: {score or amount or value.get('text', '')}"
    if one.kind is Kind.MEASURE and "name" in value:
        numbers = [f"{side} {show(value[side])}" for side in ("left", "right") if side in value]
        numbers += [show(value["value"])] if "value" in value else []
        return f"{value['name']}: {', '.join(numbers)} {value.get('unit', '')}".strip()
    return str(value.get("text", ""))


def _codes(context: VisitContext, heard: Candidate, mine: Confirmed | None) -> tuple[Option, ...]:
    if heard.kind is not Kind.ACTIVITY or not heard.value.get("activity"):
        return ()
    chosen = (mine.code if mine else "") or code_for(context, str(heard.value["activity"]))
    found = [
        one
        for one in code_choices(context.discipline, context.visit.day)
        if one.timed or one.category in ("group", "SLP treatment")
    ]
    return tuple(
        Option(one.code, f"{one.code} {one.description}", chosen=one.code == chosen) for one in found
    )


def difference(context: VisitContext, answers: Answers) -> Difference:
    """Late, early, declined, not treated, present."""
    told, words = answers.attendance, attendance_words()
    labels = {
        key: choice.label
        for key, choice in choices_by_key(specialty(context.setting)).items()
        if key != "other"
    }
    why = {one.what: one.reason for one in told.declined}
    missing = unexplained(context, answers)
    anything = told.late or told.early or told.declined or told.untreated or told.present
    return Difference(
        late=Count("Started late", "late", told.late, "min", step=5),
        early=Count("Stopped early", "early", told.early, "min", step=5),
        late_reasons=_options(words.late, (told.late_reason,)),
        early_reasons=_options(words.early, (told.early_reason,)),
        untreated=_options(words.untreated, told.untreated),
        present=_options(words.present, told.present),
        declined=tuple(Option(key, label, chosen=key in why) for key, label in labels.items()),
        declined_reasons=tuple(
            (key, label, _options(words.declined, (why.get(key, ""),))) for key, label in labels.items()
        ),
        whole=WHOLE_VISIT in why,
        whole_reasons=_options(words.declined, (why.get(WHOLE_VISIT, ""),)),
        open=bool(anything or missing),
        unexplained=missing,
    )


def unexplained(context: VisitContext, answers: Answers) -> int:
    """Minutes of the visit that no activity and no reason accounts for; 0 below the pack's threshold."""
    told = answers.attendance
    there = context.visit.minutes - (told.late or 0) - (told.early or 0)
    missing = there - answers.minutes if answers.minutes else 0
    return missing if missing >= attendance_words().explain_from_minutes else 0


def _options(words: Sequence[str], chosen: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(word, word[:1].upper() + word[1:], chosen=word in chosen) for word in words)
