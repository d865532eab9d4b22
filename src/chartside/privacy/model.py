"""The values of the room: what an identifier is, where it stands, and whom a text is about."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field

from chartside.kernel.commands import Open


class IdentifierType(StrEnum):
    """What kind of identifier a span is.

    The classes are those of 45 CFR 164.514(b)(2)(i); `safe_harbor` gives the letter.
    """

    NAME = "name"
    ADDRESS = "address"
    PLACE = "place"
    ZIP = "zip"
    DATE = "date"
    AGE = "age"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    SSN = "ssn"
    MRN = "mrn"
    HEALTH_PLAN = "health_plan"
    ACCOUNT = "account"
    LICENSE = "license"
    VEHICLE = "vehicle"
    DEVICE = "device"
    URL = "url"
    IP = "ip"
    BIOMETRIC = "biometric"
    PHOTO = "photo"
    SCHOOL = "school"
    EMPLOYER = "employer"
    FACILITY = "facility"
    REFERENCE = "reference"
    OTHER = "other"

    @property
    def safe_harbor(self) -> str:
        """The letter of the Safe Harbor class, A to R."""
        return _LETTERS[self]

    @property
    def placeholder(self) -> str:
        """What stands in the text instead, such as `[NAME]`."""
        return f"[{self.value.upper()}]"


_LETTERS = {
    IdentifierType.NAME: "A",
    IdentifierType.ADDRESS: "B",
    IdentifierType.PLACE: "B",
    IdentifierType.ZIP: "B",
    IdentifierType.FACILITY: "B",
    IdentifierType.DATE: "C",
    IdentifierType.AGE: "C",
    IdentifierType.PHONE: "D",
    IdentifierType.FAX: "E",
    IdentifierType.EMAIL: "F",
    IdentifierType.SSN: "G",
    IdentifierType.MRN: "H",
    IdentifierType.HEALTH_PLAN: "I",
    IdentifierType.ACCOUNT: "J",
    IdentifierType.LICENSE: "K",
    IdentifierType.VEHICLE: "L",
    IdentifierType.DEVICE: "M",
    IdentifierType.URL: "N",
    IdentifierType.IP: "O",
    IdentifierType.BIOMETRIC: "P",
    IdentifierType.PHOTO: "Q",
    IdentifierType.SCHOOL: "R",
    IdentifierType.EMPLOYER: "R",
    IdentifierType.REFERENCE: "R",
    IdentifierType.OTHER: "R",
}


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` up to, without, `end` of a text, and what they are."""

    start: int
    end: int
    type: IdentifierType


Anything = Any
"""A member of a chart: text, a number, a list or a small object; how it is read follows from its name."""


def _given(of: Open) -> dict[str, Any]:
    both = of.__dict__ | (of.__pydantic_extra__ or {})
    return {name: value for name, value in both.items() if value not in (None, "", [], {})}


class Chart(Open):
    """What is known of the patient. Any member may be absent; members not named here are identifiers to find.

    The shape of a member is free (text, number, list, object): exports differ.
    """

    first: Anything = None
    last: Anything = None
    middle: Anything = None
    nicknames: Anything = None
    dob: Anything = None
    sex: Anything = None
    mrn: Anything = None
    member_id: Anything = None
    group_number: Anything = None
    payer: Anything = Field(default=None, description="the payer's name alone is no identifier")
    ssn: Anything = None
    phones: Anything = None
    emails: Anything = None
    address: Anything = Field(default=None, description="street, city, state, zip, or one text")
    guardians: Anything = None
    siblings: Anything = None
    household: Anything = None
    school: Anything = None
    teachers: Anything = None
    employer: Anything = None
    pcp: Anything = None
    case_manager: Anything = None
    account_number: Anything = None
    auth_numbers: Anything = None
    device_serials: Anything = None
    vehicle: Anything = None
    license_number: Anything = None
    other: Anything = None

    def members(self) -> dict[str, Any]:
        """Every member that was given, also those not named here."""
        return _given(self)


class Clinic(Open):
    """The clinic's own published data, which no rule touches."""

    name: Anything = None
    phone: Anything = None
    fax: Anything = None
    address: Anything = None
    email: Anything = None
    url: Anything = None
    npi: Anything = None
    staff: Anything = Field(default=None, description="names, or objects with name, npi, phone, license")

    def members(self) -> dict[str, Any]:
        """Every member that was given, also those not named here."""
        return _given(self)
