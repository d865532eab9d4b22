"""A sentence in anybody's words against all facts of the note."""

import re
from dataclasses import dataclass
from functools import cache

from chartside.drafting.language.words import tidy
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier import slots, wording
from chartside.drafting.verifier.cast import name_problems, people_problems, pronoun_problems
from chartside.drafting.verifier.changes import DOES_NOT_FOLLOW, change_problems, known_changes
from chartside.drafting.verifier.claimed import held_amounts as told_amounts
from chartside.drafting.verifier.coded import code_problems
from chartside.drafting.verifier.copied import is_copied
from chartside.drafting.verifier.counted import is_failure
from chartside.drafting.verifier.judgement import interpretation, judgement_concepts, overclaim
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.numbers import all_known, number_problems, remainders
from chartside.drafting.verifier.purpose import without_purpose
from chartside.drafting.verifier.reading import Reading, Token, read
from chartside.drafting.verifier.unknown import measure_problems, unknown_problems

_PLANNED = re.compile(
    r"^\W*(?:p|plan|next|continue|progress|advance|upgrade|begin|trial|add|increase|issue|retry|goal|ltg|stg)\b"
    r"|\b(?:will|plan(?:s|ned)? (?:to|is|for)|next (?:visit|session|week|time)|recommend\w*|is to\b|to be\b"
    r"|continue (?:with|to|ot|pt|slp|st))\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[A-Z]{3,6}\b")
_GOAL_NAMED = re.compile(
    r"\bgoal\s+#?([A-Z]{0,4}[-.]?\d{1,2}[a-z]?)\b|\b((?:ST|LT)G[-. ]?\d{1,2})\b", re.IGNORECASE
)
# What is wrong is named by the first of these that applies.
_ORDER = (
    ProblemType.COPIED_FORWARD,
    ProblemType.INVENTED_QUOTE,
    ProblemType.INVENTED_MEASURE,
    ProblemType.WRONG_CODE_TIME,
    ProblemType.INVENTED_ACTIVITY,
    ProblemType.WRONG_NAME,
    ProblemType.WRONG_PERSON,
    ProblemType.WRONG_PRONOUN,
    ProblemType.WRONG_DATE,
    ProblemType.WRONG_SIDE,
    ProblemType.NEGATION_FLIP,
    ProblemType.WRONG_ASSIST,
    ProblemType.WRONG_NUMBER,
    ProblemType.WRONG_FACT,
    ProblemType.OVERCLAIM,
)


@dataclass(frozen=True)
class Judged:
    """What is wrong with a sentence, and why it interprets when it does."""

    problems: tuple[Problem, ...]
    interpretive: str = ""


def judge_text(text: str, section: str, ledger: Ledger) -> Judged:
    """Hold one sentence against the ledger."""
    known_changes(ledger)
    goals, rest = take_goals(tidy(text), ledger)
    rest = _INITIALS.sub(lambda found: ledger.acronyms.get(found[0], found[0]), rest)
    rest, problems = slots.short_days(rest, ledger)
    whole = read(rest)
    reading = read(without_purpose(rest, ledger))
    planned = section == "P" or bool(_PLANNED.search(rest))
    judging = "" if section == "SIG" else interpretation(whole, ledger)
    too_much = overclaim(whole, ledger)
    problems += _exact(reading, ledger, goals, planned=planned)
    problems += change_problems(
        reading, ledger, planned=planned, judging=bool(judging), goals=frozenset(goals)
    )
    problems += _worded(reading, ledger, section, judging=bool(judging), planned=planned)
    if too_much:
        problems.insert(
            0, Problem(ProblemType.OVERCLAIM, f"“{too_much}” claims more than the facts can carry")
        )
    unknown = wording.unknown_tokens(reading, ledger)
    if is_copied(reading, ledger, unknown, problems):
        problems.append(
            Problem(
                ProblemType.COPIED_FORWARD, "this stands in the earlier note, not in what was entered today"
            )
        )
    problems = _direction_first(problems, reading, ledger)
    ordered = sorted(
        dict.fromkeys(problems),
        key=lambda problem: (not _is_first(problem, too_much), _ORDER.index(problem.type)),
    )
    why = f"“{judging}” judges what the facts mean" if judging and not ordered else ""
    return Judged(tuple(ordered), why)


