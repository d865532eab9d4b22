"""Our detector against stock Presidio (its default recognisers, a blank language model) on made notes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from evals.privacy.generate import MadeNote, generate
from evals.privacy.measure import measure_made, ours
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

from bench.measure import Bench
from chartside.privacy.presidio import LANGUAGE, analyzer, engine

NOTES, SEED = 180, 41
LONG_WORDS = 250


@contextmanager
def benches() -> Iterator[list[Bench]]:
    """Short notes and notes over 250 words; each chart is compiled for each note, as a command line does."""
    notes = generate(NOTES, SEED)
    short = [note for note in notes if len(note.text.split()) < LONG_WORDS]
    long = [note for note in notes if len(note.text.split()) > LONG_WORDS]
    stock = _stock()
    yield [_against(stock, short, "short notes"), _against(stock, long, f"notes over {LONG_WORDS} words")]


def _stock() -> AnalyzerEngine:
    analyzer()  # keeps Presidio from fetching its list of mail endings
    registry = RecognizerRegistry(supported_languages=[LANGUAGE])
    registry.load_predefined_recognizers(languages=[LANGUAGE], nlp_engine=engine())
    return AnalyzerEngine(registry=registry, nlp_engine=engine(), supported_languages=[LANGUAGE])


def _against(stock: AnalyzerEngine, notes: list[MadeNote], what: str) -> Bench:
    def presidio(text: str, *_: Any) -> list[tuple[int, int]]:
        return [(it.start, it.end) for it in stock.analyze(text, language=LANGUAGE)]

    mine, theirs = measure_made(notes), measure_made(notes, presidio)
    if mine.recall("all") <= theirs.recall("all"):
        raise AssertionError(
            f"{what}: Presidio finds {theirs.recall('all'):.3f}, we {mine.recall('all'):.3f}"
        )

    def run_ours() -> None:
        for note in notes:
            ours(note.text, note.chart, note.clinic)

    def run_stock() -> None:
        for note in notes:
            presidio(note.text)

    return Bench(
        f"Identifiers found in {what}, the chart compiled for each",
        f"stock Presidio, which finds {theirs.recall('all'):.1%} of what must go and takes {theirs.lost} of "
        f"{theirs.stays} strings that must stay; ours {mine.recall('all'):.1%} and {mine.lost}",
        run_ours,
        run_stock,
        len(notes),
        "note",
    )
