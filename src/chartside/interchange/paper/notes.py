"""Notes and addenda as tagged PDF."""

from collections.abc import Iterable
from typing import Any

from chartside.interchange.paper.typesetting import typeset
from chartside.interchange.paper.values import (
    AddendumPaper,
    ChargeRow,
    Letterhead,
    NotePaper,
    PaperSentence,
    PatientIdentity,
    Signer,
)
from chartside.interchange.paper.wording import date_time, long_date, time_span

_SECTION_NAMES = {"S": "Subjective", "O": "Objective", "A": "Assessment", "P": "Plan"}


def render_note(note: NotePaper) -> bytes:
    """The note as PDF/UA-1 and PDF/A-2a, US letter, black on white; equal notes give equal bytes.

    Raises:
        ValueError: `written_at` has no zone.
    """
    day = long_date(note.starts_at)
    header = (
        ("Date of service", day),
        ("Time", f"{time_span(note.starts_at, note.ends_at)}, {note.total_minutes} minutes"),
        ("Place", note.place),
        ("Provider", note.provider),
    )
    values = {
        **_common(note.title, day, note),
        "details": [list(pair) for pair in header + note.details],
        "sections": _sections(note.sentences),
        "charge": {
            "lines": [_charge_row(row) for row in note.charge],
            "timed_minutes": note.timed_minutes,
            "total_minutes": note.total_minutes,
            "rule": note.unit_rule,
        },
    }
    return typeset("note", values, note.written_at)


def render_addendum(addendum: AddendumPaper) -> bytes:
    """The addendum as a PDF of its own; the signed note that it names stays as it was signed.

    Raises:
        ValueError: `written_at` has no zone.
    """
    day = long_date(addendum.date_of_service)
    details = [
        ["Adds to", f"{addendum.note_title}, {day}"],
        ["Written", date_time(addendum.written_at)],
        ["Author", addendum.author],
        ["Signature record of that note", addendum.note_record],
        ["Fingerprint (SHA-256) of that note's file", addendum.note_sha256],
    ]
    values = {
        **_common("Addendum", day, addendum),
        "details": details,
        "reason": addendum.reason,
        "sentences": _numbered(addendum.sentences),
    }
    return typeset("addendum", values, addendum.written_at)


def _common(title: str, day: str, paper: NotePaper | AddendumPaper) -> dict[str, Any]:
    return {
        "title": title,
        "date": day,
        # The title names the visit, not the patient: it shows in window bars and on shared screens.
        "pdf_title": f"{title}, {day}",
        "letterhead": _letterhead(paper.letterhead),
        "patient": _patient(paper.patient),
        "signers": [_signer(signer) for signer in paper.signers],
        "record": paper.record,
        "draft": paper.draft,
    }


def _letterhead(letterhead: Letterhead) -> dict[str, Any]:
    return {"name": letterhead.name, "lines": list(letterhead.lines)}


def _patient(patient: PatientIdentity) -> dict[str, str]:
    return {"name": patient.name, "born": long_date(patient.date_of_birth), "mrn": patient.mrn}


def _signer(signer: Signer) -> dict[str, str]:
    return {"name": signer.name, "credential": signer.credential, "role": signer.role}


def _charge_row(row: ChargeRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "words": row.words,
        "by": row.by,
        "minutes": "" if row.minutes is None else str(row.minutes),
        "units": str(row.units),
        "modifiers": " ".join(row.modifiers),
    }


def _sections(sentences: Iterable[PaperSentence]) -> list[dict[str, Any]]:
    """Sentences under their section's printed name, sections in order of first appearance."""
    numbered = _numbered(sentences)
    names = dict.fromkeys(entry["section"] for entry in numbered)
    return [{"name": name, "sentences": [e for e in numbered if e["section"] == name]} for name in names]


def _numbered(sentences: Iterable[PaperSentence]) -> list[dict[str, Any]]:
    """Sentences as the templates read them, vouched ones numbered through the document."""
    entries: list[dict[str, Any]] = []
    count = 0
    for sentence in sentences:
        vouch = None
        if sentence.vouch:
            count += 1
            at = date_time(sentence.vouch.at)
            vouch = {"number": count, "by": sentence.vouch.by, "at": at, "reason": sentence.vouch.reason}
        name = _SECTION_NAMES.get(sentence.section, sentence.section)
        entries.append(
            {"section": name, "text": sentence.text, "new_paragraph": sentence.new_paragraph, "vouch": vouch}
        )
    return entries
