"""The web application over a house: every area's pages inside one shell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from fastapi import FastAPI

from chartside.app.flows import data_flows
from chartside.app.house import House
from chartside.clinic.staff import staff_list
from chartside.connectors.csv_import.catalogue import known_profiles
from chartside.documentation.pages import (
    addendum,
    audit,
    drafts,
    group,
    note,
    patients,
    record,
    session,
    style,
    writers,
    writing,
)
from chartside.documentation.writing.run import ModelDesk
from chartside.documentation.writing.runs import Runs
from chartside.kernel.clock import Clock, SystemClock
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sign_in import Door
from chartside.platform.identity.signed_in import Sessions
from chartside.platform.pages import PageRouter, PagesRuntime
from chartside.platform.pages.ports import NavigationItem
from chartside.platform.pages.templates import build_environment
from chartside.platform.tenancy import Work
from chartside.privacy import pages as privacy
from chartside.review.steps import SigningDesk
from chartside.web import clinic_file_page, set_up_page, today_page
from chartside.web.assets import Assets
from chartside.web.entry import first_run, invitation
from chartside.web.imports.profiles import ImportProfiles
from chartside.web.people import colleagues, own_account, prove
from chartside.web.people.prove import asks_to_sign, prove_to_sign
from chartside.web.reception import Reception
from chartside.web.shell import build_app
from chartside.web.sign_in import sign_in_pages

NAVIGATION = (
    NavigationItem("today", "Today", "/", "today.view"),
    NavigationItem("day", "Visits", "/day", "visit.view"),
    NavigationItem("patients", "Patients", "/patients", "patient.search"),
    NavigationItem("drafts", "Drafts", "/drafts", "drafts.view"),
    NavigationItem("audit", "Audit", "/audit", "audit.view"),
    privacy.NAVIGATION,
    NavigationItem("set-up", "Set-up", "/set-up", "set_up.view"),
    NavigationItem("people", "People", "/people", "staff.manage"),
)
DEMO_LINE = "Demo: everyone and everything here is invented. It starts anew with each make demo."

AREAS: tuple[PageRouter, ...] = (
    today_page.router,
    session.router,
    group.router,
    note.router,
    note.steps,
    writing.router,
    writers.router,
    privacy.router,
    addendum.router,
    addendum.steps,
    record.router,
    patients.router,
    drafts.router,
    style.router,
    audit.router,
    first_run.router,
    invitation.router,
    colleagues.router,
    own_account.router,
    prove.router,
    *set_up_page.routers,
    clinic_file_page.router,
)


def web_application(house: House, demo: Sequence[tuple[str, str]] = (), wall: Clock | None = None) -> FastAPI:
    """The application; `demo` are role and address of the demo's people, shown on the sign-in page.

    `wall` is the real time of day, by which authenticator codes are read.
    """
    settings, database = house.settings, house.database
    policy, assets = replace(Policy.of(settings), wall=wall or SystemClock()), Assets()
    secure = settings.public_url.startswith("https://")
    sessions = Sessions(database.transaction, database.clock, policy, secure=secure)
    reception = Reception(database, policy, settings.public_url, staff=_staff)
    desk = SigningDesk(prove=prove_to_sign, asks=asks_to_sign, hold=timedelta(seconds=settings.hold_seconds))
    runs = Runs(database.work, ModelDesk(settings.secrets, house.scanner))
    runtime = PagesRuntime(
        open_work=database.work,
        sessions=sessions,
        environment=build_environment(assets.url),
        clock=database.clock,
        form_key=settings.secrets.csrf_key(),
        navigation=NAVIGATION,
        secure_cookies=secure,
        notice=lambda: DEMO_LINE if settings.is_demo else None,
        extras=(reception, desk, house, ImportProfiles(known_profiles()), data_flows(house), runs),
    )
    door = Door(database.work, database.clock, policy)
    entrance = sign_in_pages(door, sessions, demo=demo, usual_clinic=reception.usual_clinic_code)
    return build_app(runtime, [*AREAS, entrance], assets=assets)


def _staff(work: Work) -> Sequence[tuple[UUID, str]]:
    return [(person.id, person.display_name) for person in staff_list(work)]
