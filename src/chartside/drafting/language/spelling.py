"""The commonest abbreviations of therapy notes, written out so that both spellings compare equal."""

import re

_SIDES = {"L": "left", "R": "right", "B": "bilateral"}
_LIMBS = {"U": "upper extremity", "L": "lower extremity"}
_FULL = {
    "VC": "verbal cues",
    "TC": "tactile cues",
    "PT": "patient",
    "W/O": "without",
    "W/": "with ",
    "HEP": "home program",
    "ADL": "activities of daily living",
    "ROM": "range of motion",
    "’": "'",
    "‘": "'",
}
_SHORT = re.compile(
    r"\b(?:VC|TC|ADL)s?\b|\bHEP\b|\bROM\b|\b[Pp]t\b\.?(?=\s+[a-z])|\b[wW]/o\b|\b[wW]/(?=\s|[a-z])|[‘’]"
    r"|\b(?P<limb>[LRB][UL])E\b|(?<![\w/.])(?P<side>\([LR]\)|[LR](?![\w/.]))"
)


def spell_out(text: str) -> str:
    """A text with the commonest abbreviations written out: `VC`, `w/o`, `LUE`, `R hand`, `ROM`."""
    return _SHORT.sub(_full, text)


def _full(found: re.Match[str]) -> str:
    if found["limb"]:
        return f"{_SIDES[found['limb'][0]]} {_LIMBS[found['limb'][1]]}"
    if found["side"]:
        return _SIDES[found["side"].strip("()")]
    return _FULL[found[0].removesuffix("s").removesuffix(".").upper()]
