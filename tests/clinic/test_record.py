"""The record as the areas read it; every look is logged."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa

from chartside.clinic import charges, visits
from chartside.clinic.chart import patient_chart
from chartside.clinic.identity import ContactDetails, PatientIdentity
from chartside.clinic.names import identifier, name_tokens
from chartside.clinic.patients import create_patient, headers, identity_of
from chartside.clinic.plans import episode_for_visit
from chartside.clinic.search import find_patients
from chartside.clinic.staff import (
    Directory,
    licences_of,
    needs_cosignature,
    staff_list,
    staff_member,
    supervisors_on,
)
from chartside.clinic.tables import Location, Staff, Visit
from chartside.clinic.vocabulary import ChargeStatus, VisitStatus
from chartside.kernel.errors import NotFound, Refused
from chartside.kernel.ids import new_id
from chartside.platform.audit.tables import Look
from chartside.platform.events.tables import Event
from chartside.platform.tenancy import Work

FRIDAY = date(2026, 11, 20)


def staff_called(work: Work, name: str) -> Staff:
    found = Directory(work).staff_called(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "query",
    [
        "Theo Marsh",
        "marsh",
        "MARSH theo",
        "2019-04-11",
        "4/11/2019",
        "marsh 4/11/2019",
        "555-555-0102",
        "5555550102",
    ],
)
def test_a_patient_is_found_by_whole_words_birth_date_and_numbers(full_clinic, work, query):
    with work() as w:
        assert [found.name for found in find_patients(w, query).patients] == ["Theo Marsh"]


@pytest.mark.parametrize(
    "query", ["", "   ", "mar", "marsh kessler", "4/12/2019", "'; drop table patient", "%"]
)
def test_what_fits_nobody_finds_nobody(full_clinic, work, query):
    with work() as w:
        assert find_patients(w, query).patients == ()


@pytest.mark.parametrize("query", ["jose", "JOSÉ", "soto", "Ruiz", "soto-ruiz"])
def test_accents_and_hyphens_do_not_matter(full_clinic, work, query):
    with work() as w:
        assert [found.name for found in find_patients(w, query).patients] == ["José Soto-Ruiz"]


def test_names_are_folded():
    assert name_tokens("Łódź O'Neil-Smith Jr.") == ("lodz", "oneil", "smith")
    assert identifier("W-20 388") == "w20388"


def test_a_chart_holds_everything_and_its_look_is_logged(full_clinic, work):
    with work() as w:
        theo = find_patients(w, "marsh").patients[0]
        chart = patient_chart(w, theo.patient_id, page="patient")
    assert (chart.header.age, chart.header.short_name, chart.header.payer) == (
        7,
        "Theo M.",
        "Bluestem Medicaid",
    )
    assert chart.header.diagnosis_codes == ("F82", "R27.8")
    assert chart.contacts == (ContactDetails("Annika Marsh", "", "", "", ""),)
    assert [coverage.member_id for coverage in chart.coverages] == ["BSM1"]
    assert [visit.source_id for visit in chart.visits] == ["A2", "A1"]
    (episode,) = chart.episodes
    plan = episode.current_plan
    assert plan is not None
    assert plan.certified_to == date(2027, 1, 15)
    seated = plan.goals[0]
    assert (seated.code, seated.text) == ("G1", "Theo sits at a table for 10 minutes")
    assert seated.baseline == 4
    assert seated.target == 10
    assert [measured.value for measured in seated.series] == [8]
    with work() as w:
        pages = w.session.scalars(sa.select(Look.page).where(Look.patient_id == theo.patient_id)).all()
    assert sorted(set(pages)) == ["patient", "search"]


def test_a_goal_knows_what_was_last_reached(full_clinic, work):
    with work() as w:
        theo = find_patients(w, "marsh").patients[0]
        episode = episode_for_visit(w, theo.patient_id, "OT", FRIDAY)
    assert episode is not None
    assert episode.current_plan is not None
    goal = episode.current_plan.goals[0]
    last = goal.last_before(datetime(2026, 11, 20, 16, tzinfo=UTC))
    assert last is not None
    assert last.value == 8
    assert goal.last_before(datetime(2026, 11, 1, tzinfo=UTC)) is None


def test_the_day_list_holds_completed_visits_whose_note_is_missing(full_clinic, work):
    with work() as w:
        everyone = visits.visits_without_notes(w, None, date(2026, 11, 13), FRIDAY)
        dana = visits.visits_without_notes(w, staff_called(w, "Dana Whitfield").id, FRIDAY, FRIDAY)
        elsewhere = visits.visits_without_notes(w, None, FRIDAY, FRIDAY, location_id=new_id())
    assert elsewhere == []
    assert [line.visit.source_id for line in everyone] == ["A3", "A2"]
    assert [line.patient.name for line in dana] == ["Theo Marsh"]
    assert (dana[0].visit.minutes, dana[0].visit.day, dana[0].visit.starts_at.hour) == (45, FRIDAY, 10)


def test_a_signed_note_takes_the_visit_off_the_list(full_clinic, work, clock):
    with work() as w:
        visit = visits.visit_from(w, "ehr", "A2")
        visits.record_note_signed(w, visit.id, clock.now())
        assert visits.visits_without_notes(w, visit.provider_id, FRIDAY, FRIDAY) == []
        with pytest.raises(Refused):
            visits.set_status(w, visit.id, VisitStatus.CANCELLED)


def test_a_status_is_changed_once_and_said(full_clinic, work):
    with work() as w:
        visit = visits.visit_from(w, "ehr", "A4")
        visits.set_status(w, visit.id, VisitStatus.LATE_CANCELLED)
        visits.set_status(w, visit.id, VisitStatus.LATE_CANCELLED)
        visits.set_status(w, visit.id, VisitStatus.NO_SHOW)
    with work() as w:
        said = w.session.execute(
            sa.select(Event.name, Event.detail).where(Event.subject_id == visit.id)
        ).all()
    assert [(name, detail["late"]) for name, detail in said] == [("visit.cancelled", True)]


def test_days_are_those_of_the_clinic(full_clinic, work):
    with work() as w:
        patient = find_patients(w, "marsh").patients[0]
        late = add_visit(w, patient.patient_id, datetime(2026, 11, 21, 0, 30, tzinfo=UTC))
        found = visits.visits_between(w, FRIDAY, FRIDAY)
        assert late in [visit.id for visit in found]
        assert visits.get_visit(w, late).day == FRIDAY


def add_visit(work: Work, patient_id: UUID, starts_at: datetime, group: str | None = None) -> UUID:
    row = Visit(
        org_id=work.org_id,
        patient_id=patient_id,
        provider_id=staff_called(work, "dwhitfield").id,
        location_id=work.session.scalars(sa.select(Location.id)).one(),
        kind="group" if group else "treatment",
        discipline="OT",
        starts_at=starts_at,
        ends_at=starts_at.replace(minute=55),
        status="completed",
        group_id=group,
        source="test",
        source_id=str(new_id()),
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def test_a_group_is_its_visits_together(full_clinic, work):
    at = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    with work() as w:
        people = [find_patients(w, name).patients[0].patient_id for name in ("marsh", "kessler")]
        ids = {add_visit(w, person, at, "pencil-club") for person in people}
        together = visits.group_of(w, visits.get_visit(w, next(iter(ids))))
        assert {visit.id for visit in together} == ids
        assert {visit.patient_id for visit in together} == set(people)
        alone = visits.visit_from(w, "ehr", "A2")
        assert visits.group_of(w, alone) == [alone]


def test_what_is_not_there_is_not_found(clinic, work):
    with work() as w:
        for read in (
            lambda: visits.get_visit(w, new_id()),
            lambda: visits.visit_from(w, "ehr", "A1"),
            lambda: visits.set_status(w, new_id(), VisitStatus.NO_SHOW),
            lambda: visits.record_note_signed(w, new_id(), datetime.now(UTC)),
            lambda: identity_of(w, new_id(), "page"),
            lambda: patient_chart(w, new_id()),
            lambda: staff_member(w, new_id()),
            lambda: charges.charge_exported(w, new_id()),
        ):
            with pytest.raises(NotFound):
                read()
        assert headers(w, [new_id()], "page") == {}


def test_a_patient_entered_here(clinic, work):
    who = PatientIdentity("Lina", "Hartwig", date(2021, 3, 19), sex="F", mrn="W-20417")
    with work() as w:
        place = w.session.scalars(sa.select(Location.id)).one()
        patient_id = create_patient(
            w, who, place, [ContactDetails("Karin Hartwig", "mother", "+15555550177")]
        )
    with work() as w:
        assert [found.patient_id for found in find_patients(w, "w20417").patients] == [patient_id]
        chart = patient_chart(w, patient_id)
    assert chart.identity == who
    assert chart.contacts[0].phone == "+15555550177"


def test_people_are_found_by_what_files_call_them(clinic, work):
    with work() as w:
        directory = Directory(w)
        dana = {
            row.code
            for text in (
                "dwhitfield",
                "Whitfield, Dana",
                "Dana Whitfield",
                "Dana Whitfield, OTR/L",
                "1999000015",
            )
            if (row := directory.staff_called(text))
        }
        assert dana == {"dwhitfield"}
        assert directory.staff_called("Whitfield") is None
        assert directory.only_location is not None


def test_two_people_of_one_name_are_nobody(clinic, work):
    with work() as w:
        twin = staff_called(w, "dwhitfield")
        columns = {
            "first": twin.first,
            "last": twin.last,
            "credential": "PT",
            "clinical_role": "PT",
            "roles": [],
        }
        w.session.add(Staff(org_id=w.org_id, code="second", location_codes=[], **columns))
        w.session.flush()
        assert Directory(w).staff_called("Dana Whitfield") is None
        assert Directory(w).staff_called("second") is not None


def test_supervision_and_licences(clinic, work):
    with work() as w:
        priya, dana = staff_called(w, "pnand"), staff_called(w, "dwhitfield")
        assert needs_cosignature(priya)
        assert not needs_cosignature(dana)
        assert [row.code for row in supervisors_on(w, priya.id, FRIDAY)] == ["dwhitfield"]
        assert supervisors_on(w, priya.id, date(2019, 1, 1)) == []
        assert licences_of(w, dana.id)[0].expires == date(2027, 6, 30)
        assert [row.display_name for row in staff_list(w)] == [
            "Priya Nand, COTA/L",
            "Marta Oyelaran",
            "Dana Whitfield, OTR/L",
        ]


def test_a_charge_is_proposed_until_it_leaves(full_clinic, work):
    line = {"code": "97530", "units": 2, "modifiers": ["GO"], "minutes": 25}
    with work() as w:
        visit = visits.visit_from(w, "ehr", "A2")
        assert charges.charge_of(w, visit.id) is None
        charges.propose_charge(w, visit.id, [line])
        charges.propose_charge(w, visit.id, [line, line])
        charges.charge_exported(w, visit.id)
    with work() as w:
        found = charges.charge_of(w, visit.id)
        assert found is not None
        assert (len(found.lines), found.status) == (2, ChargeStatus.EXPORTED)
        with pytest.raises(Refused):
            charges.propose_charge(w, visit.id, [line])
