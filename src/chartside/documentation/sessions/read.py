"""From the input of one visit to its facts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from chartside.documentation.forms.evidence import Origin
from chartside.documentation.measures.read import read_measure
from chartside.documentation.sessions.activities import Entry, read_activities
from chartside.documentation.sessions.entries import listed, member_rule, number_of, said, text_of
from chartside.documentation.sessions.goals import read_goals
from chartside.documentation.sessions.identity import read_patient, read_person, read_visit
from chartside.documentation.sessions.times import minutes_facts, read_time
from chartside.drafting.language.people import person_of, read_report
from chartside.kernel.facts import Fact

_READ_APART = frozenset(
    {"patient", "service_date", "provider", "supervisor", "session", "diagnosis_codes"}
    | {"plan_of_care_goals", "billed", "prior_note", "context", "earlier_values"}
)
_FLAGGED = ("one_to_one", "group", "refusal", "safety", "precaution")
# The order in which a reader meets the facts; members without a place follow in the order they were entered.
_ORDER = ("subjective", "observation", "activities")


def facts_of(
    record: dict[str, Any], timed_minutes: int | None = None, origins: Mapping[str, Origin] | None = None
) -> list[Fact]:
    """Every fact of one visit's input, numbered `f1`, `f2`, ... in a fixed order.

    Args:
        record: the contract's `input` object, which is open: a member without a reader of its own is a fact
            under its path.
        timed_minutes: minutes in timed codes, where the charge has been counted; stated as a calculated fact.
        origins: by path of the session, where what stands there comes from; else it is the session form's.
    """
    session = record.get("session")
    session = session if isinstance(session, dict) else ({"entry": session} if session else {})
    entries = [(entry, "session form") for entry in _session(session)]
    entries += [
        (entry, "calculated") for entry in minutes_facts([entry for entry, _ in entries], timed_minutes)
    ]
    entries += [
        (entry, "plan of care")
        for entry in read_goals(record.get("plan_of_care_goals"), "plan_of_care_goals", "goal")
    ]
    entries += [(entry, "chart") for entry in _chart(record)]
    facts = [
        Fact(f"f{place}", kind, path, value, source)
        for place, ((kind, path, value), source) in enumerate(entries, 1)
    ]
    return [_with_origin(fact, origins) for fact in facts] if origins else facts


def _with_origin(fact: Fact, origins: Mapping[str, Origin]) -> Fact:
    """The fact with the origin of the nearest path above it; what was calculated stays so."""
    if fact.source != "session form":
        return fact
    origin = next((origins[path] for path in paths_above(fact.path) if path in origins), None)
    if origin is None:
        return fact
    stamp = origin.stamp
    return replace(
        fact,
        source=origin.source,
        person=stamp.by if stamp else None,
        at=stamp.at if stamp else None,
        words=origin.words,
        span=origin.span,
    )


def paths_above(path: str) -> Iterator[str]:
    """A path and every path above it: `session.plan[0].a`, `session.plan[0]`, `session.plan`, `session`."""
    while path:
        yield path
        path = path[: max(path.rfind("."), path.rfind("["), 0)]


def _session(session: dict[str, Any]) -> Iterator[Entry]:
    for name in [
        *(name for name in _ORDER if name in session),
        *(name for name in session if name not in _ORDER),
    ]:
        yield from _member(name, session[name], f"session.{name}")


def _member(name: str, value: object, path: str) -> Iterator[Entry]:
    if name == "activities":
        yield from read_activities(value, path)
        return
    rule = member_rule(name)
    if rule["kind"] == "goal_measure":
        yield from read_goals(value, path, "goal_measure")
    elif rule["kind"] == "subjective":
        yield from _reports(value, path, rule)
    elif rule["kind"] == "supervisor":
        yield from read_person(value, "supervisor", path)
    elif rule["kind"] in ("start_time", "end_time"):
        yield from read_time(value, rule["kind"], path)
    elif rule["kind"] in ("treatment_minutes", "timed_minutes") and number_of(value) is not None:
        yield rule["kind"], path, {"minutes": number_of(value)}
    else:
        yield from _plain(value, path, rule)


def _plain(value: object, path: str, rule: dict[str, str]) -> Iterator[Entry]:
    for place, entry in enumerate(value if isinstance(value, list) else [value]):
        here = f"{path}[{place}]" if isinstance(value, list) else path
        name, rest = _named(entry, rule["label"])
        if text := said(rest):
            kind = "entry" if isinstance(entry, bool) and rule["kind"] not in _FLAGGED else rule["kind"]
            flag = {"flag": entry} if isinstance(entry, bool) else {}
            scored = read_measure(name, rest) if kind == "measure" and isinstance(rest, dict) else {}
            yield kind, here, {"label": name, "text": text} | flag | scored


def _named(entry: object, label: str) -> tuple[str, object]:
    """An object that names itself (`{"name": "Nine-Hole Peg Test", "right": 24}`) goes under that name."""
    if not isinstance(entry, dict):
        return label, entry
    key = next((key for key in ("name", "test", "measure", "instrument") if text_of(entry.get(key))), None)
    if key is None or len(entry) < 2:
        return label, entry
    return text_of(entry[key]), {name: part for name, part in entry.items() if name != key}


def _reports(value: object, path: str, rule: dict[str, str]) -> Iterator[Entry]:
    for place, entry in enumerate(listed(value)):
        here = f"{path}[{place}]" if isinstance(value, list) else path
        if (
            isinstance(entry, dict)
            and not {"speaker", "text", "quote", "said", "by", "report", "source"} & entry.keys()
        ):
            for who, words in entry.items():
                if text := said(words):
                    yield "subjective", f"{here}.{who}", _report(f"{who.replace('_', ' ')}: {text}", rule)
        elif isinstance(entry, dict):
            yield from _spoken(entry, here, rule)
        elif text := said(entry):
            yield "subjective", here, _report(text, rule)


def _spoken(entry: dict[str, Any], path: str, rule: dict[str, str]) -> Iterator[Entry]:
    who = text_of(entry.get("speaker") or entry.get("by") or entry.get("source"))
    words = said(entry.get("text") or entry.get("said") or entry.get("report"))
    quote = said(entry.get("quote"))
    if words or quote:
        text = words or quote
        value = {
            "label": rule["label"],
            "text": text,
            "speaker": person_of(who) or who or None,
            "whole": False,
        }
        yield "subjective", path, value | ({"quote": quote} if quote else {})


def _report(text: str, rule: dict[str, str]) -> dict[str, Any]:
    report = read_report(text)
    speaker = report.speaker or rule.get("speaker")
    return {"label": rule["label"], "text": report.text, "speaker": speaker, "whole": report.whole}


def _chart(record: dict[str, Any]) -> Iterator[Entry]:
    yield from read_patient(record.get("patient"))
    yield from read_visit(record)
    yield from read_person(record.get("provider"), "provider", "provider")
    yield from read_person(record.get("supervisor"), "supervisor", "supervisor")
    for place, line in enumerate(listed(record.get("billed"))):
        if isinstance(line, dict) and (code := text_of(line.get("code"))):
            counts = {name: number_of(line.get(name)) for name in ("minutes", "units")}
            value = {"code": code.upper(), "by": text_of(line.get("by"))} | counts
            yield (
                "billed",
                f"billed[{place}]",
                {name: part for name, part in value.items() if part not in (None, "")},
            )
    if earlier := said(record.get("earlier_values")):
        yield "entry", "earlier_values", {"label": "Earlier values", "text": earlier}
    if prior := said(record.get("prior_note")):
        yield "prior_note", "prior_note", {"text": prior}
    if isinstance(record.get("context"), dict):
        for key, entry in record["context"].items():
            if text := said(entry):
                yield "context", f"context.{key}", {"label": key.replace("_", " ").capitalize(), "text": text}
    for key, entry in record.items():
        if key not in _READ_APART and (text := said(entry)):
            yield "chart", key, {"label": key.replace("_", " ").capitalize(), "text": text}
