"""The written cases of a rule: a session with one thing changed, and the note that it gives."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from chartside.documentation.notes.build import NoteRequest, build_note, recheck
from chartside.documentation.notes.note import Content
from chartside.drafting.composer.frames import all_frames
from chartside.kernel.people import Discipline

CASES = Path(__file__).parent / "cases"
BASE = yaml.safe_load((CASES / "base.yaml").read_text(encoding="utf-8"))


class Named(NamedTuple):
    rule: str
    number: int
    case: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule} {self.number}: {self.case['reason'][:50]}"


def rule_cases(kind: str) -> Iterator[Named]:
    """Every case of a kind (`flag` or `pass`) of every rule."""
    for file in sorted((CASES / "rules").glob("*.yaml")):
        cases = yaml.safe_load(file.read_text(encoding="utf-8"))
        for number, case in enumerate(cases[kind], 1):
            yield Named(file.stem, number, {**case, "base": cases.get("base", {})})


def note_of(case: dict[str, Any]) -> Content:
    """The note of a case, edited as the case says."""
    record = deepcopy(BASE["input"])
    base = case.get("base", {})
    for path, value in ({**base.get("set", {}), **case.get("set", {})}).items():
        set_member(record, path.split("."), deepcopy(value))
    told = {**BASE, **base, **case}
    content = build_note(
        NoteRequest(
            Discipline(told["discipline"]),
            record,
            told.get("setting", ""),
            told["payer"],
            weights=_plain_wording(),
        )
    )
    if case.keys() & {"drop", "say", "add", "vouch"}:
        content = _edited(content, case)
    return content


@cache
def _plain_wording() -> dict[str, float]:
    """The frames of the base note are kept whatever a case changes: the cases name their words."""
    kept = set(BASE["wording"])
    forms: dict[tuple[str, str], list[str]] = {}
    for pack, form, frame in all_frames():
        forms.setdefault((pack, form), []).append(frame.id)
    held = [ids for ids in forms.values() if kept & set(ids)]
    return {frame: 0.0 for ids in held for frame in ids if frame not in kept}


def _edited(content: Content, case: dict[str, Any]) -> Content:
    dropped = case.get("drop", [])
    dropped = [dropped] if isinstance(dropped, str) else dropped
    kept = [s for s in content["sentences"] if not any(words in s["text"] for words in dropped)]
    assert not dropped or len(kept) < len(content["sentences"]), "nothing was dropped"
    sentences = [{"i": s["i"], "section": s["section"], "text": _said(s["text"], case)} for s in kept]
    if "say" in case:
        assert [s["text"] for s in sentences] != [s["text"] for s in kept], "nothing was changed"
    added = case.get("add", [])
    for line in [added] if isinstance(added, str) else added:
        section, _, text = line.partition(": ")
        sentences.append({"i": 0, "section": section, "text": text})
    content = recheck(content, sentences=sentences)
    if "vouch" in case:
        person = {"by": "Dana Whitfield, OTR/L", "reason": case["vouch"], "at": "2026-11-20T11:00:00Z"}
        open_ones = [s["i"] for s in content["sentences"] if s["status"] == "unsupported"]
        content = recheck(content, vouches=dict.fromkeys(open_ones, person))
    return content


def _said(text: str, case: dict[str, Any]) -> str:
    for old, new in case.get("say", {}).items():
        text = text.replace(old, new)
    return text


def set_member(record: Any, path: list[str], value: object) -> None:
    keys: list[Any] = [int(part) if part.isdigit() else part for part in path]
    *parents, last = keys
    for part in parents:
        record = record[part] if isinstance(record, list) else record.setdefault(part, {})
    if isinstance(record, list) and isinstance(last, int):
        if value is None:
            del record[last]
        elif last == len(record):
            record.append(value)
        else:
            record[last] = value
    elif value is None:
        record.pop(last, None)
    else:
        record[last] = value
