"""Keeping what a form sent, and what stands in the way of its draft because of others in the same hour."""

from dataclasses import replace
from uuid import UUID

from chartside.clinic.patients import headers
from chartside.clinic.visits import group_of
from chartside.documentation.context import VisitContext
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.carry_over import accept
from chartside.documentation.forms.chart import cast_of, goals_of
from chartside.documentation.forms.fields import Fields
from chartside.documentation.forms.sent import read_answers
from chartside.documentation.forms.stamps import stamped
from chartside.documentation.forms.store import SavedForm, save_form, saved_form
from chartside.documentation.forms.taking import brought_by
from chartside.documentation.forms.together import crossing
from chartside.platform.tenancy import Work


def keep_sent(work: Work, context: VisitContext, fields: Fields) -> SavedForm:
    """Keep what a form sent: its answers, what it brought in and took, who entered what.

    Raises:
        ChangedElsewhere: the form has been saved from another page since.
    """
    before = answers_of(work, context)
    answers = read_answers(fields, [goal.code for goal in goals_of(context)])
    brought = brought_by(fields, (before or answers).brought, cast_of(context))
    answers = replace(answers, brought=brought)
    answers = accept(answers, last_answers(work, context), fields.all("carry"))
    return keep(work, context, answers, before, fields.number("revision", 10**6) or 0)


def keep(work: Work, context: VisitContext, answers: Answers, before: Answers | None, seen: int) -> SavedForm:
    """Keep answers with a stamp of who entered each. Raises as `keep_sent`."""
    answers = stamped(answers, before, work.actor.name, work.clock.now())
    return save_form(work, context.visit.id, answers, seen)


def answers_of(work: Work, context: VisitContext) -> Answers | None:
    """The answers of a visit's form as they stand; None when nobody has begun it."""
    saved = saved_form(work, context.visit.id)
    return saved.answers if saved else None


def last_answers(work: Work, context: VisitContext) -> Answers | None:
    """Those of the visit before; None when no form of it is kept here."""
    previous = context.previous_visit
    saved = saved_form(work, previous.id) if previous else None
    return saved.answers if saved else None


def in_the_way(work: Work, context: VisitContext, answers: Answers) -> str | None:
    """Why the answers cannot become a note beside those of the others of that hour, or None."""
    named = crossing(answers, _others_names(work, context))
    if named:
        return "The form names another member of the group. Say “a peer” instead: a note is one patient's."
    theirs = sum(_minutes(work, partner.id) for partner in context.partners)
    over = answers.minutes + theirs - context.visit.minutes
    if theirs and over > 0:
        return (
            f"Both disciplines together count {over} min more than the visit lasted. "
            "A minute belongs to one of them; agree on whose it is."
        )
    return None


def _others_names(work: Work, context: VisitContext) -> list[str]:
    others = [one.patient_id for one in group_of(work, context.visit) if one.id != context.visit.id]
    if not others:
        return []
    return [one.name for one in headers(work, set(others), "group form").values()]


def _minutes(work: Work, visit_id: UUID) -> int:
    saved = saved_form(work, visit_id)
    return saved.answers.minutes if saved else 0
