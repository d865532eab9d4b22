"""The demo clinic comes in through the import that a clinic uses."""

import pytest

from chartside.demo.load import LoadedDemo, load_demo
from chartside.platform.tenancy import WorkDatabase


@pytest.fixture(scope="module")
def demo(database: WorkDatabase) -> LoadedDemo:
    return load_demo(database)


def test_everything_comes_in(demo):
    assert {run.kind: run.created for run in demo.imports} == {run.kind: run.total for run in demo.imports}


def test_loading_again_changes_nothing(database, demo):
    again = load_demo(database)
    assert {run.kind: run.unchanged for run in again.imports} == {
        run.kind: run.total for run in again.imports
    }
