"""J1: from a session to a note in the chart and a charge at billing, as the therapist lives it."""

import csv
import io
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from .people import PHONE, Clinic, Person

pytestmark = pytest.mark.xdist_group("journeys")

# What a routine visit may ask of a therapist's hands: at a tap a second and a half, well below 90 seconds.
MOST_TAPS = 40
INVENTED = "He is calmer at school since the swing program began."


@pytest.fixture(scope="module")
def dana(clinic: Clinic, browser: Browser):
    """Dana Whitfield with her phone."""
    one = Person.arrive(clinic, browser, "dana.whitfield", **PHONE)
    yield one
    one.leave()


@pytest.fixture(scope="module")
def note(clinic: Clinic, dana: Person) -> str:
    """Theo Marsh's visit, filled on the phone: the address of its draft."""
    dana.go("/")
    dana.acts = 0
    dana.tap(dana.tab.get_by_role("link", name="Theo Marsh"))
    dana.tab.wait_for_url("**/session")
    fill_theo(dana)
    dana.all_saved()
    assert dana.tab.locator("#session-totals").inner_text().startswith("45 min, 3 units")
    dana.tap(dana.tab.get_by_role("button", name="See the draft"))
    dana.tab.wait_for_url("**/notes/*")
    return "/notes/" + dana.tab.url.split("/notes/")[1]


def fill_theo(dana: Person) -> None:
    """By taps and steppers alone; the connection is cut in the middle and comes back."""
    dana.tap(dana.box("Platform swing"))
    dana.tap(dana.box("Tray carry, set places"))
    dana.more("minutes:platform-swing")
    dana.more("achieved:platform-swing", 2)
    dana.tap(dana.choice("cues:platform-swing", "minimal verbal cues"))
    dana.tap(dana.choice("for:platform-swing", "G1"))
    expect(dana.tab.locator("[data-save-state=saved]")).to_be_visible()
    dana.context.set_offline(True)
    dana.more("minutes:tray-carry-set-places")
    dana.more("achieved:tray-carry-set-places", 2)
    expect(dana.tab.locator("[data-save-state=away]")).to_be_visible()
    dana.tap(dana.choice("assist:tray-carry-set-places", "stand-by assist"))
    dana.tap(dana.choice("for:tray-carry-set-places", "G3"))
    dana.context.set_offline(False)
    expect(dana.tab.locator("[data-save-state=saved]")).to_be_visible()
    dana.more("goal:G1", 2)
    dana.more("goal:G3", 2)
    dana.tap(dana.choice("skipped", "G2"))
    dana.tap(dana.box("Needed picture schedule"))
    dana.tap(dana.box("Graded the task up and down by each response"))
    dana.tap(dana.box("Add a threshold to the tray carry"))


def test_a_routine_visit_takes_few_taps_and_no_typing(dana, note):
    assert dana.acts <= MOST_TAPS, dana.acts
    body = " ".join(dana.sentences()).lower()
    for words in ("platform swing", "20 min", "5 of 8", "minimal verbal cues", "4 of 5", "9 min"):
        assert words in body


def test_every_sentence_rests_on_facts_that_light_up(dana, note):
    dana.go(note)
    sentences = dana.tab.locator(".s")
    for at in range(sentences.count()):
        sentences.nth(at).focus()
        cited = sentences.nth(at).locator(".ref").all_inner_texts()
        assert cited, sentences.nth(at).inner_text()
        lit = dana.tab.locator(".fact.lit").evaluate_all("all => all.map(one => one.dataset.e)")
        assert lit == cited
    dana.tab.locator(".fact[data-e='2']").focus()
    assert "platform swing" in dana.tab.locator(".s.lit").inner_text().lower()


def test_an_invented_sentence_blocks_until_it_is_settled_by_name(dana, note):
    write(dana, note, INVENTED)
    expect(dana.tab.get_by_role("button", name="Countersign").first).to_be_disabled()
    expect(dana.tab.locator("#bar")).to_contain_text(
        "One point blocks signing. A statement without evidence."
    )
    margin = dana.tab.locator("aside", has_text="Blocks: no evidence")
    expect(margin).to_contain_text("school")
    margin.get_by_role("button", name="Remove").click()
    expect(dana.sentence("calmer at school")).to_have_count(0)

    write(dana, note, INVENTED)
    dana.tab.get_by_role("button", name="Vouch by name").click()
    dana.tab.get_by_label("How do you know it?").fill("His teacher told me on the phone this morning.")
    dana.tab.get_by_role("button", name="Vouch as Dana Whitfield, OTR/L").click()
    expect(dana.tab.locator(".vouched")).to_contain_text("Dana Whitfield, OTR/L vouches: His teacher told me")
    expect(dana.tab.get_by_role("button", name="Countersign").first).to_be_enabled()


