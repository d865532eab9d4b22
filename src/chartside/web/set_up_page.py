"""The set-up page: what Chartside knows of this clinic, in the order in which it helps most."""

from fastapi.responses import Response

from chartside.clinic.census import Census, census
from chartside.clinic.imports import Progress, import_runs
from chartside.clinic.overlays import pack_set
from chartside.documentation.kind import TREATMENT_NOTE
from chartside.documentation.learning.figures import BASELINE
from chartside.documentation.similarity.standards import told_standard
from chartside.drafting.writers.profiles import chosen
from chartside.platform.identity.accounts import list_accounts
from chartside.platform.identity.model import AccountSummary
from chartside.platform.pages import Page, PageRouter
from chartside.web.imports.pages import router as import_router
from chartside.web.set_up import SetUpLine

router = PageRouter("/set-up")
routers = (router, import_router)


@router.get("", permission="set_up.view")
def set_up(page: Page) -> Response:
    """What is there, and what would help next."""
    counts = census(page.work)
    runs = import_runs(page.work, 1)
    clinic = "/set-up/clinic" if page.may("clinic.configure") else None
    lines = (
        _places(counts, clinic),
        _clinicians(counts, clinic),
        _payers(counts, clinic),
        _record(page, counts, runs),
        _baseline(page),
        _writer(page),
        _sign_ins(list_accounts(page.work), "/people" if page.may("staff.manage") else None),
    )
    return page.render("set_up/index.html", lines=lines)


def _places(counts: Census, url: str | None) -> SetUpLine:
    if not counts.locations:
        detail = "None yet. They are read from the clinic's configuration file."
        return SetUpLine("Locations", detail, url, "warn", "missing")
    return SetUpLine("Locations", _some(counts.locations, "location"), url, "ok", "done")


def _clinicians(counts: Census, url: str | None) -> SetUpLine:
    detail = _some(counts.clinicians, "person who treats", "people who treat")
    if not counts.clinicians:
        return SetUpLine("Clinicians", f"{detail}. Notes need somebody to sign them.", url, "warn", "missing")
    if counts.without_npi:
        missing = f"{_some(counts.without_npi, 'therapist')} without an NPI"
        return SetUpLine("Clinicians", f"{detail}; {missing}", url, "warn", f"{counts.without_npi} to check")
    return SetUpLine("Clinicians", detail, url, "ok", "done")


def _payers(counts: Census, url: str | None) -> SetUpLine:
    detail = _some(counts.payers, "payer")
    if not counts.payers:
        return SetUpLine("Payers", f"{detail}. Units are counted by payer.", url, "warn", "missing")
    if counts.open_unit_rules:
        open_ones = f"{counts.open_unit_rules} counted by the rule of their kind"
        return SetUpLine("Payers", f"{detail}; {open_ones}", url, "quiet", "can be confirmed")
    return SetUpLine("Payers", detail, url, "ok", "done")


def _record(page: Page, counts: Census, runs: list[Progress]) -> SetUpLine:
    url = "/set-up/import" if page.may("import.run") else None
    detail = f"{_some(counts.patients, 'patient')}, {_some(counts.visits, 'visit')}"
    if runs:
        at = runs[0].created_at.astimezone(page.zone)
        detail += f"; last import {at:%b} {at.day}, {at.year}"
    state, words = ("ok", "done") if counts.patients and counts.visits else ("warn", "import them")
    return SetUpLine("Patients and visits", detail, url, state, words)  # type: ignore[arg-type]


def _baseline(page: Page) -> SetUpLine:
    url = "/drafts" if page.may("clinic.configure") and page.may("drafts.view") else None
    minutes = told_standard(BASELINE, pack_set(page.work))
    if minutes is None:
        detail = "Not entered. It is what the time to sign is compared with."
        return SetUpLine("What a note took before", detail, url, "quiet", "can be entered")
    return SetUpLine("What a note took before", f"{minutes:g} minutes", url, "ok", "done")


def _writer(page: Page) -> SetUpLine:
    used = chosen(pack_set(page.work), TREATMENT_NOTE)
    url = "/set-up/writers" if page.may("clinic.configure") else None
    return SetUpLine("Who writes drafts", used.title, url, "ok", "a model" if used.is_model else "built in")


def _sign_ins(accounts: list[AccountSummary], url: str | None) -> SetUpLine:
    active = [one for one in accounts if one.active]
    bare = sum(1 for one in active if not one.has_second_factor)
    detail = _some(len(active), "person", "people")
    if bare:
        return SetUpLine(
            "Sign-ins", f"{detail}; {bare} without a second factor", url, "warn", f"{bare} to check"
        )
    return SetUpLine("Sign-ins", detail, url, "ok", "done")


def _some(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
