"""From the file's bytes to a clinic, or to what is wrong with it in words."""

import yaml
from pydantic import ValidationError

from chartside.clinic.configuration.model import ClinicConfiguration
from chartside.kernel.errors import Problem


def read_configuration(data: bytes) -> tuple[ClinicConfiguration | None, tuple[Problem, ...]]:
    """The clinic that a YAML file describes, or `None` and every problem with its path (`staff[2].npi`).

    Never raises on the file's content.
    """
    try:
        shape = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        return None, (Problem("not_yaml", _place(error)),)
    if not isinstance(shape, dict):
        return None, (
            Problem("not_a_clinic", "The file holds no clinic: it should begin with `organisation:`."),
        )
    try:
        return ClinicConfiguration.model_validate(shape), ()
    except ValidationError as error:
        return None, tuple(
            _problem(details["loc"], details["type"], details["msg"]) for details in error.errors()
        )


def _problem(place: tuple[int | str, ...], kind: str, message: str) -> Problem:
    path = ""
    for step in place:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    words = (
        "unknown field; check its spelling"
        if kind == "extra_forbidden"
        else message.removeprefix("Value error, ")
    )
    return Problem(kind, words, path)


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f" near line {mark.line + 1}" if mark else ""
    return f"The file is no YAML{where}: {getattr(error, 'problem', None) or 'it cannot be read'}."