def write(dana: Person, note: str, line: str) -> None:
    """Add a line to the assessment."""
    dana.go(f"{note}?step=edit")
    area = dana.tab.locator("[name='section:A']")
    area.fill(f"{area.input_value()}\n{line}")
    dana.tab.get_by_role("button", name="Save").click()
    expect(dana.tab.locator("#notice")).to_contain_text("Saved and checked.")


def test_signing_asks_who_it_is_holds_and_can_be_taken_back(clinic, dana, note):
    before = clinic.packages()
    dana.go(note)
    clinic.forward(timedelta(minutes=6))
    dana.tab.reload()
    dana.tab.get_by_role("button", name="Countersign").first.click()
    expect(dana.tab.locator("dialog#sign input[type=password]")).to_be_visible()
    dana.tab.keyboard.press("Escape")
    dana.sign()
    expect(dana.tab.locator("[data-countdown]")).to_contain_text(re.compile(r"in [12]:\d\d"))
    dana.tab.get_by_role("button", name="Recall").click()
    expect(dana.tab.locator("#notice")).to_contain_text("Recalled. Nothing left")
    expect(dana.tab.get_by_role("button", name="Countersign").first).to_be_enabled()
    assert clinic.packages() == before


@pytest.fixture(scope="module")
def arrived(clinic: Clinic, dana: Person, note: str):
    """The note signed at the door without a hold: the folders that are new in the export."""
    before = clinic.packages()
    dana.go(note, without_hold=True)
    said = dana.sentences()
    dana.sign()
    return said, clinic.packages() - before


def test_it_arrives_once_as_a_note_and_a_charge(clinic, arrived):
    _, folders = arrived
    names = sorted(
        path.name for folder in folders for path in folder.iterdir() if path.suffix in (".pdf", ".csv")
    )
    assert names == ["charge.csv", "note.pdf"]
    again = clinic.packages()
    assert folders <= again


def test_the_paper_says_what_was_signed_and_marks_what_was_vouched(arrived):
    said, folders = arrived
    [paper] = [folder / "note.pdf" for folder in folders if (folder / "note.pdf").exists()]
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
    for sentence in said:
        assert sentence in text, sentence
    assert "Theo Marsh" in text
    assert "vouche" in text.lower()
    assert "His teacher told me on the phone this morning." in text
    for other in ("Kessler", "Ito", "Soto", "Vance", "Castillo"):
        assert other not in text


def test_the_charge_is_what_the_page_showed(arrived):
    _, folders = arrived
    [table] = [folder / "charge.csv" for folder in folders if (folder / "charge.csv").exists()]
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    body = " ".join(" ".join(row) for row in rows[1:])
    assert len(rows) == 3
    assert "97533" in body
    assert "97530" in body
    assert "GO" in body


def test_the_visit_leaves_the_lists_and_the_record_says_who_and_when(clinic, dana, note, arrived):
    for path in ("/", "/day"):
        dana.go(path)
        assert dana.tab.get_by_role("link", name="Theo Marsh").count() == 0
    dana.go(note)
    expect(dana.tab.locator("#bar")).to_contain_text("Signed by Dana Whitfield, OTR/L.")
    dana.go(f"{note}/record")
    text = dana.tab.locator("main").inner_text()
    for words in ("Dana Whitfield", "vouched", "arrived"):
        assert words.lower() in text.lower(), (words, text)


def test_what_is_missing_is_added_and_signed_on_its_own(clinic, dana, note, arrived):
    before = clinic.packages()
    dana.go(f"{note}/record", without_hold=True)
    dana.tab.get_by_role("button", name="Add an addendum").click()
    dana.tab.get_by_label("What is to be added?").fill("Mother asked for the picture schedule to take home.")
    dana.tab.get_by_label("Why is it added now?").fill("She asked after the note was signed.")
    dana.tab.get_by_role("button", name="Draft the addendum").click()
    dana.tab.wait_for_url("**/addenda/*")
    if dana.tab.get_by_role("button", name="Vouch by name").count():
        dana.tab.get_by_role("button", name="Vouch by name").first.click()
        dana.tab.get_by_label("How do you know it?").fill("She said so at the door when they left.")
        dana.tab.get_by_role("button", name="Vouch as").click()
    dana.sign()
    [folder] = clinic.packages() - before
    text = " ".join(page.extract_text() for page in PdfReader(folder / "addendum.pdf").pages)
    assert "picture schedule to take home" in " ".join(text.split())
