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
    shown = _activity(forms[0], key)
    minutes = replace(
        _minutes(shown),
        name=f"{SHARED}minutes:{key}",
        label=f"Minutes: {shown.face}",
        value=_common_minutes(key, forms),
    )
    return SharedActivity(
        key, shown.face, bool(_done(key, forms)), minutes, shown.named, _common_name(key, forms)
    )


def _done(key: str, forms: Sequence[SessionForm]) -> list[Activity]:
    return [one for form in forms if (one := _activity(form, key)).chosen]


def _minutes(activity: Activity) -> Count:
    return next(count for count in activity.counts if count.is_minutes)


def _common_minutes(key: str, forms: Sequence[SessionForm]) -> int | None:
    """What most of those who did it have; the first of equals."""
    told = [count for one in _done(key, forms) if (count := _minutes(one).value) is not None]
    return max(told, key=told.count) if told else None


def _common_name(key: str, forms: Sequence[SessionForm]) -> str:
    """Everybody's name for it, where all who did it have the same."""
    names = {one.name for one in _done(key, forms)}
    return names.pop() if len(names) == 1 else ""


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
        minutes=tuple(_own_minutes(one, prefix, forms) for one in activities),
        names=tuple(
            (one.name if one.name != _common_name(one.key, forms) else "") if one.named else None
            for one in activities
        ),
        left_out=tuple(
            Option(one.key, one.face, chosen=one.key in all_did and not one.chosen and form.revision > 0)
            for one in activities
        ),
        left=left,
        own_url=form.base,
    )


def _own_minutes(activity: Activity, prefix: str, forms: Sequence[SessionForm]) -> Count:
    minutes = _minutes(activity)
    differs = activity.chosen and minutes.value != _common_minutes(activity.key, forms)
    return replace(
        minutes,
        name=f"{prefix}{minutes.name}",
        label="Own minutes",
        value=minutes.value if differs else None,
        hint="if they differ",
        start=None,
        is_minutes=False,
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
