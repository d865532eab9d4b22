"""Levels of help, sides, codes, goals, dates and quotations of a sentence against the statements."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from chartside.drafting.facts import strings
from chartside.drafting.language.assistance import level_label, levels
from chartside.drafting.language.data import phrases, word_set
from chartside.drafting.language.days import DayFound
from chartside.drafting.language.people import people_in
from chartside.drafting.language.words import tidy
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.claimed import amounts, role_at, role_fits
from chartside.drafting.verifier.ledger import Ledger
from chartside.drafting.verifier.owners import Verdict, judge
from chartside.drafting.verifier.reading import Reading, is_free, words_of
from chartside.drafting.verifier.statements import Statement

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CUE_NOUNS = re.compile(r"\b(?:cues?|cue?ing|prompts?|prompting)\b", re.IGNORECASE)
_SUPERVISING = re.compile(r"\bsupervis(?:ion (?:of|by|from)|ed by|ing)\b", re.IGNORECASE)
_SHORT_DAY = re.compile(r"(?<![\w/.])(\d{1,2})/(\d{1,2})(?![\w/]|\.\d)")
_DAY_LEAD = re.compile(
    r"\b(?:on|since|from|until|by|through|dated|of|visit|evaluation|date|at)\s*$", re.IGNORECASE
)
_WEEKDAY_LEAD = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$", re.IGNORECASE)
_SIDE_WORDS = frozenset({"left", "right", "bilateral", "bilaterally", "both"})
_SPEAKS = 1.0
_OPPOSITE = {"left": "right", "right": "left"}


def level_problems(reading: Reading, ledger: Ledger, *, planned: bool) -> Iterator[Problem]:
    """Every level of help that is not that of the thing it is told of, and every kind of cue."""
    supervised = [found.start() for found in _SUPERVISING.finditer(reading.atoms.text)]
    for level in reading.atoms.levels:
        if any(abs(level.start - place) < 12 for place in supervised):
            continue
        role = role_at(reading.atoms.text, level.start, level.end)
        system = levels()[level.code].system

        def holds(one: Statement, code: str = level.code, role: str = role) -> bool:
            return role_fits(role, one.role) and any(found.code == code for found in one.reading.atoms.levels)

        def rivals(one: Statement, system: str = system, role: str = role) -> bool:
            return role_fits(role, one.role) and any(
                levels()[found.code].system == system for found in one.reading.atoms.levels
            )

        verdict, _ = judge(ledger, reading, level.start, holds, rivals, _level_lift(role, planned=planned))
        if verdict is not Verdict.HELD and not _no_help(level.code, ledger, reading, level.start):
            yield Problem(ProblemType.WRONG_ASSIST, f"the facts do not hold {level_label(level.code)} here")
    held = {span for one in ledger.statements for span in _spans(one.reading)}
    for first, second in _spans(reading):
        if (first, second) not in held:
            said = f"{level_label(first)} to {level_label(second)}"
            yield Problem(ProblemType.WRONG_ASSIST, f"the facts do not hold {said}")
    yield from _cue_kinds(reading, ledger)


def _spans(reading: Reading) -> list[tuple[str, str]]:
    """Levels given as a range (`minimal to moderate assist`)."""
    return [(one.code, two.code) for one, two in pairwise(reading.atoms.levels) if one.end == two.start]


def _level_lift(role: str, *, planned: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def lift(one: Statement) -> float:
        if role:
            return 0.3 if one.role else 0.0
        return {"now": 0.4, "": 0.3}.get(one.role, 0.0 if planned else -0.4) - (
            0.4 if one.kind == "goal" and not planned else 0.0
        )

    return lift


def _no_help(code: str, ledger: Ledger, reading: Reading, place: int) -> bool:
    """Independence is without cues, and no cues are independence."""
    if code not in ("C0", "IND"):
        return False
    return any(
        ledger.fit(one, reading, place) > 0.2
        and any(found.code in ("IND", "C0", "MODI") for found in one.reading.atoms.levels)
        for one in ledger.statements
    )


def _cue_kinds(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    text = reading.atoms.text.lower()
    kinds = _kinds()
    for noun in _CUE_NOUNS.finditer(text):
        lead = re.findall(r"[a-z]+", text[max(0, noun.start() - 40) : noun.start()])[-4:]
        said = {word for word in lead if word in kinds}
        if not said:
            continue
        # Kinds of cue anywhere in the facts that the sentence speaks of.
        facts = {one.fact for one in ledger.statements if ledger.fit(one, reading, noun.start()) > 0.2}
        near = [one for one in ledger.statements if one.fact in facts] or ledger.statements
        known = {word for one in near for word in words_of(one.reading.atoms.text) if word in kinds}
        if said - known:
            yield Problem(
                ProblemType.WRONG_ASSIST, f"the facts do not hold {' '.join(sorted(said))} cues here"
            )


def _kinds() -> frozenset[str]:
    return word_set("plain_words", "cue_kinds")


def side_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """Every side that is not that of the thing it is told of."""
    for side, start in reading.atoms.sides:
        opposite = _OPPOSITE.get(side, "")

        def holds(one: Statement, side: str = side) -> bool:
            return side in one.sides or (side == "bilateral" and {"left", "right"} <= one.sides)

        def rivals(one: Statement, opposite: str = opposite) -> bool:
            return bool(opposite) and opposite in one.sides

        if side == "bilateral" and {"left", "right"} <= {s for one in ledger.statements for s in one.sides}:
            continue
        verdict, held = judge(ledger, reading, start, holds, rivals, skip=_SIDE_WORDS)
        if (
            held
            and verdict is Verdict.HELD
            and ledger.fit(held, reading, start, _SIDE_WORDS) < 0.2
            and _is_untreated(side, ledger)
        ):
            verdict = Verdict.ELSEWHERE
        if verdict is Verdict.NOWHERE or (
            verdict is Verdict.ELSEWHERE and not _follower_held(reading, ledger, start)
        ):
            yield Problem(ProblemType.WRONG_SIDE, f"the facts do not hold the {side} side here")
            continue
        if _is_other_part(reading, ledger, side, start):
            yield Problem(ProblemType.WRONG_SIDE, f"the facts hold another side than {side} here")
            continue
        yield from _numbers_of_side(reading, ledger, side, start)


def _is_untreated(side: str, ledger: Ledger) -> bool:
    """The side treated was entered, and it is the other one."""
    entered = {found for one in ledger.statements if one.kind == "side" for found in one.sides}
    return bool(entered) and side not in entered and "bilateral" not in entered


def _is_other_part(reading: Reading, ledger: Ledger, side: str, start: int) -> bool:
    """The part of the body named after the side goes with the other side only, in facts that hold both."""
    after = [
        token
        for token in reading.tokens
        if token.start > start and token.word.lower() not in ("left", "right")
    ][:2]
    part = next((token.concept for token in after if not is_free(token.word)), "")
    if not part or side not in _OPPOSITE:
        return False
    pairs = {pair for one in ledger.statements for pair in _parts(one)}
    return (_OPPOSITE[side], part) in pairs and (side, part) not in pairs


def _parts(one: Statement) -> list[tuple[str, str]]:
    tokens = one.reading.tokens
    found = []
    for side, start in one.reading.atoms.sides:
        after = [
            token.concept
            for token in tokens
            if token.start > start and token.word.lower() not in ("left", "right")
        ]
        found += [(side, word) for word in after[:1]]
    return found


def _follower_held(reading: Reading, ledger: Ledger, start: int) -> bool:
    """The very words stand in a fact: `right hand on the rail`."""
    after = words_of(reading.atoms.text[start:])[:2]
    return len(after) == 2 and any(
        " ".join(after) in one.reading.atoms.text.lower() for one in ledger.statements
    )


def _numbers_of_side(reading: Reading, ledger: Ledger, side: str, start: int) -> Iterator[Problem]:
    """Left and right values exchanged: a number told of a side that the facts tell of the other."""
    opposite = _OPPOSITE.get(side)
    if not opposite:
        return
    own = [one for one in ledger.statements if one.sides == {side} and amounts(one.reading)]
    other = [one for one in ledger.statements if one.sides == {opposite} and amounts(one.reading)]
    text = reading.atoms.text
    for claim in amounts(reading):
        nearest = min(reading.atoms.sides, key=lambda found: _gap(found[1], claim.start, text))
        if nearest[1] != start:
            continue
        mine = [one for one in own if any(claim.same(held) for held in amounts(one.reading))]
        theirs = [one for one in other if any(claim.same(held) for held in amounts(one.reading))]
        if theirs and not mine and any(one.fact in {o.fact for o in own} for one in theirs):
            yield Problem(ProblemType.WRONG_SIDE, f"the value of the {opposite} side is told of the {side}")


def _gap(side_at: int, number_at: int, text: str) -> int:
    between = text[min(side_at, number_at) : max(side_at, number_at)]
    return len(between) + 60 * len(re.findall(r"[,;:]| and | versus |vs", between))


def group_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """Treatment told as one to one, or in a group, against what was entered."""
    grouped = any(one.kind == "group" for one in ledger.statements)
    alone = any(one.kind == "one_to_one" or one.reading.atoms.one_to_one for one in ledger.statements)
    said_alone = reading.atoms.one_to_one or re.search(
        r"\bindividual(?:ly)? (?:session|treatment|therapy|in|for|at)|\bseen individually",
        reading.atoms.text,
        re.IGNORECASE,
    )
    if said_alone and not alone and (grouped or reading.atoms.one_to_one):
        kind = ProblemType.WRONG_FACT if grouped else ProblemType.OVERCLAIM
        yield Problem(kind, "no fact says that treatment was one to one")


def goal_problems(said: dict[str, int], reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """Every goal that is named and does not exist, or that the activity told with it does not serve."""
    known = {goal for one in ledger.statements for goal in one.goals}
    activities = [one for one in ledger.statements if one.kind in ("activity", "goal_measure") and one.goals]
    for named, place in sorted(said.items()):
        same = [one for one in known if named.isdigit() and re.fullmatch(rf"[A-Z]+{named}", one)]
        goal = same[0] if len(same) == 1 and named not in known else named
        if goal not in known:
            yield Problem(ProblemType.WRONG_FACT, f"there is no goal {goal}")
            continue
        measured = _measured(reading, ledger, place)
        if measured and goal not in measured:
            yield Problem(ProblemType.WRONG_FACT, f"the facts do not tie this to goal {goal}")
            continue
        own = max(
            (ledger.fit(one, reading, place) for one in ledger.statements if goal in one.goals), default=0.0
        )
        # Of several goals named with one activity each is that activity's.
        others = [one for one in activities if goal not in one.goals]
        if max((ledger.fit(one, reading, place) for one in others), default=0.0) > max(own * 1.35, 0.6):
            yield Problem(ProblemType.WRONG_FACT, f"the facts do not tie this to goal {goal}")


def _measured(reading: Reading, ledger: Ledger, place: int) -> set[str]:
    """The goals whose measure a sentence names in full, when it speaks of no activity."""
    if any(ledger.fit(one, reading, place) > _SPEAKS for one in ledger.statements if one.kind == "activity"):
        return set()
    said = {word for token in reading.tokens for word in ledger.resolve(token.concept)}
    return {
        goal
        for one in ledger.statements
        if one.kind == "goal_measure" and not one.role and len(one.words) > 1 and one.words.keys() <= said
        for goal in one.goals
    }


def quote_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """Quotation marks hold only words that stand so in what was entered, of the one who speaks."""
    if not reading.atoms.quotes:
        return
    sources = [(one, _plain(one.text)) for one in ledger.statements]
    whole = [
        (fact.id, _plain(" ".join(_texts(fact.value)))) for fact in ledger.facts if fact.kind != "prior_note"
    ]
    for quote in reading.atoms.quotes:
        wanted = [
            part.strip(" .,;!?") for part in re.split(r"\.\.\.|…", _plain(quote)) if part.strip(" .,;!?")
        ]
        if not all(any(_stands_in(part, text) for _, text in whole) for part in wanted):
            yield Problem(ProblemType.INVENTED_QUOTE, f"“{quote}” are not words of the source")
            continue
        speakers = {
            person for one, text in sources if any(part in text for part in wanted) for person in one.people
        }
        named = {person for person, _ in people_in(reading.atoms.text)} - {"patient"}
        if speakers and named and speakers.isdisjoint(named) and not _same_people(named, speakers):
            yield Problem(ProblemType.WRONG_PERSON, f"these are the words of the {sorted(speakers)[0]}")


def _stands_in(part: str, text: str) -> bool:
    """Word for word, not as a part of longer words."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


