"""A simulated model on the loopback."""

from collections.abc import Iterator

import pytest

from chartside.drafting.writers.simulator import ModelSimulator
from chartside.drafting.writers.simulator.behaviours import plain


@pytest.fixture(scope="module")
def running() -> Iterator[ModelSimulator]:
    with ModelSimulator().running() as one:
        yield one


@pytest.fixture
def model(running: ModelSimulator) -> ModelSimulator:
    """Faithful until a test says otherwise."""
    running.behave(plain)
    return running
