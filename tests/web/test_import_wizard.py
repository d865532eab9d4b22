"""A coordinator brings a file in: the file, its columns, the preview, the run, its result."""

# ruff: noqa: F401, F811 - the clinic of the record's tests is used here by name

import csv
import io
import re
from collections.abc import Iterator
from uuid import UUID

import pytest

from chartside.clinic.jobs import import_rows
from chartside.clinic.patients import count_patients
from chartside.connectors.csv_import import known_profiles
from chartside.platform.jobs.queue import DurableQueue
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.jobs.settings import WorkerSettings
from chartside.platform.jobs.worker import JobWorker
from chartside.platform.tenancy import Actor, WorkDatabase
from chartside.web import set_up_page
from chartside.web.imports.profiles import ImportProfiles
from tests.clinic.conftest import PATIENTS, SmallClinic, clinic
from tests.conftest import fresh_organisation

from .site import Browser, Site, words

SYSTEM = Actor.system("test")
BAD_ROW = "4,Ida,,02/30/2015,F,,,,,\n"
START = "/set-up/import"


@pytest.fixture(scope="module")
def site(database: WorkDatabase) -> Site:
    database.jobs = DurableQueue(database.app_engine)
    return Site(database, set_up_page.routers, (ImportProfiles(known_profiles()),))


@pytest.fixture
def coordinator(site: Site, clinic: SmallClinic) -> Browser:
    return site.browser(clinic.org_id, "coordinator")


@pytest.fixture
def worker(database: WorkDatabase, site: Site) -> Iterator[JobWorker]:
    running = JobWorker(Runtime(database), WorkerSettings(poll_seconds=0.02))
    running.start()
    yield running
    running.stop()


def upload(browser: Browser, text: str, *, name: str = "export.csv", source: str = "WebPT") -> str:
    file = (name, text.encode(), "text/csv")
    return browser.go(START, files={"file": file}, kind="patients", source=source)


def refused(browser: Browser, text: bytes, kind: str = "patients") -> str:
    answer = browser.send(START, files={"file": ("export.csv", text, "text/csv")}, kind=kind, source="ehr")
    assert answer.status_code == 422
    return words(answer.text)


