"""The page of a group's form, from the forms of its patients."""

from collections.abc import Sequence
from dataclasses import replace

from chartside.documentation.forms.together import SHARED, part_name
from chartside.documentation.views.group import GroupForm, PatientPart, SharedActivity
from chartside.documentation.views.session import Activity, Count, GoalAnswer, Option, Scale, SessionForm


def show_group(
    base: str,
    account_id: str,
    forms: Sequence[SessionForm],
    left: Sequence[tuple[str, ...]],
    shared: Sequence[str],
) -> GroupForm:
    """The whole page.

    Args:
        base: its address.
        account_id: who types.
        forms: the form of each patient, as it stands.
        left: what is still to answer for each.
        shared: keys of the activities that all may share.
    """
    first = forms[0]
    return GroupForm(
        base=base,
        account_id=account_id,
        visit_id=f"group-{first.visit_id}",
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        place=first.place,
        shared=tuple(_shared(key, forms) for key in shared),
        parts=tuple(
            _part(place, form, left[place - 1], shared, forms) for place, form in enumerate(forms, 1)
        ),
    )


def _activity(form: SessionForm, key: str) -> Activity:
    return next(one for one in form.activities if one.key == key)


def _shared(key: str, forms: Sequence[SessionForm]) -> SharedActivity:
    done = [one for form in forms if (one := _activity(form, key)).chosen]
    shown = done[0] if done else _activity(forms[0], key)
    minutes = next(count for count in shown.counts if count.is_minutes)
    named = replace(minutes, name=f"{SHARED}{minutes.name}", label=f"Minutes: {shown.face}")
    return SharedActivity(key, shown.face, bool(done), named, shown.named, shown.name)


def _part(
    place: int, form: SessionForm, left: tuple[str, ...], shared: Sequence[str], forms: Sequence[SessionForm]
) -> PatientPart:
    prefix = part_name(place)
    activities = [_activity(form, key) for key in shared]
    all_did = {key for key in shared if any(_activity(one, key).chosen for one in forms)}
    return PatientPart(
        prefix=prefix,
        form=form,
        activities=tuple(_own(one, prefix) for one in activities),
        goals=tuple(GoalAnswer(one.id, _count(one.count, prefix), one.skipped) for one in form.goals),
        left_out=tuple(
            Option(one.key, one.face, chosen=one.key in all_did and not one.chosen and form.revision > 0)
            for one in activities
        ),
        left=left,
        own_url=form.base,
    )


def _own(activity: Activity, prefix: str) -> Activity:
    """What is the patient's own of a shared activity: its result, help and goal."""
    return replace(
        activity,
        counts=tuple(_count(one, prefix) for one in activity.counts if not one.is_minutes),
        scales=tuple(_scale(one, prefix) for one in activity.scales),
        codes=(),
    )


def _count(count: Count, prefix: str) -> Count:
    of_name = f"{prefix}{count.of_name}" if count.of_name else ""
    return replace(count, name=f"{prefix}{count.name}", of_name=of_name)


def _scale(scale: Scale, prefix: str) -> Scale:
    return replace(scale, name=f"{prefix}{scale.name}")
