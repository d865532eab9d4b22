"""What the machine and the installation offer: Python, packages, disk, documents, a browser."""

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path

from chartside.platform.operations.answers import Answer, failure, note, ok, warning

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)
_MODEL_CLIENTS = ("anthropic", "openai")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

_GIB = 1 << 30
_FULL_BELOW, _TIGHT_BELOW = 1 * _GIB, 5 * _GIB
_REINSTALL = "make setup (or: pip install chartside)"


def look_at_machine(data_dir: Path) -> Iterator[Answer]:
    """All answers of this part."""
    yield python_version(sys.version_info[:2])
    yield packages(requires("chartside") or [])
    yield disk(data_dir)
    yield documents()
    yield browser()
    yield model_clients()


def python_version(running: tuple[int, int]) -> Answer:
    """Whether the running Python is one that the product is tested on."""
    says = "{}.{}".format(*running)
    if running < OLDEST_PYTHON:
        return failure("Python", says, "Install Python 3.11, 3.12 or 3.13 and set up again.")
    if running > NEWEST_PYTHON:
        return warning("Python", f"{says}, newer than tested", "Python 3.11 to 3.13 are tested.")
    return ok("Python", says)


def packages(requirements: Sequence[str]) -> Answer:
    """Whether every package that the product declares is here. Extras are not required."""
    required = [line for line in requirements if "extra ==" not in line]
    names = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in required]
    missing = [name for name in names if not _installed(name)]
    if missing:
        return failure("Packages", f"missing: {', '.join(sorted(missing))}", _REINSTALL)
    return ok("Packages", f"{len(names)} installed")


def disk(data_dir: Path) -> Answer:
    """How much room the data folder has."""
    place = data_dir.expanduser().absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    says = f"{free / _GIB:.1f} GiB free for {data_dir}"
    remedy = "Free some space, or set CHARTSIDE_DATA_DIR to a folder on a larger disk."
    if free < _FULL_BELOW:
        return failure("Disk", says, remedy)
    return warning("Disk", says, remedy) if free < _TIGHT_BELOW else ok("Disk", says)


def model_clients() -> Answer:
    """Whether the clients of the model vendors are here; without them the built-in writer drafts."""
    missing = [name for name in _MODEL_CLIENTS if not _installed(name)]
    if missing:
        return note(
            "Model writers", "off; the built-in writer drafts", "To use one: pip install chartside[models]"
        )
    return ok("Model writers", "the vendors' clients are installed")


def documents() -> Answer:
    """Whether PDFs can be set: Typst and the product's own fonts."""
    if not _installed("typst"):
        return failure("Documents", "the typst package is missing, so no note can become a PDF", _REINSTALL)
    folder = files("chartside").joinpath("interchange", "paper", "fonts")
    entries = folder.iterdir() if folder.is_dir() else ()
    fonts = [entry.name for entry in entries if entry.name.endswith((".ttf", ".otf"))]
    if not fonts:
        return failure("Documents", "the product's fonts are missing", _REINSTALL)
    return ok("Documents", f"Typst {version('typst')}, {len(fonts)} fonts")


def browser() -> Answer:
    """Whether the browser tests could run here; nothing else needs one on the server."""
    found = next((name for name in BROWSERS if shutil.which(name)), None)
    if found is None:
        says = "none; the browser tests are skipped"
        return note("Browser for tests", says, "Debian: apt-get install chromium")
    return ok("Browser for tests", found)


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
