"""Walks a chart, whatever its shape, and says of each value what it is."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from chartside.privacy.lexicon import members

OTHER, IGNORED = "other", ""


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...], str]]:  # noqa: ANN401 - open
    """Every value of a chart with its kind (`name`, `date`, `mrn`, ... or `other`) and its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, str(key)))
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield from leaves(inner, path)
    elif value is not None and not isinstance(value, bool):
        kind = kind_of(path)
        text = str(value).strip()
        if kind != IGNORED and text:
            yield kind, path, text


@lru_cache(maxsize=1024)
def kind_of(path: tuple[str, ...]) -> str:
    """The kind of a member by its path, innermost name first; empty for one that identifies nobody."""
    table = members()
    weak = OTHER
    for key in reversed(path):
        words = key.lower().replace("-", "_").split("_")
        if key.lower() in table.ignored:
            return IGNORED
        if key.lower() in table.kinds and key.lower() not in table.lists["transparent"]:
            return table.kinds[key.lower()]
        for word in reversed(words):
            if word in table.lists["transparent"]:
                weak = table.kinds.get(word, weak)
            elif word in table.kinds:
                return table.kinds[word]
        if words[-1] not in table.lists["transparent"] and set(words) & table.ignored:
            return IGNORED
    return weak