def _texts(value: object) -> list[str]:
    return list(strings(value))


def _plain(text: str) -> str:
    return tidy(text.lower().translate(str.maketrans("“”‘’", "\"\"''")))


def _same_people(named: set[str], known: set[str]) -> bool:
    wider = phrases("plain_words")["wider_people"]
    return any(
        set(wider.get(one, ())) & known or any(one in wider.get(other, ()) for other in known)
        for one in named
    )


def date_problems(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    """Every date and weekday that the facts do not hold, or that does not go with its date."""
    known = set(ledger.days)
    written = [day for one in ledger.statements for day in one.reading.atoms.days]
    for day in reading.atoms.days:
        if not _is_known(day, known, written):
            yield Problem(ProblemType.WRONG_DATE, f"no fact holds the date {day.month}/{day.day}")
    yield from _weekdays(reading, ledger)


def _is_known(day: DayFound, known: set[date], written: list[DayFound]) -> bool:
    return any(day.fits(other) for other in known) or any(
        (day.month, day.day) == (other.month, other.day) and None in (day.year, other.year)
        for other in written
    )


def short_days(text: str, ledger: Ledger) -> tuple[str, list[Problem]]:
    """Dates without a year (`11/2`) taken out of a text, and those among them that no fact holds."""
    problems: list[Problem] = []
    known = {(day.month, day.day) for day in ledger.days} | {
        (day.month, day.day) for one in ledger.statements for day in one.reading.atoms.days
    }
    scores = {found[:2] for one in ledger.statements for found in one.reading.atoms.scores}

    def take(found: re.Match[str]) -> str:
        month, day = int(found[1]), int(found[2])
        if not (1 <= month <= 12 and 1 <= day <= 31) or (float(month), float(day)) in scores:
            return found[0]
        led = _DAY_LEAD.search(text[: found.start()])
        if (month, day) in known and (led or month > day or _WEEKDAY_LEAD.search(text[: found.start()])):
            return " " * len(found[0])
        if (led and led[0].strip().lower() in ("on", "since", "dated", "evaluation", "date")) or (
            month > day and led
        ):
            problems.append(Problem(ProblemType.WRONG_DATE, f"no fact holds the date {month}/{day}"))
            return " " * len(found[0])
        return found[0]

    return _SHORT_DAY.sub(take, text), problems


def _weekdays(reading: Reading, ledger: Ledger) -> Iterator[Problem]:
    text = reading.atoms.text
    dated = [day for day in ledger.days if any(found.fits(day) for found in reading.atoms.days)]
    for found in re.finditer(rf"\b({'|'.join(_WEEKDAYS)})s?\b", text, re.IGNORECASE):
        said = found[1].lower()
        if dated:
            if all(_WEEKDAYS[day.weekday()] != said for day in dated):
                yield Problem(ProblemType.WRONG_DATE, f"{dated[0].isoformat()} is no {said.capitalize()}")
            continue
        verdict, _ = judge(
            ledger,
            reading,
            found.start(),
            lambda one, said=said: (
                said in words_of(one.text) or any(_WEEKDAYS[day.weekday()] == said for day in _days_of(one))
            ),  # type: ignore[misc]
            lambda one: any(word in _WEEKDAYS for word in words_of(one.text)) or bool(_days_of(one)),
        )
        if verdict is not Verdict.HELD:
            yield Problem(ProblemType.WRONG_DATE, f"no fact holds {said.capitalize()} here")
    day = ledger.service_date
    for word, away in (("yesterday", -1), ("tomorrow", 1)):
        said = re.search(rf"\b{word}\b", text, re.IGNORECASE) and word not in ledger.text
        if day and said and day + timedelta(days=away) not in ledger.days:
            yield Problem(ProblemType.WRONG_DATE, f"no fact holds {word}")


def _days_of(one: Statement) -> list[date]:
    found = []
    for day in one.reading.atoms.days:
        if day.year:
            try:
                found.append(date(day.year, day.month, day.day))
            except ValueError:
                continue
    return found
