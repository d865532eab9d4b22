"""The built-in writer on whole sessions, against one reading of the same notes by the verifier."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice

from tests.documentation.sessions_made import made_session

from bench.measure import Bench
from chartside.documentation.notes.build import NoteRequest, draft_note
from chartside.drafting.style import Style
from chartside.drafting.verifier import verify
from chartside.kernel.people import Discipline

DRAFTS = 40
STYLES = (
    Style(),
    Style(length="brief", layout="bullets", markers=("worked on", "skilled")),
    Style(length="full", patient="client", therapist="first", markers=("the plan is to", "told me that")),
)


@contextmanager
def benches() -> Iterator[list[Bench]]:
    """One bench: sessions of all disciplines, three styles, three earlier notes each to keep away from."""
    lines = [made_session(seed) for seed in range(DRAFTS)]
    texts = [
        " ".join(one.text for one in draft_note(_request(line, Style(), ()))[1].sentences) for line in lines
    ]
    earlier = list(zip(texts, texts[1:], texts[2:], strict=False))
    styles = islice(cycle(STYLES), DRAFTS)
    requests = [
        _request(line, style, recent)
        for line, style, recent in zip(lines, styles, cycle(earlier), strict=False)
    ]
    written = [draft_note(request) for request in requests]
    each_ms: list[float] = []

    def ours() -> None:
        for request in requests:
            begun = time.perf_counter()
            draft_note(request)
            each_ms.append((time.perf_counter() - begun) * 1000)

    def floor() -> None:
        for facts, draft in written:
            verify(draft.sentences, facts)

    name = "The built-in writer: a session read, its note composed in an author's style"
    yield [Bench(name, "one reading of the note by the verifier", ours, floor, DRAFTS, "note", each_ms)]


def _request(line: dict[str, object], style: Style, recent: tuple[str, ...]) -> NoteRequest:
    record = line["input"]
    assert isinstance(record, dict)
    return NoteRequest(
        Discipline(str(line["discipline"])), record, str(line["setting"]), str(line["payer"]), recent, style
    )
