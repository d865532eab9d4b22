"""A note's record: evidence, versions, returns, signatures, deliveries, and a person's word about an open one."""

from datetime import timedelta

import pytest

from chartside.kernel.clock import FixedClock
from chartside.platform.settings import Settings
from chartside.platform.tenancy import WorkDatabase
from chartside.review.model import Status
from tests.conftest import fresh_organisation
from tests.web.site import words

from .played import Played, play


@pytest.fixture(scope="module")
def played(database: WorkDatabase, settings: Settings) -> Played:
    return play(database, settings)


def record(played: Played, story: str, code: str = "rabelson") -> str:
    return words(played.browser(code).read(f"/notes/{played.proposals[story]}/record"))


def test_a_draft_shows_its_evidence_and_what_a_signature_would_cover(played: Played) -> None:
    shown = record(played, "plain_pediatric", "dwhitfield")
    assert "Record of the occupational therapy treatment note, Nov 20, 2026" in shown
    assert "facts" in shown
    assert "built-in writer, no model" in shown
    assert "What a signature would cover" in shown
    assert "Signature waits for Dana Whitfield, OTR/L" in shown
    assert "Add an addendum" not in shown


def test_what_a_person_added_is_shown_as_a_change_and_blocks(played: Played) -> None:
    shown = record(played, "unsupported_edit", "dwhitfield")
    assert "Version 2" in shown
    assert "1 change" in shown
    assert "1 sentence without evidence" in shown


def test_a_return_keeps_its_reason_and_voids_the_signature(played: Played) -> None:
    shown = record(played, "returned_draft")
    assert "Returned" in shown
    assert "Version 1: " in shown
    assert "Priya Nand, COTA/L; no longer counts" in shown


def test_from_signature_to_receipt(played: Played, clock: FixedClock) -> None:
    story = "assistant_with_cosignature"
    assert "Co-signature waits" in record(played, story)
    assert played.sign("dwhitfield", story) is Status.SIGNED
    path = f"/notes/{played.proposals[story]}/record"
    director = played.browser("rabelson")
    held = words(director.read(path))
    assert "as assistant, version 1" in held
    assert "as therapist, version 1, open for 41 s; identity confirmed; signed as drafted; text " in held
    assert "held" in held

    dana, note = played.browser("dwhitfield"), f"/notes/{played.proposals[story]}"
    assert f'action="{note}/recall"' in dana.read(note)
    clock.advance(timedelta(minutes=3))
    assert "It is on its way" in dana.read(note)
    assert f'action="{note}/recall"' not in dana.read(note), "the hold is over"
    played.deliver(story, "note")
    played.deliver(story, "charge", fault="unknown, nothing happened")
    html = director.read(path)
    shown = words(html)
    assert "receipt chart/" in shown
    assert "Attempt 1" in shown
    assert "not known whether it arrived" in shown
    assert "Countersigned" in shown, "the audit's entries about this note"
    for name in ("note.pdf", "charge.csv", "charge.json"):
        assert f"/files/1/{name}" in html
    assert len([word for word in shown.split() if len(word) == 64]) == 4, "three files and the whole"
    assert director.get(f"/notes/{played.proposals[story]}/files/1/note.pdf").content.startswith(b"%PDF")

    assert "It arrived" not in words(played.browser("pnand").read(path)), "not an assistant's to decide"
    effect = played.effects(story)["charge"]
    decide = f"/notes/{played.proposals[story]}/effects/{effect}/decide"
    assert decide in html
    assert director.send(decide, happened="true", reference=" ").status_code == 409
    director.go(decide, happened="true", reference="Larkfield confirmed by phone")
    assert "receipt Larkfield confirmed by phone, decided by a person" in words(director.read(path))
    assert "Add an addendum" in record(played, story, "pnand"), "the person who treated adds to it"
    assert "Add an addendum" not in record(played, story, "dwhitfield")


def test_an_addendum_stands_beside_the_note(played: Played, clock: FixedClock) -> None:
    story = "hand_therapy"
    assert played.sign("jtamsin", story) is Status.SIGNED
    assert "Add an addendum" not in record(played, story, "jtamsin"), "it is recalled and changed instead"
    clock.advance(timedelta(minutes=3))
    for name in played.effects(story):
        played.deliver(story, name)
    assert "Add an addendum" in record(played, story, "jtamsin")
    base = f"/notes/{played.proposals[story]}"
    typed = {"text": "Palmar grasp on the tray.", "reason": "left out by mistake"}
    assert played.browser("jtamsin").go(f"{base}/addendum", **typed).startswith("/addenda/")
    shown = record(played, story)
    assert "Palmar grasp on the tray." in shown
    assert "waits for signature" in shown


def test_readers_see_what_their_role_lets_them(played: Played) -> None:
    path = f"/notes/{played.proposals['plain_pediatric']}/record"
    assert "Entries of the audit chain" in words(played.browser("ipetrak").read(path))
    assert "Entries of the audit chain" not in words(played.browser("moyelaran").read(path))
    for code in ("tlindgren", "cbowe", "sadair"):
        assert played.browser(code).get(path).status_code == 403
    looks = played.site.looks(played.org_id)
    assert looks[-1].page == "note record"


def test_another_clinic_finds_no_note(played: Played, database: WorkDatabase) -> None:
    elsewhere = played.site.browser(fresh_organisation(database), "director", "biller")
    base = f"/notes/{played.proposals['assistant_with_cosignature']}"
    assert elsewhere.get(f"{base}/record").status_code == 404
    assert elsewhere.get(f"{base}/files/1/note.pdf").status_code == 404
