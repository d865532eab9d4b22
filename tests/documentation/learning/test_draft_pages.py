"""The figures that therapists and their director read, the clinic's baseline, and one's own wording."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from chartside.documentation.learning.figures import Standing, summed
from chartside.documentation.learning.preferences import preferences_of
from chartside.documentation.learning.tables import NoteFigureRow
from chartside.documentation.pages import drafts
from chartside.documentation.similarity.standards import standard
from chartside.kernel.ids import new_id
from chartside.rulebook.packs import shipped_packs
from tests.documentation.clinic import Clinic
from tests.documentation.learning.notes import SYSTEM, instead, signed_notes
from tests.web.site import Browser, Site, words

ELIN = "esorley"
NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def notes(clinic: Clinic) -> list[UUID]:
    return list(signed_notes(clinic, ELIN, 6, instead("patient", "client")))


@pytest.fixture(scope="module")
def site(clinic: Clinic) -> Site:
    return Site(clinic.house.database, [drafts.router])


def browser(clinic: Clinic, site: Site, code: str) -> Browser:
    return site.browser(clinic.demo.org_id, actor=clinic.actor(code))


def test_the_director_sees_everybody_and_a_therapist_only_herself(
    clinic: Clinic, site: Site, notes: list[UUID]
) -> None:
    director = words(browser(clinic, site, "rabelson").read("/drafts"))
    assert "Elin Sorley" in director
    assert "The clinic" in director
    assert "Elin Sorley" in words(browser(clinic, site, ELIN).read("/drafts"))
    joel = words(browser(clinic, site, "jtamsin").read("/drafts"))
    assert "Elin Sorley" not in joel
    assert "No signed note yet" in joel


def test_the_baseline_is_entered_with_its_source_and_stands_beside_the_median(
    clinic: Clinic, site: Site, notes: list[UUID]
) -> None:
    director = browser(clinic, site, "rabelson")
    assert "was not entered" in words(director.read("/drafts"))
    for minutes, source in (("soon", "our own count"), ("0", "our own count"), ("25", " ")):
        assert director.send("/drafts/baseline", minutes=minutes, source=source).status_code == 409
    director.go("/drafts/baseline", minutes="25", source="Counted over 40 notes in May")
    assert "Before Chartside: 25 minutes a note" in words(director.read("/drafts"))
    answer = browser(clinic, site, ELIN).send("/drafts/baseline", minutes="90", source="a guess of mine")
    assert answer.status_code == 403


def test_wording_is_offered_shown_as_a_change_and_switched(
    clinic: Clinic, site: Site, notes: list[UUID]
) -> None:
    elin = browser(clinic, site, ELIN)
    html = elin.read("/drafts/wording")
    assert "<ins>client</ins> instead of <del>patient</del>" in html
    assert "offered" in words(html)
    staff_id = clinic.actor(ELIN).staff_id
    assert staff_id
    with clinic.work(SYSTEM) as work:
        (offer,) = [one for one in preferences_of(work, staff_id) if one.preference.now == "client"]
    elin.go(f"/drafts/wording/{offer.id}", on="true")
    assert "on since" in words(elin.read("/drafts/wording"))
    elin.go(f"/drafts/wording/{offer.id}", on="false")
    assert "off since" in words(elin.read("/drafts/wording"))
    joel = browser(clinic, site, "jtamsin")
    assert "Nothing offered yet" in words(joel.read("/drafts/wording"))
    assert joel.send(f"/drafts/wording/{offer.id}", on="true").status_code == 409
    assert browser(clinic, site, "rabelson").get("/drafts/wording").status_code == 403


def test_a_clinic_lays_its_own_thresholds_over_ours(clinic: Clinic) -> None:
    from chartside.clinic.overlays import Entry, pack_set, put_overlay
    from chartside.documentation.similarity.standards import standards

    with clinic.work("rabelson") as work:
        assert standards(pack_set(work)).words_strong == standards().words_strong
        entry = Entry(
            "note_standards", "same_words_strong", {"value": "0.5"}, "note standard, May", "R. Abelson"
        )
        put_overlay(work, entry)
        assert standards(pack_set(work)).words_strong == 0.5


# The figures themselves


def figure(days_ago: float = 1, **more: object) -> NoteFigureRow:
    told: dict[str, object] = {
        "proposal_id": new_id(), "author_id": new_id(), "signed_at": NOW - timedelta(days=days_ago),
        "writer": "built-in", "drafted": 10, "kept": 9, "wording": 1, "numbers": 0, "deletions": 0,
        "additions": 0, "moves": 0, "facts_changed": 0, "facts_added": 0, "vouched": 0, "distance": 0.05,
        "open_seconds": 120, "likeness": "none", "frames": {},
    }  # fmt: skip
    return NoteFigureRow(**{**told, **more})


BY = Standing.of(shipped_packs())


def test_nothing_signed_is_nothing_to_judge() -> None:
    found = summed([], NOW, BY, "Nobody")
    assert (found.notes, found.distance, found.open_seconds, found.alarms(BY)) == (0, None, None, ())


def test_medians_and_shares() -> None:
    rows = [
        figure(distance=0.0, kept=10, open_seconds=60),
        figure(distance=0.1, kept=8, open_seconds=None, likeness="warn", facts_changed=2),
        figure(distance=0.4, kept=3, open_seconds=300, likeness="strong", facts_added=1),
    ]
    found = summed(rows, NOW, BY, "Dana")
    assert (found.distance, found.kept, found.open_seconds) == (0.1, 0.7, (180, 300))
    assert found.unchanged == pytest.approx(1 / 3)
    assert found.alike == pytest.approx(2 / 3)
    assert found.reasoned == pytest.approx(1 / 3)
    assert found.changed == pytest.approx(2 / 3)
    assert found.added == pytest.approx(1 / 3)


def test_an_alarm_when_rewriting_worsens() -> None:
    before = [figure(40, distance=0.04) for _ in range(5)]
    after = [figure(3, distance=0.12) for _ in range(5)]
    assert summed([*before, *after[:4]], NOW, BY, "Dana").worse is None, "four notes tell nothing"
    found = summed([*before, *after], NOW, BY, "Dana")
    assert found.worse == 0.08
    assert any("rose by 8%" in one for one in found.alarms(BY))


def test_an_alarm_over_the_target_and_for_notes_signed_unread() -> None:
    assert any("target" in one for one in summed([figure(distance=0.3)] * 5, NOW, BY, "Dana").alarms(BY))
    rushed = [figure(distance=0.0, kept=10, open_seconds=4), figure(distance=0.0, open_seconds=None)]
    found = summed(rushed, NOW, BY, "Dana")
    assert found.unread == 1, "what was not measured accuses nobody"
    assert "1 note was signed unchanged in under 20 seconds." in found.alarms(BY)


def test_a_number_that_nobody_gave_is_not_guessed() -> None:
    with pytest.raises(KeyError, match="baseline_minutes"):
        standard("baseline_minutes")
    with pytest.raises(KeyError, match="no_such"):
        standard("no_such")
