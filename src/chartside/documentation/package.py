"""What leaves with a signed note: the note as PDF for the chart, the charge as files for billing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chartside.clinic.tables import Location, Staff
from chartside.coding.api import find_code
from chartside.documentation.charge_file import ChargeFile, ChargeFileLine, charge_csv, charge_json
from chartside.documentation.context import VisitContext
from chartside.documentation.kind import BODY_SECTIONS
from chartside.interchange.paper import notes
from chartside.interchange.paper import values as paper
from chartside.platform.tenancy import Work
from chartside.platform.tenancy.organisations import own_organisation
from chartside.review.package import PackageFile, PlannedEffect

CONNECTOR = "document_export"
CHART, BILLING = "chart", "billing"
MOST_POINTERS = 4
_UNIT_RULES = {"cms_8_minute": "CMS 8-minute rule", "ama_midpoint_per_code": "midpoint rule, each code alone"}


def note_effects(
    work: Work, context: VisitContext, content: dict[str, Any], proposal_id: UUID
) -> Sequence[PlannedEffect]:
    """The note for the chart and, where there is one, the charge for billing."""
    pdf = notes.render_note(note_paper(work, context, content, proposal_id))
    effects = [PlannedEffect("note", CONNECTOR, CHART, (PackageFile("note.pdf", "application/pdf", pdf),))]
    if billed_lines(content):
        charge = _charge_file(work, context, content["charge"], proposal_id)
        files = (
            PackageFile("charge.csv", "text/csv", charge_csv(charge)),
            PackageFile("charge.json", "application/json", charge_json(charge)),
        )
        effects.append(PlannedEffect("charge", CONNECTOR, BILLING, files))
    return effects


def billed_lines(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of the charge that have a unit to bill."""
    return [line for line in content["charge"]["lines"] if line["units"]] if content["charge"] else []


def note_paper(
    work: Work, context: VisitContext, content: dict[str, Any], proposal_id: UUID
) -> paper.NotePaper:
    """The note as it is printed. Header and signature lines come from the record, the body from the draft."""
    visit, charge = context.visit, content["charge"]
    zone = visit.starts_at.tzinfo
    return paper.NotePaper(
        title=content["title"],
        letterhead=letterhead(work, context),
        patient=patient_on_paper(context),
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        place=visit.location,
        provider=context.provider.display_name,
        sentences=tuple(
            _sentence(one, zone) for one in content["sentences"] if one["section"] in BODY_SECTIONS
        ),
        charge=tuple(_charge_row(line, context) for line in charge["lines"]) if charge else (),
        timed_minutes=charge["timed_minutes"] if charge else 0,
        total_minutes=int(content["header"]["minutes"] or 0),
        signers=tuple(signers(context)),
        record=str(proposal_id),
        written_at=work.clock.now().astimezone(zone),
        details=_details(context),
        unit_rule=_UNIT_RULES[charge["unit_rule"]] if charge else "",
    )


def letterhead(work: Work, context: VisitContext) -> paper.Letterhead:
    """The clinic and the place of the visit."""
    location = _location(work, context)
    address = location.address
    town = " ".join(part for part in (address.get("state", ""), address.get("zip", "")) if part)
    lines = [
        location.name,
        ", ".join(part for part in (address.get("street", ""), address.get("city", ""), town) if part),
        " · ".join(
            f"{word} {number}"
            for word, number in (("Phone", location.phone), ("Fax", location.fax))
            if number
        ),
    ]
    return paper.Letterhead(own_organisation(work).name, tuple(line for line in lines if line))


def patient_on_paper(context: VisitContext) -> paper.PatientIdentity:
    """Name, birth date and record number: on every page."""
    patient = context.patient
    return paper.PatientIdentity(patient.name, patient.birth_date, patient.mrn)


def signers(context: VisitContext) -> list[paper.Signer]:
    """Who signs, in the order of the chain."""
    chain = [_signer(context.finisher, "Finished the note")] if context.finisher else []
    if context.finisher == context.supervisor:
        chain = []
    chain.append(_signer(context.provider, "Treating clinician"))
    if context.supervisor:
        chain.append(_signer(context.supervisor, "Supervising therapist"))
    return chain


def _signer(person: Staff, role: str) -> paper.Signer:
    return paper.Signer(f"{person.first} {person.last}", person.credential, role)


def _details(context: VisitContext) -> tuple[tuple[str, str], ...]:
    found = [
        ("Diagnosis codes", ", ".join(context.diagnosis_codes)),
        ("Payer", context.coverage.payer if context.coverage else ""),
        ("License", context.licence),
    ]
    return tuple((label, value) for label, value in found if value)


def _sentence(sentence: dict[str, Any], zone: Any) -> paper.PaperSentence:  # noqa: ANN401 - datetime's own type
    vouch = sentence["vouch"]
    return paper.PaperSentence(
        section=sentence["section"],
        text=sentence["text"],
        vouch=paper.Vouch(
            vouch["by"],
            vouch["reason"],
            datetime.fromisoformat(vouch["at"]).astimezone(zone or ZoneInfo("UTC")),
        )
        if vouch
        else None,
    )


def _charge_row(line: dict[str, Any], context: VisitContext) -> paper.ChargeRow:
    code = find_code(line["code"], context.visit.day)
    return paper.ChargeRow(
        code=line["code"],
        words=code.description if code else "",
        minutes=line["minutes"],
        units=line["units"],
        modifiers=tuple(line["modifiers"]),
        by="assistant" if line["by"] == "assistant" else "",
    )


def _charge_file(work: Work, context: VisitContext, charge: dict[str, Any], proposal_id: UUID) -> ChargeFile:
    diagnoses = context.diagnosis_codes[:12]
    pointers = tuple(range(min(MOST_POINTERS, len(diagnoses))))
    # An assistant's work is billed under the supervising therapist: assistants render no service to Medicare.
    rendering = context.supervisor or context.provider
    return ChargeFile(
        patient_control_number=f"CS{context.visit.id.hex[-12:].upper()}",
        mrn=context.patient.mrn,
        payer_id=context.payer_code,
        date_of_service=context.visit.day,
        place_of_service=_location(work, context).place_of_service or "",
        diagnoses=diagnoses,
        rendering_npi=rendering.npi or "",
        supervising_npi=(context.supervisor.npi or "") if context.supervisor else "",
        note_reference=str(proposal_id),
        lines=tuple(
            ChargeFileLine(
                code=line["code"],
                units=line["units"],
                modifiers=tuple(line["modifiers"]),
                diagnosis_pointers=pointers,
                minutes=line["minutes"],
            )
            for line in charge["lines"]
            if line["units"]
        ),
    )


def _location(work: Work, context: VisitContext) -> Location:
    return work.session.get_one(Location, (work.org_id, context.visit.location_id))
