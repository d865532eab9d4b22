"""The demo's rows under the headers that an EHR's export would have."""

from datetime import date, datetime, time

from chartside.demo.charts import Measure, plan_of
from chartside.demo.people import Directory
from chartside.demo.telling import GoalPlan, Person, Told
from chartside.demo.visits import Visit

Row = dict[str, str]


def patient_row(person: Person, told: Told, directory: Directory) -> Row:
    """One patient with their coverage."""
    guardian = person.told.get("guardian", "")
    phone = directory.phone(person)
    street, city, state, postcode = directory.address(person)
    return {
        "Patient ID": person.mrn,
        "MRN": person.mrn,
        "First Name": person.first,
        "Last Name": person.last,
        "Date of Birth": _day(person.born),
        "Sex": person.sex,
        "Pronouns": person.pronouns,
        "Street": street,
        "City": city,
        "State": state,
        "ZIP": postcode,
        "Phone": phone,
        "Guardian Name": guardian,
        "Guardian Relationship": "parent" if guardian else "",
        "Guardian Phone": phone if guardian else "",
        "Language": "English",
        "Location": _location(told),
        "Payer": _payer(person, told),
        "Member ID": directory.member_id(person),
        "Coverage Start": _day(date(told.schedule.today.year, 1, 1)),
    }


def plan_row(person: Person, told: Told) -> Row:
    """One plan of care with its episode."""
    plan, caseload = plan_of(person, told), person.caseload
    return {
        "Plan ID": plan.id,
        "Patient ID": person.mrn,
        "Discipline": caseload.discipline,
        "Diagnosis Codes": "; ".join(plan.diagnoses),
        "Setting": caseload.setting,
        "Referring Provider": caseload.physician["name"],
        "Referring NPI": caseload.physician["npi"],
        "Referring Phone": caseload.physician["phone"],
        "Referring Fax": caseload.physician["fax"],
        "Therapist": _staff(person.therapist, told),
        "Evaluation Date": _day(plan.evaluated_on),
        "Signed Date": _day(plan.signed_on),
        "Certified Through": _day(plan.certified_to),
        "Frequency": person.told.get("frequency", caseload.frequency),
    }


def goal_row(person: Person, goal: GoalPlan, told: Told) -> Row:
    """One goal of a plan."""
    plan = plan_of(person, told)
    return {
        "Goal ID": _goal_id(person, goal.code),
        "Plan ID": plan.id,
        "Goal Number": goal.code,
        "Goal": goal.text,
        "Measure": goal.measure,
        "Unit": goal.unit,
        "Baseline": str(goal.baseline),
        "Baseline Date": _day(plan.evaluated_on),
        "Target": str(goal.target),
        "Direction": goal.direction,
        "Out Of": "" if goal.total is None else str(goal.total),
    }


def visit_row(visit: Visit, told: Told) -> Row:
    """One appointment."""
    signed = f"{_day(visit.signed_at.date())} {_clock(visit.signed_at)}" if visit.signed_at else ""
    return {
        "Appointment ID": visit.id,
        "Patient ID": visit.person.mrn,
        "Date": _day(visit.day),
        "Start Time": _clock(visit.start),
        "End Time": _clock(visit.end),
        "Provider": _staff(visit.provider, told),
        "Location": _location(told),
        "Visit Type": visit.kind,
        "Discipline": visit.person.caseload.discipline,
        "Status": visit.status,
        "Group ID": visit.group,
        "Payer": _payer(visit.person, told),
        "Note Signed": signed,
    }


def measure_row(measure: Measure) -> Row:
    """One value of one goal at one appointment."""
    return {
        "Appointment ID": measure.visit.id,
        "Goal ID": _goal_id(measure.visit.person, measure.goal.code),
        "Value": str(measure.value),
    }


def _goal_id(person: Person, code: str) -> str:
    return f"P{person.number:03d}-{code}"


def _staff(code: str, told: Told) -> str:
    found = next(staff for staff in told.clinic["staff"] if staff["code"] == code)
    return f"{found['last']}, {found['first']}"


def _payer(person: Person, told: Told) -> str:
    return next(str(payer["name"]) for payer in told.clinic["payers"] if payer["code"] == person.payer)


def _location(told: Told) -> str:
    return str(told.clinic["locations"][0]["name"])


def _day(day: date | None) -> str:
    return f"{day:%m/%d/%Y}" if day else ""


def _clock(at: time | datetime) -> str:
    return f"{at:%I:%M %p}"
