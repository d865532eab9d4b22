"""One fictitious treatment note, complete, to be varied by the tests."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from chartside.interchange.paper.values import (
    AddendumPaper,
    ChargeRow,
    Letterhead,
    NotePaper,
    PaperSentence,
    PatientIdentity,
    Signer,
    Vouch,
)

CHICAGO = ZoneInfo("America/Chicago")

SENTENCES = (
    PaperSentence("S", "Mother reports that Theo “slept maybe five hours” and was slow to dress."),
    PaperSentence("O", "Linear platform swing in prone, 20 min: rings on target on 5 of 8 passes."),
    PaperSentence(
        "O",
        "Carried a weighted tray and set four places, 25 min: 4 of 5 trips, no spill.",
        new_paragraph=True,
    ),
    PaperSentence("A", "Seated attention rose from 4 min on September 2 to 9 min today (G1)."),
    PaperSentence(
        "A",
        "He is calmer at school since the swing program began.",
        vouch=Vouch(
            "Dana Whitfield, OTR/L",
            "His teacher said so by telephone.",
            datetime(2026, 11, 20, 11, 40, tzinfo=CHICAGO),
        ),
    ),
    PaperSentence("P", "Continue twice weekly as planned through January 15."),
)

NOTE = NotePaper(
    title="Occupational therapy treatment note",
    letterhead=Letterhead(
        "Westlake Therapy", ("4100 Ridge Road, Suite 210", "Westlake, TX 76262", "Fax 555-0143")
    ),
    patient=PatientIdentity("Theo Marsh", date(2019, 4, 11), "WT-100234"),
    starts_at=datetime(2026, 11, 20, 10, 0, tzinfo=CHICAGO),
    ends_at=datetime(2026, 11, 20, 10, 45, tzinfo=CHICAGO),
    place="Westlake clinic (place of service 11)",
    provider="Dana Whitfield, OTR/L",
    sentences=SENTENCES,
    charge=(
        ChargeRow("97533", "Sensory integration: swing, graded arc", 20, 1, ("GO",), "therapist"),
        ChargeRow("97530", "Functional activity: tray carry", 25, 2, ("GO",), "therapist"),
    ),
    timed_minutes=45,
    total_minutes=45,
    signers=(Signer("Dana Whitfield", "OTR/L", "Treating therapist"),),
    record="01993f5c-7a1e-7cc3-9d0e-4b1f2a6c8e11",
    written_at=datetime(2026, 11, 20, 10, 52, tzinfo=CHICAGO),
    details=(("Payer", "Bluestem Medicaid"), ("Diagnoses", "F82, R27.8")),
    unit_rule="Units by the CMS 8-minute rule.",
)

ADDENDUM = AddendumPaper(
    note_title=NOTE.title,
    date_of_service=date(2026, 11, 20),
    note_record=NOTE.record,
    note_sha256="ab" * 32,
    letterhead=NOTE.letterhead,
    patient=NOTE.patient,
    author="Dana Whitfield, OTR/L",
    reason="The weight of the tray was left out.",
    sentences=(PaperSentence("", "The tray weighed 1.5 kg on all five trips."),),
    signers=NOTE.signers,
    record="01993f5c-7a1e-7cc3-9d0e-4b1f2a6c8e99",
    written_at=datetime(2026, 11, 21, 9, 5, tzinfo=CHICAGO),
)