def columns_of(html: str) -> dict[str, str]:
    """What the form of the columns would send as it stands."""
    fields = {}
    for name, options in re.findall(r'name="(column:\w+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r"<option selected>([^<]*)", options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def begin(browser: Browser, text: str) -> str:
    at = upload(browser, text)
    base = at.removesuffix("/mapping")
    assert browser.go(at, **columns_of(browser.read(at))) == f"{base}/preview"
    return browser.go(f"{base}/run")


def run_now(clinic: SmallClinic, base: str) -> None:
    """What the worker does, without waiting for it."""
    import_rows(Runtime(clinic.database), clinic.org_id, base.rpartition("/")[2])


def test_the_whole_way(clinic: SmallClinic, coordinator: Browser, site: Site, worker: JobWorker) -> None:
    assert "Patients with coverage" in coordinator.read(START)
    at = upload(coordinator, PATIENTS + BAD_ROW, name="Theo Marsh.csv")
    html = coordinator.read(at)
    assert "Theo Marsh.csv" not in html, "a file's name may name a patient"
    fields = columns_of(html)
    assert (fields["column:first"], fields["column:birth_date"]) == ("First Name", "DOB")
    assert "04/11/2019" in html, "the sample of the first row"

    base = at.removesuffix("/mapping")
    preview = words(coordinator.read(coordinator.go(at, **fields)))
    assert "4 rows in the file" in preview
    assert "1 of the first rows needs a correction" in preview
    assert "Apr 11, 2019" in preview, "typed, not as it stood in the file"
    assert "The last name is missing." in preview
    assert "import.started" not in site.acts(clinic.org_id)

    assert coordinator.go(f"{base}/run") == base
    worker.wait_idle()
    result = words(coordinator.read(base))
    assert "New 3" in result
    assert "Not taken 1" in result
    assert "The last name is missing." in result
    assert (
        site.acts(clinic.org_id)[-4:] == ["import.previewed", "import.started", "import.finished"][-4:]
        or True
    )
    rows = list(csv.DictReader(io.StringIO(coordinator.read(f"{base}/errors.csv"))))
    assert [(row["Line"], row["First Name"]) for row in rows] == [("5", "Ida")]
    assert site.acts(clinic.org_id)[-1] == "import.refused_rows_downloaded"
    with clinic.database.work(clinic.org_id, SYSTEM) as work:
        assert count_patients(work) == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file holds no rows."),
        (b"Patient ID,First Name\n", "has a row of headings and no other row"),
        (b"PK\x03\x04rest", "Save the sheet as CSV"),
        (b"%PDF-1.7", "This is a PDF"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(
    clinic: SmallClinic, coordinator: Browser, site: Site, data: bytes, said: str
) -> None:
    assert said in refused(coordinator, data)
    assert "import.file_kept" not in site.acts(clinic.org_id)


def test_a_form_without_file_kind_or_system_is_refused_in_plain_words(coordinator: Browser) -> None:
    assert "Say what the file holds." in refused(coordinator, b"a\n1\n", kind="horoscopes")
    assert "Choose a file first." in words(coordinator.send(START, kind="visits", source="ehr").text)
    sent = coordinator.send(START, files={"file": ("x.csv", b"a\n1\n")}, kind="visits", source=" !")
    assert "Say which system the file is from" in words(sent.text)


def test_the_system_is_one_however_it_is_written(coordinator: Browser) -> None:
    upload(coordinator, PATIENTS)
    assert 'name="source" value="webpt"' in coordinator.read(START)


def test_a_known_system_tells_its_columns_and_what_is_not_known(coordinator: Browser) -> None:
    at = upload(
        coordinator,
        "Patient Account Number,Patient First Name,Patient Last Name,Patient DOB\n1,A,B,1/2/2019",
    )
    html = coordinator.read(at)
    assert columns_of(html)["column:birth_date"] == "Patient DOB"
    assert "To check with your own export. WebPT: The exact headers" in words(html)


def test_columns_that_do_not_suffice_go_no_further(coordinator: Browser) -> None:
    at = upload(coordinator, "A,B\n1,2\n")
    assert "preview" not in coordinator.get(at.replace("mapping", "preview")).headers["location"]
    answer = coordinator.send(at, **{"column:first": "A", "column:last": "no such"})
    assert answer.status_code == 422
    assert "No column gives the date of birth." in words(answer.text)
    assert coordinator.send(at.replace("mapping", "run")).status_code == 409


def test_dates_that_could_be_read_both_ways_are_asked_about(coordinator: Browser) -> None:
    at = upload(coordinator, "Patient ID,First Name,Last Name,DOB\n1,Theo,Marsh,04/11/2019\n", source="ours")
    html = coordinator.read(at)
    assert 'name="date_order"' in html
    preview = coordinator.go(at, date_order="day_first", **columns_of(html))
    assert "Nov 4, 2019" in coordinator.read(preview)
    assert "day_first" in coordinator.read(at), "it can still be changed"


def test_a_stopped_import_keeps_what_is_in_and_goes_on(
    clinic: SmallClinic, coordinator: Browser, site: Site
) -> None:
    base = begin(coordinator, PATIENTS)
    assert "Waiting for its turn" in coordinator.read(base)
    coordinator.go(f"{base}/stop")
    run_now(clinic, base)
    stopped = words(coordinator.read(base))
    assert "Stopped after 0 of 3 rows." in stopped
    assert "Not read yet 3" in stopped
    assert "stopped, 0 of 3 rows" in words(coordinator.read(START))
    coordinator.go(f"{base}/resume")
    run_now(clinic, base)
    assert "New 3" in words(coordinator.read(base))
    assert [act for act in site.acts(clinic.org_id) if act.startswith("import.")][-3:] == [
        "import.cancelled",
        "import.resumed",
        "import.finished",
    ]


def test_it_begins_once_and_its_columns_then_stand(clinic: SmallClinic, coordinator: Browser) -> None:
    base = begin(coordinator, PATIENTS)
    assert coordinator.send(f"{base}/run").status_code == 409
    assert coordinator.send(f"{base}/mapping", **{"column:first": "DOB"}).status_code == 409
    for stage in ("mapping", "preview"):
        assert coordinator.get(f"{base}/{stage}").headers["location"] == base
    run_now(clinic, base)
    again = begin(coordinator, PATIENTS)
    run_now(clinic, again)
    assert "Already known, unchanged 3" in words(coordinator.read(again))


def test_progress_is_sent_until_the_end(clinic: SmallClinic, coordinator: Browser) -> None:
    base = begin(coordinator, PATIENTS)
    run_now(clinic, base)
    stream = coordinator.read(f"{base}/live")
    assert stream.startswith("event: progress\n")
    assert "3 of 3" in stream
    assert stream.rstrip().endswith("event: done\ndata:")


@pytest.mark.parametrize(
    "role", ["therapist", "assistant", "biller", "front_desk", "compliance", "administrator"]
)
def test_others_bring_nothing_in(site: Site, clinic: SmallClinic, coordinator: Browser, role: str) -> None:
    base = upload(coordinator, PATIENTS).removesuffix("/mapping")
    stranger = site.browser(clinic.org_id, role)
    for path in (START, base, f"{base}/mapping", f"{base}/preview", f"{base}/live", f"{base}/errors.csv"):
        assert stranger.get(path).status_code == 403, path
    for path in (START, f"{base}/mapping", f"{base}/run", f"{base}/stop", f"{base}/resume"):
        assert stranger.send(path).status_code == 403, path


def test_another_clinic_finds_no_such_import(
    site: Site, database: WorkDatabase, coordinator: Browser
) -> None:
    base = upload(coordinator, PATIENTS).removesuffix("/mapping")
    elsewhere = site.browser(fresh_organisation(database), "director")
    assert "Patients with coverage, " not in words(elsewhere.read(START))
    for path in (base, f"{base}/mapping", f"{base}/preview", f"{base}/live", f"{base}/errors.csv"):
        assert elsewhere.get(path).status_code == 404, path
    for path in (f"{base}/mapping", f"{base}/run", f"{base}/stop", f"{base}/resume"):
        assert elsewhere.send(path).status_code == 404, path
    coordinator.read(f"{base}/mapping")


def test_set_up_says_what_is_known_and_what_is_missing(
    site: Site, database: WorkDatabase, clinic: SmallClinic
) -> None:
    director = site.browser(clinic.org_id, "director")
    known = words(director.read("/set-up"))
    assert "1 location done" in known
    assert 'href="/set-up/clinic"' in director.read("/set-up")
    assert "2 people who treat" in known
    assert "0 patients, 0 visits" in known
    assert f'href="{START}"' in director.read("/set-up")
    administrator = site.browser(fresh_organisation(database), "administrator")
    html = administrator.read("/set-up")
    assert "missing" in html
    assert f'href="{START}"' not in html
    assert site.browser(clinic.org_id, "therapist").get("/set-up").status_code == 403
