"""Exact claims against the evidence: numbers, sides, levels, dates, codes, goals, quotations."""

import re
from collections.abc import Iterator
from itertools import pairwise

from chartside.drafting.language.assistance import level_label
from chartside.drafting.language.quantities import Quantity, show
from chartside.drafting.language.words import tidy
from chartside.drafting.model import Problem, ProblemType
from chartside.drafting.verifier.atoms import Atoms
from chartside.drafting.verifier.evidence import Evidence
from chartside.drafting.verifier.roles import RoleClaim

_NUMBER_BEFORE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:[^\W\d_]+|[%°])?\s*$")
_ROLE_OF = {"start": ("baseline", "last", "start"), "end": ("now", "target", "end")}
_SUMS = ("timed", "total")
_ROLE_NAMES = {
    "timed": "the minutes in timed codes",
    "total": "the total treatment time",
    "baseline": "the baseline",
    "last": "the last value",
    "now": "today’s value",
    "target": "the target",
    "start": "the earlier value",
    "end": "the later value",
}


def exact_problems(atoms: Atoms, roles: list[RoleClaim], evidence: Evidence) -> Iterator[Problem]:
    """Every exact claim of a sentence that the evidence does not hold."""
    yield from quote_problems(atoms, evidence)
    yield from _dates(atoms, evidence)
    yield from _codes(atoms, evidence)
    yield from _scores(atoms, evidence)
    yield from _quantities(atoms, evidence)
    yield from _levels(atoms, evidence)
    yield from _sides(atoms, evidence)
    yield from _roles(roles, evidence)


