"""Who was treated, by whom, on which day: facts from the chart."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from chartside.documentation.sessions.activities import Entry
from chartside.documentation.sessions.entries import first, listed, said, text_of
from chartside.drafting.language.data import phrases
from chartside.drafting.language.days import read_day
from chartside.kernel.people import ClinicalRole


def read_patient(value: object) -> Iterator[Entry]:
    """Name, date of birth and pronouns of the patient, and what else the record gives."""
    record = value if isinstance(value, dict) else {"name": value}
    name = record.get("name") or " ".join(text_of(record.get(part)) for part in ("first", "last"))
    full = text_of(" ".join(map(str, name.values())) if isinstance(name, dict) else name)
    if full:
        yield (
            "patient_name",
            "patient.name",
            {"full": full, "given": given_name(full), "family": full.split()[-1]},
        )
    if born := text_of(first(record, "dob", "date_of_birth")):
        day = read_day(born)
        yield "patient_dob", "patient.dob", {"date": day.isoformat() if day else born}
    if pronouns := text_of(record.get("pronouns")):
        yield "pronouns", "patient.pronouns", {"text": pronouns}
    for key, entry in record.items():
        if key not in ("name", "first", "last", "dob", "date_of_birth", "pronouns") and (text := said(entry)):
            yield "chart", f"patient.{key}", {"label": key.replace("_", " ").capitalize(), "text": text}


def given_name(full: str) -> str:
    """`Theo` of `Theo Marsh` and of `Marsh, Theo`."""
    return (full.split(",", 1)[1] if "," in full else full).split()[0] if full.strip(", ") else ""


def read_person(value: object, kind: str, path: str) -> Iterator[Entry]:
    """A provider or supervisor as name, credential letters and the role that these show."""
    if isinstance(value, dict):
        name = (
            text_of(value.get("name"))
            or " ".join(text_of(value.get(part)) for part in ("first", "last")).strip()
        )
        credential = text_of(first(value, "credential", "credentials", "role"))
        text = f"{name}, {credential}" if name and credential else name or credential
    else:
        text = said(value)
        name, credential = split_credential(text)
    if text:
        yield kind, path, {"text": text, "name": name, "credential": credential, "role": role_of(credential)}


def split_credential(text: str) -> tuple[str, str]:
    """`Dana Whitfield, OTR/L` as name and letters; also `Dana Whitfield OTR/L`."""
    if "," in text:
        name, _, letters = text.partition(",")
        return name.strip(), letters.strip()
    head, _, last = text.rpartition(" ")
    return (head, last) if head and last.upper().strip("()") in _letters() else (text, "")


@cache
def _letters() -> dict[str, str]:
    roles = phrases("credentials")["roles"]
    return {letters.upper(): role for role, names in roles.items() for letters in names}


def role_of(credential: str) -> str:
    """The clinical role that credential letters show (`OTR/L` is OT), or an empty text."""
    found = [_letters()[part] for part in re.split(r"[,;\s]+", credential.upper()) if part in _letters()]
    assistants = [role for role in found if role in ("OTA", "PTA", "SLPA", "student")]
    return (assistants or found or [""])[0]


def is_assistant(role: str) -> bool:
    """Whether the role treats under supervision, a student included."""
    return role in (ClinicalRole.OTA, ClinicalRole.PTA, ClinicalRole.SLPA, ClinicalRole.STUDENT)


def read_visit(record: dict[str, Any]) -> Iterator[Entry]:
    """The day of service and the diagnosis codes."""
    if day_text := text_of(record.get("service_date")):
        day = read_day(day_text)
        yield "service_date", "service_date", {"date": day.isoformat() if day else day_text}
    codes = [code for entry in listed(record.get("diagnosis_codes")) if (code := said(entry))]
    if codes:
        yield "diagnosis", "diagnosis_codes", {"codes": codes}
