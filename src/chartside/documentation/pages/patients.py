"""The list of patients and one patient's chart. Each name on a screen is a look in the log."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Form
from fastapi.responses import Response

from chartside.clinic.chart import patient_chart
from chartside.clinic.identity import PatientHeader
from chartside.clinic.patients import count_patients
from chartside.clinic.rows import today
from chartside.clinic.search import Found, find_patients, patients_at_hand
from chartside.clinic.visits import VisitView
from chartside.clinic.vocabulary import VisitStatus
from chartside.documentation.chart_page import WhoLooked, show_chart
from chartside.documentation.note_states import NoteStates, note_states
from chartside.documentation.views.patient import PatientRow
from chartside.platform.audit.queries import lookers
from chartside.platform.pages import Page, PageRouter

router = PageRouter("/patients")
LOOKED_FOR = timedelta(days=30)
LONGEST_SEARCH = 120


@router.get("", permission="patient.search")
def patients(page: Page) -> Response:
    """The patients nearest at hand: those whose visits lie closest to today."""
    return _list(page, patients_at_hand(page.work, "patient list"), searched=False)


@router.post("", permission="patient.search")
def find(page: Page, find: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "") -> Response:
    """Search by POST, so that no name stands in an address, a history or a log."""
    if not find.strip():
        return page.redirect("/patients")
    return _list(page, find_patients(page.work, find, "patient search"), searched=True)


@router.get("/{patient_id}", permission="patient.view")
def patient(page: Page, patient_id: UUID) -> Response:
    """One chart, read."""
    chart = patient_chart(page.work, patient_id, "chart")
    states = note_states(page.work, chart.visits)
    shown = show_chart(
        chart,
        states,
        today(page.work),
        lambda visit: _visit_url(page, visit, states),
        _who_looked(page, patient_id),
    )
    return page.render("documentation/patient.html", patient=shown)


def _list(page: Page, found: Found, *, searched: bool) -> Response:
    rows = tuple(_row(page, header) for header in found.patients)
    total = count_patients(page.work) if found.more and not searched else len(rows)
    return page.render(
        "documentation/patients.html", patients=rows, searched=searched, more=found.more, total=total
    )


def _row(page: Page, header: PatientHeader) -> PatientRow:
    return PatientRow(
        url=f"/patients/{header.patient_id}" if page.may("patient.view") else "",
        name=header.name,
        birth=header.birth_date,
        location=header.location,
        detail=" · ".join(part for part in (header.payer or "no coverage on file", header.mrn) if part),
    )


def _visit_url(page: Page, visit: VisitView, states: NoteStates) -> str:
    """The note where there is one, its record once signed, the form for the person who is to fill it."""
    note = states.notes.get(visit.id)
    if note and page.may("note.review"):
        return f"/notes/{note.proposal_id}{'/record' if note.is_signed else ''}"
    mine = page.may("session.write") and visit.provider_id == page.work.actor.staff_id
    to_fill = visit.status == VisitStatus.COMPLETED and note is None and visit.note_signed_at is None
    return f"/visits/{visit.id}/session" if mine and to_fill else ""


def _who_looked(page: Page, patient_id: UUID) -> WhoLooked:
    if not page.may("audit.looks"):
        return WhoLooked()
    count = lookers(page.work.session, patient_id, since=page.work.clock.now() - LOOKED_FOR)
    people = "1 person" if count == 1 else f"{count} people"
    return WhoLooked(
        f"{people} opened this chart in the last {LOOKED_FOR.days} days",
        f"/audit?kind=look&patient={patient_id}" if page.may("audit.view") else None,
    )
