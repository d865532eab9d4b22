"""Who a patient is, as values. What stands here is sealed wherever it is stored."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Address:
    """A postal address; what is unknown is empty."""

    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


@dataclass(frozen=True)
class PatientIdentity:
    """What names a patient. `sex` is M, F, X or U as written; `phone` is in the form `+15555550102`."""

    first: str
    last: str
    birth_date: date
    middle: str = ""
    preferred: str = ""
    sex: str = ""
    pronouns: str = ""
    mrn: str = ""
    source_id: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    address: Address = field(default_factory=Address)

    @property
    def name(self) -> str:
        """`Theo Marsh`."""
        return f"{self.first} {self.last}"

    def as_json(self) -> dict[str, Any]:
        """The shape that is sealed."""
        return asdict(self) | {"birth_date": self.birth_date.isoformat()}

    @classmethod
    def from_json(cls, shape: dict[str, Any]) -> "PatientIdentity":
        """The identity that `as_json` gave."""
        return cls(
            **shape
            | {"birth_date": date.fromisoformat(shape["birth_date"]), "address": Address(**shape["address"])}
        )


@dataclass(frozen=True)
class ContactDetails:
    """A person to reach about a patient."""

    name: str
    relation: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape that is sealed."""
        return asdict(self)


@dataclass(frozen=True)
class PatientHeader:
    """What stays in sight on every page about a patient."""

    patient_id: UUID
    name: str
    first: str
    birth_date: date
    age: int
    pronouns: str
    mrn: str
    location: str
    payer: str
    diagnosis_codes: tuple[str, ...]

    @property
    def short_name(self) -> str:
        """`Theo M.`, for lists."""
        return f"{self.first} {self.name.removeprefix(self.first).strip()[:1]}."


def age_on(birth_date: date, day: date) -> int:
    """Whole years; a child of 29 February has a birthday on 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
