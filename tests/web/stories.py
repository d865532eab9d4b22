"""The queue the pages are judged by: Westlake on November 20, 2026. All people are fictitious."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from chartside.web.today import Filters, QueueItem, Today, grouped

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 20, 17, 50, tzinfo=UTC)


def at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def today() -> Today:
    filters = Filters(
        (("westlake", "Westlake"), ("", "All my locations")), (("", "All kinds"), ("note", "Notes"))
    )
    return Today(grouped(_items(), NOW, ZONE), filters)


def nothing() -> Today:
    empty = today()
    return Today((), empty.filters, "The last one, a note for Jun Ito, was signed yesterday at 5:12 pm.")


def _items() -> list[QueueItem]:
    return [
        QueueItem(
            "/notes/theo",
            "Note",
            "note",
            "Theo Marsh",
            "Westlake · Bluestem Medicaid",
            "Sensory session, 45 min, this morning 10:00",
            "Treatment note and charge, drafted 10:52 am",
            "block",
            "2 block",
            "1 to check",
            at(18),
            8250,
            "Signing sends the note to the EHR and 3 units to the claim. Two points block it.",
            edit_url="/notes/theo?step=edit",
        ),
        QueueItem(
            "/notes/edith",
            "Co-sign",
            "note",
            "Edith Vance",
            "Westlake · Larkfield Advantage",
            "Functional session, 38 min, by Priya Nand, COTA/L",
            "Signed by the assistant 9:47 am; 97530 ×3 GO CO",
            "sign",
            "ready to sign",
            "all checks passed",
            at(18),
            8364,
            "Signing sends the note to the EHR and 3 units to the claim.",
            sign_url="/notes/edith?step=sign",
        ),
        QueueItem(
            "/notes/nora",
            "Note",
            "note",
            "Nora Finch",
            "Westlake · Bluestem Medicaid",
            "Feeding session, 40 min, this morning 11:00",
            "Treatment note and charge, drafted 11:44 am",
            "warn",
            "1 to check",
            "",
            at(18, 30),
            8250,
            "Signing sends the note and 3 units.",
        ),
        QueueItem(
            "/plans/ruben",
            "Plan",
            "plan",
            "Ruben Castillo",
            "Westlake · Medicare Part B",
            "Recertification, plan of care ends Nov 27",
            "Sent to Dr. Amari Nov 9; not back. Second chase drafted",
            "sign",
            "ready to sign",
            "1 fax",
            date(2026, 11, 23),
            66000,
            "Signing sends one fax.",
        ),
        QueueItem(
            "/notes/jun",
            "Note",
            "note",
            "Jun Ito",
            "Westlake · Bluestem Medicaid",
            "Returned by D. Whitfield: state the grip used",
            "Treatment note of Nov 19, draft 2",
            "warn",
            "returned to you",
            "1 to check",
            date(2026, 11, 25),
            5500,
            "Signing sends it for co-signature.",
        ),
        QueueItem(
            "/reports/jun",
            "Report",
            "report",
            "Jun Ito",
            "Westlake · Bluestem Medicaid",
            "Progress report at the 10th treatment day",
            "For the payer and Dr. Okafor",
            "warn",
            "1 to check",
            "G3 has no score since Oct 30",
            date(2026, 12, 1),
            49500,
            "Signing sends 2 letters.",
        ),
        QueueItem(
            "/home/mila",
            "Home plan",
            "plan",
            "Mila Soto",
            "Westlake · Bluestem Medicaid",
            "Home program, 4 items, reading grade 5",
            "Needs one line from you about this week",
            "warn",
            "1 to check",
            "your detail missing",
            date(2026, 12, 2),
            None,
            "Signing sends one message.",
        ),
    ]
