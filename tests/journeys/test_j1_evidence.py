"""J1: evidence of many shapes becomes facts by taps: dictation, last visit, a group, declined care, a handed-over form."""

import pytest
from playwright.sync_api import expect

from .people import PHONE, Person

pytestmark = pytest.mark.xdist_group("journeys")

SPOKEN = (
    "Okay. We did scar mobilization on the right wrist fifteen minutes. Then putty pinches twelve minutes, three, no, "
    'four of five with min verbal cues. He said, "it hurts less when I drive". No numbness today. I changed the pinch '
    "because he guarded the thumb. Tolerated well. Next time add the jar lid. Maybe a bit swollen."
)


def tick(one: Person, words: str) -> None:
    """Tap one of the things that were heard."""
    one.tap(one.tab.locator(".heard-item", has_text=words).locator("input[name=take]"))


def answer_rest(one: Person) -> None:
    """Goals, skill and whatever else is left, by taps."""
    for box in one.tab.locator("[name=skipped]").all():
        box.check()
    asked = one.tab.locator("#session-asked [role=group]")
    for group in asked.all():
        group.locator("input").first.check()


def test_dictation_is_split_and_only_what_is_tapped_is_in_the_draft(person):
    joel = person("joel.tamsin", **PHONE)
    joel.open_form("Osric Pell")
    joel.tap(joel.tab.get_by_text("Bring in a text"))
    joel.tab.locator("#dictated").fill(SPOKEN)
    joel.tap(joel.tab.get_by_role("button", name="Read it"))
    expect(joel.tab.locator(".heard-item").first).to_be_visible()
    for words in (
        "scar mobilization",
        "4 of 5",
        "it hurts less",
        "No numbness",
        "I changed",
        "Tolerated",
        "jar lid",
    ):
        tick(joel, words)
    expect(joel.tab.locator("#session-asked fieldset")).to_be_visible()
    answer_rest(joel)
    helped = joel.tab.locator(".heard-item", has_text="scar mobilization")
    helped.locator("summary").click()
    helped.locator("[name^='say:']").fill("scar mobilization right wrist 15 minutes, no cues")
    joel.all_saved()
    joel.see_draft()
    body = " ".join(joel.sentences())
    for words in ("4 of 5", "it hurts less when I drive", "jar lid"):
        assert words in body
    assert "swollen" not in body
    assert "three, no" not in body


def test_what_was_the_same_last_time_is_offered_and_only_a_tap_takes_it(person):
    dana = person("dana.whitfield", **PHONE)
    dana.go("/day")
    place = dana.tab.get_by_role("link", name="Theo Marsh")
    if place.count() == 0:
        pytest.skip("Theo's visit has its note already in this run")
    place.first.click()
    if "/session" not in dana.tab.url:
        pytest.skip("Theo's visit has its draft already in this run")
    swing = dana.tab.locator("#activity-platform-swing")
    if swing.is_checked():
        pytest.skip("Theo's form is filled already in this run")
    offer = dana.tab.locator("[name=carry][value='activity:platform-swing']")
    dana.tap(offer)
    expect(swing).to_be_checked()
    expect(dana.tab.locator("[name='minutes:platform-swing']")).to_have_value("20")
    expect(dana.tab.locator("[name='achieved:platform-swing']")).to_have_value("")
    dana.tap(offer)
    expect(swing).not_to_be_checked()
    expect(dana.tab.locator("[data-save-state=saved]")).to_be_visible()


def test_one_form_for_a_group_of_four_gives_four_notes(person, clinic):
    dana = person("dana.whitfield", **PHONE)
    dana.open_form("Rufus Farrow")
    dana.tab.get_by_role("link", name="One form for the whole group").click()
    dana.tab.wait_for_url("**/group")
    rufus = dana.tab.locator("section", has=dana.tab.get_by_role("heading", name="Rufus Farrow"))
    shown = rufus.locator("[data-shown-by='shared-other']")
    left_out = shown.locator("[name$=left_out]")
    if left_out.is_checked():
        left_out.uncheck()
    shown.get_by_label("What it was here").fill("pencil club with a word search")
    shown.get_by_role("button", name="More: Result").click()
    shown.locator(".scale").first.locator("input").nth(1).check()
    shown.locator("[name*='for:']").first.check()
    for box in rufus.locator("[name$=skipped]").all():
        box.check()
    for name in ("response", "skill", "plan"):
        rufus.locator(f"[name$='~{name}']").first.check()
    dana.all_saved()
    dana.tap(dana.tab.get_by_role("button", name="See the drafts"))
    dana.tab.wait_for_url("**/notes/*")
    expect(dana.tab.locator("#notice")).to_contain_text("drafts wait, one for each")
    children = {
        "Mila": ("group_visit_mila", "paper maze"),
        "Jun": ("group_visit_jun", "dot-to-dot"),
        "Nora": ("group_visit_nora", "raised-line paper"),
    }
    for name, (story, did) in children.items():
        dana.go(f"/notes/{clinic.demo.proposals[story]}")
        body = " ".join(dana.sentences())
        assert did in body
        others = [word for other, found in children.items() if other != name for word in (other, found[1])]
        assert not any(word in body for word in (*others, "Rufus", "word search"))


def test_a_declined_visit_has_its_reason_and_no_charge(person):
    noor = person("noor.haddad")
    noor.go("/")
    noor.tab.get_by_role("link", name="Wendell Umber").click()
    noor.tab.wait_for_url("**/notes/*")
    body = " ".join(noor.sentences())
    assert "declined" in body.lower()
    assert "upset" in body
    assert noor.tab.locator(".charge tbody tr").count() == 0


def test_a_form_that_a_colleague_began_names_both(person):
    joel = person("joel.tamsin", **PHONE)
    joel.open_form("Ilse Yarrow")
    joel.tab.locator("[name=skipped]").first.wait_for(state="attached")
    joel.more("goal:G1", 2)
    joel.tap(joel.tab.locator("[name=skill]").first)
    joel.tap(joel.tab.locator("[name=plan]").first)
    joel.all_saved()
    joel.see_draft()
    body = " ".join(joel.sentences())
    assert "Elin Sorley" in body
    assert "Joel Tamsin" in body
