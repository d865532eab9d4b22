"""Theo Marsh's note of November 20, as its review page shows it. All people are fictitious."""

from dataclasses import replace
from datetime import UTC, date, datetime

from chartside.documentation.views import charts
from chartside.documentation.views.note import (
    Allocation,
    Blocker,
    ChargeLine,
    ChargeView,
    FactGroup,
    FactView,
    FindingView,
    Fix,
    NoteReview,
    PackageFile,
    Paragraph,
    Ref,
    SectionText,
    SentenceView,
    Signature,
    Version,
)
from chartside.documentation.views.patient import PatientStrip, Step

BASE = "/notes/theo"
THEO = PatientStrip("Theo Marsh", date(2019, 4, 11), "Westlake", "Bluestem Medicaid", "F82, R27.8")

_FACTS = [
    ("Mother", "slept maybe five hours; slow to dress"),
    ("Arrival", "on toes; asked for swing first"),
    (
        "Activity 1",
        "swing, prone, 3 arc steps, 20 min; rings 5 of 8; moderate verbal cues for trunk extension",
    ),
    ("Transition", "picture schedule, 1 cue"),
    ("Response", "tolerated well"),
    ("Activity 2", "weighted tray, sets 4 places, 25 min; 4 of 5 no spill; contact guard on turns"),
    ("G1 today", "9 min seated"),
    ("G1 baseline", "4 min, evaluation Sep 2, page 3; target 10 min"),
    ("Skilled", "set arc, cadence, cues by postural response"),
    ("Plan", "faster; one hand, threshold; table by 2 min"),
    ("Frequency", "2 a week to Jan 15, 2027"),
]


def _said(i: int, text: str, *facts: int, **more: object) -> SentenceView:
    refs = tuple(Ref(n, _FACTS[n - 1][0].lower()) for n in facts)
    return SentenceView(i, text, refs, **more)  # type: ignore[arg-type]


def _fact(n: int) -> FactView:
    label, text = _FACTS[n - 1]
    return FactView(f"f{n}", n, label, text)


_WEAK = FindingView(
    "warn",
    "Says too little",
    "“Tolerated well” has no measure. The form holds one.",
    "TN-25 vague filler. OIG audit of therapy claims, 2018.",
    (Fix("Use “5 of 8 passes”", f"{BASE}/fix", {"finding": "TN-25"}, main=True), Fix("Keep", f"{BASE}/keep")),
)
_NO_EVIDENCE = FindingView(
    "block",
    "Blocks: no evidence",
    "Today’s form, the plan and the last 11 notes do not mention school.",
    "DOC-EV-01 overclaim. Clinic note standard, Sep 1, 2026, R. Abelson, OTR/L.",
    (
        Fix("Remove", f"{BASE}/remove", {"sentence": "10"}, main=True),
        Fix("Vouch by name", opens="vouch", fills={"sentence": "10"}, main=True),
    ),
)
_GP = FindingView(
    "block",
    "GP is for physical therapy, this plan is occupational",
    "GP came from the EHR template; the payer refuses it.",
    "COD-014. CMS Transmittal 3814, CR 10176; checked Oct 2, 2026.",
    (Fix("Change to GO", f"{BASE}/fix", {"finding": "COD-014"}, main=True),),
)
_SCHOOL = "He is calmer at school since the swing program began."


def _paragraphs() -> tuple[Paragraph, ...]:
    seated = charts.trend(
        "G1 seated attention, minutes",
        [4, 4, 5, 5, 6, 5, 7, 7, 8, 7, 8, 8, 9],
        target=10,
        dates=("Sep 2", "today"),
    )
    return (
        Paragraph(
            "S",
            "Subjective",
            (
                _said(
                    1,
                    "Mother reports that Theo “slept maybe five hours” and was slow to dress this morning.",
                    1,
                ),
                _said(2, "On arrival he walked on his toes and asked for the swing before greeting.", 2),
            ),
        ),
        Paragraph(
            "O",
            "Objective",
            (
                _said(
                    3,
                    "Linear platform swing in prone, arc graded up in three steps, 20 min: placed rings on target "
                    "on 5 of 8 passes with moderate verbal cues for trunk extension.",
                    3,
                ),
                _said(4, "Moved to the table by picture schedule with one cue.", 4),
                _said(5, "Tolerated the session well.", 5, mark="weak"),
            ),
            (_WEAK,),
        ),
        Paragraph(
            "",
            "Objective",
            (
                _said(
                    6,
                    "Carried a weighted tray from shelf to table and set four places, graded from two hands to one, "
                    "25 min: 4 of 5 trips without a spill, contact guard for balance on turns.",
                    6,
                ),
                _said(7, "Then sat at the table task for 9 min before leaving the chair.", 7),
            ),
        ),
        Paragraph(
            "A",
            "Assessment",
            (
                _said(
                    8,
                    "Seated attention rose from 4 min on September 2 to 9 min today, toward a target of 10 min (G1).",
                    7,
                    8,
                ),
                _said(
                    9,
                    "Arc, cadence and cues were set from his postural response on each pass, which needs a "
                    "therapist’s judgment.",
                    9,
                ),
            ),
            (),
            seated,
        ),
        Paragraph(
            "",
            "Assessment",
            (_said(10, _SCHOOL, mark="unsupported", note="No evidence for this sentence."),),
            (_NO_EVIDENCE,),
        ),
        Paragraph(
            "P",
            "Plan",
            (
                _said(
                    11,
                    "Next visit: same arc at a faster cadence, tray carry one-handed over a threshold, table task "
                    "within 2 min of the swing.",
                    10,
                ),
                _said(12, "Continue twice weekly as planned through January 15.", 11),
            ),
        ),
    )


