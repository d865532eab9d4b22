"""Addresses, telephone numbers and member ids of people who do not exist."""

from importlib.resources import files
from typing import Any

import yaml

from chartside.demo.telling import Person, Told

_LETTERS = "ACDEFGHJKMNPQRTUVWXY"


class Directory:
    """Where each invented person lives and is reached: all within the reserved 555-01xx numbers."""

    def __init__(self, told: Told) -> None:
        """Deal the numbers out in the order of the people."""
        self._told = told
        self._places: dict[str, Any] = yaml.safe_load(
            files("chartside.demo.data").joinpath("places.yaml").read_text("utf-8")
        )
        free = (n for n in range(100) if n not in self._places["reserved_phones"])
        self._phones = {person.mrn: f"{self._places['area']}{next(free):02d}" for person in told.people}

    def phone(self, person: Person) -> str:
        """Such as `555-555-0112`."""
        told: str = person.told.get("guardian_phone", self._phones[person.mrn])
        return told

    def address(self, person: Person) -> tuple[str, str, str, str]:
        """Street, city, state, ZIP."""
        house = 10 + self._told.dice.below(880, person.mrn, "house")
        street = self._told.dice.pick(self._places["streets"], person.mrn, "street")
        return f"{house} {street}", self._places["city"], self._places["state"], self._places["zip"]

    def member_id(self, person: Person) -> str:
        """In the shape of the payer's cards; empty where a payer gives none."""
        if "member_id" in person.told:
            told: str = person.told["member_id"]
            return told
        shape = self._places["member_ids"][person.payer]
        return "".join(self._sign(sign, person, place) for place, sign in enumerate(shape))

    def _sign(self, sign: str, person: Person, place: int) -> str:
        dice = self._told.dice
        if sign == "#":
            return str(dice.below(10, person.mrn, "member", place))
        return dice.pick(_LETTERS, person.mrn, "member", place) if sign == "@" else sign