def quote_problems(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    """Quotation marks hold only words that stand so in the source."""
    sources = [_plain(text) for text in evidence.texts]
    for quote in atoms.quotes:
        if not any(_plain(quote).rstrip(".,;!?") in source for source in sources):
            yield Problem(ProblemType.INVENTED_QUOTE, f"“{quote}” are not words of the source")


def _plain(text: str) -> str:
    return tidy(text.lower().translate(str.maketrans("“”‘’", "\"\"''")))


def _dates(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    known = [day for other in evidence.atoms for day in other.days]
    for day in atoms.days:
        if not any(
            (day.month, day.day) == (other.month, other.day)
            and (None in (day.year, other.year) or day.year == other.year)
            for other in known
        ):
            yield Problem(ProblemType.WRONG_DATE, f"no fact holds the date {day.month}/{day.day}")
    clocks = {
        minutes % 720 if not sure else minutes for other in evidence.atoms for minutes, sure in other.clocks
    }
    for minutes, sure in atoms.clocks:
        if (
            minutes not in clocks
            and minutes % 720 not in clocks
            and not (not sure and minutes in {c % 720 for c in clocks})
        ):
            yield Problem(
                ProblemType.WRONG_NUMBER, f"no fact holds the time {minutes // 60}:{minutes % 60:02d}"
            )


def _codes(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    for code in sorted(atoms.codes - {code for other in evidence.atoms for code in other.codes}):
        yield Problem(ProblemType.WRONG_CODE_TIME, f"no cited fact holds the code {code}")
    for goal in sorted(atoms.goals - {goal for other in evidence.atoms for goal in other.goals}):
        yield Problem(ProblemType.WRONG_FACT, f"no cited fact belongs to goal {goal}")


def _scores(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    known = {pair[:2] for other in evidence.atoms for pair in other.scores}
    for achieved, total, _, _ in atoms.scores:
        if (achieved, total) not in known:
            yield Problem(ProblemType.WRONG_NUMBER, f"no cited fact holds {show(achieved)} of {show(total)}")
    sets = {pair[:2] for other in evidence.atoms for pair in other.doses}
    for first, second, _, _ in atoms.doses:
        if (first, second) not in sets:
            yield Problem(ProblemType.WRONG_NUMBER, f"no cited fact holds {show(first)} x {show(second)}")


def _quantities(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    known = [quantity for other in evidence.atoms for quantity in other.quantities]
    percents = {round(100 * a / b, 1) for other in evidence.atoms for a, b, _, _ in other.scores if b}
    for claim in atoms.quantities:
        if claim.unit == "%" and any(abs(claim.value - percent) <= 0.5 for percent in percents):
            continue
        if any(_same(claim, other) for other in known) and not _elsewhere(claim, known):
            continue
        if claim.value in evidence.changes and not claim.before:
            continue
        if claim.value in evidence.changes and claim.before in ("by", "of", "gained", "lost"):
            continue
        yield Problem(
            ProblemType.WRONG_NUMBER,
            f"no cited fact holds {show(claim.value)} {claim.unit or claim.noun}".rstrip(),
        )


def _same(claim: Quantity, other: Quantity) -> bool:
    if claim.value != other.value:
        return False
    if claim.unit or other.unit:
        return claim.unit == other.unit or not (claim.unit or claim.noun) or not (other.unit or other.noun)
    return True


def _elsewhere(claim: Quantity, known: list[Quantity]) -> bool:
    """The facts use the same lead-in ("after 4 min") with other numbers only."""
    if claim.before in ("", "for", "of", "and", "to", "from", "is", "was"):
        return False
    alike = {other.value for other in known if (other.before, other.unit) == (claim.before, claim.unit)}
    return bool(alike) and claim.value not in alike


def _levels(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    known = [level for other in evidence.atoms for level in other.levels]
    for level in atoms.levels:
        same = [other for other in known if other.code == level.code]
        if not same:
            yield Problem(ProblemType.WRONG_ASSIST, f"no cited fact holds {level_label(level.code)}")
        elif level.cue and not any(level.cue == other.cue for other in same):
            yield Problem(ProblemType.WRONG_ASSIST, f"no cited fact holds {level.cue} cues")
    spans = {span for other in evidence.atoms for span in _spans(other)}
    for first, second in _spans(atoms):
        if (first, second) not in spans:
            said = f"{level_label(first)} to {level_label(second)}"
            yield Problem(ProblemType.WRONG_ASSIST, f"no cited fact holds {said}")


def _spans(atoms: Atoms) -> list[tuple[str, str]]:
    """Levels given as a range (`minimal to moderate assist`)."""
    return [(one.code, two.code) for one, two in pairwise(atoms.levels) if one.end == two.start]


def _sides(atoms: Atoms, evidence: Evidence) -> Iterator[Problem]:
    known = {side for other in evidence.atoms for side, _ in other.sides}
    bound = {pair for other in evidence.atoms for pair in _bound(other)}
    for side, follower in _bound(atoms):
        if side not in known:
            yield Problem(ProblemType.WRONG_SIDE, f"no cited fact names the {side} side")
        elif follower and (side, follower) not in bound and any(other == follower for _, other in bound):
            yield Problem(ProblemType.WRONG_SIDE, f"the facts hold another side than {side} here")


def _bound(atoms: Atoms) -> list[tuple[str, str]]:
    """Each side with what it is the side of: the next word or number, and a number right before it."""
    text = atoms.text
    found = [(side, _follower(text[start:])) for side, start in atoms.sides]
    for side, start in atoms.sides:
        if before := _NUMBER_BEFORE.search(text[:start]):
            found.append((side, before[1]))
    return found


def _follower(text: str) -> str:
    parts = text.split()
    return parts[1].strip(".,;:()").lower() if len(parts) > 1 and parts[0].isalpha() else ""


def _roles(roles: list[RoleClaim], evidence: Evidence) -> Iterator[Problem]:
    for claim in roles:
        if claim.role in _SUMS and claim.role in evidence.words:
            # "Timed reading, 20 min" names an activity, not the sum of the minutes.
            continue
        roles_of = _ROLE_OF.get(claim.role, (claim.role,))
        known = [
            other.amount for other in evidence.roles if other.role in roles_of and other.kind == claim.kind
        ]
        bound = known or evidence.structured or claim.role == "timed"
        if bound and claim.amount not in known:
            kind = ProblemType.WRONG_ASSIST if claim.kind == "level" else ProblemType.WRONG_NUMBER
            yield Problem(kind, f"{_ROLE_NAMES[claim.role]} is not {_amount(claim)}")


def _amount(claim: RoleClaim) -> str:
    if claim.kind == "level":
        return level_label(str(claim.amount[0]))
    return " of ".join(show(float(str(part))) for part in claim.amount)
