"""The patients: found, listed, opened. Whoever sees a name leaves a look."""

import pytest

from chartside.platform.settings import Settings
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import fresh_organisation
from tests.web.site import words

from .played import Played, play

READERS = ("dwhitfield", "pnand", "moyelaran", "tlindgren", "cbowe", "rabelson", "ipetrak")
THEO = "A001-20261120-1000"


@pytest.fixture(scope="module")
def played(database: WorkDatabase, settings: Settings) -> Played:
    return play(database, settings)


def test_the_list_shows_those_with_visits_near_today_and_logs_each_look(played: Played) -> None:
    before = len(played.site.looks(played.org_id))
    html = played.browser("cbowe").read("/patients")
    assert "60 patients." in words(html)
    looks = played.site.looks(played.org_id)[before:]
    assert len({look.patient_id for look in looks}) == 60
    assert {look.page for look in looks} == {"patient list"}


@pytest.mark.parametrize("typed", ["theo marsh", "Marsh 2019-04-11", "4/11/2019 theo", "W-20388"])
def test_a_patient_is_found_by_name_birth_date_or_number(played: Played, typed: str) -> None:
    answer = played.browser("tlindgren").send("/patients", find=typed)
    assert answer.status_code == 200
    assert "1 patient found." in words(answer.text)
    assert "Theo Marsh" in answer.text
    assert played.site.looks(played.org_id)[-1].page == "patient search"


def test_what_is_not_found_says_how_to_search(played: Played) -> None:
    browser = played.browser("tlindgren")
    for typed in ("Nobody Atall", "!!", "%' or 1=1 --"):
        assert "Nobody by that name" in words(browser.send("/patients", find=typed).text)
    assert browser.go("/patients", find="   ") == "/patients"
    assert browser.send("/patients", find="x" * 500).status_code == 422


def test_a_chart_on_one_page(played: Played) -> None:
    browser = played.browser("dwhitfield")
    html = browser.read(f"/patients/{played.patient_of(THEO)}")
    chart = words(html)
    assert "Theo Marsh" in html
    assert "born Apr 11, 2019 (7 y)" in html
    for told in (
        "Record number W-20388",
        "Pronouns he/him",
        "Annika Marsh, 555-",
        "Bluestem",
        "certified to Jan 15, 2027, 56 days left",
        "Signed by physician Sep 4, 2026",
        "Frequency 2 times a week for 19 weeks",
        "G1 ",
    ):
        assert told in chart, told
    assert 'role="img" aria-label="G1' in html, "the goal's course, also in words"
    look = played.site.looks(played.org_id)[-1]
    assert (look.patient_id, look.page) == (played.patient_of(THEO), "chart")
    assert "opened this chart" not in chart, "a therapist does not read who looked"


def test_each_visit_says_how_far_its_note_is(played: Played) -> None:
    theo = words(played.browser("dwhitfield").read(f"/patients/{played.patient_of(THEO)}"))
    assert "signed in the EHR" in theo, "the weeks before"
    assert "cancelled" in theo
    assert "no note yet" in theo, "today's"
    plain = played.patient_of("A002-20261120-0900")
    assert "draft waits for signature" in words(played.browser("dwhitfield").read(f"/patients/{plain}"))
    edith = played.patient_of("A017-20261120-0900")
    assert "waits for co-signature" in words(played.browser("pnand").read(f"/patients/{edith}"))


def test_a_visit_leads_each_reader_where_they_may_go(played: Played) -> None:
    path = f"/patients/{played.patient_of('A002-20261120-0900')}"
    note = f'href="/notes/{played.proposals["plain_pediatric"]}"'
    assert note in played.browser("dwhitfield").read(path)
    assert note in played.browser("moyelaran").read(path)
    front_desk = played.browser("cbowe").read(path)
    assert "/notes/" not in front_desk
    assert "/session" not in front_desk


def test_a_compliance_officer_sees_who_opened_it(played: Played) -> None:
    path = f"/patients/{played.patient_of(THEO)}"
    for code in ("dwhitfield", "cbowe"):
        played.browser(code).read(path)
    html = played.browser("ipetrak").read(path)
    assert "people opened this chart in the last 30 days" in html
    assert f"/audit?kind=look&amp;patient={path.rpartition('/')[2]}" in html
    assert "opened this chart" not in played.browser("rabelson").read(path), "not a director's to know"


@pytest.mark.parametrize("code", READERS)
def test_all_who_work_with_patients_may_open_a_chart(played: Played, code: str) -> None:
    browser = played.browser(code)
    assert browser.get("/patients").status_code == 200
    assert browser.get(f"/patients/{played.patient_of(THEO)}").status_code == 200


def test_an_administrator_sees_no_patient(played: Played) -> None:
    before = len(played.site.looks(played.org_id))
    browser = played.browser("sadair")
    for answer in (
        browser.get("/patients"),
        browser.send("/patients", find="theo"),
        browser.get(f"/patients/{played.patient_of(THEO)}"),
    ):
        assert answer.status_code == 403
        assert "Theo" not in answer.text
    assert len(played.site.looks(played.org_id)) == before


def test_another_clinic_finds_nobody(played: Played, database: WorkDatabase) -> None:
    elsewhere = fresh_organisation(database)
    browser = played.site.browser(elsewhere, "director")
    assert browser.get(f"/patients/{played.patient_of(THEO)}").status_code == 404
    assert "Nobody by that name" in words(browser.send("/patients", find="theo marsh").text)
    assert "No patients yet" in words(browser.read("/patients"))
    assert "Import an export" in words(browser.read("/patients"))
    assert browser.get("/patients/not-an-id").status_code == 422
    assert played.site.looks(elsewhere) == []
