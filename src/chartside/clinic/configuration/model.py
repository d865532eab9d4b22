"""What a clinic's file may say, and what must agree in it."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from chartside.clinic.vocabulary import is_payer_kind
from chartside.kernel.npi import npi_is_valid
from chartside.kernel.people import ClinicalRole


def _npi(text: str) -> str:
    if not npi_is_valid(text):
        raise ValueError(f"{text!r} is no NPI: its check digit or length is wrong")
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{text!r} is no IANA time zone, such as America/Chicago") from error
    return text


def _payer_kind(text: str) -> str:
    if not is_payer_kind(text):
        raise ValueError(f"{text!r} is no payer kind, such as medicaid, tx_medicaid or commercial")
    return text


Npi = Annotated[str, AfterValidator(_npi)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Role = Literal[
    "therapist", "assistant", "biller", "coordinator", "front_desk", "director", "compliance", "administrator"
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OrganisationPart(_Part):
    """Who signs in with which code."""

    code: Code
    name: Words
    npi: Npi | None = None


class AddressPart(_Part):
    """A clinic's own address."""

    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


class LocationPart(_Part):
    """A place of treatment and its IANA time zone."""

    code: Code
    name: Words
    zone: Annotated[str, AfterValidator(_zone)]
    place_of_service: Annotated[str, Field(pattern=r"^\d\d$")] | None = None
    npi: Npi | None = None
    address: AddressPart = AddressPart()
    phone: str | None = None
    fax: str | None = None


class PayerPart(_Part):
    """A payer; `kind` chooses its rules, `unit_rule` overrides how it counts units."""

    code: Code
    name: Words
    kind: Annotated[str, AfterValidator(_payer_kind)]
    unit_rule: Literal["cms_8_minute", "ama_midpoint_per_code"] | None = None


class LicencePart(_Part):
    """A state licence; both days are inclusive."""

    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    number: Words
    effective: date | None = None
    expires: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.effective and self.expires and self.expires < self.effective:
            raise ValueError("the licence expires before it takes effect")
        return self


class StaffPart(_Part):
    """A person of the clinic. Whoever treats needs a clinical role; `roles` are those of the product."""

    code: Code
    first: Words
    last: Words
    credential: str = ""
    clinical_role: ClinicalRole | None = None
    npi: Npi | None = None
    email: str | None = None
    roles: tuple[Role, ...] = ()
    locations: tuple[Code, ...] = ()
    licences: tuple[LicencePart, ...] = ()


class SupervisionPart(_Part):
    """An assistant works under a therapist from one day to another, both inclusive."""

    assistant: Code
    supervisor: Code
    starts: Annotated[date, Field(alias="from")]
    ends: Annotated[date | None, Field(alias="to")] = None


class ClinicConfiguration(_Part):
    """The whole file."""

    organisation: OrganisationPart
    locations: Annotated[tuple[LocationPart, ...], Field(min_length=1)]
    payers: tuple[PayerPart, ...] = ()
    staff: tuple[StaffPart, ...] = ()
    supervision: tuple[SupervisionPart, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        wrong = [
            *_repeated("location", (place.code for place in self.locations)),
            *_repeated("payer", (payer.code for payer in self.payers)),
            *_repeated("person", (person.code for person in self.staff)),
            *_repeated("NPI of a person", (person.npi for person in self.staff if person.npi)),
            *self._unknown_places(),
            *self._wrong_supervision(),
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _unknown_places(self) -> list[str]:
        known = {place.code for place in self.locations}
        return [
            f"{person.code} works at {code!r}, which is no location of this file"
            for person in self.staff
            for code in person.locations
            if code not in known
        ]

    def _wrong_supervision(self) -> list[str]:
        by_code = {person.code: person for person in self.staff}
        wrong = []
        for link in self.supervision:
            assistant, supervisor = by_code.get(link.assistant), by_code.get(link.supervisor)
            if assistant is None or supervisor is None:
                wrong.append(
                    f"supervision of {link.assistant} by {link.supervisor}: one of them is not in staff"
                )
                continue
            role, over = assistant.clinical_role, supervisor.clinical_role
            if role is None or not role.is_assistant:
                wrong.append(f"{link.assistant} is no assistant and needs no supervision")
            elif over is None or not over.is_therapist or over.discipline is not role.discipline:
                wrong.append(
                    f"{link.supervisor} cannot supervise {link.assistant}: not a therapist of that discipline"
                )
        return wrong


def _repeated(what: str, codes: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    twice = {code for code in codes if code in seen or seen.add(code)}  # type: ignore[func-returns-value]
    return [f"{what} {code!r} stands twice" for code in sorted(twice)]
