"""The audit page: who did what, when; who looked at whom; and whether the record is whole."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from chartside.documentation.audit_words import act_entries, look_entries
from chartside.documentation.views.patient import Step
from chartside.documentation.views.record import AuditPage, Entry
from chartside.kernel.errors import NotAllowed, Refused
from chartside.platform.audit.queries import acts, looks
from chartside.platform.identity.accounts import list_accounts
from chartside.platform.operations.chain_check import ChainCheck, check_chains, last_check
from chartside.platform.pages import Page, PageRouter

router = PageRouter("/audit")
LOOKS = "look"
_FAMILIES = (
    ("", "All acts"),
    ("proposal", "Drafts and signatures"),
    ("sentence", "Sentences vouched for"),
    ("effect", "Deliveries"),
    ("import", "Imports"),
    ("patient", "Patients"),
    ("visit", "Visits"),
    ("overlay", "The clinic's own rules"),
    ("account", "Accounts and roles"),
    ("invitation", "Invitations"),
    ("session", "Sign-ins"),
    ("second_factor", "Second factors"),
    ("audit", "Checks of the chain"),
)


@dataclass(frozen=True)
class Asked:
    """What the reader wants to see."""

    kind: str
    person: UUID | None
    patient: UUID | None
    older: str | None

    def url(self, older: str | None = None) -> str:
        """The address of the same, older."""
        fields = {"kind": self.kind, "person": self.person, "patient": self.patient, "older": older}
        query = urlencode({name: str(value) for name, value in fields.items() if value})
        return f"/audit?{query}" if query else "/audit"


@router.get("", permission="audit.view")
def audit(
    page: Page,
    kind: Annotated[str, Query(max_length=40)] = "",
    person: Annotated[str, Query(max_length=40)] = "",
    patient: Annotated[str, Query(max_length=40)] = "",
    older: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """Acts, or looks for those who may read them; newest first, by kind, person and patient."""
    asked = Asked(kind, _id(person), _id(patient), older or None)
    try:
        shown = _looks(page, asked) if kind == LOOKS else _acts(page, asked)
    except ValueError:
        raise Refused("This address of older entries cannot be read. Open the audit anew.") from None
    return page.render("documentation/audit.html", audit=shown)


@router.post("/check", permission="audit.view")
def check(page: Page) -> Response:
    """Walk both chains now."""
    found = check_chains(page.work)
    if found.holds:
        page.flash("Every entry follows from the one before it.")
    else:
        page.flash(
            "The record does not hold. Tell whoever looks after Chartside, and change nothing.", "block"
        )
    return page.redirect("/audit")


def _acts(page: Page, asked: Asked) -> AuditPage:
    found = acts(
        page.work.session,
        family=asked.kind or None,
        account_id=asked.person,
        patient_id=asked.patient,
        older=asked.older,
    )
    return _page(page, asked, act_entries(page, found.entries), found.older)


def _looks(page: Page, asked: Asked) -> AuditPage:
    if not page.may("audit.looks"):
        raise NotAllowed("Your role does not read who looked at whose chart.")
    found = looks(page.work.session, account_id=asked.person, patient_id=asked.patient, older=asked.older)
    return _page(page, asked, look_entries(page, found.entries), found.older)


def _page(page: Page, asked: Asked, entries: tuple[Entry, ...], older: str | None) -> AuditPage:
    verified, detail = _verified(page, last_check(page.work))
    return AuditPage(
        verified=verified,
        verified_detail=detail,
        entries=entries,
        kinds=(*_FAMILIES, *(((LOOKS, "Looks at charts"),) if page.may("audit.looks") else ())),
        kind=asked.kind,
        people=(("", "Everybody"), *((str(one.id), one.display_name) for one in list_accounts(page.work))),
        person=str(asked.person or ""),
        patient=str(asked.patient or ""),
        older_url=asked.url(older) if older else None,
    )


def _verified(page: Page, found: ChainCheck | None) -> tuple[Step, str]:
    if found is None:
        return Step(
            "warn", "Not checked yet."
        ), "A check walks every entry from the first and takes a moment."
    at = found.at.astimezone(page.zone)
    hour = f"{at:%-I:%M} {at:%p}".replace("AM", "am").replace("PM", "pm")
    when = f"Checked {at:%b} {at.day}, {hour}, by {found.by}"
    if found.holds:
        held = f"{found.entries:,} acts and {found.blocks:,} blocks of looks."
        return Step("ok", "The chain was whole."), f"{when}: {held}"
    return Step("block", "The chain does not hold."), f"{when}: {found.problem}."


def _id(text: str) -> UUID | None:
    """An id of the address; a person or patient that nobody has shows nothing."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Refused("This address cannot be read. Open the audit anew.") from None
