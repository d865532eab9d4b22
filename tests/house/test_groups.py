"""Tests that share a running house stay with one worker: the runner honours their group."""

import pytest

pytestmark = pytest.mark.xdist_group("house")


def test_a_group_is_known_to_the_runner(request: pytest.FixtureRequest) -> None:
    """pytest-xdist marks a grouped test in its id; a release of pytest that loses the mark scatters the group."""
    if request.config.getoption("loadgroup", default=False):
        assert request.node.nodeid.endswith("@house")
