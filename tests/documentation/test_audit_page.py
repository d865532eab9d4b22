"""The audit page: acts and looks in words, filtered, paged, and checked."""

import re

import pytest
from sqlalchemy import text

from chartside.platform.audit.queries import PAGE
from chartside.platform.settings import Settings
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import fresh_organisation
from tests.web.site import words

from .played import Played, play

THEO = "A001-20261120-1000"


@pytest.fixture(scope="module")
def played(database: WorkDatabase, settings: Settings) -> Played:
    return play(database, settings)


def rows(html: str) -> int:
    return len(re.findall(r"<tr><td><time", html))


def test_acts_are_told_in_words(played: Played) -> None:
    html = played.browser("ipetrak").read("/audit?kind=proposal")
    shown = words(html)
    assert "Countersigned" in shown
    assert "Treatment note, Edith Vance" in shown
    assert "Returned with a reason" in shown
    assert f'href="/notes/{played.proposals["plain_pediatric"]}/record"' in html
    assert "Import: patients with coverage" in words(played.browser("ipetrak").read("/audit?kind=import"))


def test_names_are_for_readers_who_may_see_patients(played: Played) -> None:
    before = len(played.site.looks(played.org_id))
    reader = played.site.browser(played.org_id, "director")
    object.__setattr__(reader.account, "permissions", frozenset({"audit.view"}))
    shown = words(reader.read("/audit?kind=proposal"))
    assert "Treatment note" in shown
    assert "Vance" not in shown
    assert len(played.site.looks(played.org_id)) == before
    played.browser("ipetrak").read("/audit?kind=proposal")
    assert {look.page for look in played.site.looks(played.org_id)[before:]} == {"audit"}


def test_by_kind_by_person_and_page_by_page(played: Played) -> None:
    browser = played.browser("ipetrak")
    html = browser.read("/audit")
    assert rows(html) <= PAGE
    dana = played.actor("dwhitfield").account_id
    mine = words(browser.read(f"/audit?person={dana}&kind=proposal"))
    assert "Dana Whitfield, OTR/L" in mine
    assert "Priya Nand, COTA/L Countersigned" not in mine
    browser.read("/patients")
    seen, path = 0, "/audit?kind=look"
    while path:
        html = browser.read(path)
        seen += rows(html)
        found = re.search(r'href="(/audit\?[^"]*older=[^"]*)"', html)
        path = found[1].replace("&amp;", "&") if found else ""
    assert seen > PAGE


def test_looks_are_for_compliance(played: Played) -> None:
    played.browser("dwhitfield").read(f"/patients/{played.patient_of(THEO)}")
    path = f"/audit?kind=look&patient={played.patient_of(THEO)}"
    html = played.browser("ipetrak").read(path)
    assert "Looked at Theo Marsh chart" in words(html)
    assert "Only entries about one patient" in words(html)
    director = played.browser("rabelson")
    assert "Looks at charts" not in director.read("/audit")
    assert director.get(path).status_code == 403


def test_a_check_is_an_act_and_says_what_it_found(played: Played) -> None:
    browser = played.browser("rabelson")
    assert "Not checked yet." in words(browser.read("/audit"))
    assert browser.go("/audit/check") == "/audit"
    shown = words(browser.read("/audit"))
    assert "The chain was whole." in shown
    assert "Checked the audit chain" in shown
    assert played.site.acts(played.org_id)[-1] == "audit.checked"


def test_a_changed_entry_is_named(played: Played, database: WorkDatabase) -> None:
    browser = played.browser("rabelson")
    browser.go("/audit/check")
    with database.owner_engine.begin() as owner:
        owner.execute(text("alter table audit_entry disable trigger user"))
        owner.execute(text("select set_config('app.org_id', :org, true)"), {"org": str(played.org_id)})
        changed = owner.execute(text("update audit_entry set actor_name = 'Somebody Else' where seq = 5"))
        owner.execute(text("alter table audit_entry enable trigger user"))
    assert changed.rowcount == 1
    browser.go("/audit/check")
    shown = words(browser.read("/audit"))
    assert "The chain does not hold." in shown
    assert "entry 5: its content was changed" in shown


@pytest.mark.parametrize("query", ["older=x", "kind=look&older=1.x", "person=x", "patient=x"])
def test_a_spoilt_address_is_refused_in_words(played: Played, query: str) -> None:
    answer = played.browser("ipetrak").get(f"/audit?{query}")
    assert answer.status_code == 409
    assert "Open the audit anew." in words(answer.text)


@pytest.mark.parametrize("code", ["dwhitfield", "pnand", "moyelaran", "tlindgren", "cbowe", "sadair"])
def test_others_read_no_audit(played: Played, code: str) -> None:
    browser = played.browser(code)
    assert browser.get("/audit").status_code == 403
    assert browser.send("/audit/check").status_code == 403


def test_another_clinic_has_its_own_chain(played: Played, database: WorkDatabase) -> None:
    elsewhere = played.site.browser(fresh_organisation(database), "compliance")
    assert rows(elsewhere.read("/audit")) == 1
    assert "No entry of this kind" in words(elsewhere.read(f"/audit?patient={played.patient_of(THEO)}"))
    assert rows(elsewhere.read("/audit?kind=look")) == 0
