"""A goal written anew around what it says: brackets for what is not known, never a number of ours."""

from chartside.documentation.goals.parse import Goal
from chartside.documentation.goals.words import Area, goal_words
from chartside.drafting.language.mentions import tokens
from chartside.drafting.language.words import end_sentence

_ANY = Area(
    "[what can be seen and counted]", "level of help, tries of how many, minutes, distance or a score"
)


def rewrite_goal(goal: Goal, missing: tuple[str, ...]) -> str:
    """The goal as it stands, with a gap for each rule in `missing`; a good one stays as it is."""
    if not missing:
        return goal.text
    area = area_of(goal.text)
    parts = [goal.text.rstrip(" .;,:")]
    if "GO-01" in missing:
        parts[0] += f": {goal.who or '[client]'} will {area.do}"
    if "GO-05" in missing:
        parts.append("[under which condition: setting, equipment, position or cues]")
    if "GO-04" in missing:
        parts.append(f"to [how measured], such as {area.measured}")
    if "GO-02" in missing:
        parts.append(f"so that {goal.who.lower() or '[client]'} can [which daily task]")
    if "GO-06" in missing:
        parts.append("by [by when]")
    written = ", ".join(parts)
    if "GO-03" in missing:
        written += f" (baseline: [baseline] {_unit(goal)})"
    return end_sentence(written)


def area_of(text: str) -> Area:
    """What a goal is about, by the first of its words that says so."""
    words = goal_words()
    found = words.areas.find(tokens(text))
    return words.offers[min(int(one.name) for one in found)] if found else _ANY


_UNITS = {"help": "as a level of help", "cues": "in cues", "pain": "as a pain score"}


def _unit(goal: Goal) -> str:
    if not goal.targets:
        return "in the same measure"
    first = goal.targets[0]
    return _UNITS.get(first.kind, f"in the measure of “{first.text}”")
