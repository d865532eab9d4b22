"""A goal read into its parts: who, verb, occupation, condition, values, baseline, time frame."""

import re
from dataclasses import dataclass

from chartside.documentation.goals.frames import Span, baselines, time_frames
from chartside.documentation.goals.measures import Measure, comparable, find_measures, is_score
from chartside.documentation.goals.words import GoalWords, goal_words, written
from chartside.drafting.language.mentions import Token, tokens
from chartside.drafting.language.words import tidy


@dataclass(frozen=True)
class Goal:
    """One goal, read. What it does not say is an empty text or tuple.

    Attributes:
        who: the word for the person, as written; a goal without one means the patient.
        verb: the first action that can be seen.
        weak_verb: a verb such as `improve` that says no action, as written.
        occupation: the daily task or function.
        condition: setting, equipment, cues or position under which it is done.
        targets: the values to reach, with their unit.
        baselines: the values of today.
        time_frame: by when.
    """

    text: str
    who: str
    verb: str
    weak_verb: str
    occupation: str
    condition: str
    targets: tuple[Measure, ...]
    baselines: tuple[Measure, ...]
    time_frame: str

    @property
    def help(self) -> str:
        """The level of help that is the target."""
        return next((one.text for one in self.targets if one.kind == "help"), "")

    @property
    def baseline_fits(self) -> bool:
        """Whether a baseline stands in the unit of a target."""
        return any(comparable(target, base) for target in self.targets for base in self.baselines)


def parse_goal(text: str) -> Goal:
    """The parts of a goal, in any usual format; never an error."""
    text = tidy(text)
    words, read = tokens(text), goal_words()
    when, base = time_frames(text), baselines(text)
    away = [*when, *base]
    values = [one for one in find_measures(text) if not _inside(one.start, when)]
    seen = [p for p in _verb_places(words, text, when, read) if not _inside(words[p].start, base)]
    weak = [w for w in words if _plain(w.raw) in read.fail_verbs and not _inside(w.start, away)]
    verb = words[seen[0]].raw if seen else _being(text, values)
    targets = tuple(one for one in values if not _inside(one.start, base) and _is_target(one, verb, text))
    return Goal(
        text=text,
        who=next((word.raw for word in words if word.raw.lower() in read.people), ""),
        verb=verb,
        weak_verb=weak[0].raw if weak else "",
        occupation=_occupation(text, words, base, read) or _task(words, seen, read),
        condition=_condition(text, words, away, values, read),
        targets=targets,
        baselines=tuple(one for one in values if _inside(one.start, base)),
        time_frame=text[when[0][0] : when[0][1]] if when else "",
    )


def _being(text: str, values: list[Measure]) -> str:
    """`Will be min A for bed mobility`: a level of help at a task is seen as an action is."""
    levels = [one for one in values if one.kind == "help"]
    return next((one.text for one in levels if written("level_of_task").match(text[one.end :])), "")


def _inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _is_target(value: Measure, verb: str, text: str) -> bool:
    """A frequency is a target where something is done, a bare number where a test is scored."""
    if value.kind == "frequency":
        return bool(verb)
    if value.kind == "number":
        return bool(written("reached").search(text[: value.start])) or (
            is_score(text) and bool(written("compared").search(text[: value.start]))
        )
    return True


def _plain(word: str) -> str:
    """A verb without its ending of the third person."""
    low = word.lower()
    for ending, plain in (
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("oes", "o"),
        ("xes", "x"),
    ):
        if low.endswith(ending) and len(low) > 4:
            return low.removesuffix(ending) + plain
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _verb_places(words: list[Token], text: str, when: list[Span], read: GoalWords) -> list[int]:
    """Places of verbs that name an action that can be seen, in the place of a verb."""
    ends = {end for _, end in when}
    return [
        place
        for place, word in enumerate(words)
        if (_is_seen(words, place, read) and (_is_verb(words, place, text, read) or word.start - 1 in ends))
        or _is_use(words, place, read)
    ]


