"""Whether people's data are safe on the way and at rest: TLS, secrets, keys."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from sqlalchemy import make_url

from chartside.kernel.errors import Refused
from chartside.platform.operations.answers import Answer, failure, note, ok
from chartside.platform.settings import Settings

SECRET_FILES = ("master-keys.json", "server-secret")
_SAFE_SSL_MODES = ("require", "verify-ca", "verify-full")
_LOCAL = ("", "localhost", "127.0.0.1", "::1")


def look_at_safety(settings: Settings) -> Iterator[Answer]:
    """All answers of this part."""
    yield web_transport(settings)
    yield database_transport(settings)
    yield secrets(settings)
    yield column_encryption(settings)
    yield note(
        "Disk encryption",
        "cannot be seen from here; the database, its backups and the export folder lie on this disk",
        "Keep the data folder on an encrypted disk (LUKS, FileVault, BitLocker or the provider's).",
    )


def web_transport(settings: Settings) -> Answer:
    """Whether pages travel encrypted: required as soon as the people are real."""
    name = "TLS to the browser"
    if urlsplit(settings.public_url).scheme == "https":
        return ok(name, "the public address is https")
    if settings.is_demo:
        return note(name, "not encrypted; the demo holds fictitious people only")
    if settings.behind_tls_proxy:
        return ok(name, "a proxy in front of the product is declared to encrypt")
    return failure(
        name,
        "the public address is not https and no proxy is declared",
        "Set CHARTSIDE_PUBLIC_URL to the https address; if a proxy on this machine encrypts, also set "
        "CHARTSIDE_BEHIND_TLS_PROXY=true.",
    )


def database_transport(settings: Settings) -> Answer:
    """Whether rows travel encrypted between the product and a database elsewhere."""
    name = "TLS to the database"
    if settings.database_url is None:
        return ok(name, "the embedded database is reached through a private socket")
    url = make_url(settings.database_url.get_secret_value())
    host = str(url.query.get("host") or url.host or "")
    if host in _LOCAL or host.startswith("/"):
        return ok(name, "the database is on this machine")
    if url.query.get("sslmode") in _SAFE_SSL_MODES:
        return ok(name, f"sslmode={url.query['sslmode']}")
    remedy = "Add ?sslmode=verify-full (with sslrootcert) or ?sslmode=require to CHARTSIDE_DATABASE_URL."
    if settings.is_demo:
        return note(name, "not required to be encrypted", remedy)
    return failure(name, "the database is elsewhere and may be reached without encryption", remedy)


def secrets(settings: Settings) -> Answer:
    """Whether the secrets are here and readable by nobody else. Makes none."""
    name = "Secrets"
    if not settings.secrets_dir.exists():
        return note(name, f"none yet in {settings.secrets_dir}; made at the first start")
    missing = [file for file in SECRET_FILES if not (settings.secrets_dir / file).exists()]
    if missing:
        return failure(
            name,
            f"{' and '.join(missing)} missing in {settings.secrets_dir}",
            "Restore the folder from its backup: without the master keys nothing encrypted can be opened.",
        )
    try:
        settings.secrets.key_ring()
    except Refused as refusal:
        return failure(name, str(refusal), "Let this user alone own and open it.")
    return ok(name, f"private, in {settings.secrets_dir}")


def column_encryption(settings: Settings) -> Answer:
    """Whether there is a key under which identifying columns are encrypted."""
    name = "Encrypted columns"
    if not settings.secrets_dir.exists():
        says = "there is no master key yet"
        if settings.is_demo:
            return note(name, f"{says}; it is made at the first start")
        return failure(
            name, says, "It is made by: chartside database upgrade. Back the secrets folder up then."
        )
    try:
        ring = settings.secrets.key_ring()
    except (Refused, OSError):
        return failure(name, "there is no usable master key", "See Secrets.")
    return ok(name, f"AES-256-GCM, {len(ring.keys)} master key(s), current {ring.current}")
