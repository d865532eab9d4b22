"""The outbound package: the exact files that will leave, named by hash in one canonical manifest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chartside.kernel.canonical import canonical_json, sha256_hex


@dataclass(frozen=True)
class PackageFile:
    """A file as it will leave. `name` holds no identifier of a patient."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        """64 hex digits over the bytes."""
        return sha256_hex(self.data)


@dataclass(frozen=True)
class PlannedEffect:
    """One delivery: which files go through which connector to which destination."""

    name: str
    connector: str
    destination: str
    files: tuple[PackageFile, ...]


@dataclass(frozen=True)
class Package:
    """What a person signs: a manifest over the content and every file, and the files themselves."""

    manifest: bytes
    files: tuple[PackageFile, ...]

    @property
    def sha256(self) -> str:
        """The hash that is signed."""
        return sha256_hex(self.manifest)


def build_package(
    proposal_id: UUID, kind: str, version: int, content: dict[str, Any], effects: Sequence[PlannedEffect]
) -> Package:
    """The canonical manifest of one version.

    Raises:
        ValueError: no effect, two effects with one name, or one file name with two contents.
    """
    files: dict[str, PackageFile] = {}
    for effect in effects:
        for file in effect.files:
            if files.setdefault(file.name, file).sha256 != file.sha256:
                raise ValueError(f"two different files are named {file.name}")
    if not effects or len({effect.name for effect in effects}) != len(effects):
        raise ValueError("a package needs effects with different names")
    manifest = {
        "proposal": str(proposal_id),
        "kind": kind,
        "version": version,
        "content_sha256": sha256_hex(canonical_json(content)),
        "effects": [_effect_entry(effect) for effect in effects],
    }
    return Package(canonical_json(manifest), tuple(files.values()))


def _effect_entry(effect: PlannedEffect) -> dict[str, Any]:
    return {
        "name": effect.name,
        "connector": effect.connector,
        "destination": effect.destination,
        "files": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "size_bytes": len(file.data),
                "sha256": file.sha256,
            }
            for file in effect.files
        ],
    }
