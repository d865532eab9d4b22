"""The vendors' side of both protocols, on the loopback: every way of failing that we know."""

from chartside.drafting.writers.simulator.behaviours import Reply
from chartside.drafting.writers.simulator.server import ModelSimulator

__all__ = ["ModelSimulator", "Reply"]
