"""What a speaker took back: "four, no, five of eight" is five of eight."""

import re
from functools import cache

from chartside.documentation.dictation.lexicon import any_of, pack

_AMOUNT = r"\d+(?:\.\d+)?(?:\s*(?:of|/)\s*\d+)?(?:\s*%)?"
_UNIT = (
    r"(?:\s*(?:minutes?|mins?|seconds?|secs?|degrees?|percent|reps?|feet|ft|lbs?|pounds?|kg"
    r"|cues?|steps?|trials?|trips?|times))?"
)
_SIDE = (
    r"(?:left|right|bilateral|both)(?:\s+(?:hand|arm|side|leg|foot|wrist|knee|shoulder|elbow"
    r"|hip|ankle|thumb|finger|eye))?"
)
_LEVEL = (
    r"(?:min(?:imal|imum)?|mod(?:erate)?|max(?:imal|imum)?|total|contact guard|stand[\s-]?by"
    r"|supervision|independent|CGA|SBA)"
    r"(?:\s+(?:assist(?:ance)?|A|verbal cues|tactile cues|visual cues|cues))?"
)
_GAP = r"[\s,.;:…—–-]*"
_MOST = 8


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    marks = pack()["corrections"]
    weak = any_of([*marks["weak"], *marks["strong"]])
    gap = rf"{_GAP}\b(?:{weak})\b(?:{_GAP}\b(?:{weak})\b)*{_GAP}"
    said_again = r"(?:(?:it|that)(?:\s+was|\s+is|['’]s)\s+)?"
    owner = r"(?:(?:on\s+)?the\s+|his\s+|her\s+)?"
    return (
        re.compile(
            rf"\b(?P<old>{_AMOUNT})(?P<unit>{_UNIT}){gap}{said_again}(?P<new>{_AMOUNT})(?P<more>{_UNIT})(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?P<old>{_SIDE}){gap}{owner}(?P<new>{_SIDE})\b", re.IGNORECASE),
        re.compile(rf"\b(?P<old>{_LEVEL}){gap}(?P<new>{_LEVEL})\b", re.IGNORECASE),
    )


@cache
def _dropped() -> re.Pattern[str]:
    drops = any_of(pack()["corrections"]["drops"])
    return re.compile(rf"[^,.;\n]*[\s,.;—–-]*\b(?:{drops})\b[\s,.;]*", re.IGNORECASE)


@cache
def _left_over() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(pack()['corrections']['strong'])})\b", re.IGNORECASE)


def settle(text: str) -> tuple[str, bool]:
    """The text with what was taken back left out; whether a correction remains that could not be followed."""
    text = _dropped().sub("", text)
    for pattern in _patterns():
        for _ in range(_MOST):
            changed = pattern.sub(_settled, text, count=1)
            if changed == text:
                break
            text = changed
    return text, bool(_left_over().search(text))


def _settled(found: re.Match[str]) -> str:
    parts = found.groupdict()
    new, old = parts["new"], parts["old"]
    total = re.search(r"\s*(?:of|/)\s*\d+$", old)
    follows = re.match(r"\s*(?:of|/)\s*\d", found.string[found.end() :])
    if total and parts.get("more") == "" and not re.search(r"of|/", new) and not follows:
        new += total[0]
    unit = parts.get("more") or parts.get("unit") or ""
    if unit and not parts.get("more") and re.match(r"\s*[^\W\d_]", found.string[found.end() :]):
        after = re.match(r"\s*([^\W\d_]+)", found.string[found.end() :])
        unit = unit if after and after[1].lower() not in unit.lower() else ""
    noun = re.search(
        r"\s+(?:hand|arm|side|leg|foot|wrist|knee|shoulder|elbow|hip|ankle|thumb|finger|eye)$",
        old,
        re.IGNORECASE,
    )
    if (
        noun
        and "unit" not in parts
        and " " not in new
        and not re.match(r"\s+[^\W\d_]", found.string[found.end() :])
    ):
        new += noun[0]
    helped = re.search(r"\s+(?:assist(?:ance)?|A|(?:verbal |tactile |visual )?cues)$", old, re.IGNORECASE)
    if helped and "unit" not in parts and not noun and " " not in new:
        new += helped[0]
    return new + unit
