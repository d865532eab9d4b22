"""One's own style: seen, changed, learnt from notes that are not kept, used by the next draft, nobody else's."""

import re

import pytest
from sqlalchemy import text

from chartside.documentation.styles import save_own_style, style_of
from chartside.drafting.style import Style
from chartside.platform.settings import Settings
from chartside.platform.tenancy import WorkDatabase
from tests.web.site import words

from .clinic import Clinic
from .played import Played, play
from .test_note_laws import ORTHO, all_goals_skipped

WRITING = "/account/writing"
PLAIN = {
    "length": "standard",
    "patient": "",
    "therapist": "third",
    "layout": "prose",
    "opens_with": "activities",
}
NOTES = "\n\n".join(
    [
        "- Client: stiff this morning\n- Worked on keys, 10 min: 8/10\n- Skilled: graded force, asked Zebedee twice"
    ]
    * 3
)


@pytest.fixture(scope="module")
def played(database: WorkDatabase, settings: Settings) -> Played:
    return play(database, settings)


def test_the_plain_style_stands_until_somebody_says_otherwise(played: Played) -> None:
    shown = words(played.browser("dwhitfield").read(WRITING))
    assert "How your drafts are worded" in shown
    assert 'value="standard" selected' in played.browser("dwhitfield").read(WRITING)


def test_a_saved_style_comes_back(played: Played) -> None:
    browser = played.browser("dwhitfield")
    told = PLAIN | {
        "length": "full",
        "patient": "client",
        "layout": "bullets",
        "markers": "worked on\nThe plan is to\n",
    }
    assert browser.go(WRITING, **told) == WRITING
    html = browser.read(WRITING)
    for chosen in ("full", "client", "bullets"):
        assert f'value="{chosen}" selected' in html
    assert "worked on\nthe plan is to" in html


def test_a_style_is_read_from_notes_and_no_word_of_them_is_kept(played: Played) -> None:
    browser = played.browser("pnand")
    html = browser.send(f"{WRITING}/learn", notes=NOTES).text
    assert "Read from your notes" in words(html)
    assert 'value="bullets" selected' in html
    assert 'value="client" selected' in html
    assert "Zebedee" not in html
    assert browser.go(WRITING, **PLAIN, markers="worked on") == WRITING
    with played.database.transaction(played.org_id) as session:
        kept = " ".join(str(row) for row in session.execute(text("select style from note_style")))
    assert "Zebedee" not in kept
    assert "stiff" not in kept


@pytest.mark.parametrize(
    "odd", [{"length": "endless"}, {"length": "x" * 500}, {"patient": "the boss"}, {"markers": "\x00\n" * 90}]
)
def test_odd_answers_break_nothing(played: Played, odd: dict[str, str]) -> None:
    browser = played.browser("dwhitfield")
    assert browser.send(WRITING, **PLAIN | odd).status_code in (303, 200, 422)
    assert browser.send(f"{WRITING}/learn", notes="   ").status_code in (303, 200)
    assert "How your drafts are worded" in words(browser.read(WRITING))


def test_who_writes_no_notes_has_no_style(played: Played) -> None:
    assert played.browser("tlindgren").get(WRITING).status_code == 403


def test_each_author_keeps_their_own(played: Played) -> None:
    played.browser("dwhitfield").go(WRITING, **PLAIN | {"length": "brief"})
    with played.database.work(played.org_id, played.actor("dwhitfield")) as work:
        assert style_of(work, played.demo.person("dwhitfield").staff_id) == Style(length="brief")
        assert style_of(work, played.demo.person("cbowe").staff_id) is None


def test_the_next_draft_is_worded_by_it_and_states_the_same(clinic: Clinic) -> None:
    answers = ORTHO | all_goals_skipped()
    proposal = clinic.draft("A024-20261120-1100", "jtamsin", **answers)
    plain = clinic.record(proposal).content["sentences"]
    with clinic.work("jtamsin") as work:
        save_own_style(work, Style(length="brief", therapist="first", layout="bullets"))
    assert clinic.draft("A024-20261120-1100", "jtamsin", **answers) == proposal
    own = clinic.record(proposal).content["sentences"]
    assert {fact for one in own for fact in one["facts"]} == {fact for one in plain for fact in one["facts"]}
    body = [one["text"] for one in own if one["section"] != "SIG"]
    assert all(text.startswith("• ") for text in body)
    assert not any(text.startswith("• ") for text in (one["text"] for one in plain))
    assert any(re.search(r"\bI\b", text) for text in body)
