"""A note in anybody's words held against its facts, beside reading the exact claims of the same text."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.drafting.made import made

from bench.measure import Bench
from chartside.drafting.model import Sentence
from chartside.drafting.verifier import verify
from chartside.drafting.verifier.atoms import read_atoms

NOTES = 20


@contextmanager
def benches() -> Iterator[list[Bench]]:
    """The one bench of the verifier."""
    yield [_verifying()]


def _verifying() -> Bench:
    """Composer drafts without their citations: each sentence may rest on any fact, as after an edit."""
    notes = [made(seed) for seed in range(NOTES)]
    typed = [
        ([Sentence(one.i, one.section, one.text, ()) for one in note.draft.sentences], note.facts)
        for note in notes
    ]
    each_ms: list[float] = []

    def ours() -> None:
        for sentences, facts in typed:
            begun = time.perf_counter()
            verify(sentences, facts)
            each_ms.append((time.perf_counter() - begun) * 1000)

    def floor() -> None:
        for sentences, _ in typed:
            for sentence in sentences:
                read_atoms(sentence.text)

    return Bench(
        "verify a note of typed sentences",
        "read the exact claims of its text",
        ours,
        floor,
        NOTES,
        "note",
        each_ms,
    )
