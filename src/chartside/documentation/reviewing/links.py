"""Which sentences of a foreign text speak of which activity, beyond what the verifier needed as evidence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chartside.drafting.language.words import stems
from chartside.drafting.verifier.meaning import free_stems
from chartside.kernel.facts import Fact

# A sentence that shares this much of the words of an activity speaks of it.
_SHARE = 0.5


def linked(text: str, facts: Iterable[Fact], found: Sequence[str]) -> tuple[str, ...]:
    """The facts that were found for a sentence, and the activities that it names by most of their words."""
    said = set(stems(text))
    more = [fact.id for fact in facts if fact.kind == "activity" and _names(said, fact.value)]
    return tuple(dict.fromkeys([*found, *more]))


def _names(said: set[str], value: Mapping[str, Any]) -> bool:
    wanted = set(stems(str(value.get("activity", "")))) - free_stems()
    shared = len(wanted & said)
    return bool(wanted) and shared >= _SHARE * len(wanted)
