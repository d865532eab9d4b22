"""The shipped word lists of `packs/phrases`, read once."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def pack_file(*parts: str) -> Traversable:
    """A file under `chartside/packs`."""
    return files("chartside").joinpath("packs", *parts)


def load_yaml(text: str) -> dict[str, Any]:
    """A YAML mapping, read with the safe loader, in C where there is one."""
    loaded: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 (both loaders are the safe one)
    return loaded


@cache
def phrases(name: str) -> dict[str, Any]:
    """One YAML file of `packs/phrases` by its name without the ending.

    Callers must not change what they get: it is shared.
    """
    text = pack_file("phrases", f"{name}.yaml").read_text(encoding="utf-8")
    return load_yaml(text)


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """A list of words in `packs/phrases/<name>.yaml`, whether written as text or as a YAML list."""
    value = phrases(name)[key]
    words = value.split() if isinstance(value, str) else value
    return frozenset(str(word).lower() for word in words)
