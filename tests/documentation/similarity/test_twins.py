"""A draft that says the same again, before its author signs it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from chartside.documentation.drafts import edit_note, explain_likeness
from chartside.documentation.pages import note, record
from chartside.documentation.similarity.api import unanswered
from chartside.kernel.errors import Refused
from chartside.platform.audit.queries import acts
from chartside.platform.audit.tables import Look
from chartside.platform.tenancy import Actor
from chartside.review.signing import SignatureRequest, countersign, withdraw
from chartside.review.steps import Proof, SigningDesk
from tests.documentation.clinic import HOLD, Clinic, answers_of
from tests.web.site import Site, words

# Each test goes on where the one before it stopped.
pytestmark = pytest.mark.xdist_group("twins")
DESK = SigningDesk(lambda page, _typed: Proof(page.work.clock.now()), lambda _page: (), timedelta(minutes=2))
THEO = ("A001-20261113-1000", "A001-20261120-1000")
REASON = "He asked for the same swing; the values are new, the arc was wider."


@pytest.fixture(scope="module")
def site(clinic: Clinic) -> Site:
    return Site(clinic.house.database, [note.router, note.steps, record.router], (DESK,))


@pytest.fixture(scope="module")
def theo(clinic: Clinic) -> tuple[UUID, UUID]:
    """Two notes of one child: the second pasted over from the first, word for word."""
    clinic.run("update visit set note_signed_at = null where source_id = :id", id=THEO[0])
    answers = {**answers_of("last_visit_of_theo"), "subjective": "slept maybe five hours, slow to dress"}
    first, second = (clinic.draft(visit, "dwhitfield", **answers) for visit in THEO)
    texts = clinic.record(first).content["sentences"]
    sections = {s: [one["text"] for one in texts if one["section"] == s] for s in ("S", "O", "A", "P")}
    with clinic.work("dwhitfield") as work:
        edit_note(work, second, clinic.record(second).state.version, sections)
    return first, second


def likeness(clinic: Clinic, proposal_id: UUID) -> dict[str, Any]:
    found: dict[str, Any] = clinic.record(proposal_id).content["likeness"]
    return found


def test_the_twin_is_found_and_blocks(clinic: Clinic, theo: tuple[UUID, UUID]) -> None:
    first, second = theo
    found = likeness(clinic, second)
    assert (found["proposal"], found["level"], found["same_patient"]) == (str(first), "strong", True)
    assert clinic.record(second).versions[-1].blocked > 0
    state = clinic.record(second).state
    with pytest.raises(Refused, match="blocks signing"), clinic.work("dwhitfield") as work:
        request = SignatureRequest(state.version, state.package_sha256, work.clock.now())
        countersign(work, second, request, HOLD)


def test_the_page_shows_both_side_by_side_and_asks(
    clinic: Clinic, site: Site, theo: tuple[UUID, UUID]
) -> None:
    dana = site.browser(clinic.demo.org_id, actor=clinic.actor("dwhitfield"))
    html = dana.read(f"/notes/{theo[1]}")
    shown = words(html)
    assert "Like this patient’s note of November 13, 2026" in shown
    assert "A reason is needed before signing." in shown
    assert "This draft" in shown
    assert "The other note" in shown
    assert html.count("<mark>") >= 4
    assert f'href="/notes/{theo[0]}"' in html


def test_a_reason_is_kept_with_the_note_and_lets_it_be_signed(
    clinic: Clinic, site: Site, theo: tuple[UUID, UUID]
) -> None:
    dana = site.browser(clinic.demo.org_id, actor=clinic.actor("dwhitfield"))
    version = str(clinic.record(theo[1]).state.version)
    assert dana.send(f"/notes/{theo[1]}/likeness", version=version, reason="short").status_code == 409
    dana.go(f"/notes/{theo[1]}/likeness", version=version, reason=REASON)
    given = likeness(clinic, theo[1])["reason"]
    assert (given["by"], given["reason"]) == ("Dana Whitfield, OTR/L", REASON)
    assert unanswered(clinic.record(theo[1]).content) == []
    assert REASON in words(dana.read(f"/notes/{theo[1]}"))
    record = words(dana.read(f"/notes/{theo[1]}/record"))
    assert f"like this patient’s note of November 13, 2026, Dana Whitfield, OTR/L: {REASON}" in record
    with clinic.work(Actor.system("test")) as work:
        about = acts(work.session, subject=("proposal", theo[1])).entries
    assert "likeness.explained" in {entry.action for entry in about}


def test_the_reason_falls_when_the_note_becomes_like_another(clinic: Clinic, theo: tuple[UUID, UUID]) -> None:
    with clinic.work("dwhitfield") as work:
        before = clinic.record(theo[1])
        edit_note(work, theo[1], before.state.version, {"S": ["Mother reports that he slept well."]})
    assert likeness(clinic, theo[1])["reason"]["reason"] == REASON, "the same twin keeps its reason"
    with clinic.work("dwhitfield") as work:
        withdraw(work, theo[0])
        record = clinic.record(theo[1])
        edit_note(work, theo[1], record.state.version, {"S": ["Mother reports that he slept."]})
    found = clinic.record(theo[1]).content["likeness"]
    assert found is None or found["proposal"] != str(theo[0]), "a withdrawn note is no twin"


def test_a_note_like_no_other_needs_no_reason(clinic: Clinic) -> None:
    note_id = clinic.demo.proposals["plain_pediatric"]
    assert clinic.record(note_id).content["likeness"] is None
    with pytest.raises(Refused, match="like no other"), clinic.work("dwhitfield") as work:
        explain_likeness(work, note_id, clinic.record(note_id).state.version, REASON)


def test_another_patients_note_shows_only_the_shared_words(clinic: Clinic, site: Site) -> None:
    """Jun's note becomes Mila's, with something of her own in Mila's that Jun's does not say."""
    mila, jun = (clinic.demo.proposals[f"group_visit_{one}"] for one in ("mila", "jun"))
    texts = clinic.record(mila).content["sentences"]
    sections = {s: [one["text"] for one in texts if one["section"] == s] for s in ("S", "O", "A", "P")}
    secret = sections["P"].pop()
    with clinic.work("dwhitfield") as work:
        edit_note(work, jun, clinic.record(jun).state.version, sections)
    found = likeness(clinic, jun)
    assert (found["same_patient"], found["same_author"], found["level"]) == (False, True, "strong")
    dana = site.browser(clinic.demo.org_id, actor=clinic.actor("dwhitfield"))
    shown = words(dana.read(f"/notes/{jun}"))
    assert "Like a note of yours about another patient" in shown
    assert "pencil club with a paper maze" in shown
    assert "Soto" not in shown
    assert secret not in shown
    with clinic.work(Actor.system("test")) as work:
        mila_id = clinic.record(mila).patient_id
        pages = set(work.session.scalars(select(Look.page).where(Look.patient_id == mila_id)))
    assert "note alike" in pages


def test_only_who_signs_gives_the_reason(clinic: Clinic) -> None:
    jun = clinic.demo.proposals["group_visit_jun"]
    with pytest.raises(Refused, match="people who sign"), clinic.work("jtamsin") as work:
        explain_likeness(work, jun, clinic.record(jun).state.version, REASON)
    assert likeness(clinic, jun)["reason"] is None
