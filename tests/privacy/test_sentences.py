"""Names that are words in many sentences, usual names misspelt, and notes that hold nothing to find."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chartside.privacy.api import Chart, find_identifiers
from chartside.privacy.lexicon import english

READ: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
USUAL = READ["usual"].split()


def left(text: str, word: str, chart: Chart) -> bool:
    """Whether a letter of the word is left unmasked somewhere."""
    covered = {i for span in find_identifiers(text, chart) for i in range(span.start, span.end)}
    at = text.find(word)
    while at >= 0:
        if any(i not in covered for i in range(at, at + len(word)) if text[i].isalnum()):
            return True
        at = text.find(word, at + 1)
    return False


@pytest.mark.parametrize("sentence", READ["of_given"])
def test_a_given_name_that_is_a_word_is_found(sentence):
    names = READ["given"].split()
    assert [it for it in names if left(sentence.format(g=it), it, Chart(first=it, last="Sandstrom"))] == []


@pytest.mark.parametrize("sentence", READ["of_surnames"])
def test_a_surname_that_is_a_word_is_found(sentence):
    names = READ["surnames"].split()
    assert [it for it in names if left(sentence.format(g=it), it, Chart(first="Ana", last=it))] == []


@pytest.mark.parametrize("line", READ["without_identifiers"].splitlines())
def test_a_note_without_identifiers_is_left_alone(line):
    assert find_identifiers(line, Chart(first="Estella", last="Marquez", dob="2018-09-14")) == ()


SCANNED = {"l": "1", "o": "0", "i": "l", "s": "5", "m": "rn", "B": "8", "O": "0", "S": "5"}
LONG = [name for name in USUAL if len(name) > 4]


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from(LONG),
    place=st.integers(0, 20),
    how=st.sampled_from(["lost", "swapped", "scanned", "cut", "shouted"]),
)
def test_a_name_is_found_however_it_was_mangled(name, place, how):
    place = 1 + place % (len(name) - 2)
    mangled = {
        "lost": name[:place] + name[place + 1 :],
        "swapped": name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        "scanned": name[:place] + SCANNED.get(name[place], name[place]) + name[place + 1 :],
        "cut": name[:place] + "-\n" + name[place:],
        "shouted": name.upper(),
    }[how]
    assume(mangled.lower() not in english())
    assert not left(f"Seen with {mangled} for 30 min.", mangled, Chart(first="Zyx", last=name))
