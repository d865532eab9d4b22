"""The style of one author, as values that a person can read and change."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from chartside.drafting.language.data import phrases
from chartside.drafting.language.words import tidy, words

LENGTHS = ("brief", "standard", "full")
THERAPISTS = ("third", "first")
LAYOUTS = ("prose", "lists", "bullets")
OPENINGS = ("activities", "response")
BY_NAME = "name"
BULLET = "• "
_LONGEST_MARKER = 60


@cache
def patient_words() -> tuple[str, ...]:
    """What a draft may call the patient, the given name aside."""
    return tuple(phrases("style")["patient_words"])


@dataclass(frozen=True)
class Style:
    """How the drafts of one author are worded. It never changes which facts they state.

    Attributes:
        length: `brief` (lean, telegraphic), `standard` or `full` (whole sentences).
        patient: what the patient is called: one of `patient_words()`, `name`, or empty for the setting's way.
        therapist: `third` person, or `first` ("I graded ...").
        layout: `prose`, `lists` (bullets for what was done and for the plan) or `bullets` throughout.
        opens_with: whether the objective part begins with the activities or with the response.
        markers: phrases the author uses, the most telling first.
    """

    length: str = "standard"
    patient: str = ""
    therapist: str = "third"
    layout: str = "prose"
    opens_with: str = "activities"
    markers: tuple[str, ...] = ()

    @property
    def bulleted(self) -> frozenset[str]:
        """The sections whose sentences stand after a bullet."""
        return {"lists": frozenset("OP"), "bullets": frozenset("SOAP")}.get(self.layout, frozenset())

    def as_json(self) -> dict[str, Any]:
        """The shape that is stored."""
        return asdict(self) | {"markers": list(self.markers)}

    @classmethod
    def read(cls, shape: Mapping[str, Any]) -> "Style":
        """The style that a stored or typed shape names; what it does not name or misnames is left plain."""

        def one_of(name: str, choices: tuple[str, ...]) -> str:
            told = str(shape.get(name) or "").strip().lower()
            return told if told in choices else choices[0]

        markers = shape.get("markers")
        several = markers if isinstance(markers, list | tuple) else []
        told = [tidy(str(one)).lower()[:_LONGEST_MARKER] for one in several]
        kept = [one for one in dict.fromkeys(told) if words(one)]
        return cls(
            length=one_of("length", ("standard", *LENGTHS)),
            patient=one_of("patient", ("", *patient_words(), BY_NAME)),
            therapist=one_of("therapist", THERAPISTS),
            layout=one_of("layout", LAYOUTS),
            opens_with=one_of("opens_with", OPENINGS),
            markers=tuple(kept[: phrases("style")["most_markers"]]),
        )
