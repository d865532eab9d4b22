"""Whole documents as somebody wrote them: a good one of each style, and the same with one thing changed."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from chartside.documentation.reviewing.review import ReviewRequest, review
from chartside.kernel.people import Discipline

DOCUMENTS = Path(__file__).parent / "cases" / "documents"


class DocumentCase(NamedTuple):
    doc_type: str
    name: str
    held: bool
    request: ReviewRequest
    missing: frozenset[str]

    def __str__(self) -> str:
        return f"{self.doc_type}: {self.name}"


def document_cases() -> Iterator[DocumentCase]:
    """Every good document and every variant of it."""
    for file in sorted(DOCUMENTS.glob("*.yaml")):
        for written in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield _case(file.stem, written, {"missing": written["missing"]}, "good")
            for number, variant in enumerate(written.get("variants", ()), 1):
                yield _case(file.stem, written, variant, f"variant {number}")


def _case(doc_type: str, written: dict[str, Any], variant: dict[str, Any], called: str) -> DocumentCase:
    return DocumentCase(
        doc_type,
        f"{written['name']}, {called}",
        bool(written.get("hold")),
        request_of(doc_type, written, variant),
        frozenset(variant["missing"]),
    )


def request_of(doc_type: str, written: Mapping[str, Any], variant: Mapping[str, Any]) -> ReviewRequest:
    """The document with the change of a case: drop, put, set, payer."""
    record, text = deepcopy(written["input"]), dict(written["text"])
    for key in _listed(variant.get("drop", [])):
        del text[key]
    put = variant.get("put", {})
    assert put.keys() <= text.keys(), f"{written['name']}: {put.keys() - text.keys()}"
    text |= put
    for path, value in variant.get("set", {}).items():
        _set(record, path.split("."), value)
    return ReviewRequest(
        doc_type,
        Discipline(variant.get("discipline", written["discipline"])),
        record,
        tuple(_sentence(place, line) for place, line in enumerate(text.values(), 1)),
        variant.get("setting", written.get("setting", "")),
        variant.get("payer", written["payer"]),
    )


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _set(record: dict[str, Any], path: list[str], value: object) -> None:
    """Null stays null: it says that the thing is known to be missing."""
    *parents, last = path
    for part in parents:
        record = record.setdefault(part, {})
    record[last] = value


def _sentence(place: int, line: str) -> dict[str, Any]:
    section, _, text = line.partition("| ")
    return {"i": place, "section": section, "text": text}


def missing_of(case: DocumentCase) -> frozenset[str]:
    """What the review says is missing."""
    return frozenset(review(case.request)["missing_requirements"])


class RequirementCase(NamedTuple):
    rule: str
    reason: str
    flags: bool
    request: ReviewRequest

    def __str__(self) -> str:
        return f"{self.rule} {'flags' if self.flags else 'passes'}: {self.reason}"


REQUIREMENTS = Path(__file__).parent / "cases" / "requirements"


def requirement_cases() -> Iterator[RequirementCase]:
    """Every case of every rule that looks at whole documents: one change of a good one each."""
    good = {
        f"{file.stem}/{written['name']}": (file.stem, written)
        for file in sorted(DOCUMENTS.glob("*.yaml"))
        for written in yaml.safe_load(file.read_text(encoding="utf-8"))
    }
    for file in sorted(REQUIREMENTS.glob("*.yaml")):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        doc_type, written = good[told["document"]]
        for kind in ("flag", "pass"):
            for reason, change in told[kind].items():
                variant = _changed(told, change)
                yield RequirementCase(
                    file.stem, reason, kind == "flag", request_of(doc_type, written, variant)
                )


def _changed(told: Mapping[str, Any], written: object) -> dict[str, Any]:
    """A sentence in the place of the rule's own, nothing in its place, or a change of any kind."""
    base: dict[str, Any] = told.get("base", {})
    change: dict[str, Any] = {"drop": told["key"]} if written is None else {"put": {told["key"]: written}}
    if isinstance(written, dict):
        change = written
    drop = [key for part in (base, change) for key in _listed(part.get("drop", []))]
    told_too = {**base.get("set", {}), **change.get("set", {})}
    return {
        **base,
        **change,
        "set": told_too,
        "drop": drop,
        "put": {**base.get("put", {}), **change.get("put", {})},
    }


def findings_of_case(case: RequirementCase) -> list[dict[str, Any]]:
    """What the rule of a case finds."""
    return [finding for finding in review(case.request)["findings"] if finding["rule"] == case.rule]
