"""Which way of finding a sentence that was signed before finds it: a section of docs/performance.md.

On `evals/retrieval/sentences.yaml`: the model that comes with the product, the stronger one where it is
installed, and PostgreSQL's full text.
"""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import yaml

from chartside.drafting.language.words import words
from chartside.drafting.retrieval.hashed import HashedWords
from chartside.drafting.retrieval.meaning import Model, nearest
from chartside.drafting.retrieval.minilm import MiniLm, ModelMissingError
from chartside.platform.database.embedded import EmbeddedServer

WORD = "retrieval"
TITLE = "Finding what was signed before"
SET = Path(__file__).parents[1] / "evals" / "retrieval" / "sentences.yaml"
TOP = 4
Search = Callable[[str], Sequence[int]]


@dataclass(frozen=True)
class Topic:
    """Sentences of one topic, and what somebody types to find them."""

    sentences: tuple[str, ...]
    queries: tuple[str, ...]
    unseen: bool


@dataclass(frozen=True)
class Quality:
    """How much of the first four is right, how often the first is, and the mean reciprocal rank."""

    queries: int
    precision: float
    first: float
    reciprocal: float


def topics() -> list[Topic]:
    """The committed set."""
    told = yaml.safe_load(SET.read_text(encoding="utf-8"))
    return [Topic(tuple(one["sentences"]), tuple(one["queries"]), bool(one.get("unseen"))) for one in told]


def held(several: Sequence[Topic]) -> list[tuple[int, str]]:
    """Every sentence with the number of its topic."""
    return [(number, text) for number, one in enumerate(several) for text in one.sentences]


def judge(several: Sequence[Topic], search: Search, *, unseen: bool) -> Quality:
    """How well a search finds the sentences of a query's own topic."""
    known = held(several)
    ranks: list[list[bool]] = [
        [known[place][0] == number for place in search(query)]
        for number, one in enumerate(several)
        if one.unseen is unseen
        for query in one.queries
    ]
    many = len(ranks)
    return Quality(
        many,
        sum(sum(found[:TOP]) / TOP for found in ranks) / many,
        sum(bool(found) and found[0] for found in ranks) / many,
        sum(1 / (found.index(True) + 1) if True in found else 0.0 for found in ranks) / many,
    )


def by_meaning(model: Model, several: Sequence[Topic]) -> Search:
    """Nearest vectors of one model."""
    vectors = model.vectors([text for _, text in held(several)])

    def search(query: str) -> list[int]:
        asked = model.vectors([query])[0]
        return [place for place, near in nearest(asked, enumerate(vectors), len(vectors)) if near > 0]

    return search


def by_full_text(connection: psycopg.Connection, several: Sequence[Topic]) -> Search:
    """PostgreSQL's English full text: any word of the query, ranked by cover density."""
    connection.execute("create temporary table said (place int, words tsvector)")
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into said values (%s, to_tsvector('english', %s))",
            [(place, text) for place, (_, text) in enumerate(held(several))],
        )

    def search(query: str) -> list[int]:
        rows = connection.execute(
            "select place from said, to_tsquery('english', %s) as asked where words @@ asked"
            " order by ts_rank_cd(words, asked, 1) desc, place",
            [" | ".join(words(query))],
        )
        return [place for (place,) in rows]

    return search


def figures() -> str:
    """The section's text: a table of every way that can be measured here."""
    several = topics()
    rows = []
    with tempfile.TemporaryDirectory(prefix="cs-bench-") as folder:
        server = EmbeddedServer(Path(folder))
        server.start()
        try:
            with psycopg.connect(server.url("postgres")) as connection:
                rows.append(_row("PostgreSQL full text", several, lambda: by_full_text(connection, several)))
        finally:
            server.stop()
    hashed = HashedWords()
    rows.append(_row("built-in model (hashed words)", several, lambda: by_meaning(hashed, several)))
    try:
        strong = MiniLm.installed()
        rows.append(_row("all-MiniLM-L6-v2, an extra", several, lambda: by_meaning(strong, several)))
    except ModelMissingError as missing:
        rows.append(f"| all-MiniLM-L6-v2, an extra | not measured: {missing} | | | | | |")
    queries = sum(len(one.queries) for one in several)
    counted = f"{len(held(several))} sentences, {queries} queries, four sentences right for each"
    counted += f" (`evals/retrieval`), load {os.getloadavg()[0]:.1f}:"
    return "\n".join(
        [
            counted,
            *_WORDS.splitlines(),
            "",
            *_HEAD,
            *rows,
        ]
    )


_WORDS = """how much of the first four is right, how often the first is, the mean reciprocal rank;
the first two again for the topics written last, on which nothing was chosen; and the
time for a text. Synonyms, sentences and queries are by one hand, which flatters the
built-in model: where a clinic writes unlike them, expect less of it and more of the
stronger one. What a patient's earlier values were is never searched: the goal leads to
them. `python -m bench retrieval` repeats it."""
_HEAD = (
    "| way | right of 4 | first | reciprocal rank | last topics: right of 4 | first | ms a text |",
    "|---|---|---|---|---|---|---|",
)


def _row(name: str, several: Sequence[Topic], prepare: Callable[[], Search]) -> str:
    begun = time.perf_counter()
    search = prepare()
    seen, unseen = (judge(several, search, unseen=choice) for choice in (False, True))
    each = (time.perf_counter() - begun) * 1000 / (len(held(several)) + seen.queries + unseen.queries)
    return (
        f"| {name} | {seen.precision:.2f} | {seen.first:.2f} | {seen.reciprocal:.2f}"
        f" | {unseen.precision:.2f} | {unseen.first:.2f} | {each:.1f} |"
    )
