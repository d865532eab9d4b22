"""A patient's chart on one page: who it is, who pays, what is planned, what was done."""

from dataclasses import dataclass
from uuid import UUID

from chartside.clinic.coverage import CoverageView, coverages_of
from chartside.clinic.identity import ContactDetails, PatientHeader, PatientIdentity
from chartside.clinic.patients import contacts_of, headers, identity_of
from chartside.clinic.plans import EpisodeView, episodes_of
from chartside.clinic.visits import VisitView, visits_of_patient
from chartside.platform.tenancy import Work


@dataclass(frozen=True)
class Chart:
    """Everything the record holds about one patient; visits are newest first, goals carry their series."""

    header: PatientHeader
    identity: PatientIdentity
    contacts: tuple[ContactDetails, ...]
    coverages: tuple[CoverageView, ...]
    episodes: tuple[EpisodeView, ...]
    visits: tuple[VisitView, ...]


def patient_chart(work: Work, patient_id: UUID, page: str = "chart") -> Chart:
    """The whole chart of one patient; the look is logged under `page`.

    Raises:
        NotFound: no such patient in this organisation.
    """
    identity = identity_of(work, patient_id, page)
    return Chart(
        header=headers(work, [patient_id], page)[patient_id],
        identity=identity,
        contacts=tuple(contacts_of(work, patient_id)),
        coverages=tuple(coverages_of(work, patient_id)),
        episodes=tuple(episodes_of(work, patient_id)),
        visits=tuple(visits_of_patient(work, patient_id)),
    )
