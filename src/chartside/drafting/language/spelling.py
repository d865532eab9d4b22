"""The commonest abbreviations of therapy notes, written out so that both spellings compare equal."""

import re

_LIMBS = {"UE": "upper extremity", "LE": "lower extremity"}
_LETTERS = {"L": "left", "R": "right", "B": "bilateral"}
_LETTER_SIDE = re.compile(r"(?<![/\w])(?:\(([LR])\)|([LR]))(?=\s+[a-z]{3,})")
_LIMB = re.compile(r"\b([LRB])(UE|LE)\b")
_LETTER_LETTERS = {"L": "left", "R": "right", "B": "bilateral"}
_ABBREVIATIONS = (
    (re.compile(r"\bVCs?\b"), "verbal cues"),
    (re.compile(r"\bTCs?\b"), "tactile cues"),
    (re.compile(r"\b[Pp]t\b\.?(?=\s+[a-z])"), "patient"),
    (re.compile(r"\bw/o\b"), "without"),
    (re.compile(r"\bw/(?=\s|[a-z])"), "with "),
    (re.compile(r"\bHEP\b"), "home program"),
    (re.compile(r"\bADLs?\b"), "activities of daily living"),
    (re.compile(r"\bROM\b"), "range of motion"),
    (re.compile(r"[‘’]"), "'"),
)


def spell_out(text: str) -> str:
    """A text with the commonest abbreviations written out, so that both spellings compare equal."""
    for pattern, full in _ABBREVIATIONS:
        text = pattern.sub(full, text)
    text = _LIMB.sub(lambda m: f"{_LETTERS[m[1]]} {_LIMBS[m[2]]}", text)
    return _LETTER_SIDE.sub(lambda m: _LETTERS[m[1] or m[2]], text)
