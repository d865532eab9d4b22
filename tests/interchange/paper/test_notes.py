import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from chartside.interchange.paper.notes import render_addendum, render_note
from chartside.interchange.paper.values import ChargeRow, Letterhead, PaperSentence, PatientIdentity
from tests.interchange.paper.reading import catalog, pages_of, smallest_type, structure_tags, words_of
from tests.interchange.paper.sample import ADDENDUM, NOTE


def test_a_note_says_everything_it_was_given():
    words = words_of(render_note(NOTE))
    for sentence in NOTE.sentences:
        assert sentence.text in words
    for row in NOTE.charge:
        assert f"{row.code} {row.words} {row.by} {row.minutes} {row.units} GO" in words
    for expected in (
        "Westlake Therapy 4100 Ridge Road, Suite 210 Westlake, TX 76262 Fax 555-0143",
        "Theo Marsh born April 11, 2019 MRN WT-100234",
        "Date of service November 20, 2026",
        "Time 10:00 to 10:45 am, 45 minutes",
        "Place Westlake clinic (place of service 11)",
        "Provider Dana Whitfield, OTR/L",
        "Payer Bluestem Medicaid",
        "Diagnoses F82, R27.8",
        "Subjective",
        "Objective",
        "Assessment",
        "Plan",
        "Total timed-code minutes 45",
        "Total treatment time 45 minutes",
        "Units by the CMS 8-minute rule.",
        "For signature by Dana Whitfield, OTR/L Treating therapist",
        f"The signature record {NOTE.record} is kept with this file",
    ):
        assert expected in words


def test_an_ordinary_note_is_one_page():
    assert len(pages_of(render_note(NOTE))) == 1


def test_a_vouched_sentence_says_who_vouched_when_and_why():
    words = words_of(render_note(NOTE))
    assert "He is calmer at school since the swing program began. [V1]" in words
    assert (
        "V1 Vouched for by Dana Whitfield, OTR/L on November 20, 2026, 11:40 am: His teacher said so" in words
    )


def test_the_final_note_carries_no_mark_of_a_draft():
    assert "draft" not in words_of(render_note(NOTE)).lower()


def test_a_preview_says_draft_on_every_page():
    long = replace(NOTE, draft=True, sentences=NOTE.sentences * 12)
    pages = pages_of(render_note(long))
    assert len(pages) > 1
    assert all("Draft" in page for page in pages)
    assert "Not signed, not part of the record, not to be released." in pages[0]


def test_every_page_of_a_long_note_names_the_patient_and_its_number():
    pages = pages_of(render_note(replace(NOTE, sentences=NOTE.sentences * 14)))
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert "Theo Marsh" in page
        assert f"born April 11, 2019 · MRN WT-100234 Page {number} of {len(pages)}" in page
    assert "For signature by" in pages[-1]
    assert "Total timed-code minutes" in pages[-1]


def test_a_long_name_never_hides_birth_date_and_record_number():
    patient = replace(NOTE.patient, name="Wilhelmina Anneliese " * 12)
    (page,) = pages_of(render_note(replace(NOTE, patient=patient)))
    assert "born April 11, 2019 · MRN WT-100234 Page 1 of 1" in page


def test_equal_values_give_equal_bytes_also_in_another_process():
    code = (
        "from hashlib import sha256; from chartside.interchange.paper.notes import render_note;"
        "from tests.interchange.paper.sample import NOTE; print(sha256(render_note(NOTE)).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)
    }
    assert len(runs) == 1
    assert render_note(NOTE) == render_note(replace(NOTE))


def test_many_notes_at_once_do_not_mix():
    notes = [replace(NOTE, record=f"record-{number}") for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(render_note, notes))
    assert at_once == [render_note(note) for note in notes]


def test_the_only_date_inside_is_the_date_the_note_was_written():
    reader = PdfReader(BytesIO(render_note(NOTE)))
    assert reader.metadata is not None
    assert reader.metadata.creation_date == datetime(2026, 11, 20, 16, 52, tzinfo=UTC)
    changed = render_note(replace(NOTE, written_at=NOTE.written_at.replace(hour=12)))
    assert changed != render_note(NOTE)


def test_a_note_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        render_note(replace(NOTE, written_at=datetime(2026, 11, 20, 10, 52)))  # noqa: DTZ001


def test_the_file_is_tagged_titled_and_has_a_language():
    pdf = render_note(NOTE)
    root = catalog(pdf)
    assert root.raw_get("/MarkInfo")["/Marked"]
    assert str(root["/Lang"]).lower() == "en-us"
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Occupational therapy treatment note, November 20, 2026"
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD"} <= structure_tags(pdf)
    assert b"pdfuaid" in pdf
    assert b"pdfaid" in pdf


def test_the_title_of_the_file_does_not_name_the_patient():
    reader = PdfReader(BytesIO(render_note(NOTE)))
    assert "Theo" not in str(reader.metadata)


def test_it_survives_a_fax_nothing_under_ten_points():
    assert smallest_type(render_note(NOTE)) >= 10


def test_text_is_never_markup():
    hostile = '*bold* _it_ #strong[x] $x^2$ <label> @ref `raw` // c /* d */ \\ [ ] { } "#import "x.typ" = h'
    note = replace(
        NOTE,
        title=NOTE.title + " #x",
        letterhead=Letterhead("Clinic *A* & #Sons"),
        patient=PatientIdentity("*Theo* #Marsh $", NOTE.patient.date_of_birth, "#1 @2"),
        sentences=(PaperSentence("O", hostile),),
    )
    words = words_of(render_note(note))
    assert hostile in words
    assert "Clinic *A* & #Sons" in words
    assert "*Theo* #Marsh $ born April 11, 2019 MRN #1 @2" in words


def test_a_line_without_minutes_of_its_own_leaves_them_blank():
    words = words_of(render_note(replace(NOTE, charge=(ChargeRow("97010", "Warm pack", None, 1),))))
    assert "97010 Warm pack 1" in words


def test_a_note_with_nothing_but_its_header_still_prints():
    bare = replace(
        NOTE, sentences=(), charge=(), signers=(), details=(), letterhead=Letterhead(""), unit_rule=""
    )
    assert "Total timed-code minutes 45" in words_of(render_note(bare))


def test_sections_print_in_the_order_of_their_first_sentence():
    mixed = (
        PaperSentence("P", "Plan first."),
        PaperSentence("Education", "Taught."),
        PaperSentence("P", "And more."),
    )
    assert "Plan Plan first. And more. Education Taught." in words_of(
        render_note(replace(NOTE, sentences=mixed))
    )


def test_an_addendum_names_the_exact_note_it_adds_to():
    words = words_of(render_addendum(ADDENDUM))
    for expected in (
        "Adds to Occupational therapy treatment note, November 20, 2026",
        "Written November 21, 2026, 9:05 am",
        "Author Dana Whitfield, OTR/L",
        NOTE.record,
        "Reason The weight of the tray was left out.",
        "Added The tray weighed 1.5 kg on all five trips.",
        "For signature by Dana Whitfield, OTR/L",
        ADDENDUM.record,
    ):
        assert expected in words
    assert ADDENDUM.note_sha256 in words.replace(" ", "")
