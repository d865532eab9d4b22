"""How one kind of import job wants its packages laid out: a YAML file per way, no identifiers in any name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

_FOLDER = Path(__file__).with_name("profiles")
_PLACES = {"kind", "site", "month"}
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,119}")
# The device names that Windows shares refuse, whatever the ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Profile:
    """One way to lay out a package.

    Attributes:
        subfolders: folders between the destination and the package; may hold `{kind}`, `{site}` and
            `{month}`, which
            the destination then must give.
        file_name: name of each delivered file; `{name}` is the signed name, `{key}` the package's key.
        ready_file: name of an empty file put beside the others, or empty for none.
    """

    name: str
    title: str
    use_when: str
    subfolders: str = ""
    file_name: str = "{name}"
    ready_file: str = ""

    def __post_init__(self) -> None:
        """Refuse a layout that could leave the folder or name a patient."""
        _allow_places(self.subfolders, _PLACES)
        _allow_places(self.file_name, {"name", "key"})
        if "{name}" not in self.file_name:
            raise ValueError(
                f"profile {self.name}: file_name must hold {{name}}, or files would overwrite each other"
            )
        if self.ready_file:
            plain_name(self.ready_file)

    def folders(self, destination: Mapping[str, object]) -> tuple[str, ...]:
        """The folder names between destination and package.

        Raises:
            ValueError: the destination lacks a value, or one that is no plain folder name.
        """
        if not self.subfolders:
            return ()
        wanted = [place for _, place, _, _ in Formatter().parse(self.subfolders) if place]
        missing = [place for place in wanted if place not in destination]
        if missing:
            raise ValueError(f"profile {self.name} needs {', '.join(missing)} in the destination")
        values = {place: plain_name(str(destination[place])) for place in wanted}
        return tuple(plain_name(part) for part in self.subfolders.format(**values).split("/"))

    def delivered_name(self, key: str, name: str) -> str:
        """The name under which a signed file is delivered.

        Raises:
            ValueError: the result is no plain file name.
        """
        return plain_name(self.file_name.format(key=key, name=name))


def plain_name(name: str) -> str:
    """The name itself, if it is harmless as a file or folder name on every system.

    Letters, digits, `_`, `.` and `-`, at most 120.

    Raises:
        ValueError: it is empty, hidden, too long, reserved, or could lead out of its folder.
    """
    if not _PLAIN.fullmatch(name) or name.endswith(".") or _RESERVED.fullmatch(name):
        raise ValueError(f"not a plain file or folder name: {name!r}")
    return name


def load_profile(name: str) -> Profile:
    """The shipped profile of that name.

    Raises:
        ValueError: there is none.
    """
    profiles = shipped_profiles()
    if name not in profiles:
        raise ValueError(f"no export profile {name!r}; there are {', '.join(profiles)}")
    return profiles[name]


@cache
def shipped_profiles() -> dict[str, Profile]:
    """Every shipped profile by name."""
    found = [read_profile(file) for file in sorted(_FOLDER.glob("*.yaml"))]
    return {profile.name: profile for profile in found}


def read_profile(file: Path) -> Profile:
    """Read one profile.

    Raises:
        ValueError: a field is unknown, missing or no text.
    """
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    known = {field.name for field in fields(Profile)}
    if not isinstance(entries, dict) or set(entries) - known:
        raise ValueError(f"{file.name}: unknown fields {sorted(set(entries) - known)}")
    if not all(isinstance(value, str) for value in entries.values()):
        raise ValueError(f"{file.name}: every field is text")
    if entries.get("name") != file.stem:
        raise ValueError(f"{file.name}: the name inside must be the name of the file")
    return Profile(**entries)


def _allow_places(pattern: str, allowed: set[str]) -> None:
    for _, place, form, conversion in Formatter().parse(pattern):
        if place is not None and (place not in allowed or form or conversion):
            raise ValueError(f"{pattern!r}: only {', '.join(sorted(allowed))} may stand in braces")
