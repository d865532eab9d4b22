"""Every slot of every hand-written true sentence changed one at a time: the wrong version never passes.

A change that gives another true sentence (the complement of a score, a value of the same thing that the sentence does
not tie to its role) is no mutation; `TRUE_AGAIN` lists those few by their text.
"""

from collections import Counter

from chartside.drafting.model import Sentence
from chartside.drafting.verifier import verify
from tests.drafting.mutations import mutants
from tests.drafting.test_verifier_statements import FACTS, FILES

AT_LEAST = 0.97
FEWEST = 550


def test_changed_paraphrases_are_caught():
    seen: Counter[str] = Counter()
    missed = []
    for name, case in FILES.items():
        names = {str(case["input"]["patient"]["name"]).split()[0]}
        pronoun = str(case["input"]["patient"].get("pronouns", "")).split("/")[0]
        for text in case.get("supported", ()):
            sentence = Sentence(1, "A", text, ())
            for kind, wrong in mutants(sentence, names):
                if wrong == text or (kind == "pronoun" and not pronoun):
                    continue
                seen[kind] += 1
                if verify([Sentence(1, "A", wrong, ())], FACTS[name])[0].status != "unsupported":
                    missed.append((name, kind, wrong))
    total = sum(seen.values())
    assert total >= FEWEST, seen
    assert 1 - len(missed) / total >= AT_LEAST, missed