def _direction_first(problems: list[Problem], reading: Reading, ledger: Ledger) -> list[Problem]:
    """`Declined from 5 to 3` of a rise from 3 to 5: the numbers are right, the direction is not."""
    turned = any(problem.evidence.endswith(DOES_NOT_FOLLOW) for problem in problems)
    if turned and told_amounts(reading) and all_known(reading, ledger):
        return [problem for problem in problems if problem.type is not ProblemType.WRONG_NUMBER]
    return problems


def _is_first(problem: Problem, too_much: str) -> bool:
    return bool(too_much) and problem.type is ProblemType.OVERCLAIM


def _exact(reading: Reading, ledger: Ledger, goals: dict[str, int], *, planned: bool) -> list[Problem]:
    problems, taken = code_problems(reading, ledger)
    problems += slots.quote_problems(reading, ledger)
    problems += slots.date_problems(reading, ledger)
    problems += slots.goal_problems(goals, reading, ledger)
    problems += slots.level_problems(reading, ledger, planned=planned)
    problems += slots.side_problems(reading, ledger)
    problems += slots.group_problems(reading, ledger)
    problems += _clocks(reading, ledger)
    problems += number_problems(reading, ledger, planned=planned, aiming=bool(goals), taken=taken)
    return problems


def _clocks(reading: Reading, ledger: Ledger) -> list[Problem]:
    known = {minutes % 720 for one in ledger.statements for minutes, _ in one.reading.atoms.clocks}
    return [
        Problem(ProblemType.WRONG_NUMBER, f"no fact holds the time {minutes // 60}:{minutes % 60:02d}")
        for minutes, _ in reading.atoms.clocks
        if minutes % 720 not in known
    ]


def _worded(reading: Reading, ledger: Ledger, section: str, *, judging: bool, planned: bool) -> list[Problem]:
    unknown = wording.unknown_tokens(reading, ledger)
    rest = remainders(reading, ledger)
    unknown = [token for token in unknown if not (rest and is_failure(token.word))]
    problems = [*people_problems(reading, ledger), *pronoun_problems(reading, ledger)]
    names = list(name_problems(reading, ledger))
    measures = list(measure_problems(reading, ledger, unknown))
    problems += measures or names
    if judging:
        unknown = _beyond_judgement(unknown, reading, ledger)
    elif not measures:
        problems += wording.binding_problems(reading, ledger)
        problems += wording.ability_problems(reading, ledger)
        problems += [] if rest else wording.opposite_problems(reading, ledger, planned=planned)
        problems += wording.undone_problems(reading, ledger, section, planned=planned)
        problems += wording.warned_problems(reading, ledger)
    problems += [] if rest else wording.polarity_problems(reading, ledger)
    problems += [] if rest or reading.atoms.levels else wording.bare_denials(reading, ledger)
    problems += unknown_problems(reading, ledger, unknown, section)
    return problems


def _beyond_judgement(unknown: list[Token], reading: Reading, ledger: Ledger) -> list[Token]:
    """Of an interpretation only what goes beyond judging: more new words than words of the facts."""
    new = [token for token in unknown if token.concept not in judgement_concepts()]
    held = [token for token in reading.content if ledger.resolve(token.concept)]
    return new if len(new) > max(3, len(held) + 1) else []


def take_goals(text: str, ledger: Ledger) -> tuple[dict[str, int], str]:
    """The goals that a text names by their ids with their places, and the text without them."""
    known = _ids(frozenset(goal for one in ledger.statements for goal in one.goals))
    said: dict[str, int] = {}

    def take(found: re.Match[str]) -> str:
        goal = _tidy_id(next((part for part in found.groups() if part), ""))
        said.setdefault(goal, found.start())
        return " " * len(found[0])

    if known is not None:
        text = known.sub(take, text)
    text = _GOAL_NAMED.sub(take, text)
    return {goal: place for goal, place in said.items() if goal}, text


def _tidy_id(text: str) -> str:
    return re.sub(r"[-. #]", "", text).upper()


@cache
def _ids(goals: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern for ids with the letters of those in use; bare numbers only after the word `goal`."""
    heads = {found[1] for goal in goals if (found := re.fullmatch(r"([A-Z]{1,5})[-. ]?\d{1,3}[A-Z]?", goal))}
    letters = "|".join(sorted(map(re.escape, heads), key=len, reverse=True))
    return (
        re.compile(rf"\(?(?<![\w./-])((?:{letters})[-. ]?\d{{1,2}}[a-z]?)(?![\w/])(?!\.\d)\)?")
        if heads
        else None
    )
