"""What the form of one visit offers: the activities of its specialty, its scales, its goals' units."""

import re
from dataclasses import dataclass
from functools import cache

from chartside.documentation.forms.answers import OTHER
from chartside.documentation.specialties import ActivityChoice, Specialty
from chartside.drafting.language.data import load_yaml, pack_file


@dataclass(frozen=True)
class ScaleOption:
    """One step of an ordered scale: what the note says, and its short face."""

    value: str
    face: str


@dataclass(frozen=True)
class OrderedScale:
    """A scale, less help to more."""

    name: str
    label: str
    options: tuple[ScaleOption, ...]


@cache
def scales() -> dict[str, OrderedScale]:
    """The scales of the shipped pack by name: `assist`, `cues`, `prompts`."""
    pack = load_yaml(pack_file("forms", "scales.yaml").read_text(encoding="utf-8"))
    return {
        name: OrderedScale(name, scale["label"], tuple(ScaleOption(**one) for one in scale["options"]))
        for name, scale in pack["scales"].items()
    }


@cache
def skills() -> tuple[str, ...]:
    """What a therapist may have decided during the session, as taps."""
    pack = load_yaml(pack_file("forms", "skills.yaml").read_text(encoding="utf-8"))
    return tuple(pack["skills"])


def activity_key(label: str) -> str:
    """`Tray carry, set places` as `tray-carry-set-places`: its name in fields and stored answers."""
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def choices_by_key(pack: Specialty) -> dict[str, ActivityChoice]:
    """The pack's activities by key. The activity that a therapist names has the key `other`."""
    found = {activity_key(choice.label): choice for choice in pack.activities}
    other = ActivityChoice(label="Other", code="", measure="", unit="of", scale="assist")
    return found | {OTHER: other}
