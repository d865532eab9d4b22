from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartside.interchange.paper.characters import coverage, printable, unprintable
from chartside.interchange.paper.notes import render_note
from chartside.interchange.paper.typesetting import FACE, FALLBACKS
from chartside.interchange.paper.values import PaperSentence
from tests.interchange.paper.reading import words_of
from tests.interchange.paper.sample import NOTE


@pytest.mark.parametrize(
    "name",
    [
        "José Ñuñez",
        "Łukasz Żółć",
        "Ngô Bảo Châu Nguyễn",
        "Αλέξης",
        "Сергій",
        "שלום",
        "محمد",
        "Zoë O’Brien–Smith",
    ],
)
def test_names_of_many_scripts_print_as_they_are(name):
    assert printable(name) == name
    assert unprintable(name) == []


@pytest.mark.parametrize("signs", ["≥ ≤ ± × ÷ ° µ ½ ¼ → ← ↑ ↓ ✓ • … “ ” ‘ ’ – — € № Δ α"])
def test_the_signs_clinicians_write_print_as_they_are(signs):
    assert printable(signs) == signs


@pytest.mark.parametrize(
    ("given_text", "printed"),
    [
        ("\U0001f600", "[grinning face]"),
        ("\U0001f468\u200d\U0001f469", "[man][woman]"),
        ("\u2764\ufe0f", "[heavy black heart]"),
        ("\u5f20", "[U+5F20]"),
        ("a\u202eb", "a[U+202E right-to-left override]b"),
        ("a\x00b", "a[U+0000]b"),
        ("\ud83d", "[U+D83D]"),
        ("one\ttwo\r\nthree", "one two\nthree"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_what_no_font_shows_is_printed_by_name(given_text, printed):
    assert printable(given_text) == printed


def test_the_caller_can_learn_what_will_print_by_name_only():
    assert unprintable("ok \U0001f600 \u5f20 \U0001f600 fine\n") == ["\U0001f600", "\u5f20"]


def test_a_word_longer_than_the_line_is_broken_not_cut():
    note = replace(NOTE, sentences=(PaperSentence("S", "x" * 400),))
    assert words_of(render_note(note)).replace(" ", "").count("x" * 400) == 1


def test_the_list_of_characters_is_the_list_of_the_fonts_in_use():
    assert set(coverage()) == {FACE, *FALLBACKS}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_any_text_at_all_can_be_printed(text):
    note = replace(NOTE, sentences=(PaperSentence("S", text),), record=text[:10])
    assert render_note(note).startswith(b"%PDF-")
