"""The stories of the demo by name: who enters what at which visit, and what they do then."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class StoryVisit:
    """One visit of a story and what its therapist enters.

    Attributes:
        visit: the appointment's id in the demo's export (`clinic.visits.visit_from(work, SOURCE, visit)`).
        staff: the code of who fills the form.
        draft: the input of `documentation draft`: doc_type, setting, discipline, payer, input.
    """

    visit: str
    staff: str
    draft: dict[str, Any]

    @property
    def session(self) -> dict[str, Any]:
        """What is entered in the session form."""
        session: dict[str, Any] = self.draft["input"]["session"]
        return session


@dataclass(frozen=True)
class Act:
    """One thing a person of the story does, in order, for each of its visits.

    `does` is fills_form, adds_sentence, removes_sentence, returns or countersigns; `more` holds what it needs
    (`text` and `section`, `reason`, `changes` to the form) and `blocks` when the signature is then refused.
    """

    by: str
    does: str
    more: dict[str, Any]


@dataclass(frozen=True)
class Story:
    """A story of journey J1. `expect` is for each visit: timed minutes, units, who has signed in the end."""

    name: str
    title: str
    tells: str
    visits: tuple[StoryVisit, ...]
    acts: tuple[Act, ...]
    expect: dict[str, Any]


@cache
def stories() -> dict[str, Story]:
    """Every story by name, in alphabetical order."""
    folder = files("chartside.demo").joinpath("story_files")
    names = sorted(
        place.name.removesuffix(".yaml") for place in folder.iterdir() if place.name.endswith(".yaml")
    )
    return {
        name: _story(name, yaml.safe_load(folder.joinpath(f"{name}.yaml").read_text("utf-8")))
        for name in names
    }


def story(name: str) -> Story:
    """One story.

    Raises:
        KeyError: there is none of that name.
    """
    return stories()[name]


def _story(name: str, told: dict[str, Any]) -> Story:
    return Story(
        name=name,
        title=told["title"],
        tells=told["tells"],
        visits=tuple(_visit(name, shape) for shape in told["visits"]),
        acts=tuple(_act(shape) for shape in told["acts"]),
        expect=told["expect"],
    )


def _visit(name: str, told: dict[str, Any]) -> StoryVisit:
    draft = {key: part for key, part in told.items() if key not in ("visit", "staff")}
    return StoryVisit(told["visit"], told["staff"], {"id": f"{name}:{told['visit']}", **draft})


def _act(told: dict[str, Any]) -> Act:
    return Act(
        told["by"], told["does"], {key: part for key, part in told.items() if key not in ("by", "does")}
    )
