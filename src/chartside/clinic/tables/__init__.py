"""The rows of the clinic's record, by noun."""

from chartside.clinic.tables.imports import ImportRowError, ImportRun
from chartside.clinic.tables.overlays import Overlay
from chartside.clinic.tables.payers import Coverage, Payer
from chartside.clinic.tables.people import Contact, Patient, PatientToken
from chartside.clinic.tables.places import Location
from chartside.clinic.tables.plans import Episode, Goal, GoalMeasure, PlanOfCare
from chartside.clinic.tables.staff import Licence, Staff, Supervision
from chartside.clinic.tables.visits import Charge, Visit

__all__ = [
    "Charge",
    "Contact",
    "Coverage",
    "Episode",
    "Goal",
    "GoalMeasure",
    "ImportRowError",
    "ImportRun",
    "Licence",
    "Location",
    "Overlay",
    "Patient",
    "PatientToken",
    "Payer",
    "PlanOfCare",
    "Staff",
    "Supervision",
    "Visit",
]
