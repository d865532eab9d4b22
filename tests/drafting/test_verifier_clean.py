"""The verifier never stops what the composer wrote, and the composer leaves out nothing that was entered."""

import pytest

from chartside.drafting.verifier import verify
from tests.drafting.made import made

SEEDS = 400


@pytest.mark.parametrize("block", range(4))
def test_no_sentence_of_the_composer_is_blocked(block):
    sentences = 0
    for seed in range(block * SEEDS // 4, (block + 1) * SEEDS // 4):
        facts, draft, *_ = made(seed)
        for check, sentence in zip(verify(draft.sentences, facts), draft.sentences, strict=True):
            assert not check.problems, f"seed {seed}: {sentence.text} {check.problems}"
            assert check.status == "supported"
            sentences += 1
    assert sentences > 1500


def test_everything_entered_is_stated():
    """Only what a note has no use for stays out: a goal not worked on, pronouns, `one to one: no`."""
    for seed in range(SEEDS):
        facts, draft, *_ = made(seed)
        kinds = {fact.id: fact.kind for fact in facts}
        left_out = {kinds[fact] for fact in draft.unstated(facts)}
        assert left_out <= {"goal", "pronouns", "one_to_one"}, f"seed {seed}"


def test_same_facts_give_the_same_bytes():
    for seed in range(40):
        assert made(seed).draft == made(seed).draft
