"""The session form's page over the wire: reading a text, a flowsheet, a group, handing over; and what is refused."""

import pytest
from httpx2 import Response

from chartside.documentation.forms.store import saved_form
from chartside.documentation.pages import group, note, session
from chartside.platform.tenancy import Actor
from chartside.review.steps import Proof, SigningDesk
from tests.documentation.clinic import HOLD, Clinic
from tests.web.site import Browser, Site

OSRIC = "A024-20261120-1100"
RUFUS = "A011-20261120-1100"
TEXT = 'Putty for ten minutes, min A. He said "it hurts less". Next time add the jar.'


@pytest.fixture(scope="module")
def site(clinic: Clinic) -> Site:
    desk = SigningDesk(
        prove=lambda page, _typed: Proof(page.work.clock.now()), asks=lambda _page: (), hold=HOLD
    )
    return Site(clinic.house.database, [session.router, group.router, note.router, note.steps], (desk,))


def browser(site: Site, clinic: Clinic, who: str) -> Browser:
    return site.browser(clinic.demo.org_id, actor=clinic.actor(who))


def put(one: Browser, path: str, fields: dict[str, str]) -> Response:
    return one.client.put(path, data={**fields, "csrf_token": one._token()}, headers={"hx-request": "true"})


def form(clinic: Clinic, source_id: str):
    with clinic.work(Actor.system("test")) as work:
        return saved_form(work, clinic.visit(source_id))


def test_a_text_is_read_and_offered_and_a_tap_takes_it(clinic, site):
    joel, base = browser(site, clinic, "jtamsin"), f"/visits/{clinic.visit(OSRIC)}/session"
    answer = put(joel, base, {"revision": "0", "dictated": TEXT, "read": "1"})
    assert answer.status_code == 200
    assert 'id="session-heard"' in answer.text
    assert "it hurts less" in answer.text
    saved = form(clinic, OSRIC)
    assert [one.text for one in saved.answers.brought.sources] == [TEXT]
    answer = put(joel, base, {"revision": str(saved.revision), "take": "d1:0-29"})
    assert 'id="session-heard"' not in answer.text
    (taken,) = form(clinic, OSRIC).answers.brought.confirmed
    assert taken.value == {"activity": "Putty", "minutes": 10, "assist": "min A"}
    page = joel.get(base)
    assert "Putty, 10 min, min A" in page.text
    # Taken back, it leaves no trace in what a note is made from.
    put(joel, base, {"revision": str(form(clinic, OSRIC).revision)})
    assert form(clinic, OSRIC).answers.brought.confirmed == ()


def test_a_flowsheet_is_brought_in_and_offered(clinic, site):
    joel, base = browser(site, clinic, "jtamsin"), f"/visits/{clinic.visit(OSRIC)}/session"
    sheet = b"Grip R (kg),Grip L (kg)\n22,30\n"
    answer = joel.send(f"{base}/flowsheet", files={"file": ("grip.csv", sheet, "text/csv")})
    assert answer.status_code == 303
    page = joel.get(base).text
    assert "Grip right 22 kg" in page
    assert "row 2, column 1" in page


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04zip", b"%PDF-1.7", b"a\x00b"])
def test_what_is_no_table_is_refused(clinic, site, data):
    joel, base = browser(site, clinic, "jtamsin"), f"/visits/{clinic.visit(OSRIC)}/session"
    answer = joel.send(f"{base}/flowsheet", files={"file": ("x.csv", data, "text/csv")})
    assert answer.status_code >= 400


def test_a_code_asks_its_questions_with_the_next_save(clinic, site):
    joel, base = browser(site, clinic, "jtamsin"), f"/visits/{clinic.visit(OSRIC)}/session"
    seen = {"revision": str(form(clinic, OSRIC).revision), "activities": "scar-mobilization"}
    answer = put(joel, base, {**seen, "code:scar-mobilization": "97140", "minutes:scar-mobilization": "15"})
    assert "Manual technique" in answer.text
    seen["revision"] = str(form(clinic, OSRIC).revision)
    answer = put(joel, base, {**seen, "code:scar-mobilization": "97530", "minutes:scar-mobilization": "15"})
    assert "Manual technique" not in answer.text


def test_nobody_else_fills_or_hands_over_the_form(clinic, site):
    base = f"/visits/{clinic.visit(OSRIC)}/session"
    elin = browser(site, clinic, "esorley")
    assert elin.get(base).status_code == 409
    to = str(clinic.actor("esorley").staff_id)
    assert elin.send(f"{base}/hand-over", to=to).status_code == 409
    assert browser(site, clinic, "jtamsin").send(f"{base}/hand-over", to="nonsense").status_code >= 400


def test_the_form_of_a_group_is_one_page_and_a_visit_outside_any_group_has_none(clinic, site):
    dana = browser(site, clinic, "dwhitfield")
    page = dana.get(f"/visits/{clinic.visit(RUFUS)}/group")
    assert page.status_code == 200
    assert all(name in page.text for name in ("Rufus Farrow", "Mila Soto", "Jun Ito", "Nora Finch"))
    assert dana.get(f"/visits/{clinic.visit('A002-20261120-0900')}/group").status_code == 404
    assert browser(site, clinic, "jtamsin").get(f"/visits/{clinic.visit(RUFUS)}/group").status_code == 409


def test_a_group_form_that_is_not_complete_gives_no_draft_and_names_nobody(clinic, site):
    dana, base = browser(site, clinic, "dwhitfield"), f"/visits/{clinic.visit(RUFUS)}/group"
    answer = dana.send(f"{base}/draft", **{"shared~activities": "other", "p4~revision": "0"})
    assert answer.status_code in (303, 409)
