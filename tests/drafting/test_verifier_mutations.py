"""A true sentence with one exact claim changed never passes, held to its own facts or to all of them."""

from collections import Counter
from dataclasses import replace

import pytest

from chartside.drafting.language.people import GENDERED
from chartside.drafting.verifier import verify
from tests.drafting.made import made
from tests.drafting.mutations import mutants

SEEDS = 60
FEWEST = {
    "number": 2500,
    "negation": 40,
    "side": 60,
    "level": 70,
    "trend": 50,
    "month": 60,
    "cue": 15,
    "name": 3,
    "pronoun": 8,
}


@pytest.mark.parametrize("edited", [False, True], ids=["as cited", "as edited by a person"])
def test_every_mutation_is_caught(edited):
    seen: Counter[str] = Counter()
    for seed in range(SEEDS):
        facts, draft, names, own = made(seed)
        changed = []
        for sentence in draft.sentences:
            for kind, text in mutants(sentence, names):
                if text == sentence.text or (kind == "pronoun" and _is_own(text, sentence.text, own)):
                    continue
                changed.append((kind, replace(sentence, text=text, frame="" if edited else sentence.frame)))
        for (kind, sentence), check in zip(changed, verify([one for _, one in changed], facts), strict=True):
            seen[kind] += 1
            assert check.status == "unsupported", f"seed {seed}, {kind}: {sentence.text}"
    for kind, fewest in FEWEST.items():
        assert seen[kind] >= fewest, f"{kind}: {seen[kind]}"


def _is_own(text: str, before: str, own: str) -> bool:
    """The changed pronoun is the patient's own: the session's words named another, and no harm is done."""
    new = [word for word, old in zip(text.split(), before.split(), strict=True) if word != old]
    return GENDERED.get(new[0].lower()) == own
