"""The secrets of one installation: the master keys that wrap data keys, and the server secret.

They live in files of their own, 0600 in a folder 0700, so that a copy of the database alone opens nothing.
"""

import base64
import hashlib
import hmac
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from chartside.kernel.errors import Refused

KEY_BYTES = 32


@dataclass(frozen=True)
class KeyRing:
    """Master keys by id. New data keys are wrapped under `current`; the others still open old ones."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)

    def with_new_key(self) -> "KeyRing":
        """The ring with one more key, which becomes the current one."""
        name = f"k{len(self.keys) + 1}-{os.urandom(3).hex()}"
        return KeyRing(name, {**self.keys, name: os.urandom(KEY_BYTES)})

    def without(self, name: str) -> "KeyRing":
        """The ring without a key that wraps nothing any more.

        Raises:
            Refused: it is the current key.
        """
        if name == self.current:
            raise Refused("The current master key cannot be retired; make a new one first.")
        return KeyRing(self.current, {key: value for key, value in self.keys.items() if key != name})

    def as_text(self) -> str:
        """The form of `master-keys.json`."""
        encoded = {name: base64.b64encode(key).decode() for name, key in self.keys.items()}
        return json.dumps({"current": self.current, "keys": encoded}, indent=2) + "\n"

    @classmethod
    def from_text(cls, text: str) -> "KeyRing":
        """Read `master-keys.json`.

        Raises:
            Refused: a key of the wrong length, or no current key.
        """
        shape = json.loads(text)
        keys = {name: base64.b64decode(key) for name, key in shape["keys"].items()}
        if shape["current"] not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise Refused("The file of master keys is damaged; restore it from the backup of the secrets.")
        return cls(shape["current"], keys)


@dataclass(frozen=True)
class Secrets:
    """The opened secrets folder."""

    folder: Path
    server_secret: bytes = field(repr=False)

    @classmethod
    def open_or_create(cls, folder: Path) -> "Secrets":
        """Open the folder; make it and both files at the first start.

        Raises:
            Refused: others can read the folder or a file, or another user owns it.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _require_private(folder)
        first = "k1-" + os.urandom(3).hex()
        ring = KeyRing(first, {first: os.urandom(KEY_BYTES)})
        create_once(folder / "master-keys.json", ring.as_text().encode())
        create_once(folder / "server-secret", os.urandom(KEY_BYTES))
        _require_private(folder / "master-keys.json")
        _require_private(folder / "server-secret")
        return cls(folder, (folder / "server-secret").read_bytes())

    def key_ring(self) -> KeyRing:
        """The master keys as the file holds them now; a rotation elsewhere changes it."""
        return KeyRing.from_text((self.folder / "master-keys.json").read_text())

    def save_key_ring(self, ring: KeyRing) -> None:
        """Replace the file of master keys in one step."""
        fresh = _write_fresh(self.folder / "master-keys.json", ring.as_text().encode())
        fresh.replace(self.folder / "master-keys.json")
        _flush_folder(self.folder)

    def derive(self, purpose: str, *parts: str) -> bytes:
        """32 bytes for one purpose (HMAC-SHA-256 of the server secret over the purpose and its parts)."""
        message = json.dumps([purpose, *parts]).encode()
        return hmac.new(self.server_secret, message, hashlib.sha256).digest()

    def model_key(self, name: str) -> str | None:
        """The key of a model vendor, from `model-keys/<name>` in the folder; None without such a file.

        Raises:
            Refused: others can read the file.
        """
        path = self.folder / "model-keys" / Path(name).name
        if not name or not path.is_file():
            return None
        _require_private(path)
        return path.read_text(encoding="utf-8").strip() or None

    def role_password(self, role: str) -> str:
        """The password of a database role."""
        return self.derive("database role", role).hex()

    def blind_index_key(self, org_id: UUID) -> bytes:
        """The key of an organisation's blind indexes."""
        return self.derive("blind index", str(org_id))

    def csrf_key(self) -> bytes:
        """The key of the tokens that guard forms."""
        return self.derive("csrf")


def create_once(path: Path, content: bytes) -> None:
    """Make a private file with this content, unless it exists: two first starts at once keep one of them."""
    if path.exists():
        return
    fresh = _write_fresh(path, content)
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    finally:
        fresh.unlink()
    _flush_folder(path.parent)


def _write_fresh(path: Path, content: bytes) -> Path:
    fresh = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return fresh


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _require_private(path: Path) -> None:
    status = path.stat()
    if status.st_uid != os.geteuid():
        raise Refused(f"{path} belongs to another user; secrets must belong to the user who runs Chartside.")
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise Refused(f"{path} can be read by others; run: chmod go-rwx {path}")
