"""The charge that leaves with a signed note: CSV with the box names of the CMS-1500 form, and as JSON.

One row is one service line. Box numbers follow the National Uniform Claim Committee's instructions for
the 1500 form, version 02/12 (nucc.org). A value that is not known stays empty; nothing is filled in.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from chartside.kernel.canonical import canonical_json
from chartside.kernel.money import format_cents

FORMAT = "chartside-charge/1"
_MODIFIER_BOXES = 4
_POINTER_LETTERS = "ABCDEFGHIJKL"
# A spreadsheet runs a cell that begins with one of these as a formula (OWASP: CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

COLUMNS = (
    "26 patient control number",
    "MRN",
    "payer id",
    "21 diagnoses",
    "24A from",
    "24A to",
    "24B place of service",
    "24D procedure",
    "24D modifier 1",
    "24D modifier 2",
    "24D modifier 3",
    "24D modifier 4",
    "24E diagnosis pointer",
    "24F charges",
    "24G units",
    "24J rendering NPI",
    "supervising NPI",
    "minutes",
    "note reference",
)


@dataclass(frozen=True)
class ChargeFileLine:
    """One service line.

    Attributes:
        diagnosis_pointers: places in the charge's diagnoses, from 0, the main one first; at most four.
        charge_cents: amount for all units, or None when no fee is known here.
        minutes: of this code on this day, or None for a code without time.
    """

    code: str
    units: int
    modifiers: tuple[str, ...] = ()
    diagnosis_pointers: tuple[int, ...] = ()
    charge_cents: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class ChargeFile:
    """The charge of one visit.

    Attributes:
        patient_control_number: the clinic's own number of this charge (box 26); comes back on the remittance.
        payer_id: the payer's electronic id, or empty when not known.
        diagnoses: ICD-10-CM codes in the order of box 21; at most twelve.
        place_of_service: two digits.
        supervising_npi: of the supervising therapist where an assistant treated, else empty.
        note_reference: signature record of the note that supports the charge.
    """

    patient_control_number: str
    mrn: str
    payer_id: str
    date_of_service: date
    place_of_service: str
    diagnoses: tuple[str, ...]
    rendering_npi: str
    supervising_npi: str
    note_reference: str
    lines: tuple[ChargeFileLine, ...]

    def __post_init__(self) -> None:
        """Refuse what the form has no box for."""
        if len(self.diagnoses) > len(_POINTER_LETTERS):
            raise ValueError(f"box 21 holds {len(_POINTER_LETTERS)} diagnoses, not {len(self.diagnoses)}")
        for line in self.lines:
            if len(line.modifiers) > _MODIFIER_BOXES:
                raise ValueError(f"box 24D holds {_MODIFIER_BOXES} modifiers, not {len(line.modifiers)}")
            if not set(line.diagnosis_pointers) <= set(range(len(self.diagnoses))):
                raise ValueError(f"{line.code} points to a diagnosis that box 21 does not hold")
            if line.units < 1:
                raise ValueError(f"{line.code} has no unit to bill")


def charge_csv(charge: ChargeFile) -> bytes:
    """The charge as CSV: UTF-8, one heading row, CRLF line ends (RFC 4180), safe to open in a spreadsheet.

    A cell that a spreadsheet would run as a formula begins with an apostrophe; the JSON twin holds it plain.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in charge.lines:
        writer.writerow([_as_text_cell(value) for value in _row(charge, line)])
    return text.getvalue().encode()


def charge_json(charge: ChargeFile) -> bytes:
    """The same charge as canonical JSON: equal charges give equal bytes. Unknown values are null."""
    return canonical_json(
        {
            "format": FORMAT,
            "patient_control_number": charge.patient_control_number,
            "mrn": charge.mrn,
            "payer_id": charge.payer_id or None,
            "date_of_service": charge.date_of_service.isoformat(),
            "place_of_service": charge.place_of_service,
            "diagnoses": list(charge.diagnoses),
            "rendering_npi": charge.rendering_npi,
            "supervising_npi": charge.supervising_npi or None,
            "note_reference": charge.note_reference,
            "lines": [_line_json(line) for line in charge.lines],
        }
    )


def _line_json(line: ChargeFileLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "modifiers": list(line.modifiers),
        "diagnosis_pointers": _letters(line),
        "charge": None if line.charge_cents is None else format_cents(line.charge_cents),
        "units": line.units,
        "minutes": line.minutes,
    }


def _row(charge: ChargeFile, line: ChargeFileLine) -> Iterable[str]:
    day = charge.date_of_service.isoformat()
    diagnoses = zip(_POINTER_LETTERS, charge.diagnoses, strict=False)
    return (
        charge.patient_control_number,
        charge.mrn,
        charge.payer_id,
        " ".join(f"{letter}:{code}" for letter, code in diagnoses),
        day,
        day,
        charge.place_of_service,
        line.code,
        *line.modifiers,
        *[""] * (_MODIFIER_BOXES - len(line.modifiers)),
        _letters(line),
        "" if line.charge_cents is None else format_cents(line.charge_cents),
        str(line.units),
        charge.rendering_npi,
        charge.supervising_npi,
        "" if line.minutes is None else str(line.minutes),
        charge.note_reference,
    )


def _letters(line: ChargeFileLine) -> str:
    return "".join(_POINTER_LETTERS[place] for place in line.diagnosis_pointers)


def _as_text_cell(value: str) -> str:
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA_STARTS) else value
