"""Reading what is stored: content, manifest and files of a version, opened and checked."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chartside.kernel.canonical import sha256_hex
from chartside.kernel.errors import Permanent
from chartside.platform.crypto import Sealed
from chartside.platform.tenancy import Work
from chartside.review.package import PackageFile, PlannedEffect
from chartside.review.store import version_row
from chartside.review.tables import PackageFileRow, ProposalVersionRow


def content_of(work: Work, proposal_id: UUID, version: int) -> dict[str, Any]:
    """What one version says."""
    row = version_row(work, proposal_id, version)
    data = work.vault.open(work, "proposal_version", row.version_id, Sealed(row.key_id, row.sealed))
    content: dict[str, Any] = json.loads(data)
    return content


def manifest_of(row: ProposalVersionRow) -> dict[str, Any]:
    """What one version would send.

    Raises:
        Permanent: the stored manifest is not what its hash says.
    """
    if sha256_hex(row.manifest) != row.package_sha256:
        raise Permanent("The stored package differs from what was signed.")
    manifest: dict[str, Any] = json.loads(row.manifest)
    return manifest


def files_of(work: Work, proposal_id: UUID, version: int) -> dict[str, PackageFile]:
    """The files of a version by name, each opened and checked against its hash.

    Raises:
        Permanent: a file differs from the hash it was signed under.
    """
    rows = work.session.scalars(
        select(PackageFileRow).where(
            PackageFileRow.org_id == work.org_id,
            PackageFileRow.proposal_id == proposal_id,
            PackageFileRow.version == version,
        )
    )
    files: dict[str, PackageFile] = {}
    for row in rows:
        data = work.vault.open(work, "package_file", row.file_id, Sealed(row.key_id, row.sealed))
        if sha256_hex(data) != row.sha256:
            raise Permanent(f"The stored file {row.name} differs from what was signed.")
        files[row.name] = PackageFile(row.name, row.media_type, data)
    return files


def planned_effects(
    work: Work, proposal_id: UUID, version: int
) -> Callable[[UUID, int], Sequence[PlannedEffect]]:
    """The same deliveries as `version` planned: for a version whose content did not change."""
    files = files_of(work, proposal_id, version)
    entries = manifest_of(version_row(work, proposal_id, version))["effects"]
    effects = [
        PlannedEffect(
            entry["name"],
            entry["connector"],
            entry["destination"],
            tuple(files[named["name"]] for named in entry["files"]),
        )
        for entry in entries
    ]
    return lambda _proposal_id, _version: effects
