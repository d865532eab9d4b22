"""One form for a whole group: what was shared once, what each did apart; several notes."""

from dataclasses import dataclass, replace
from uuid import UUID

from fastapi.responses import Response

from chartside.clinic.overlays import pack_set
from chartside.clinic.visits import get_visit, group_of
from chartside.clinic.vocabulary import VisitStatus
from chartside.documentation.context import VisitContext, refuse_other_people, visit_context
from chartside.documentation.drafts import draft_note
from chartside.documentation.forms.answers import Answers
from chartside.documentation.forms.chart import goals_of
from chartside.documentation.forms.choices import choices_by_key
from chartside.documentation.forms.fields import Fields
from chartside.documentation.forms.keeping import answers_of, keep, last_answers
from chartside.documentation.forms.show import open_parts, show_form
from chartside.documentation.forms.show_group import show_group
from chartside.documentation.forms.store import SavedForm, saved_form
from chartside.documentation.forms.together import part_answers, part_name, shared_activities
from chartside.documentation.specialties import specialty
from chartside.documentation.views.group import GroupForm
from chartside.kernel.errors import NotFound, Refused
from chartside.platform.pages import Page, PageRouter

router = PageRouter()
_PAGE = "group form"


@dataclass(frozen=True)
class _Group:
    """The visits of a group that took place and are the actor's, and the activities that all can share."""

    contexts: list[VisitContext]

    @property
    def shared(self) -> tuple[str, ...]:
        return shared_activities([tuple(choices_by_key(specialty(one.setting))) for one in self.contexts])


@router.get("/visits/{visit_id}/group", permission="session.write")
def group_form(page: Page, visit_id: UUID) -> Response:
    """The form of the whole group, as far as it was filled."""
    return page.render("documentation/group_form.html", form=_form(page, visit_id, _group(page, visit_id)))


@router.put("/visits/{visit_id}/group", permission="session.write")
def keep_group(page: Page, visit_id: UUID) -> Response:
    """Keep the answers as they are typed, each patient's with the patient's own form."""
    group = _group(page, visit_id)
    _save(page, group)
    return page.fragment("documentation/group_saved.html", form=_form(page, visit_id, group))


@router.post("/visits/{visit_id}/group/save", permission="session.write")
def keep_without_script(page: Page, visit_id: UUID) -> Response:
    """The same for a browser without scripts."""
    _save(page, _group(page, visit_id))
    page.flash("Saved.")
    return page.redirect(f"/visits/{visit_id}/group")


@router.post("/visits/{visit_id}/group/draft", permission="session.write")
def draft_all(page: Page, visit_id: UUID) -> Response:
    """Keep the answers and draft every note, one for each patient; all of them or none."""
    group = _group(page, visit_id)
    _save(page, group)
    try:
        with page.work.attempt():
            drafted = [draft_note(page.work, one.visit.id) for one in group.contexts]
    except Refused as refusal:
        page.flash(str(refusal), "block")
        return page.redirect(f"/visits/{visit_id}/group")
    page.flash(f"{len(drafted)} drafts wait, one for each of the group.")
    return page.redirect(f"/notes/{drafted[0]}")


def _group(page: Page, visit_id: UUID) -> _Group:
    visits = group_of(page.work, get_visit(page.work, visit_id))
    came = [one for one in visits if one.status == VisitStatus.COMPLETED and one.note_signed_at is None]
    if len(visits) < 2 or not came:
        raise NotFound("This visit is no group's.")
    contexts = [visit_context(page.work, one.id, _PAGE) for one in came]
    for one in contexts:
        refuse_other_people(page.work, one)
    return _Group(contexts)


def _save(page: Page, group: _Group) -> None:
    fields = Fields.of(page.form.multi_items())
    for place, context in enumerate(group.contexts, 1):
        before = answers_of(page.work, context)
        goals = [goal.code for goal in goals_of(context)]
        answers = part_answers(fields, place, goals, group.shared, before)
        seen = fields.number(f"{part_name(place)}revision", 10**6) or 0
        keep(page.work, context, answers, before, seen)


def _form(page: Page, visit_id: UUID, group: _Group) -> GroupForm:
    packs, account = pack_set(page.work), str(page.work.actor.account_id)
    forms, left = [], []
    for context in group.contexts:
        saved = saved_form(page.work, context.visit.id) or SavedForm(Answers())
        form = show_form(context, saved, last_answers(page.work, context), packs, account)
        forms.append(replace(form, base=f"/visits/{context.visit.id}/session"))
        left.append(open_parts(context, saved.answers))
    return show_group(f"/visits/{visit_id}/group", account, forms, left, group.shared)
