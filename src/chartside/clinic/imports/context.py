"""What every row of an import is seen against."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chartside.clinic.patients import source_key
from chartside.clinic.staff import Directory
from chartside.clinic.tables import Patient
from chartside.kernel.canonical import canonical_json
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class ImportContext:
    """The unit of work, the clinic's directory, and the system the file came from."""

    work: Work
    directory: Directory
    source: str
    announces: bool

    @property
    def org_id(self) -> UUID:
        """The organisation it is for."""
        return self.work.org_id

    def fingerprint(self, kind: str, values: dict[str, Any]) -> bytes:
        """By which the same row is known again without storing what it says."""
        text = canonical_json({name: str(value) for name, value in values.items()}).decode()
        return self.work.vault.blind_index(self.org_id, f"import.{kind}", text)

    def patients_called(self, source_ids: Iterable[str]) -> dict[str, UUID]:
        """Patients by the id they have in the file's system; unknown ones are absent."""
        keys = {source_key(self.work, self.source, text): text for text in set(source_ids)}
        rows = self.work.session.execute(
            select(Patient.source_key, Patient.id).where(
                Patient.org_id == self.org_id, Patient.source == self.source, Patient.source_key.in_(keys)
            )
        )
        return {keys[key]: patient_id for key, patient_id in rows}
