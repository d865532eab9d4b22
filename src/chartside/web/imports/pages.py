"""The addresses of the import wizard. Each stage is a page of its own, so that one can leave and return."""

from uuid import UUID

from fastapi import Request
from fastapi.responses import Response

from chartside.clinic.imports import (
    KeptFile,
    Progress,
    begin,
    cancel_import,
    choose_columns,
    import_progress,
    import_runs,
    keep_file,
    kept_file,
    last_source,
    preview_kept,
    refused_rows,
    refused_rows_csv,
    resume_import,
)
from chartside.clinic.jobs import enqueue_import
from chartside.clinic.vocabulary import ImportStatus
from chartside.interchange.tables.dates import DateOrder
from chartside.kernel.errors import Refused
from chartside.platform.pages import Look, Page, PageRouter, stream
from chartside.web.imports.profiles import ImportProfiles
from chartside.web.imports.show import (
    SHOWN_ERRORS,
    base_of,
    mapping_stage,
    preview_stage,
    result_stage,
    running_stage,
    upload_stage,
)
from chartside.web.imports.upload import read_upload
from chartside.web.set_up import ImportPage

router = PageRouter("/set-up/import")
FIRST_SOURCE = "ehr"
_EARLIER = 12
_COLUMN = "column:"


@router.get("", permission="import.run")
def choose_file(page: Page) -> Response:
    """Which file; and the imports before this one."""
    return _show(page, _upload(page))


@router.post("", permission="import.run")
def upload(page: Page) -> Response:
    """Keep the file. What cannot be read is said beside the form, and nothing is kept."""
    try:
        given = read_upload(page.form)
        profile = page.extra(ImportProfiles).called(given.source)
        import_id = keep_file(page.work, given.data, given.kind, source=given.source, profile=profile)
    except Refused as refusal:
        return _show(page, _upload(page, str(refusal)), status=422)
    return page.redirect(f"{base_of(import_id)}/mapping")


@router.get("/{import_id}", permission="import.run")
def show(page: Page, import_id: UUID) -> Response:
    """One import, wherever it stands."""
    progress = import_progress(page.work, import_id)
    if progress.status is ImportStatus.READY:
        return page.redirect(f"{base_of(import_id)}/mapping")
    return _show(page, _stage(page, progress))


@router.get("/{import_id}/mapping", permission="import.run")
def columns(page: Page, import_id: UUID) -> Response:
    """Which column is which field; an import that has begun is shown as it stands."""
    if import_progress(page.work, import_id).status is not ImportStatus.READY:
        return page.redirect(base_of(import_id))
    return _show(page, _mapping(page, kept_file(page.work, import_id)))


@router.post("/{import_id}/mapping", permission="import.run")
def keep_columns(page: Page, import_id: UUID) -> Response:
    """Keep the columns and go on to the preview, or say which field is missing."""
    texts = {name: value for name, value in page.form.items() if isinstance(value, str)}
    chosen = {name.removeprefix(_COLUMN): text for name, text in texts.items() if name.startswith(_COLUMN)}
    order = texts.get("date_order")
    known = DateOrder(order) if order in tuple(DateOrder) else None
    kept = choose_columns(page.work, import_id, chosen, known)
    if kept.missing:
        words = " ".join(problem.message for problem in kept.missing)
        return _show(page, _mapping(page, kept, words), status=422)
    return page.redirect(f"{base_of(import_id)}/preview")


@router.get("/{import_id}/preview", permission="import.run")
def preview(page: Page, import_id: UUID) -> Response:
    """The first rows as they were understood."""
    if import_progress(page.work, import_id).status is not ImportStatus.READY:
        return page.redirect(base_of(import_id))
    kept = kept_file(page.work, import_id)
    if kept.missing:
        return page.redirect(f"{base_of(import_id)}/mapping")
    return _show(page, preview_stage(kept, preview_kept(page.work, import_id)))


@router.post("/{import_id}/run", permission="import.run")
def run(page: Page, import_id: UUID) -> Response:
    """Begin. The rows come in by a durable job; this page only looks on."""
    begin(page.work, import_id)
    enqueue_import(page.work, import_id)
    return page.redirect(base_of(import_id))


@router.get("/{import_id}/live", permission="import.run", by_itself=True)
def live(page: Page, request: Request, import_id: UUID) -> Response:
    """How far it is, sent again whenever that changed."""
    import_progress(page.work, import_id)
    account, runtime = page.account, page.runtime

    def look() -> Look:
        with runtime.open_work(account.org_id, account.actor) as work:
            progress = import_progress(work, import_id)
        part = page.fragment(
            "set_up/import_progress.html", wizard=running_stage(progress), over=progress.is_over
        )
        return Look(bytes(part.body).decode(), done=progress.is_over)

    return stream(request, look, event="progress")


@router.post("/{import_id}/stop", permission="import.run")
def stop(page: Page, import_id: UUID) -> Response:
    """Stop after the rows in hand."""
    cancel_import(page.work, import_id)
    return page.redirect(base_of(import_id))


@router.post("/{import_id}/resume", permission="import.run")
def resume(page: Page, import_id: UUID) -> Response:
    """Go on where it stopped."""
    if import_progress(page.work, import_id).status is ImportStatus.CANCELLED:
        resume_import(page.work, import_id)
        enqueue_import(page.work, import_id)
    return page.redirect(base_of(import_id))


@router.get("/{import_id}/errors.csv", permission="import.run")
def errors(page: Page, import_id: UUID) -> Response:
    """The rows that were not taken, to be corrected and imported again."""
    kind = import_progress(page.work, import_id).kind
    headers = {"content-disposition": f'attachment; filename="{kind}-to-correct.csv"'}
    data = refused_rows_csv(page.work, import_id)
    return page.finish(Response(data, media_type="text/csv; charset=utf-8", headers=headers))


def _stage(page: Page, progress: Progress) -> ImportPage:
    if not progress.is_over:
        return running_stage(progress)
    return result_stage(progress, refused_rows(page.work, progress.import_id, SHOWN_ERRORS))


def _mapping(page: Page, kept: KeptFile, problem: str = "") -> ImportPage:
    return mapping_stage(kept, page.extra(ImportProfiles).called(kept.source), problem)


def _upload(page: Page, problem: str = "") -> ImportPage:
    kind, source = page.form.get("kind"), page.form.get("source")
    return upload_stage(
        import_runs(page.work, _EARLIER),
        page.zone,
        source=source if isinstance(source, str) else last_source(page.work) or FIRST_SOURCE,
        systems=page.extra(ImportProfiles).names,
        kind=kind if isinstance(kind, str) else "patients",
        problem=problem,
    )


def _show(page: Page, wizard: ImportPage, status: int = 200) -> Response:
    return page.render("set_up/import.html", status=status, wizard=wizard)