def blocked() -> NoteReview:
    return NoteReview(
        base=BASE,
        version=1,
        patient=THEO,
        title="Occupational therapy treatment note",
        subtitle="November 20, 2026, 10:00 to 10:45 am. Total 45 min, all timed, one to one.",
        made=("Draft 1, 10:52 am", "built-in writer, no model"),
        paragraphs=_paragraphs(),
        facts=(
            FactGroup(
                "Session form",
                "D. Whitfield, today 10:46 am",
                tuple(_fact(n) for n in (1, 2, 3, 4, 5, 6, 7, 9, 10)),
            ),
            FactGroup("Plan of care", "signed by Dr. Okafor, Sep 4, 2026", (_fact(8), _fact(11))),
        ),
        charge=_charge((_GP,)),
        signature=Signature(
            "blocked",
            "Signing would send the note to the EHR and 3 units to the claim.",
            blockers=(
                Blocker("A statement without evidence", "#s10"),
                Blocker("a modifier the payer refuses", "#ch"),
            ),
            may_edit=True,
            may_return=True,
        ),
        footer="Dana Whitfield, OTR/L, license 118204. Not signed.",
        passed=(
            "TN-06 minutes agree with units",
            "TN-10 skilled need is stated",
            "COD-031 no code-pair edit between 97530 and 97533 on this date",
        ),
        history=(Version("Draft 1", datetime(2026, 11, 20, 16, 52, tzinfo=UTC), "built-in writer"),),
        place="2 of 12 in your queue",
        next_url="/notes/edith",
    )


def _charge(findings: tuple[FindingView, ...] = ()) -> ChargeView:
    wrong = bool(findings)
    return ChargeView(
        rule="Bluestem Medicaid, CMS 8-minute rule",
        lines=(
            ChargeLine("97533", "sensory, swing", 20, 1, "GO"),
            ChargeLine(
                "97530", "functional, tray", 25, 2, "GP" if wrong else "GO", problem=wrong, findings=findings
            ),
        ),
        bar=charts.units_bar([("97533", 20), ("97530", 25)], [8, 23, 38, 53]),
        total=Step("ok", "45 min = 3 units"),
        total_detail="from 38 to 52 min",
        cents=8250,
    )


def _settled() -> NoteReview:
    note = blocked()
    kept = (*note.paragraphs[:4], note.paragraphs[5])
    vouched = replace(
        note.paragraphs[4],
        findings=(),
        sentences=(
            SentenceView(
                10,
                _SCHOOL,
                mark="vouched",
                edited=True,
                vouch="Vouched by Dana Whitfield, OTR/L: his teacher told me at pick-up today.",
            ),
        ),
    )
    changes = ((_SCHOOL, "He is calmer at school, his teacher reports."), ("Tolerated the session well.", ""))
    versions = (
        Version("Draft 2", datetime(2026, 11, 20, 17, 40, tzinfo=UTC), "Dana Whitfield, OTR/L", changes),
        *note.history,
    )
    paragraphs = tuple(replace(part, findings=()) for part in (*kept[:4], vouched, kept[4]))
    return replace(note, version=2, paragraphs=paragraphs, charge=_charge(), history=versions)


def ready() -> NoteReview:
    spread = (
        Allocation(0, "97530 ×2, 97533 ×1", chosen=True),
        Allocation(1, "97530 ×1, 97533 ×2", chosen=False),
    )
    note = _settled()
    assert note.charge
    files = (
        PackageFile("note.pdf", "Treatment note, 2 pages", "7f3a 9c1e 04bd", f"{BASE}/files/note.pdf"),
        PackageFile("charge.json", "Charge, 2 lines", "1b90 44ce a7f2", f"{BASE}/files/charge.json"),
    )
    signature = Signature(
        "ready",
        "The note goes to the EHR, 97533 ×1 GO and 97530 ×2 GO to the claim.",
        "Dana Whitfield, OTR/L",
        files=files,
        fingerprint="7f3a 9c1e 04bd",
        proofs=("password", "code"),
        may_edit=True,
        may_return=True,
    )
    return replace(note, signature=signature, charge=replace(note.charge, allocations=spread))


def held() -> NoteReview:
    signature = Signature(
        "held",
        "Nothing has left yet.",
        done="Signed by Dana Whitfield, OTR/L, 11:49 am.",
        recall_until=datetime(2026, 11, 20, 17, 51, 12, tzinfo=UTC),
    )
    return replace(
        _settled(), signature=signature, footer="Signed by Dana Whitfield, OTR/L, license 118204, 11:49 am."
    )


def sent() -> NoteReview:
    signature = Signature(
        "sent",
        "Note sent to the EHR 11:53 am, receipt 88120. Charge waits in tonight’s claim file.",
        done="Signed by Dana Whitfield, OTR/L, 11:51 am.",
    )
    return replace(held(), signature=signature)


def editing() -> NoteReview:
    note = blocked()
    sections: dict[str, list[SentenceView]] = {}
    names = {}
    for part in note.paragraphs:
        letter = part.section[0]
        names[letter] = part.section
        sections.setdefault(letter, []).extend(part.sentences)
    return replace(note, editing=tuple(SectionText(k, names[k], tuple(v)) for k, v in sections.items()))
