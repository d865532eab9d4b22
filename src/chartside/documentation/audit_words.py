"""Acts and looks as a person reads them. A patient is named only to readers who may see patients."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from chartside.clinic.imports import KINDS
from chartside.clinic.patients import headers
from chartside.clinic.rows import own
from chartside.clinic.tables import ImportRun, Visit
from chartside.documentation.views.record import Entry
from chartside.platform.audit.actions import action_meaning
from chartside.platform.audit.tables import AuditEntry, Look
from chartside.platform.database.base import Identified
from chartside.platform.identity.accounts import list_accounts
from chartside.platform.pages import Page
from chartside.review.kinds import all_kinds
from chartside.review.tables import ProposalRow

LOOKED_AT = "audit"
SHORT_HASH = 12
_SEAL = 8
_LONGEST = 200
# Its subject says it in words.
_SAID_ALREADY = frozenset({"kind"})
T = TypeVar("T", bound=Identified)


def act_entries(page: Page, entries: Sequence[AuditEntry]) -> tuple[Entry, ...]:
    """Acts as entries of the page."""
    subjects = _Subjects(page, entries)
    return tuple(
        Entry(
            when=entry.at,
            who=entry.actor_name,
            act=action_meaning(entry.action),
            subject=subjects.words(entry),
            detail=detail_words(entry.detail),
            seal=_spaced(entry.hash.hex()[:_SEAL]),
            url=subjects.url(entry),
        )
        for entry in entries
    )


def look_entries(page: Page, looks: Sequence[Look]) -> tuple[Entry, ...]:
    """Looks as entries of the page; they are sealed by the second and not one by one."""
    names = _names(page, (look.patient_id for look in looks))
    return tuple(
        Entry(
            when=look.at,
            who=look.actor_name,
            act="Looked at",
            subject=names.get(look.patient_id, "a patient"),
            detail=look.page,
            url=f"/patients/{look.patient_id}" if page.may("patient.view") else None,
        )
        for look in looks
    )


def detail_words(detail: dict[str, Any]) -> str:
    """`version 2, package 7f3a9c1e04bd, complete`. Ids of rows are left out: nobody reads them."""
    parts = (_detail(name, value) for name, value in sorted(detail.items()) if name not in _SAID_ALREADY)
    text = ", ".join(part for part in parts if part)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip(", ") + "…"


def _detail(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON value
    label = name.removesuffix("_sha256").removesuffix("_id").replace("_", " ")
    match value:
        case None | "" | []:
            words = ""
        case bool():
            words = label if value else f"not {label}"
        case str() if _is_id(value):
            words = ""
        case str() if name.endswith("sha256") or name == "head":
            words = f"{'file' if name == 'sha256' else label} {value[:SHORT_HASH]}"
        case list():
            words = f"{label} {' and '.join(_plain(item) for item in value)}"
        case dict():
            words = ", ".join(part for part in (_detail(key, one) for key, one in value.items()) if part)
        case _:
            words = f"{label} {_plain(value)}"
    return words


def _plain(value: object) -> str:
    return str(value).replace("_", " ")


class _Subjects:
    """What the acts of one page were done to: read for all of them at once."""

    def __init__(self, page: Page, entries: Sequence[AuditEntry]) -> None:
        self._page = page
        self._proposals = self._rows(ProposalRow, "proposal", entries)
        self._visits = self._rows(Visit, "visit", entries)
        self._imports = self._rows(ImportRun, "import_run", entries)
        self._accounts = {one.id: one.display_name for one in list_accounts(page.work)}
        self._kinds = {kind.name: kind.title for kind in all_kinds()}
        found = (self._patient(entry) for entry in entries)
        self._names = _names(page, (patient_id for patient_id in found if patient_id))

    def words(self, entry: AuditEntry) -> str:
        """What it is, and whose where the reader may know."""
        what = self._what(entry)
        patient_id = self._patient(entry)
        if patient_id is None:
            return what
        name = self._names.get(patient_id)
        if entry.subject_type == "patient":
            return name or "a patient"
        return f"{what}, {name}" if name else what

    def url(self, entry: AuditEntry) -> str | None:
        """Where the subject is shown, if the reader may open it."""
        row, may = self._proposals.get(entry.subject_id), self._page.may
        found: str | None = None
        if row and may("note.review"):
            found = f"/notes/{row.id}/record" if row.kind == "treatment_note" else f"/addenda/{row.id}"
        elif entry.subject_type == "import_run" and may("import.run"):
            found = f"/set-up/import/{entry.subject_id}"
        elif entry.subject_type == "patient" and may("patient.view"):
            found = f"/patients/{entry.subject_id}"
        return found

    def _what(self, entry: AuditEntry) -> str:
        found = ""
        if row := self._proposals.get(entry.subject_id):
            found = self._kinds.get(row.kind, row.kind.replace("_", " "))
        elif visit := self._visits.get(entry.subject_id):
            local = visit.starts_at.astimezone(self._page.zone)
            found = f"Visit of {local:%b} {local.day}, {local.year}"
        elif run := self._imports.get(entry.subject_id):
            found = f"Import: {KINDS[run.kind].title.lower()}"
        elif entry.subject_type == "account":
            found = self._accounts.get(entry.subject_id, "an account")
        elif entry.subject_type == "organisation":
            found = "The clinic"
        elif entry.subject_type == "login_session":
            found = "Their own session"
        return found or entry.subject_type.replace("_", " ").capitalize()

    def _patient(self, entry: AuditEntry) -> UUID | None:
        if entry.subject_type == "patient":
            return entry.subject_id
        row = self._proposals.get(entry.subject_id) or self._visits.get(entry.subject_id)
        return entry.patient_id or (row.patient_id if row else None)

    def _rows(self, table: type[T], subject_type: str, entries: Sequence[AuditEntry]) -> dict[UUID, T]:
        ids = {entry.subject_id for entry in entries if entry.subject_type == subject_type}
        if not ids:
            return {}
        work = self._page.work
        return {row.id: row for row in work.session.scalars(own(work, table).where(table.id.in_(ids)))}


def _names(page: Page, patient_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by patient, each a look of its own; none for readers who may not open a chart."""
    if not page.may("patient.view"):
        return {}
    return {one: header.name for one, header in headers(page.work, patient_ids, LOOKED_AT).items()}


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _spaced(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
