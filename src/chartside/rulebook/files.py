"""Reading the packs' YAML files."""

from importlib.resources.abc import Traversable
from typing import Any

import yaml

# The C loader of the same library is ten times faster; wheels have it, a build without libyaml does not.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(place: Traversable) -> dict[str, Any]:
    """A YAML file that holds one mapping.

    Raises:
        ValueError: the file holds something else.
    """
    read = yaml.load(place.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both loaders are safe ones
    if not isinstance(read, dict):
        raise ValueError(f"{place.name} holds no mapping")  # noqa: TRY004 - the content is wrong, not a caller
    return read
