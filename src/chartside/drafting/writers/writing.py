"""A draft by a model, held to the facts: ask, check, repair twice at most; the rest is built in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from chartside.drafting.model import Draft, Sentence, numbered
from chartside.drafting.writers.checking import BODY, flaws_of, says_whole
from chartside.drafting.writers.port import Line, WriterFailed
from chartside.drafting.writers.task import Flaw, WritingTask
from chartside.kernel.facts import Fact
from chartside.privacy.door.policy import Stopped
from chartside.privacy.placeholders import BrokenPlaceholder, restore

MOST_REPAIRS = 2
Ask = Callable[[WritingTask], Iterator[Line]]
"""Lets a task through the door and gives the lines of the answer."""


@dataclass(frozen=True)
class Assignment:
    """One draft to be written.

    Attributes:
        facts: the facts of the note as they stand here, names and all.
        composed: the built-in writer's draft of them: what is said where the model does not say it.
        known: the placeholders of the task.
        may_go_back: whether a sentence of the model may be shown to it again; one that holds what could be an
            identifier, though the model made it up, is not.
        mark: stands in `frame` of each sentence of the model (`model:claude:3f2a...`).
    """

    task: WritingTask
    facts: tuple[Fact, ...]
    composed: Draft
    known: dict[str, str]
    mark: str
    may_go_back: Callable[[str], bool] = lambda _text: True


@dataclass
class Report:
    """How a draft came about: counts and codes only, so that it may be stored and logged.

    Attributes:
        written: sentences of the model in the draft; `built_in` those of the built-in writer in its body.
        asked: requests that were sent; `flaws` what was wrong with sentences that were not used, counted.
        ended: why the model did not get further; empty when it did all it was asked.
    """

    written: int = 0
    built_in: int = 0
    asked: int = 0
    flaws: dict[str, int] = field(default_factory=dict)
    ended: str = ""
    words: str = ""


@dataclass(frozen=True)
class Finished:
    """The whole draft and how it came about. Without a sentence of the model it is the built-in draft."""

    sentences: tuple[Sentence, ...]
    report: Report


def write(assignment: Assignment, ask: Ask) -> Iterator[Sentence | Finished]:
    """Each sentence that may stand as soon as it is checked, then `Finished`.

    A failure of the model ends the asking, and so does the door when it refuses a repair; what stands by then
    stands. A broken placeholder gives up everything the model wrote.

    Raises:
        Stopped: the door refused the first request; nothing left.
    """
    desk = _Desk(assignment)
    try:
        yield from desk.ask(ask)
    except WriterFailed as failed:
        desk.report.ended, desk.report.words = failed.code, failed.words
    except BrokenPlaceholder as broken:
        desk.accepted.clear()
        desk.report.ended = "placeholder"
        desk.report.words = f"The model's answer was not used: {broken}."
    except Stopped as stop:
        if desk.report.asked == 1:
            raise
        desk.report.ended, desk.report.words = stop.code, stop.words
    yield desk.finish()


@dataclass
class _Desk:
    assignment: Assignment
    accepted: list[Sentence] = field(default_factory=list)
    report: Report = field(default_factory=Report)

    def __post_init__(self) -> None:
        self.facts = {fact.id: fact for fact in self.assignment.facts}
        self.told = frozenset(fact.id for fact in self.assignment.task.facts)

    def ask(self, ask: Ask) -> Iterator[Sentence]:
        """The first request, then repairs while there is something to repair."""
        task = self.assignment.task
        if self.told.isdisjoint(self._composed_of()):
            return
        for turn in range(1 + MOST_REPAIRS):
            flaws: list[Flaw] = []
            self.report.asked += 1
            for line in ask(task):
                yield from self._take(line, flaws)
            missing = self._left_out()
            wanted = (*flaws, *(Flaw("left_out", (fact,)) for fact in missing))
            if turn == MOST_REPAIRS or not wanted:
                return
            task = self.assignment.task.repair(tuple(_about_told(wanted, self.told)))
            if not task.facts:
                return

    def _take(self, line: Line, flaws: list[Flaw]) -> Iterator[Sentence]:
        text = restore(line.text, self.assignment.known)
        sentence = Sentence(0, line.section, text, line.facts, self.assignment.mark)
        found = flaws_of(sentence, self.facts, self.told)
        if not found and any(one.text == text for one in self.accepted):
            return
        for flaw in found:
            self.report.flaws[flaw.reason] = self.report.flaws.get(flaw.reason, 0) + 1
            # As the model wrote it, placeholders and all: nothing else may go back to it.
            shown = line.text if self.assignment.may_go_back(line.text) else ""
            flaws.append(replace(flaw, text=shown))
        if not found:
            self.accepted.append(sentence)
            yield sentence

    def _left_out(self) -> list[str]:
        return [fact for fact in self._composed_of() if fact in self.told and not self._is_said(fact)]

    def _composed_of(self) -> dict[str, list[Sentence]]:
        """The built-in sentences of the body by the facts that they state."""
        found: dict[str, list[Sentence]] = {}
        for sentence in self.assignment.composed.sentences:
            for fact in sentence.facts if sentence.section in BODY else ():
                found.setdefault(fact, []).append(sentence)
        return found

    def _is_said(self, fact: str) -> bool:
        stated = [one.text for one in self.accepted if fact in one.facts]
        composed = [one.text for one in self._composed_of().get(fact, ())]
        return says_whole(self.facts[fact], stated, composed)

    def finish(self) -> Finished:
        """The model's sentences and the built-in ones for what they do not say, in the built-in order."""
        said = {fact for fact in self._composed_of() if self._is_said(fact)}
        body = [one for one in self.assignment.composed.sentences if one.section in BODY]
        needed = [one for one in body if not set(one.facts) <= said]
        covered = {fact for one in needed for fact in one.facts}
        # What a built-in sentence says whole is not said beside it by half.
        kept = [one for one in self.accepted if not set(one.facts) <= covered]
        if not kept:
            self.report.written, self.report.built_in = 0, len(body)
            return Finished(self.assignment.composed.sentences, self.report)
        places = {fact: place for place, one in reversed([*enumerate(body)]) for fact in one.facts}
        whole = sorted(
            [*kept, *needed],
            key=lambda one: (
                BODY.index(one.section),
                min((places.get(fact, len(body)) for fact in one.facts), default=len(body)),
            ),
        )
        rest = [one for one in self.assignment.composed.sentences if one.section not in BODY]
        self.report.written, self.report.built_in = len(kept), len(needed)
        return Finished(numbered([*whole, *rest]), self.report)


def _about_told(flaws: tuple[Flaw, ...], told: frozenset[str]) -> Iterator[Flaw]:
    """Flaws that name facts the model knows; a sentence about nothing it was told is not written again."""
    for flaw in flaws:
        known = tuple(fact for fact in flaw.facts if fact in told)
        if known:
            yield replace(flaw, facts=known)
