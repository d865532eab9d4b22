"""Two thousand random histories of proposals, on the product's decisions and plain dictionaries."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chartside.review.model import Status
from tests.laws.acts import Act, acts, play
from tests.laws.memory import MemoryWorld


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(acts(), min_size=5, max_size=60), idempotent=st.booleans())
def test_the_laws_hold_in_every_history(history: list[Act], idempotent: bool) -> None:
    play(MemoryWorld(idempotent=idempotent), history)


def test_the_histories_go_everywhere() -> None:
    """A property that never signs proves nothing: the same strategy reaches every status of both diagrams."""
    seen: Counter[str] = Counter()

    @settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(history=st.lists(acts(), min_size=30, max_size=60), idempotent=st.booleans())
    def wander(history: list[Act], idempotent: bool) -> None:
        world = MemoryWorld(idempotent=idempotent)
        play(world, history)
        for proposal in range(world.count()):
            state = world.state(proposal)
            seen[state.status] += 1
            seen.update(f"effect {effect.status}" for effect in state.effects)
            seen.update(["cosigned"] if len(state.signatures) == 2 else [])

    wander()
    final = set(Status) - {Status.SIGNED}  # the machines catch up at the end, so nothing stays merely signed
    reached = {status for status in final if seen[status]}
    assert reached == final, f"never reached: {final - reached}"
    assert seen["cosigned"]
    assert seen["effect unknown"]
    assert seen["effect delivered"]
