"""Specialty packs: what the session form of a setting offers and asks for, how its notes name the patient."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from chartside.documentation.required_fields import RequiredField, required_fields
from chartside.drafting.language.data import load_yaml, pack_file

__all__ = [
    "ActivityChoice",
    "Policy",
    "RequiredField",
    "Specialty",
    "required_fields",
    "specialty",
    "specialty_ids",
]

GENERAL = "general"


@dataclass(frozen=True)
class ActivityChoice:
    """An activity as the form offers it.

    Attributes:
        code: the procedure code proposed for it; the therapist confirms.
        measure: what is counted or measured, such as `rings on target`.
        unit: `of` for a count out of a total, else a unit such as `min`.
        scale: `assist`, `cues` or `prompts`: which ordered scale the form asks for.
    """

    label: str
    code: str
    measure: str
    unit: str
    scale: str


@dataclass(frozen=True)
class Policy:
    """A kind of paper that the setting answers to: its `type`, and what was read in it."""

    type: str
    about: str


@dataclass(frozen=True)
class Specialty:
    """One specialty pack.

    Attributes:
        by_name: notes call the patient by the given name.
        framework: the practice framework that it follows, in our words.
        precautions: what a therapist of the setting often has to observe, as taps.
        skills: what a therapist of the setting often decides, as taps.
        measures: ids of the table `outcome_measures` that fit the setting.
        goals: goal templates; what only the therapist knows stands in brackets.
        policies: the papers behind the setting's rules: `contractor_policy`, `state_manual`, `plan_policy`.
        clinical_reviewer: who has read it; None while nobody has.
    """

    id: str
    title: str
    discipline: str
    framework: str
    by_name: bool
    activities: tuple[ActivityChoice, ...]
    responses: tuple[str, ...]
    plans: tuple[str, ...]
    precautions: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()
    clinical_reviewer: str | None = None
    source: dict[str, Any] = field(default_factory=dict)


@cache
def specialty(setting: str) -> Specialty:
    """The pack of a setting; the general one when the setting is unknown."""
    name = setting if setting in specialty_ids() else GENERAL
    pack = load_yaml(pack_file("specialties", f"{name}.yaml").read_text(encoding="utf-8"))
    return Specialty(
        id=name,
        title=pack["title"],
        discipline=pack["discipline"],
        framework=pack["framework"],
        by_name=pack["by_name"],
        activities=tuple(ActivityChoice(**activity) for activity in pack["activities"]),
        responses=tuple(pack["responses"]),
        plans=tuple(pack["plans"]),
        precautions=tuple(pack["precautions"]),
        skills=tuple(pack["skills"]),
        measures=tuple(pack["measures"]),
        goals=tuple(pack["goals"]),
        policies=tuple(Policy(**policy) for policy in pack["sources"]),
        clinical_reviewer=pack["clinical_reviewer"],
        source={name: pack[name] for name in ("source", "confidence", "checked_on")},
    )


@cache
def specialty_ids() -> tuple[str, ...]:
    """The ids of the shipped packs."""
    names = (entry.name for entry in pack_file("specialties").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))
