"""Reads the profiles."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from chartside.interchange.tables import Profile
from chartside.interchange.tables.dates import DateOrder
from chartside.kernel.errors import NotFound
from chartside.kernel.findings import Confidence


@cache
def known_profiles() -> tuple[Profile, ...]:
    """Every profile, by title, the generic one first.

    Raises:
        ValueError: a profile's file is wrong.
    """
    folder = files("chartside.connectors.csv_import").joinpath("profiles")
    found = [
        _read(place.name, place.read_text("utf-8"))
        for place in folder.iterdir()
        if place.name.endswith(".yaml")
    ]
    return tuple(sorted(found, key=lambda known: (known.name != "generic", known.title)))


def profile(name: str) -> Profile:
    """The profile of a system.

    Raises:
        NotFound: there is none of that name.
    """
    for known in known_profiles():
        if known.name == name:
            return known
    raise NotFound(f"There is no profile for {name!r}; use the generic one.")


def _read(file_name: str, text: str) -> Profile:
    shape: dict[str, Any] = yaml.safe_load(text)
    order = shape.get("date_order")
    try:
        return Profile(
            name=file_name.removesuffix(".yaml"),
            title=shape["title"],
            headers={kind: _headers(fields) for kind, fields in (shape.get("headers") or {}).items()},
            date_order=DateOrder(order) if order else None,
            known=" ".join(shape["known"].split()),
            unknown=" ".join(shape["unknown"].split()),
            confidence=Confidence(shape["confidence"]).value,
            checked_on=str(shape["checked_on"]),
        )
    except (KeyError, AttributeError, ValueError) as error:
        raise ValueError(f"the profile {file_name} is wrong: {error}") from error


def _headers(fields: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(names) for name, names in fields.items()}
