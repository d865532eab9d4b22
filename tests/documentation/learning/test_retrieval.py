"""Sentences signed before, found by meaning: nobody in them, the same answer with and without the extension."""

from collections.abc import Sequence
from uuid import UUID

import psycopg
import pytest

from chartside.documentation.learning import retrieval
from chartside.documentation.learning.model import reread
from chartside.documentation.learning.retrieval import (
    Asked,
    approved_examples,
    has_vectors,
    similar_sentences,
)
from chartside.documentation.pages import note
from chartside.drafting.retrieval.hashed import HashedWords
from chartside.kernel.ids import new_id
from tests.documentation.clinic import Clinic
from tests.documentation.learning.notes import SYSTEM, session, signed_notes, visits_of
from tests.documentation.similarity.test_twins import DESK
from tests.web.site import Site, words

ELIN = "esorley"
ASKED = Asked("OT", "S")


@pytest.fixture(scope="module")
def notes(clinic: Clinic) -> list[UUID]:
    return list(signed_notes(clinic, ELIN, 8, lambda said: said))


def test_the_nearest_in_meaning_comes_first(clinic: Clinic, notes: list[UUID]) -> None:
    with clinic.work(SYSTEM) as work:
        found = similar_sentences(work, "No pain at night, good sleep.", ASKED, 3)
        assert "slept well, no pain at night" in found[0].text
        assert found[0].nearness > found[1].nearness
        assert similar_sentences(work, "   ", ASKED, 3) == []


def test_only_what_was_asked_for_is_found(clinic: Clinic, notes: list[UUID]) -> None:
    with clinic.work(SYSTEM) as work:
        assert similar_sentences(work, "slept well", Asked("PT", "S"), 3) == []
        assert similar_sentences(work, "slept well", Asked("OT", "S", author_id=new_id()), 3) == []
        assert similar_sentences(work, "slept well", Asked("OT", "S", payer="nobody"), 3) == []
        assert len(approved_examples(work, Asked("OT", fact_kind="plan"), 2)) == 2


def test_the_server_and_this_process_find_the_same(
    clinic: Clinic, notes: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = clinic.house.database.admin_url.render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as admin:
        known = admin.execute("select 1 from pg_available_extensions where name = 'vector'").fetchone()
        if known:
            admin.execute("create extension if not exists vector")
    with clinic.work(SYSTEM) as work:
        assert has_vectors(work) is bool(known)
        by_server = similar_sentences(work, "sore after the long drive", ASKED, 4)
        monkeypatch.setattr(retrieval, "has_vectors", lambda _work: False)
        here = similar_sentences(work, "sore after the long drive", ASKED, 4)
    assert [one.text for one in by_server] == [one.text for one in here]
    assert "knee stiff after the long drive" in here[0].text


class Lengths:
    """Another model: where a text lies by how long it is."""

    name = "lengths"

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        return [[len(text) % 2, 1 - len(text) % 2] for text in texts]


def test_a_change_of_model_reads_old_sentences_anew(clinic: Clinic, notes: list[UUID]) -> None:
    with clinic.work(SYSTEM) as work:
        assert similar_sentences(work, "even", ASKED, 3, Lengths()) == [], "other models are not compared"
        assert reread(work, Lengths(), most=1000) > 0
        assert reread(work, Lengths()) == 0
        found = similar_sentences(work, "even", ASKED, 3, Lengths())
        assert [len(one.text) % 2 for one in found] == [0, 0, 0]
        reread(work, HashedWords(), most=1000)


def test_the_edit_page_shows_how_it_was_said_before(clinic: Clinic, notes: list[UUID]) -> None:
    site = Site(clinic.house.database, [note.router, note.steps], (DESK,))
    draft = clinic.draft(visits_of(clinic, ELIN, 9)[-1], ELIN, **session(8))
    elin = site.browser(clinic.demo.org_id, actor=clinic.actor(ELIN))
    shown = words(elin.read(f"/notes/{draft}?step=edit"))
    assert "How you have said it before" in shown
    assert "Thorne" not in shown.split("How you have said it before", 1)[1].split("Save and check")[0]
