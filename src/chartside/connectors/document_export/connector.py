"""The file-drop connector: review hands it a signed package, the EHR finds one complete folder."""

import errno
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chartside.connectors.document_export.delivery import ExportFolder
from chartside.connectors.document_export.disk import Disk
from chartside.connectors.document_export.package import lay_out
from chartside.connectors.document_export.profiles import load_profile, plain_name
from chartside.kernel.errors import Permanent, Temporary
from chartside.review.ports import OutboundFile, Receipt

_HOPELESS = {
    errno.EACCES: "the export folder does not allow writing",
    errno.EPERM: "the export folder does not allow writing",
    errno.EROFS: "the export folder is read-only",
    errno.ENOTDIR: "a file stands where the export needs a folder",
    errno.EISDIR: "a folder stands where the export needs a file",
    errno.ELOOP: "a link stands where the export needs a folder",
    errno.ENAMETOOLONG: "a name is too long for the export folder's file system",
    errno.EINVAL: "the export folder's file system refuses a name",
}
_FULL = (errno.ENOSPC, errno.EDQUOT)


class DocumentExport:
    """Delivers packages into folders below one root that the operator set.

    A destination is `{"folder": name below the root, "profile"?: name, "kind"?, "site"?, "month"?}`; the last
    three name subfolders where the profile sorts by them. The same key with the same bytes gives the same
    receipt, however often it is delivered and whether or not the EHR has taken the folder away; with other
    bytes it is refused.
    """

    idempotent = True

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self._root = root
        self._disk = disk or Disk()

    def prepare(self, destination: Mapping[str, Any]) -> Path:
        """Make the destination's folder, as set-up does once; delivering never makes it.

        A share that is not mounted looks like a missing folder. Making it then would put papers on the wrong
        disk.

        Raises:
            Permanent: the destination is no valid one.
        """
        folder = self._folder(destination)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def deliver(self, key: str, destination: Mapping[str, Any], files: Sequence[OutboundFile]) -> Receipt:
        """Deliver the package under the idempotency key.

        Raises:
            Temporary: the folder is not there, or the disk is full or failing; nothing appeared.
            Permanent: the destination, a name or a permission is wrong, or the key was used for other bytes.
            UnknownOutcome: the folder appeared but the disk did not confirm it.
        """
        folder = self._folder(destination)
        try:
            profile = load_profile(str(destination.get("profile", "package_folders")))
            package = lay_out(key, files, profile)
            subfolders = profile.folders(destination)
        except ValueError as error:
            raise Permanent(str(error)) from error
        if not folder.is_dir():
            raise Temporary("the export folder is not there; is the share mounted?")
        try:
            entry = ExportFolder(folder, self._disk).put(package, subfolders)
        except OSError as error:
            raise _as_outside_failure(error) from error
        detail = {"profile": profile.name, "manifest_sha256": package.manifest_sha256, "files": len(files)}
        return Receipt(reference=entry.path, detail=detail)

    def _folder(self, destination: Mapping[str, Any]) -> Path:
        unknown = set(destination) - {"folder", "profile", "kind", "site", "month"}
        if unknown:
            raise Permanent(f"the export destination has unknown fields: {', '.join(sorted(unknown))}")
        try:
            names = [plain_name(part) for part in str(destination["folder"]).split("/")]
        except (KeyError, ValueError) as error:
            raise Permanent(
                f"the export destination needs a folder below the export root: {error}"
            ) from error
        folder = self._root.joinpath(*names)
        if not folder.resolve().is_relative_to(self._root.resolve()):
            raise Permanent("the export folder leads out of the export root")
        return folder


def _as_outside_failure(error: OSError) -> Temporary | Permanent:
    if error.errno in _HOPELESS:
        return Permanent(_HOPELESS[error.errno])
    if error.errno in _FULL:
        return Temporary("the export disk is full")
    return Temporary(f"the export folder failed: {error.strerror or type(error).__name__}")
