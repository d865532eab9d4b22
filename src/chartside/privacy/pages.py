"""What leaves and why it may: data flows, the vendor register, the log of what left."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Form, Query
from fastapi.responses import Response

from chartside.kernel.errors import Refused
from chartside.platform.pages import NavigationItem, Page, PageRouter
from chartside.privacy.departures import departure_counts, departures
from chartside.privacy.flows import DataFlows
from chartside.privacy.runs import spent_microdollars
from chartside.privacy.vendors import VendorEntry, add_vendor, change_vendor, retire_vendor, vendor, vendors
from chartside.privacy.views import left_line, vendor_line

router = PageRouter("/privacy")
NAVIGATION = NavigationItem("privacy", "Privacy", "/privacy", "privacy.view")
VIEW, MANAGE = "privacy.view", "vendor.manage"
SHOWN = 50
Text = Annotated[str, Form(max_length=2000)]


@router.get("", permission=VIEW)
def flows(page: Page) -> Response:
    """Every way out of this installation, as it is configured now."""
    return page.render(
        "privacy/flows.html",
        flows=page.extra(DataFlows).of(page.work),
        counts=departure_counts(page.work),
        spent=spent_microdollars(page.work),
    )


@router.get("/left", permission=VIEW)
def left(page: Page, before: Annotated[datetime | None, Query()] = None) -> Response:
    """What left and what was stopped, newest first."""
    rows = departures(page.work, SHOWN + 1, before)
    lines = [left_line(row) for row in rows[:SHOWN]]
    older = lines[-1].when.isoformat() if len(rows) > SHOWN else ""
    return page.render("privacy/left.html", lines=lines, older=older)


@router.get("/vendors", permission=VIEW)
def register(page: Page) -> Response:
    """The vendor register."""
    on = _today(page)
    lines = [vendor_line(row, on) for row in vendors(page.work, retired=True)]
    return page.render("privacy/vendors.html", vendors=lines, may_change=page.may(MANAGE))


@router.get("/vendors/new", permission=MANAGE)
def ask(page: Page) -> Response:
    """The form for another vendor."""
    return _form(page, None, {})


@router.post("/vendors/new", permission=MANAGE)
def add(
    page: Page,
    name: Text = "",
    hosts: Text = "",
    contact: Text = "",
    signed_on: Text = "",
    ends_on: Text = "",
    note: Text = "",
) -> Response:
    """Put a vendor into the register."""
    typed = _typed(name, hosts, contact, signed_on, ends_on, note)
    try:
        with page.work.attempt():
            add_vendor(page.work, _entry(typed))
    except Refused as refusal:
        return _form(page, None, typed, str(refusal))
    page.flash("The vendor stands in the register.")
    return page.redirect("/privacy/vendors")


@router.get("/vendors/{vendor_id}", permission=MANAGE)
def show(page: Page, vendor_id: UUID) -> Response:
    """One vendor, to change."""
    row = vendor(page.work, vendor_id)
    typed = _typed(
        row.name,
        ", ".join(row.hosts),
        row.contact,
        row.baa_signed_on.isoformat() if row.baa_signed_on else "",
        row.baa_ends_on.isoformat() if row.baa_ends_on else "",
        row.note,
    )
    return _form(page, vendor_id, typed)


@router.post("/vendors/{vendor_id}", permission=MANAGE)
def change(
    page: Page,
    vendor_id: UUID,
    name: Text = "",
    hosts: Text = "",
    contact: Text = "",
    signed_on: Text = "",
    ends_on: Text = "",
    note: Text = "",
) -> Response:
    """Say a vendor anew."""
    vendor(page.work, vendor_id)
    typed = _typed(name, hosts, contact, signed_on, ends_on, note)
    try:
        with page.work.attempt():
            change_vendor(page.work, vendor_id, _entry(typed))
    except Refused as refusal:
        return _form(page, vendor_id, typed, str(refusal))
    page.flash("Saved. It counts from the next draft on.")
    return page.redirect("/privacy/vendors")


@router.post("/vendors/{vendor_id}/retire", permission=MANAGE)
def retire(page: Page, vendor_id: UUID) -> Response:
    """Nothing goes to this vendor any more."""
    retire_vendor(page.work, vendor_id)
    page.flash("The vendor is retired. Nothing goes there any more.")
    return page.redirect("/privacy/vendors")


def _today(page: Page) -> date:
    return page.work.clock.now().astimezone(page.zone).date()


def _typed(name: str, hosts: str, contact: str, signed_on: str, ends_on: str, note: str) -> dict[str, str]:
    return {
        "name": name,
        "hosts": hosts,
        "contact": contact,
        "signed_on": signed_on,
        "ends_on": ends_on,
        "note": note,
    }


def _entry(typed: dict[str, str]) -> VendorEntry:
    return VendorEntry(
        name=typed["name"],
        hosts=typed["hosts"],
        contact=typed["contact"],
        baa_signed_on=_day(typed["signed_on"]),
        baa_ends_on=_day(typed["ends_on"]),
        note=typed["note"],
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused("Write the day like 2026-11-20.") from error


def _form(page: Page, vendor_id: UUID | None, typed: dict[str, str], problem: str = "") -> Response:
    return page.render(
        "privacy/vendor.html",
        status=422 if problem else 200,
        vendor_id=vendor_id,
        typed=typed,
        problem=problem,
    )
