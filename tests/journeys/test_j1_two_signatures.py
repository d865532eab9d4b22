"""J1 with an assistant: her signature, then her supervisor's; a draft that comes back; units that tie."""

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.xdist_group("journeys")


def test_an_assistants_note_leaves_after_the_second_signature(clinic, person):
    priya, dana = person("priya.nand"), person("dana.whitfield")
    before = clinic.packages()
    priya.open_form("Amos Delacroix")
    priya.fill_form([25, 20])
    note = priya.see_draft()
    expect(priya.tab.locator(".charge")).to_contain_text("by the assistant")
    priya.go(note, without_hold=True)
    priya.sign()
    expect(priya.tab.locator("#notice")).to_contain_text("It now waits for the co-signature.")
    expect(priya.tab.locator("#bar")).to_contain_text("You have signed.")
    assert clinic.packages() == before

    dana.go("/", without_hold=True)
    row = dana.tab.get_by_role("link", name="Amos Delacroix")
    expect(row).to_contain_text("Co-sign")
    row.click()
    dana.tab.wait_for_url("**/notes/*")
    dana.sign()
    [paper] = [folder / "note.pdf" for folder in clinic.packages() - before if (folder / "note.pdf").exists()]
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
    assert "Priya Nand, COTA/L" in text
    assert "Dana Whitfield, OTR/L" in text


def test_a_returned_draft_is_reworked_and_signed_anew(clinic, person):
    priya = person("priya.nand")
    priya.go("/")
    row = priya.tab.get_by_role("link", name="Hector Ruiz")
    expect(row).to_contain_text("returned to you")
    row.click()
    priya.tab.wait_for_url("**/notes/*")
    expect(priya.tab.locator("article")).to_contain_text("Say which cue he needed for the left side")
    priya.tab.keyboard.press("e")
    area = priya.tab.locator("[name='section:O']")
    area.fill(area.input_value().replace("needed cues to look left", "needed cues to look left each time"))
    priya.tab.get_by_role("button", name="Save").click()
    expect(priya.tab.locator("#notice")).to_contain_text("Saved and checked.")


def test_the_supervisor_returns_with_a_reason(clinic, person):
    dana, priya = person("dana.whitfield"), person("priya.nand")
    dana.go("/")
    dana.tab.get_by_role("link", name="Edith Vance").click()
    dana.tab.wait_for_url("**/notes/*")
    dana.tab.keyboard.press("x")
    dana.tab.get_by_label("What should change?").fill("Say how far she walked in the kitchen.")
    dana.tab.get_by_role("button", name="Return with this reason").click()
    expect(dana.tab.get_by_role("link", name="Edith Vance")).to_have_count(0)
    priya.go("/")
    priya.tab.get_by_role("link", name="Edith Vance").click()
    expect(priya.tab.locator("article")).to_contain_text("Say how far she walked in the kitchen.")


def test_when_codes_tie_the_therapist_chooses(person):
    elin = person("elin.sorley")
    elin.open_form("Mabel Thorne")
    elin.fill_form([20, 20])
    note = elin.see_draft()
    spreads = elin.tab.locator(".allocations label")
    expect(spreads).to_have_count(2)
    second = spreads.nth(1).inner_text()
    spreads.nth(1).click()
    expect(elin.tab.locator("#notice")).to_contain_text("The units are spread anew.")
    elin.go(note)
    expect(elin.tab.locator(".allocations label", has=elin.tab.locator(":checked"))).to_have_text(second)
