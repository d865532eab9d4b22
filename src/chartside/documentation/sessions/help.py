"""The help a patient needed: levels of assistance and cues, abbreviations written out."""

import re
from typing import Any

from chartside.documentation.sessions.entries import said, text_of
from chartside.drafting.language.assistance import LevelFound, field_level, find_levels, level_label

_NOT_TOLD = frozenset({"n/a", "na", "-", "--", "not assessed", "nt", "n/t"})
_NONE = frozenset({"none", "no", "no assist", "no assistance", "0"})
_SHORT = (
    (re.compile(r"\bVCs?\b"), "verbal cues"),
    (re.compile(r"\bTCs?\b"), "tactile cues"),
)
_ONE_CUE = re.compile(r"\b((?:1|one)(?: [a-z]+)?) cues\b", re.IGNORECASE)
_LEADING = re.compile(r"^(min|mod|max)\.?(?=\s+(?:for|at|with|to(?!\s+m)|on|during|when)\b)", re.IGNORECASE)
_AMOUNT_WORD = {
    "MINA": "minimal",
    "MODA": "moderate",
    "MAXA": "maximal",
    "TOTA": "total",
    "C2": "minimal",
    "C3": "moderate",
    "C4": "maximal",
}


def read_help(assist: object, cues: object = None) -> dict[str, Any] | None:
    """The help of one activity as `{"text", "said", "levels", "cues"}`, or None when none was told.

    `levels` are codes of the assistance table; `said` is the text with its abbreviations written out.
    """
    parts = [
        part for value, noun in ((assist, "assist"), (cues, "cues")) if (part := _read_part(value, noun))
    ]
    if not parts:
        return None
    return {
        "text": ", ".join(part["text"] for part in parts),
        "said": ", ".join(part["said"] for part in parts),
        "levels": [code for part in parts for code in part["levels"]],
        "cues": [cue for part in parts for cue in part["cues"]],
    }


def _read_part(value: object, noun: str) -> dict[str, Any] | None:
    text = text_of(value) if isinstance(value, str) else said(value)
    if not text or text.lower() in _NOT_TOLD:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {
            "text": text,
            "said": f"assist level {text}" if noun == "assist" else f"{text} {noun}",
            "levels": [],
            "cues": [],
        }
    if text.lower() in _NONE or value is False:
        return {"text": text, "said": f"no {noun}", "levels": ["C0"] if noun == "cues" else [], "cues": []}
    whole = field_level(text)
    if whole and noun == "assist":
        return {"text": text, "said": level_label(whole), "levels": [whole], "cues": []}
    if noun == "cues" and not re.search(r"cue|prompt|VC|TC|reminder|assist|independ", text, re.IGNORECASE):
        text = f"{text} cues"
    spelled = write_out(_LEADING.sub(lambda m: f"{m[1]} {'A' if noun == 'assist' else 'cues'}", text))
    found = find_levels(spelled)
    return {
        "text": text,
        "said": spelled,
        "levels": [level.code for level in found],
        "cues": [
            {"level": level.code, "type": level.cue}
            for level in found
            if level.code.startswith("C") and level.code[1:].isdigit()
        ],
    }


def write_out(text: str) -> str:
    """The text with the abbreviations of levels and cues written out; nothing else changes."""
    found = find_levels(text)
    for place in range(len(found) - 1, -1, -1):
        level = found[place]
        joined = place + 1 < len(found) and found[place + 1].start == level.end
        text = (
            text[: level.start]
            + _spelled(level, text[level.start : level.end], joined=joined)
            + text[level.end :]
        )
    for short, full in _SHORT:
        text = short.sub(full, text)
    return _ONE_CUE.sub(r"\1 cue", text)


def _spelled(level: LevelFound, text: str, *, joined: bool) -> str:
    if joined:
        return _AMOUNT_WORD.get(level.code, level_label(level.code)) + (
            " to " if not text.rstrip().endswith("/") else "/"
        )
    if level.code in ("C2", "C3", "C4"):
        return re.sub(r"^\S+", _AMOUNT_WORD[level.code], _spell_cues(text), count=1)
    if level.code in _AMOUNT_WORD or level.code in ("CGA", "SBA", "MODI"):
        return level_label(level.code) if not text.lower().endswith("independence") else text
    return {"HOH": "hand-over-hand assist", "HOHA": "hand-over-hand assist"}.get(text, text)


def _spell_cues(text: str) -> str:
    for short, full in _SHORT:
        text = short.sub(full, text)
    return text
