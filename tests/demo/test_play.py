"""The demo's J1 stories, played through the product's own services."""

from collections.abc import Iterator

import pytest

from chartside.app.demo import RunningDemo, load
from chartside.app.house import House, put_together
from chartside.demo.play import stories
from chartside.kernel.clock import FixedClock
from chartside.platform.settings import Settings
from chartside.platform.tenancy import Actor
from chartside.review.model import Status
from chartside.review.record import ProposalRecord, proposal_record
from tests.conftest import fresh_database


@pytest.fixture(scope="module")
def house(server_url: str, settings: Settings) -> Iterator[House]:
    with fresh_database(server_url, settings, FixedClock()) as database:
        yield put_together(settings, database)


@pytest.fixture(scope="module")
def demo(house: House) -> RunningDemo:
    return load(house)


def note(house: House, demo: RunningDemo, story: str) -> ProposalRecord:
    with house.database.work(demo.org_id, Actor.system("test")) as work:
        return proposal_record(work, demo.proposals[story])


def test_every_story_is_played(demo: RunningDemo) -> None:
    drafted = {name for name, story in stories().items() if not story.get("form_only")}
    assert set(demo.proposals) == drafted


@pytest.mark.parametrize("story", ["plain_pediatric", "hand_therapy", "group_visit_mila", "group_visit_jun"])
def test_a_plain_draft_is_ready_to_sign(house: House, demo: RunningDemo, story: str) -> None:
    record = note(house, demo, story)
    assert record.state.status is Status.OPEN
    assert record.state.blocked == 0, [one["message"] for one in record.content["findings"]]
    assert {one["status"] for one in record.content["sentences"]} == {"supported"}


def test_the_assistants_note_waits_for_the_supervisor(house: House, demo: RunningDemo) -> None:
    record = note(house, demo, "assistant_with_cosignature")
    assert [one.signer_name for one in record.signatures] == ["Priya Nand, COTA/L"]
    assert record.state.next_signer is not None
    assert record.effects == []


def test_the_returned_draft_says_why(house: House, demo: RunningDemo) -> None:
    record = note(house, demo, "returned_draft")
    assert record.state.status is Status.RETURNED
    assert [one.by for one in record.returns] == ["Dana Whitfield, OTR/L"]


def test_the_unsupported_edit_blocks(house: House, demo: RunningDemo) -> None:
    record = note(house, demo, "unsupported_edit")
    assert record.state.blocked > 0
    (marked,) = [one for one in record.content["sentences"] if one["status"] == "unsupported"]
    assert marked["text"] == "He sleeps through the night since the program began."


def test_a_group_visit_is_kept_apart(house: House, demo: RunningDemo) -> None:
    children = {"group_visit_mila": "Mila", "group_visit_jun": "Jun", "group_visit_nora": "Nora"}
    for story, name in children.items():
        words = " ".join(one["text"] for one in note(house, demo, story).content["sentences"])
        assert name in words
        assert not any(other in words for other in children.values() if other != name)
