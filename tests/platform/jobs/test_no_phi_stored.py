"""The job tables are readable, so nothing about a person may get into them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from chartside.kernel.errors import Permanent, Temporary
from chartside.platform.jobs.arguments import UnsafeArgumentError, checked_key, stored
from chartside.platform.jobs.outcomes import JobFailed, Outcome
from chartside.platform.jobs.registry import Registry, Retry
from chartside.platform.jobs.runtime import Runtime
from chartside.platform.tenancy import WorkDatabase
from tests.conftest import WorkFactory
from tests.platform.jobs.conftest import StartWorker

FIXED = UUID("0199f3a1-5f0e-7c11-9d2b-6a1f00000001")
PLANTED = ("Marisol", "Quintanar", "1958-03-12", "99812345", "555-0142")
SENTENCE = "Marisol Quintanar, born 1958-03-12, record 99812345, phone 555-0142"


class OddError(Exception):
    """Carries data in every way that an exception can."""

    code = SENTENCE
    data = {"patient": SENTENCE}  # noqa: RUF012
    details = SENTENCE


@pytest.mark.parametrize("kind", [Permanent, Temporary, ValueError, OddError, KeyError, UnicodeError])
def test_a_failing_job_leaves_no_identifier_behind(
    kind: type[Exception],
    work: WorkFactory,
    database: WorkDatabase,
    jobs: Registry,
    start_worker: StartWorker,
    capfd: pytest.CaptureFixture[str],
) -> None:
    @jobs.job("test.fail", retry=Retry(attempts=2, first=timedelta(milliseconds=5)))
    def fail(runtime: Runtime, org_id: UUID) -> None:
        raise kind(SENTENCE) from LookupError(SENTENCE)

    with work() as w:
        w.enqueue("test.fail", "fail")
    start_worker().wait_idle(delayed=True)
    stored_texts = everything_in_schema_jobs(database)
    assert kind.__name__ in stored_texts
    assert [word for word in PLANTED if word in stored_texts] == []


def everything_in_schema_jobs(database: WorkDatabase) -> str:
    texts: list[str] = []
    with database.jobs_engine.connect() as connection:
        for table in connection.scalars(
            text("select tablename from pg_tables where schemaname = 'jobs'")
        ).all():
            texts += connection.scalars(text(f'select t::text from jobs."{table}" t')).all()
    assert any("test.fail" in row for row in texts)
    return "\n".join(texts)


def test_a_value_that_a_job_returns_is_not_kept(
    work: WorkFactory, database: WorkDatabase, jobs: Registry, start_worker: StartWorker
) -> None:
    def returns_a_name(runtime: Runtime, org_id: UUID) -> str:
        return SENTENCE

    # The declared type forbids it, and so must the run.
    jobs.job("test.fail")(returns_a_name)  # type: ignore[type-var]
    with work() as w:
        w.enqueue("test.fail", "returns")
    start_worker().wait_idle()
    assert [word for word in PLANTED if word in everything_in_schema_jobs(database)] == []


def test_the_text_of_a_failed_job_is_its_type_and_code() -> None:
    assert str(JobFailed(Outcome.of(OddError(SENTENCE)))) == f"{__name__}.OddError"
    coded = Permanent("There is no folder for Marisol.", code="no_folder")
    assert str(JobFailed(Outcome.of(coded))) == "chartside.kernel.errors.Permanent no_folder"


@pytest.mark.parametrize("safe", [FIXED, 0, 202611, "charge_file", "a" * 40, "0" * 64, str(FIXED)])
def test_ids_and_short_words_may_be_stored(safe: UUID | int | str) -> None:
    assert str(stored(safe)) == str(safe)


@pytest.mark.parametrize(
    "unsafe",
    [
        "Marisol",
        "marisol quintanar",
        "1958-03-12",
        "99812345",
        99_812_345,
        5_550_142,
        -1,
        "",
        "a" * 41,
        None,
        1.5,
    ],
)
def test_what_could_be_about_a_person_may_not(unsafe: object) -> None:
    with pytest.raises(UnsafeArgumentError) as caught:
        stored(unsafe)  # type: ignore[arg-type]
    assert str(unsafe) not in str(caught.value) or unsafe == ""


@given(st.text().filter(lambda text: any(letter.isupper() or letter.isspace() for letter in text)))
def test_names_and_sentences_are_refused_as_arguments_and_keys(words: str) -> None:
    with pytest.raises(UnsafeArgumentError):
        stored(words)
    with pytest.raises(UnsafeArgumentError):
        checked_key(f"deliver:{words}")


def test_a_key_is_made_of_ids_and_words() -> None:
    effect = uuid4()
    assert checked_key(f"deliver:{effect}:2") == f"deliver:{effect}:2"
    for key in ("deliver:99812345", "a" * 301, ":", "deliver:Marisol", f"deliver:{effect}~2"):
        with pytest.raises(UnsafeArgumentError):
            checked_key(key)
