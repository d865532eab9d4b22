"""J1 without a mouse; and a group, in which no child stands in another's note."""

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from chartside.app.demo import PASSWORD
from chartside.clinic.visits import visit_from
from chartside.demo.load import SOURCE
from chartside.platform.tenancy import Actor

pytestmark = pytest.mark.xdist_group("journeys")
SELECTED = "document.querySelector('[data-row][aria-current]').textContent"


def test_a_draft_is_read_and_signed_by_keys_alone(clinic, person):
    dana = person("dana.whitfield")
    tab, keys = dana.tab, dana.tab.keyboard
    before = clinic.packages()
    dana.go("/", without_hold=True)
    keys.press("?")
    expect(tab.locator("#keys")).to_be_visible()
    keys.press("Escape")
    expect(tab.locator("#keys")).to_be_hidden()
    for _ in range(tab.locator("[data-row]").count()):
        if "Ada Kessler" in tab.evaluate(SELECTED):
            break
        keys.press("j")
    assert "Ada Kessler" in tab.evaluate(SELECTED)
    keys.press("k")
    assert "Ada Kessler" not in tab.evaluate(SELECTED)
    keys.press("j")
    keys.press("Enter")
    tab.wait_for_url("**/notes/*")
    keys.press("j")
    assert tab.locator(".fact.lit").count() > 0
    keys.press("e")
    tab.wait_for_url("**step=edit")
    tab.go_back()
    tab.wait_for_url(lambda url: "step=edit" not in url)
    keys.press("x")
    expect(tab.locator("#return")).to_be_visible()
    keys.press("Escape")
    expect(tab.locator("#return")).to_be_hidden()
    keys.press("s")
    expect(tab.locator("dialog#sign")).to_be_visible()
    if tab.locator("dialog#sign input[type=password]").count():
        keys.type(PASSWORD)
        keys.press("Enter")
    else:
        tab.locator("dialog#sign").get_by_role("button", name="Countersign").press("Enter")
    expect(tab.locator("#notice")).to_contain_text("Signed.")
    assert len(clinic.packages() - before) > 0


def test_a_group_is_kept_apart(clinic, person):
    dana = person("dana.whitfield")
    names = ("Mila Soto", "Jun Ito")
    for name, other in (names, names[::-1]):
        before = clinic.packages()
        dana.go("/", without_hold=True)
        dana.tab.get_by_role("link", name=name).click()
        dana.tab.wait_for_url("**/notes/*")
        first, last = other.split()
        assert first not in dana.tab.locator("main").inner_text()
        expect(dana.tab.locator(".charge")).to_contain_text("97150")
        dana.sign()
        [paper] = [
            place / "note.pdf" for place in clinic.packages() - before if (place / "note.pdf").exists()
        ]
        text = " ".join(page.extract_text() for page in PdfReader(paper).pages)
        assert name in text
        assert first not in text
        assert last not in text
        assert "Nora" not in text


def test_a_groups_form_proposes_the_groups_code(clinic, person):
    with clinic.house.database.work(clinic.demo.org_id, Actor.system("test")) as work:
        visit = visit_from(work, SOURCE, "A004-20261120-1100")
    dana = person("dana.whitfield")
    dana.go(f"/visits/{visit.id}/session")
    dana.tab.locator("[name=activities]").first.check()
    expect(dana.tab.locator("select[name^='code:']:visible").first).to_have_value("97150")
