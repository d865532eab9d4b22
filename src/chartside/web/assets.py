"""Static files under an address that changes with their content, so that browsers may keep them for good."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

FOLDER = Path(__file__).parent / "static"
STYLESHEET = "chartside.css"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class Assets:
    """The static files of the shell. `prefix` is where `application` is mounted."""

    folder: Path = FOLDER
    prefix: str = "/static"

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Each served file by its name below the version; the style files are joined into one."""
        found = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.suffix in _KINDS and path.parent.name != "css"
        }
        order = (self.folder / "css" / "order.txt").read_text().split()
        found[STYLESHEET] = b"\n".join((self.folder / "css" / name).read_bytes() for name in order)
        return found

    @cached_property
    def version(self) -> str:
        """Twelve hex digits over every name and byte."""
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
        return digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file.

        Raises:
            KeyError: there is no such file.
        """
        if name not in self.files:
            raise KeyError(f"no static file {name}")
        return f"{self.prefix}/{self.version}/{name}"

    async def application(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI: `<prefix>/<version>/<name>`. A page from before an update gets today's file."""
        path = PurePosixPath(scope["path"].removeprefix(scope.get("root_path", "")))
        version, name = path.parts[1] if len(path.parts) > 1 else "", "/".join(path.parts[2:])
        await self._answer(scope.get("method", ""), version, name)(scope, receive, send)

    def _answer(self, method: str, version: str, name: str) -> Response:
        if method not in ("GET", "HEAD") or name not in self.files:
            return PlainTextResponse("There is no such file.", 404)
        keep = "public, max-age=31536000, immutable" if version == self.version else "no-cache"
        kind = _KINDS[PurePosixPath(name).suffix]
        return Response(self.files[name], media_type=kind, headers={"cache-control": keep})
