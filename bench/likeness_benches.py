"""A draft held against earlier notes, and a signed note against its draft, beside drafting one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.documentation.sessions_made import made_session

from bench.measure import Bench
from chartside.documentation.api import NoteRequest, build_note
from chartside.documentation.similarity.api import compared, liken, standards
from chartside.documentation.similarity.prints import overlap, print_of
from chartside.drafting.corrections.compare import compare_signed
from chartside.kernel.people import Discipline

NOTES = 20
PRINTS = 400
KEY = b"a key of the bench"
FLOOR = "drafting and checking a note"


@contextmanager
def benches() -> Iterator[list[Bench]]:
    """All of it without a database."""
    contents = [_note(seed) for seed in range(NOTES + 1)]
    yield [_against(contents), _by_print(contents), _corrected(contents)]


def _note(seed: int) -> dict[str, Any]:
    line = made_session(seed)
    return build_note(
        NoteRequest(Discipline(line["discipline"]), line["input"], line["setting"], line["payer"])
    )


def _drafting(notes: int) -> None:
    for seed in range(notes):
        _note(seed)


def _against(contents: list[dict[str, Any]]) -> Bench:
    by = standards()

    def ours() -> None:
        draft = compared(contents[0])
        for other in contents[1:]:
            liken(draft, compared(other), by, same_patient=True)

    name = f"A draft compared word by word with {NOTES} earlier notes"
    return Bench(name, FLOOR, ours, lambda: _drafting(1), 1, "draft")


def _by_print(contents: list[dict[str, Any]]) -> Bench:
    prints = [print_of(compared(content), KEY) for content in contents[1:]]
    many = [prints[at % NOTES] for at in range(PRINTS)]

    def ours() -> None:
        mine = print_of(compared(contents[0]), KEY)
        for other in many:
            overlap(mine, other)

    name = f"The prints of {PRINTS} notes of the clinic searched for a draft's twin"
    return Bench(name, FLOOR, ours, lambda: _drafting(1), 1, "draft")


def _corrected(contents: list[dict[str, Any]]) -> Bench:
    def changed(content: dict[str, Any]) -> list[dict[str, Any]]:
        return [{**one, "text": one["text"].replace("he ", "the client ")} for one in content["sentences"]]

    pairs = [(content["sentences"], changed(content)) for content in contents[1:]]

    def ours() -> None:
        for draft, signed in pairs:
            compare_signed(draft, signed)

    name = "A signed note compared with its draft, sentence by sentence, each edit told apart"
    return Bench(name, FLOOR, ours, lambda: _drafting(NOTES), NOTES, "note")
