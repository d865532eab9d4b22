"""The Jinja environment: escaped, strict, one template folder per area."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import chartside
from chartside.platform.pages import filters

AssetUrl = Callable[[str], str]


def template_folders(package: Path | None = None) -> list[Path]:
    """The `templates/` folder of each area, sorted. `package` is the folder of `chartside`."""
    root = package or Path(chartside.__file__).parent
    return sorted([*root.glob("*/templates"), *root.glob("platform/*/templates")])


def build_environment(asset: AssetUrl, *more: Path) -> Environment:
    """An environment over all areas' templates.

    Args:
        asset: gives the address of a static file.
        more: further folders, searched first.
    """
    environment = Environment(
        loader=FileSystemLoader([*more, *template_folders()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters.FILTERS)
    environment.globals["asset"] = asset
    return environment
