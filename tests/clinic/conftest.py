"""A small clinic to work on."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from chartside.clinic.configuration import apply_configuration, read_configuration
from chartside.clinic.imports import Progress, run_import, start_import
from chartside.interchange.tables import Mapping
from chartside.platform.tenancy import Actor, WorkDatabase

CLINIC = """
organisation: {code: riverbend, name: Riverbend Therapy}
locations: [{code: main, name: Main Street, zone: America/Chicago}]
payers:
  - {code: bluestem, name: Bluestem Medicaid, kind: medicaid}
  - {code: harrow, name: Harrow Mutual, kind: commercial, unit_rule: ama_midpoint_per_code}
staff:
  - {code: dwhitfield, first: Dana, last: Whitfield, credential: OTR/L, clinical_role: OT, npi: "1999000015",
     email: dana@riverbend.example, roles: [therapist],
     licences: [{state: MN, number: "118204", effective: 2014-07-01, expires: 2027-06-30}]}
  - {code: pnand, first: Priya, last: Nand, credential: COTA/L, clinical_role: OTA, roles: [assistant]}
  - {code: moyelaran, first: Marta, last: Oyelaran, roles: [biller]}
supervision: [{assistant: pnand, supervisor: dwhitfield, from: 2020-01-06}]
"""

PATIENTS = """Patient ID,First Name,Last Name,DOB,Sex,Phone,Guardian Name,Payer,Member ID,Coverage Start
1,Theo,Marsh,04/11/2019,M,555-555-0102,Annika Marsh,Bluestem Medicaid,BSM1,01/01/2026
2,Ada,Kessler,06/23/2018,F,555-555-0103,Ines Kessler,Bluestem Medicaid,BSM2,01/01/2026
3,José,Soto-Ruiz,12/01/1979,M,,,Harrow Mutual,HMU 3,
"""

VISITS = """Appointment ID,Patient ID,Date,Start Time,End Time,Provider,Status,Payer,Note Signed
A1,1,11/19/2026,10:00 AM,10:45 AM,"Whitfield, Dana",Completed,Bluestem Medicaid,11/19/2026 5:00 PM
A2,1,11/20/2026,10:00 AM,10:45 AM,"Dana Whitfield, OTR/L",Completed,,
A3,2,11/20/2026,9:00 AM,9:38 AM,Priya Nand,Seen,,
A4,2,11/23/2026,9:00 AM,9:45 AM,Priya Nand,Scheduled,,
A5,3,11/20/2026,8:00 AM,8:45 AM,dwhitfield,No show,,
"""

PLANS = """Plan ID,Patient ID,Discipline,Diagnoses,Therapist,Evaluation Date,Signed Date,Cert End,Frequency
P1,1,OT,"F82, R27.8",Dana Whitfield,09/02/2026,09/04/2026,01/15/2027,2 times a week
P2,2,OT,F88,Dana Whitfield,09/29/2026,,02/16/2027,2 times a week
"""

GOALS = """Goal ID,Plan ID,Goal Number,Goal,Measure,Unit,Baseline,Target,Out Of
G1,P1,G1,Theo sits at a table for 10 minutes,seated attention,min,4,10,
G2,P1,G2,Theo fastens 3 buttons,trials without help,trials,0,4,5
"""

MEASURES = """Appointment ID,Goal ID,Value
A1,G1,8
A1,G2,2
"""

SYSTEM = Actor.system("test")


@dataclass(frozen=True)
class SmallClinic:
    """An organisation with the clinic above, and a hand to bring files in."""

    database: WorkDatabase
    org_id: UUID

    def start(self, kind: str, text: str, mapping: Mapping | None = None, *, announces: bool = True) -> UUID:
        with self.database.work(self.org_id, SYSTEM) as work:
            return start_import(work, text.encode(), kind, mapping, source="ehr", announces=announces)

    def bring_in(
        self, kind: str, text: str, mapping: Mapping | None = None, *, announces: bool = True
    ) -> Progress:
        import_id = self.start(kind, text, mapping, announces=announces)
        return run_import(self.database, self.org_id, import_id, SYSTEM)

    def bring_all_in(self) -> None:
        files = {
            "patients": PATIENTS,
            "plans": PLANS,
            "goals": GOALS,
            "visits": VISITS,
            "goal_measures": MEASURES,
        }
        for kind, text in files.items():
            progress = self.bring_in(kind, text)
            assert progress.created == progress.total, kind


@pytest.fixture
def clinic(database: WorkDatabase, org: UUID) -> SmallClinic:
    """The clinic set up, its record empty."""
    configuration, problems = read_configuration(CLINIC.encode())
    assert configuration is not None, problems
    with database.work(org, SYSTEM) as work:
        apply_configuration(work, configuration)
    return SmallClinic(database, org)


@pytest.fixture
def full_clinic(clinic: SmallClinic) -> SmallClinic:
    """The clinic with its patients, plans, goals and visits."""
    clinic.bring_all_in()
    return clinic
