"""The other pages of the same clinic: charts, the day, the record, sign-in and the import."""

from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from chartside.documentation.views import charts
from chartside.documentation.views.patient import (
    DayGroup,
    DayPage,
    Field,
    GoalRow,
    PatientPage,
    PatientRow,
    Step,
    VisitRow,
)
from chartside.documentation.views.record import (
    AddendumLine,
    AttemptLine,
    AuditPage,
    Delivery,
    Entry,
    LeftFile,
    NoteRecord,
    Stage,
)
from chartside.web.set_up import ColumnChoice, ImportPage, ImportRow, RowError, Running, SetUpLine

from .stories import at
from .story_note import THEO


def _visit(day: int, title: str, step: Step) -> VisitRow:
    return VisitRow(
        "/visits/1", at(10, day=day), at(10, 45, day=day), title, "Dana Whitfield, OTR/L, Room 3", step
    )


def fields(*pairs: tuple[str, str]) -> tuple[Field, ...]:
    return tuple(Field(label, value) for label, value in pairs)


def patient() -> dict[str, Any]:
    seated = charts.trend(
        "G1 seated attention, minutes", [4, 5, 5, 7, 8, 9], target=10, dates=("Sep 2", "today")
    )
    page = PatientPage(
        strip=THEO,
        identity=fields(("Record number", "W-20391"), ("Pronouns", "he, him"), ("Phone", "555-555-0163")),
        coverage=fields(("Payer", "Bluestem Medicaid"), ("Member ID", "BSM0042117"), ("Since", "Jan 1, 2026")),
        contacts=fields(("Mother", "Renee Marsh, 555-555-0163"), ("Physician", "Samuel Okafor, MD")),
        plan=fields(
            ("Diagnoses", "F82, R27.8"), ("Frequency", "2 a week"), ("Signed", "Sep 4 by Dr. Okafor"),
        ),
        plan_state=Step("ok", "certified to Jan 15"),
        goals=(
            GoalRow("G1", "Seated attention at a table task, 10 min with one cue.", "Baseline 4, last 9.", seated),
            GoalRow(
                "G2", "Fastens 3 buttons in 2 min, no help, 4 of 5.", "Baseline 0, last 2.",
                wording="Wording weak: does not say under which condition, by when",
                rewrite="Fastens 3 buttons in 2 min, no help, 4 of 5, [under which condition: setting, equipment, position or cues], by [by when].",
            ),
        ),
        visits=(
            _visit(20, "Sensory session, 45 min", Step("sign", "draft waits for you")),
            _visit(13, "Sensory session, 45 min", Step("ok", "signed")),
            _visit(6, "Sensory session, 45 min", Step("quiet", "late cancelled")),
        ),
        looked_at="3 people opened this chart this month",
    )  # fmt: skip
    return {"patient": page}


def patients() -> dict[str, Any]:
    rows = [
        ("Theo Marsh", date(2019, 4, 11)),
        ("Edith Vance", date(1948, 2, 3)),
        ("Mila Soto", date(2025, 3, 9)),
    ]
    shown = tuple(PatientRow("/patients/1", n, b, "Westlake", "Bluestem Medicaid · W-20391") for n, b in rows)
    return {"patients": shown, "searched": False}


def day() -> dict[str, Any]:
    left = Step("warn", "form begun")
    fresh = Step("quiet", "no form yet")
    today = (
        ("Theo Marsh", _visit(20, "Sensory session", left)),
        ("Nora Finch", _visit(20, "Feeding session", fresh)),
    )
    late = (("Jun Ito", _visit(18, "Handwriting session", fresh)),)
    groups = (DayGroup(date(2026, 11, 20), today), DayGroup(date(2026, 11, 18), late))
    return {"day": DayPage("Dana Whitfield, OTR/L", groups)}


def _entries() -> tuple[Entry, ...]:
    who = "Dana Whitfield, OTR/L"
    return (
        Entry(at(11, 51), "system: delivery", "delivered", "treatment note, Nov 20", "receipt 88120", "9b2e 11f0"),
        Entry(at(11, 49), who, "countersigned", "treatment note, Nov 20", "version 2, package 7f3a 9c1e", "c411 02aa",
              "/notes/theo"),
        Entry(at(11, 40), who, "vouched", "sentence 10, version 2", "reason in the record", "77d0 5e19"),
        Entry(datetime(2026, 11, 19, 22, 5, tzinfo=at(10).tzinfo), who, "opened", "chart W-20391", "review page"),
    )  # fmt: skip