def _is_use(words: list[Token], place: int, read: GoalWords) -> bool:
    """`for crossing the street` names what will be seen as well as a verb would."""
    low = words[place].raw.lower()
    if place in (0, len(words) - 1) or words[place - 1].raw.lower() != "for" or not low.endswith("ing"):
        return False
    root = low.removesuffix("ing")
    plain = {root, f"{root}e", root[:-1]}
    return bool(plain & read.verbs) and not plain & read.fail_verbs


def _is_seen(words: list[Token], place: int, read: GoalWords) -> bool:
    plain = _plain(words[place].raw)
    after = [word.raw.lower() for word in words[place + 1 : place + 3]]
    if plain in read.show_verbs:
        return bool(after) and not read.empty_shown & set(after)
    if plain == "be":
        return False
    if plain in read.fail_verbs:
        return (
            plain in read.seen_with_more
            and bool(after)
            and (after[0] in read.more_to_see or after[0].isdigit())
        )
    return plain in read.verbs or (
        place > 0 and words[place - 1].raw.lower() in ("will", "'ll") and plain.isalpha()
    )


def _is_verb(words: list[Token], place: int, text: str, read: GoalWords) -> bool:
    """After a person, `will`, `to`, a name or an adverb, or at the beginning of a clause."""
    if place == 0:
        return True
    before, word = words[place - 1], words[place]
    between = text[before.end : word.start]
    if word.raw[0].isupper() and not re.search(r"[,;:.()–—]", between):
        return False
    if before.raw.lower() in read.before_verbs or before.raw.lower().endswith("ly"):
        return True
    if any(mark in between for mark in ",;:.()–—"):
        return True
    if "-" in between:
        earlier = words[place - 2].raw if place > 1 else ""
        named = earlier[:1].isupper() or earlier.lower() in read.before_verbs
        return before.raw.lower() == "self" and (place == 1 or named)
    return before.raw[0].isupper() and before.raw.isalpha() and (place > 1 or word.raw.endswith("s"))


def _occupation(text: str, words: list[Token], base: list[Span], read: GoalWords) -> str:
    found = read.concepts.find(words)
    out = {p for one in found if one.name == "not_occupation" for p in range(one.first, one.last + 1)}
    for one in found:
        if one.name == "occupation" and one.first not in out and not _inside(words[one.first].start, base):
            return text[words[one.first].start : words[one.last].end]
    return ""


def _task(words: list[Token], seen: list[int], read: GoalWords) -> str:
    """What is done, where the verb itself names a task (`lift a suitcase`) and not an exercise."""
    if read.impairment.find(words):
        return ""
    return next((words[p].raw for p in seen if _plain(words[p].raw) not in read.bare_verbs), "")


def _condition(
    text: str, words: list[Token], away: list[Span], values: list[Measure], read: GoalWords
) -> str:
    """The first clause of setting, equipment, cues or position; a count of cues is one too."""
    nouns = {
        p
        for one in read.concepts.find(words)
        if one.name == "condition_noun"
        for p in range(one.first, one.last + 1)
    }
    for place, word in enumerate(words):
        low = word.raw.lower()
        if _inside(word.start, away) or (
            low not in read.condition_openers and low not in read.condition_prepositions
        ):
            continue
        end = min(place + 6, len(words))
        reach = [p for p in range(place + 1, end) if not _inside(words[p].start, away)]
        rest = text[word.end : words[reach[-1]].end] if reach else ""
        if low in ("seated", "supine", "prone", "standing", "sidelying"):
            return word.raw
        if not reach or (low == "to" and _plain(words[reach[0]].raw) in read.verbs | read.fail_verbs):
            continue
        clause_end = re.search(r"[,;.()]", rest)
        inside = [p for p in reach if not clause_end or words[p].start < word.end + clause_end.start()]
        named = any(p in nouns for p in inside[:5])
        if low in read.condition_openers and inside and not written("no_condition").match(rest):
            return f"{word.raw}{rest}"
        if named:
            return f"{word.raw}{rest}"
    cued = next((one for one in values if one.kind == "cues" and not _inside(one.start, away)), None)
    return cued.text if cued else ""
