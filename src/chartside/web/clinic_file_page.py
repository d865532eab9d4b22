"""Locations, people and payers from the clinic's configuration file: checked as a whole, then applied."""

from fastapi.responses import Response
from starlette.datastructures import UploadFile

from chartside.clinic.configuration import apply_configuration, read_configuration
from chartside.platform.pages import Page, PageRouter

router = PageRouter("/set-up/clinic")
MOST_BYTES = 1024 * 1024


@router.get("", permission="clinic.configure")
def choose(page: Page) -> Response:
    """The upload form, with an example to begin from."""
    return page.render("set_up/clinic.html", problems=())


@router.post("", permission="clinic.configure")
def apply(page: Page) -> Response:
    """Apply the file; with any problem nothing is changed and every problem is told."""
    file = page.form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return _problems(page, ["Choose a file first."])
    data = file.file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return _problems(page, ["This is larger than a clinic's configuration can be."])
    clinic, problems = read_configuration(data)
    if clinic is None:
        return _problems(
            page, [f"{one.path}: {one.message}" if one.path else one.message for one in problems]
        )
    applied = apply_configuration(page.work, clinic)
    page.flash(
        f"{applied.created} added, {applied.updated} changed, {applied.unchanged} as before, "
        f"{applied.retired} retired."
    )
    return page.redirect("/set-up")


def _problems(page: Page, problems: list[str]) -> Response:
    return page.render("set_up/clinic.html", status=422, problems=problems)