def audit() -> dict[str, Any]:
    kinds = (("", "All entries"), ("act", "Acts"), ("look", "Looks"))
    detail = "8,214 entries, last 11:50 am."
    return {
        "audit": AuditPage(
            Step("ok", "The chain is whole."), detail, _entries(), kinds, older_url="/audit?before=9"
        )
    }


def record() -> dict[str, Any]:
    stages = (
        Stage(
            "Evidence",
            Step("ok", "11 facts"),
            "session form by Dana Whitfield; plan of care of Sep 4",
            at(10, 46),
        ),
        Stage("Draft", Step("ok", "12 sentences"), "built-in writer, no model", at(10, 52)),
        Stage(
            "Checks",
            Step("ok", "16 passed"),
            "1 sentence vouched by name",
            at(11, 40),
            (("Calmer.", "Calmer at school."),),
        ),
        Stage("Signature", Step("ok", "Dana Whitfield, OTR/L"), "identity confirmed 11:48 am", at(11, 49)),
        Stage("Delivery", Step("ok", "arrived once"), "document_export, receipt 88120", at(11, 51)),
    )
    digest = "7f3a9c1e04bd5b6f7f3a9c1e04bd5b6f7f3a9c1e04bd5b6f7f3a9c1e04bd5b6f"
    files = (LeftFile("Treatment note, 2 pages", "note.pdf", digest, "/files/1"),)
    added = "Grip used for the tray was a palmar grasp."
    addenda = (AddendumLine(added, at(11, 49), "Dana Whitfield, OTR/L", Step("ok", "signed"), "/addenda/1"),)
    attempt = AttemptLine(1, at(11, 51), at(11, 51), "not known whether it arrived")
    stopped = Delivery(
        "Charge", "to billing", Step("block", "not known whether it arrived"), "", (attempt,), "/decide", True
    )
    shown = NoteRecord("/notes/theo", THEO, "Record of the treatment note, Nov 20", stages, files, addenda,
                       _entries()[:3], "/notes/theo/addendum", package=digest, deliveries=(stopped,))  # fmt: skip
    return {"record": shown}


def sign_in() -> dict[str, Any]:
    people = (("Occupational therapist", "dana@demo.example"), ("Director", "lee@demo.example"))
    problem = "The clinic code, the address or the password is not right."
    return {"next": "/", "problem": problem, "email": "dana@demo.example", "clinic": "demo", "demo": people}


def enrol() -> dict[str, Any]:
    square = Markup('<svg viewBox="0 0 21 21" aria-hidden="true"><path d="M0 0h7v7H0z"/></svg>')
    return {"qr": square, "secret": "JBSW Y3DP EHPK 3PXP", "problem": None}


def first_run() -> dict[str, Any]:
    lead = "You are the first person here. This link works once."
    return {"action": "/first-run/x", "heading": "Set up Chartside", "lead": lead, "email": None, "asks_clinic": True,
            "problem": None}  # fmt: skip


def set_up() -> dict[str, Any]:
    lines = (
        SetUpLine(
            "Patients and visits",
            "60 patients, 1,214 visits; last import Nov 20",
            "/set-up/import",
            "ok",
            "done",
        ),
        SetUpLine(
            "People", "8 clinicians, 2 without a second factor", "/set-up/people", "warn", "2 to check"
        ),
        SetUpLine("Payers", "4 payers; 1 unit rule not confirmed", "/set-up/payers", "quiet", "later"),
    )
    return {"lines": lines}


def wizard(stage: str) -> dict[str, Any]:
    columns = ("Pt Last", "Pt First", "DOB", "MRN", "Ins")
    choices = (ColumnChoice("last", "Last name", True, "Pt Last", "Marsh"),
               ColumnChoice("birth", "Date of birth", True, "DOB", "4/11/2019"),
               ColumnChoice("pronouns", "Pronouns", False, "", ""))  # fmt: skip
    rows = (ImportRow(2, ("Marsh", "Theo", "Apr 11, 2019")),
            ImportRow(3, ("Vance", "Edith", "2/30/1948"), "no such date"))  # fmt: skip
    page = ImportPage(
        stage=stage,  # type: ignore[arg-type]
        base="/set-up/import/1",
        file_name="export.csv" if stage != "upload" else "",
        columns=columns,
        choices=choices,
        headings=("Last name", "First name", "Date of birth"),
        rows=rows,
        total=59,
        running=Running("Reading rows", 3214, 10000, "12 rows need a correction so far"),
        live_url="/set-up/import/1/live",
        counts=(("New patients", 57), ("Already known", 2)),
        errors=(RowError(3, "Date of birth", "2/30/1948 is no date. Write it as 2/28/1948."),),
        errors_url="/set-up/import/1/errors.csv",
    )
    return {"wizard": page}
