"""An empty installation: a link, a clinic, a second factor, its configuration, its export, a colleague, her visits."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from chartside.app.house import put_together
from chartside.app.pages import web_application
from chartside.demo.clock import demo_clock
from chartside.demo.generate import write_export
from chartside.platform.identity.first_run import offer_first_run
from chartside.platform.identity.policy import Policy
from chartside.platform.settings import Mode, Settings
from tests.conftest import fresh_database

from .conftest import MovableClock, serving, working

pytestmark = pytest.mark.xdist_group("journeys")
PASSPHRASE = "seven quiet hallways at noon"
KINDS = ("patients", "plans", "goals", "visits")


@pytest.fixture
def empty(server_url: str, settings: Settings, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """An installation in which nobody is known: its address and the link of its first run."""
    fresh = Settings(
        mode=Mode.PRODUCTION, data_dir=tmp_path, secrets_dir=settings.secrets_dir, session_idle_minutes=600
    )
    with fresh_database(server_url, settings, MovableClock(demo_clock(datetime.now(UTC)))) as database:
        house = put_together(fresh, database)
        link = offer_first_run(database, Policy.of(fresh))
        assert link
        with working(house), serving(web_application(house)) as address:
            yield address, f"/first-run/{link.text}"


def enrol(tab: Page) -> None:
    """Add the second factor and keep the recovery codes."""
    expect(tab.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    secret = tab.locator("code").first.inner_text().replace(" ", "")
    tab.get_by_label("Six-digit code").fill(pyotp.TOTP(secret).now())
    tab.get_by_role("button", name="Confirm").click()
    expect(tab.get_by_role("heading", name="Recovery codes")).to_be_visible()
    tab.get_by_role("link", name="I have kept them").click()
    tab.locator("nav[aria-label=Main]").wait_for()


def bring_in(tab: Page, address: str, kind: str, file: Path) -> None:
    """One file of the export, from the choice of its kind to what became of its rows."""
    tab.goto(f"{address}/set-up/import")
    tab.locator(f"[name=kind][value='{kind}']").check()
    tab.get_by_label("Which system is it from?").fill("our-ehr")
    tab.get_by_label("CSV file").set_input_files(file)
    tab.get_by_role("button", name="Read the file").click()
    tab.get_by_role("button", name="Show the preview").click()
    tab.get_by_role("button", name=re.compile(r"^Import [\d,]+ row")).click()
    finished, result = (
        tab.get_by_role("link", name="See the result"),
        tab.get_by_role("link", name="See the patients"),
    )
    expect(finished.or_(result)).to_be_visible(timeout=120_000)
    if finished.count():
        finished.click()
    expect(result).to_be_visible()
    assert "Rows that were not taken" not in tab.locator("main").inner_text()


def test_from_nothing_to_a_therapists_visits(
    empty: tuple[str, str], browser: Browser, tmp_path: Path
) -> None:
    address, first_run = empty
    export = tmp_path / "exported"
    write_export(export)
    administrator = found(browser, address + first_run)
    assert administrator.goto(address + first_run).status != 200  # type: ignore[union-attr] # it worked once

    administrator.goto(f"{address}/set-up/clinic")
    administrator.get_by_label("Configuration file (YAML)").set_input_files(export / "clinic.yaml")
    administrator.get_by_role("button", name="Check and apply").click()
    administrator.wait_for_url("**/set-up")

    ruth = invited(browser, administrator, address, "Ruth Abelson, OTR/L", "Director")
    for kind in KINDS:
        bring_in(ruth, address, kind, export / f"{kind}.csv")

    dana = invited(browser, administrator, address, "Dana Whitfield, OTR/L", "Therapist")
    expect(dana.get_by_role("link", name="Theo Marsh")).to_be_visible()
    dana.goto(f"{address}/day")
    expect(dana.get_by_role("link", name="Theo Marsh")).to_be_visible()
    for tab in (administrator, ruth, dana):
        tab.context.close()


def new_tab(browser: Browser) -> Page:
    tab = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    tab.set_default_timeout(30_000)
    return tab


def found(browser: Browser, link: str) -> Page:
    """Found the clinic as its first administrator."""
    tab = new_tab(browser)
    tab.goto(link)
    tab.get_by_label("Name of the clinic").fill("Westlake Therapy")
    tab.get_by_label("Clinic code").fill("westlake")
    tab.get_by_label("Your name").fill("Sunniva Adair")
    tab.get_by_label("Email").fill("sunniva.adair@westlake.example")
    tab.get_by_label("Password").fill(PASSPHRASE)
    tab.get_by_role("button", name="Continue").click()
    enrol(tab)
    return tab


def invited(browser: Browser, administrator: Page, address: str, name: str, role: str) -> Page:
    """A colleague with the link she was handed."""
    form, surname = administrator, name.partition(",")[0].rpartition(" ")[2]
    form.goto(f"{address}/people/invite")
    form.get_by_label("Name", exact=False).first.fill(name)
    form.get_by_label("Email").fill(f"{surname.lower()}@westlake.example")
    staff = form.get_by_label("Member of staff")
    staff.select_option(
        label=next(one for one in staff.locator("option").all_inner_texts() if surname in one)
    )
    form.get_by_role("checkbox", name=role).check()
    form.get_by_role("button", name="Make the link").click()
    link = form.locator("#link").inner_text().split("/invitation/")[1].strip()
    tab = new_tab(browser)
    tab.goto(f"{address}/invitation/{link}")
    tab.get_by_label("Password").fill(PASSPHRASE)
    tab.get_by_role("button", name="Continue").click()
    enrol(tab)
    return tab
