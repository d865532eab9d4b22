"""The demo clinic comes in through the import that a clinic uses."""

from datetime import date

import pytest
import sqlalchemy as sa

from chartside.clinic.imports import run_import, start_import
from chartside.clinic.overlays import pack_set
from chartside.clinic.tables import Visit
from chartside.demo.generate import export
from chartside.demo.load import LOADER, SOURCE, LoadedDemo, load_demo
from chartside.platform.events.tables import Event
from chartside.platform.tenancy import WorkDatabase


@pytest.fixture(scope="module")
def demo(database: WorkDatabase) -> LoadedDemo:
    return load_demo(database)


def test_everything_comes_in(demo):
    assert [run.created for run in demo.imports] == [run.total for run in demo.imports]
    assert [run.kind for run in demo.imports] == ["patients", "plans", "goals", "visits", "goal_measures"]


def test_what_is_loaded_is_not_loaded_again(database, demo):
    assert load_demo(database) == demo


def test_a_file_brought_in_again_changes_nothing(database, demo):
    with database.work(demo.org_id, LOADER) as work:
        import_id = start_import(work, export()["visits.csv"], "visits", source=SOURCE)
    progress = run_import(database, demo.org_id, import_id, LOADER)
    assert progress.unchanged == progress.total


def test_its_history_raises_no_events(database, demo):
    with database.work(demo.org_id, LOADER) as work:
        assert work.session.scalars(sa.select(Event.name).where(Event.subject_type == "visit")).all() == []
        assert work.session.scalar(sa.select(sa.func.count()).where(Visit.coverage_id.is_(None))) == 0


def test_its_payers_are_settled_by_name(database, demo):
    with database.work(demo.org_id, LOADER) as work:
        packs = pack_set(work)
    for payer, setting, value in (
        ("medicare_advantage", "assistant_modifier", "required"),
        ("medicaid", "unit_rule", "cms_8_minute"),
        ("copperfen", "unit_rule", "ama_midpoint_per_code"),
    ):
        found = packs.payer(payer).setting(setting, date(2026, 11, 20))
        assert found is not None
        assert found.value == value


def test_its_people_can_be_given_accounts(demo):
    dana = demo.person("dwhitfield")
    assert (dana.display_name, dana.roles) == ("Dana Whitfield, OTR/L", frozenset({"therapist"}))
    assert len({person.email for person in demo.people}) == len(demo.people)
