"""What a person typed stays on the page when it cannot be kept; the page says what signing would say."""

from datetime import timedelta

import pytest

from chartside.documentation.forms.store import saved_form
from chartside.documentation.pages import note, session
from chartside.review.steps import Proof, SigningDesk
from tests.documentation.clinic import Clinic
from tests.web.site import Site, words

DESK = SigningDesk(lambda page, _typed: Proof(page.work.clock.now()), lambda _page: (), timedelta(minutes=2))


@pytest.fixture(scope="module")
def site(clinic: Clinic) -> Site:
    return Site(clinic.house.database, [note.router, note.steps, session.router], (DESK,))


def test_an_edit_of_an_older_version_keeps_what_was_typed(clinic: Clinic, site: Site) -> None:
    draft = clinic.demo.proposals["plain_pediatric"]
    dana = site.browser(clinic.demo.org_id, actor=clinic.actor("dwhitfield"))
    seen = str(clinic.record(draft).state.version)
    dana.go(f"/notes/{draft}/remove", version=seen, sentence="5")
    answer = dana.send(
        f"/notes/{draft}/edit", version=seen, **{"section:P": "One cue less at the big table."}
    )
    assert answer.status_code == 409
    assert "One cue less at the big table." in answer.text
    assert "changed since you opened it" in words(answer.text)


def test_a_refused_draft_keeps_the_form(clinic: Clinic, site: Site) -> None:
    clinic.run("update supervision set starts = '2026-12-01'")
    priya = site.browser(clinic.demo.org_id, actor=clinic.actor("pnand"))
    visit = clinic.visit("A009-20261120-1100")
    where = priya.go(
        f"/visits/{visit}/session/draft", revision="0", response_text="He laughed.", **{"goal:G1": "2"}
    )
    assert where == f"/visits/{visit}/session"
    assert "He laughed." in priya.read(where)
    with clinic.work("pnand") as work:
        saved = saved_form(work, visit)
        assert saved is not None
        assert saved.answers.response_text == "He laughed."


def test_the_page_says_that_the_record_has_changed(clinic: Clinic, site: Site) -> None:
    draft = clinic.demo.proposals["hand_therapy"]
    joel = site.browser(clinic.demo.org_id, actor=clinic.actor("jtamsin"))
    assert "You sign as Joel Tamsin" in joel.read(f"/notes/{draft}")
    clinic.run("update visit set status = 'no_show' where source_id = 'A019-20261120-0900'")
    shown = joel.read(f"/notes/{draft}")
    assert "did not take place" in shown
    assert "You sign as" not in shown
