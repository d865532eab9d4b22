"""Files come in once, whole, and every row is accounted for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chartside.clinic.chart import patient_chart
from chartside.clinic.imports import (
    Progress,
    cancel_import,
    import_progress,
    import_runs,
    preview_import,
    refused_rows,
    refused_rows_csv,
    resume_import,
    run_chunk,
    run_import,
    start_import,
)
from chartside.clinic.search import find_patients
from chartside.clinic.tables import Coverage, GoalMeasure, Patient, Visit
from chartside.interchange.tables import Mapping, read_table
from chartside.interchange.tables.dates import DateOrder
from chartside.kernel.errors import NotFound, Refused
from chartside.kernel.ids import new_id
from chartside.platform.crypto.tables import DataKey
from chartside.platform.events.tables import Event
from chartside.platform.tenancy import Work
from tests.clinic.conftest import MEASURES, PATIENTS, PLANS, SYSTEM, VISITS
from tests.conftest import WorkFactory


def counts(progress: Progress) -> tuple[int, int, int, int]:
    assert progress.created + progress.updated + progress.unchanged + progress.refused == progress.done
    return progress.created, progress.updated, progress.unchanged, progress.refused


def events(work: Work) -> list[str]:
    return sorted(work.session.scalars(sa.select(Event.name).where(Event.name.not_like("organisation%"))))


def test_the_same_file_twice_changes_nothing(full_clinic):
    for kind, text in (
        ("patients", PATIENTS),
        ("plans", PLANS),
        ("visits", VISITS),
        ("goal_measures", MEASURES),
    ):
        again = full_clinic.bring_in(kind, text)
        assert counts(again) == (0, 0, again.total, 0)


def test_a_changed_row_updates(full_clinic, work):
    changed = full_clinic.bring_in("patients", PATIENTS.replace("Theo,Marsh", "Theo,Marshall"))
    assert counts(changed) == (0, 1, 2, 0)
    with work() as w:
        assert find_patients(w, "marsh").patients == ()
        assert [found.name for found in find_patients(w, "marshall").patients] == ["Theo Marshall"]


def test_a_changed_patient_leaves_no_old_key(full_clinic, work):
    with work() as w:
        before = w.session.scalar(sa.select(sa.func.count()).select_from(DataKey))
    full_clinic.bring_in("patients", PATIENTS.replace("Theo,Marsh", "Theo,Marshall"))
    with work() as w:
        after = w.session.scalar(sa.select(sa.func.count()).select_from(DataKey))
    assert after == before + 1  # the sealed file itself


def test_rows_that_cannot_be_read_are_kept_with_their_reasons(clinic, work):
    text = PATIENTS + (
        "4,Nora,Finch,31/31/2017,F,,,,,\n"
        "5,,Finch,08/30/2017,F,,,,,\n"
        "6,Jun,Ito,02/09/2017,M,,,Nobody's Plan,X,\n"
        "7,Mila,Soto,12/01/2018,F,,,,,,spare\n"
        '8,"Lina,Hartwig,03/19/2021,F,,,,,\n'
        "9,Bo,Janssen,01/16/2031,M,,,,,\n"
    )
    progress = clinic.bring_in("patients", text)
    assert counts(progress) == (3, 0, 0, 6)
    with work() as w:
        kept = refused_rows(w, progress.import_id)
        assert [row.codes for row in kept] == [
            ("not_a_date",), ("missing",), ("unknown_payer",), ("too_many_cells",), ("unclosed_quote",),
            ("date_too_late",),
        ]  # fmt: skip
        assert kept[0].columns == ("DOB",)
        assert kept[0].cells["Last Name"] == "Finch"
        assert kept[0].line == 5
        table = read_table(refused_rows_csv(w, progress.import_id))
        rows = list(table.rows())
    assert table.headers[:4] == ("Line", "Problem", "Patient ID", "First Name")
    assert len(rows) == 6
    assert "31/31/2017" in rows[0].cells["Problem"]


def test_visits_that_name_nobody_are_refused(clinic, work):
    clinic.bring_in("patients", PATIENTS)
    text = VISITS + (
        'B1,99,11/20/2026,10:00 AM,10:45 AM,"Whitfield, Dana",Completed,,\n'
        "B2,1,11/20/2026,10:00 AM,10:45 AM,Nobody,Completed,,\n"
        "B3,1,11/20/2026,10:00 AM,10:45 AM,Marta Oyelaran,Completed,,\n"
        "B4,1,11/20/2026,10:00 AM,9:45 AM,Dana Whitfield,Completed,,\n"
        "B5,1,11/20/2026,10:00 AM,,Dana Whitfield,Completed,,\n"
        "B6,1,11/20/2026,10:00 AM,10:45 AM,Dana Whitfield,Lost,,\n"
        "B7,1,03/08/2026,2:30 AM,3:30 AM,Dana Whitfield,Completed,,\n"
    )
    progress = clinic.bring_in("visits", text)
    assert counts(progress) == (5, 0, 0, 7)
    with work() as w:
        assert [row.codes for row in refused_rows(w, progress.import_id)] == [
            ("unknown_patient",), ("unknown_provider",), ("not_a_clinician",), ("dates_in_wrong_order",),
            ("missing",), ("unknown_visit_status",), ("no_such_time",),
        ]  # fmt: skip


def test_a_value_never_crosses_from_one_patient_to_another(full_clinic, work):
    text = "Appointment ID,Goal ID,Value\nA3,G1,5\nA1,G2,9\nA1,G9,1\nA9,G1,1\n"
    progress = full_clinic.bring_in("goal_measures", text)
    assert counts(progress) == (0, 0, 0, 4)
    with work() as w:
        assert [row.codes[0] for row in refused_rows(w, progress.import_id)] == [
            "other_patient", "beyond_total", "unknown_goal", "unknown_visit",
        ]  # fmt: skip


def test_a_row_twice_in_one_file_is_made_once(clinic, work):
    clinic.bring_in("patients", PATIENTS)
    lines = VISITS.splitlines()
    doubled = "\n".join([lines[0], lines[2], lines[2].replace("Completed", "No show"), lines[2]])
    assert counts(clinic.bring_in("visits", doubled)) == (1, 2, 0, 0)
    with work() as w:
        assert w.session.scalars(sa.select(Visit.status)).all() == ["completed"]


def test_what_happened_is_announced(clinic, work):
    clinic.bring_in("patients", PATIENTS)
    clinic.bring_in("visits", VISITS)
    with work() as w:
        assert events(w) == ["visit.completed"] * 3
    clinic.bring_in("visits", VISITS.replace("Scheduled", "Late cancel"))
    with work() as w:
        assert events(w) == ["visit.cancelled"] + ["visit.completed"] * 3


def test_history_is_not_announced(clinic, work):
    clinic.bring_in("patients", PATIENTS, announces=False)
    clinic.bring_in("visits", VISITS, announces=False)
    with work() as w:
        assert events(w) == []


def test_a_new_card_ends_the_old_coverage(full_clinic, work):
    changed = PATIENTS.replace("Bluestem Medicaid,BSM1,01/01/2026", "Harrow Mutual,HMU 9,11/01/2026")
    full_clinic.bring_in("patients", changed)
    with work() as w:
        rows = w.session.execute(
            sa.select(Coverage.starts, Coverage.ends)
            .order_by(Coverage.starts)
            .where(Coverage.starts.is_not(None))
        ).all()
        assert (date(2026, 1, 1), date(2026, 10, 31)) in [tuple(row) for row in rows]
        assert (date(2026, 11, 1), None) in [tuple(row) for row in rows]
        assert "coverage.changed" in events(w)


def test_a_note_signed_here_stays_signed_when_the_chart_system_does_not_know_it_yet(full_clinic, work):
    with work() as unit:
        visit = unit.session.scalars(sa.select(Visit).where(Visit.source_id == "A2")).one()
        visit.note_signed_at = unit.clock.now()
    assert counts(full_clinic.bring_in("visits", VISITS.replace('10:45 AM,"Dana', '10:50 AM,"Dana')))[1] == 1
    with work() as unit:
        assert unit.session.scalars(sa.select(Visit).where(Visit.source_id == "A2")).one().note_signed_at


def test_an_emptied_cell_takes_guardian_and_coverage_back(full_clinic, work):
    emptied = PATIENTS.replace("Annika Marsh,Bluestem Medicaid,BSM1", ",,")
    assert counts(full_clinic.bring_in("patients", emptied)) == (0, 1, 2, 0)
    with work() as w:
        theo = find_patients(w, "marsh").patients[0]
        chart = patient_chart(w, theo.patient_id)
        assert "coverage.changed" in events(w)
    assert chart.contacts == ()
    assert [coverage.ends for coverage in chart.coverages] == [date(2026, 11, 20)]


def test_a_column_that_a_file_lacks_takes_nothing_back(full_clinic, work):
    short = "Patient ID,First Name,Last Name,DOB\n1,Theo,Marsh,04/11/2019\n2,Ada,Kessler,06/23/2018\n"
    full_clinic.bring_in("patients", short)
    with work() as w:
        chart = patient_chart(w, find_patients(w, "marsh").patients[0].patient_id)
    assert [contact.name for contact in chart.contacts] == ["Annika Marsh"]
    assert [coverage.ends for coverage in chart.coverages] == [None]


def test_a_visit_gets_the_coverage_of_its_day(full_clinic, work):
    with work() as w:
        rows = dict(w.session.execute(sa.select(Visit.source_id, Visit.coverage_id)).all())
    assert rows["A1"] == rows["A2"]
    assert rows["A1"] is not None


def test_it_can_be_cancelled_and_resumed(clinic, work):
    import_id = clinic.start("patients", PATIENTS)
    with work() as w:
        assert run_chunk(w, import_id, size=1).words == "1 of 3 rows"
    with work() as w:
        cancel_import(w, import_id)
    stopped = run_import(clinic.database, clinic.org_id, import_id, SYSTEM)
    assert (stopped.done, stopped.status) == (1, "cancelled")
    with work() as w:
        resume_import(w, import_id)
    finished = run_import(clinic.database, clinic.org_id, import_id, SYSTEM)
    assert counts(finished) == (3, 0, 0, 0)
    assert finished.status == "finished"
    with work() as w:
        assert import_runs(w)[0] == finished
        assert cancel_import(w, import_id).status == "finished"


def test_two_workers_at_once_bring_each_row_in_once(clinic, work):
    clinic.bring_in("patients", PATIENTS)
    header, first = VISITS.splitlines()[:2]
    text = "\n".join([header, *(first.replace("A1", f"A{number}") for number in range(600))])
    import_id = clinic.start("visits", text)
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(run_import, clinic.database, clinic.org_id, import_id, SYSTEM) for _ in range(2)]
        assert [counts(run.result()) for run in runs] == [(600, 0, 0, 0)] * 2
    with work() as w:
        assert w.session.scalar(sa.select(sa.func.count()).select_from(Visit)) == 600


def lose_power(work: WorkFactory, import_id: UUID) -> None:
    with work() as w:
        run_chunk(w, import_id, size=2)
        raise ZeroDivisionError


def test_a_chunk_that_fails_leaves_no_trace(clinic, work):
    import_id = clinic.start("patients", PATIENTS)
    with pytest.raises(ZeroDivisionError):
        lose_power(work, import_id)
    with work() as w:
        assert import_progress(w, import_id).done == 0
        assert w.session.scalars(sa.select(Patient.id)).all() == []
    assert counts(run_import(clinic.database, clinic.org_id, import_id, SYSTEM)) == (3, 0, 0, 0)


def test_preview_shows_values_and_problems_and_changes_nothing(clinic, work):
    text = PATIENTS + "4,Nora,Finch,31/31/2017,F,,,,,\n5,Jun,Ito,02/09/2017,M,,,Nobody,X,\n"
    with work() as w:
        preview = preview_import(w, text.encode(), "patients", source="ehr")
        assert w.session.scalars(sa.select(Patient.id)).all() == []
    assert preview.total == 5
    assert not preview.blocks
    assert preview.mapping.date_order is DateOrder.MONTH_FIRST
    assert preview.rows[0].values["birth_date"] == date(2019, 4, 11)
    assert [row.problems[0].code for row in preview.rows if row.problems] == ["not_a_date", "unknown_payer"]


def test_a_date_order_nobody_can_know_is_said(clinic, work):
    text = "Patient ID,First Name,Last Name,DOB\n1,Theo,Marsh,04/11/2019\n"
    with work() as w:
        preview = preview_import(w, text.encode(), "patients", source="ehr")
    assert [problem.code for problem in preview.problems] == ["date_order_assumed"]


def test_an_import_without_its_columns_does_not_start(clinic):
    with pytest.raises(Refused, match="date of birth"):
        clinic.start("patients", "Patient ID,First Name,Last Name\n1,Theo,Marsh\n")
    with pytest.raises(Refused, match="no rows"):
        clinic.start("patients", "")
    with pytest.raises(Refused, match="no column 'Gone'"):
        clinic.start("patients", PATIENTS, Mapping({"source_id": "Gone"}))


def test_an_unknown_import_is_not_found(clinic, work):
    with work() as w, pytest.raises(NotFound):
        run_chunk(w, new_id())


def test_the_record_keeps_no_readable_name(full_clinic):
    secrets = [b"Marsh", b"marsh", b"2019-04-11", b"04/11/2019", b"BSM1", b"Annika", b"+15555550102"]
    with full_clinic.database.transaction(full_clinic.org_id) as session:
        tables = (
            "patient",
            "patient_token",
            "contact",
            "coverage",
            "import_run",
            "import_row_error",
            "goal",
            "event",
        )
        for table in tables:
            dump = "\n".join(str(row) for row in session.execute(sa.text(f"select * from {table}")))
            assert not [secret for secret in secrets if secret.decode() in dump], table


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet='1A,"\n/: ', max_size=40), max_size=6))
def test_whatever_a_file_holds_each_row_is_counted(clinic, lines):
    text = VISITS.splitlines()[0] + "\n" + "\n".join(lines)
    try:
        import_id = clinic.start("visits", text)
    except Refused:
        return
    progress = run_import(clinic.database, clinic.org_id, import_id, SYSTEM)
    assert sum(counts(progress)) == progress.total == len(list(read_table(text.encode()).rows()))


def test_measures_are_written_once(full_clinic, work):
    assert counts(full_clinic.bring_in("goal_measures", MEASURES.replace("G1,8", "G1,9"))) == (0, 1, 1, 0)
    with work() as w:
        assert sorted(w.session.scalars(sa.select(GoalMeasure.value))) == [2, 9]
        with pytest.raises(KeyError):
            start_import(w, b"a\n1\n", "nothing", source="ehr")
