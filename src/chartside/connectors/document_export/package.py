"""What stands in a delivered folder: the signed files, unchanged, and a manifest that names their hashes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chartside.connectors.document_export.profiles import Profile, plain_name
from chartside.kernel.canonical import canonical_json, sha256_hex
from chartside.review.ports import OutboundFile

MANIFEST = "manifest.json"
FORMAT = "chartside-package/1"


@dataclass(frozen=True)
class Package:
    """A package laid out by a profile.

    Attributes:
        folder_name: name of its folder, which follows from the key alone.
        contents: every file by delivered name, the manifest included.
        manifest_sha256: hash of the manifest; two packages with the same one hold the same bytes.
    """

    folder_name: str
    contents: Mapping[str, bytes]
    manifest_sha256: str


def lay_out(key: str, files: Sequence[OutboundFile], profile: Profile) -> Package:
    """Lay a package out.

    Raises:
        ValueError: the key or a name cannot be a file name, two files share a name, there is none, or the
            bytes of
            one do not have its hash.
    """
    if not files:
        raise ValueError("the package holds no file")
    folder_name = folder_name_of(key)
    contents: dict[str, bytes] = {}
    entries = []
    for file in files:
        if sha256_hex(file.data) != file.sha256:
            raise ValueError(f"{file.name} is not the file that was signed: its hash differs")
        delivered = profile.delivered_name(folder_name, plain_name(file.name))
        if delivered.casefold() in {name.casefold() for name in (*contents, MANIFEST, profile.ready_file)}:
            raise ValueError(f"two files would be delivered as {delivered}")
        contents[delivered] = file.data
        entries.append(
            {
                "name": delivered,
                "signed_name": file.name,
                "media_type": file.media_type,
                "sha256": file.sha256,
                "bytes": len(file.data),
            }
        )
    manifest = canonical_json({"format": FORMAT, "key": key, "files": entries})
    contents[MANIFEST] = manifest
    if profile.ready_file:
        contents[profile.ready_file] = b""
    return Package(folder_name, contents, sha256_hex(manifest))


def folder_name_of(key: str) -> str:
    """The folder name of a key: the key itself, a colon as a full stop (Windows shares know no colon).

    Raises:
        ValueError: the key holds anything but letters, digits, `_`, `-` and `:`, or is longer than 120.
    """
    if "." in key:
        raise ValueError(f"not a package key: {key!r}")
    return plain_name(key.replace(":", "."))


def holds_exactly(folder: Path, package: Package) -> bool:
    """Whether a folder on disk holds the package, byte for byte, and nothing else."""
    names = {entry.name for entry in folder.iterdir()}
    return names == set(package.contents) and all(
        (folder / name).read_bytes() == data for name, data in package.contents.items()
    )
