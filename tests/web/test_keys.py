"""What a person can do without a mouse, and what the policy refuses."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser")


def current(tab: Page) -> str:
    return str(tab.evaluate("document.querySelector('[data-row][aria-current]')?.textContent ?? ''"))


def test_j_and_k_move_selection_focus_and_the_bar(tab: Page, address: str) -> None:
    tab.goto(f"{address}/today")
    assert "Edith Vance" in current(tab)
    tab.keyboard.press("j")
    assert "Theo Marsh" in current(tab)
    assert tab.evaluate("document.activeElement === document.querySelector('[data-row][aria-current]')")
    expect(tab.locator("[data-says]")).to_contain_text("Theo Marsh, note.")
    tab.keyboard.press("k")
    tab.keyboard.press("k")
    assert "Edith Vance" in current(tab)


def test_enter_opens_and_e_opens_with_the_step(tab: Page, address: str) -> None:
    tab.goto(f"{address}/today")
    tab.keyboard.press("j")
    tab.keyboard.press("e")
    tab.wait_for_url("**/notes/theo?step=edit")
    tab.goto(f"{address}/today")
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/notes/theo")


def test_help_opens_and_keys_can_be_switched_off(tab: Page, address: str) -> None:
    tab.goto(f"{address}/today")
    tab.keyboard.press("?")
    expect(tab.locator("#keys")).to_be_visible()
    tab.locator("[data-keys-switch]").uncheck()
    tab.keyboard.press("Escape")
    tab.keyboard.press("j")
    assert "Edith Vance" in current(tab)


def test_finding_stays_on_the_page(tab: Page, address: str) -> None:
    tab.goto(f"{address}/today")
    tab.keyboard.press("/")
    tab.keyboard.type("ruben")
    assert tab.locator(".queue li:visible").count() == 1
    tab.keyboard.press("Enter")
    assert "ruben" not in tab.url


def test_a_sentence_lights_its_facts_and_a_fact_its_sentences(tab: Page, address: str) -> None:
    tab.goto(f"{address}/note-blocked")
    tab.locator("#s8").hover()
    assert tab.locator(".fact.lit").evaluate_all("all => all.map(one => one.id)") == ["f7", "f8"]
    tab.locator("#f7").hover()
    assert tab.locator(".s.lit").evaluate_all("all => all.map(one => one.id)") == ["s7", "s8"]
    for _ in range(3):
        tab.keyboard.press("j")
    tab.mouse.move(0, 0)
    tab.keyboard.press("j")
    assert tab.locator(".fact.lit").evaluate_all("all => all.map(one => one.id)") == ["f4"]


def test_a_blocked_signature_cannot_be_begun(tab: Page, address: str) -> None:
    tab.goto(f"{address}/note-blocked")
    expect(tab.get_by_role("button", name="Countersign")).to_be_disabled()
    tab.keyboard.press("s")
    assert tab.locator("dialog[open]").count() == 0
    tab.get_by_role("button", name="Vouch by name").click()
    expect(tab.locator("#vouch")).to_be_visible()
    assert tab.locator("#vouch [name=sentence]").input_value() == "10"


def test_s_asks_who_you_are_and_escape_goes_back(tab: Page, address: str) -> None:
    tab.goto(f"{address}/note-ready")
    tab.keyboard.press("s")
    expect(tab.locator("#sign")).to_be_visible()
    assert tab.evaluate("document.activeElement.id") == "reauth-password"
    tab.keyboard.press("Escape")
    expect(tab.locator("#sign")).to_be_hidden()


def test_the_first_tab_stop_skips_to_the_content(tab: Page, address: str) -> None:
    tab.goto(f"{address}/today")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"


def test_the_policy_refuses_inline_script_and_no_page_needs_it(tab: Page, address: str) -> None:
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for name in ("today", "note-blocked", "session"):
        tab.goto(f"{address}/{name}")
    assert said == []
    added = "Object.assign(document.createElement('script'), {text: 'hit = 1'})"
    tab.evaluate(f"() => {{ document.body.append({added}); }}")
    assert tab.evaluate("window.hit") is None
    assert any("Content Security Policy" in text for text in said)
