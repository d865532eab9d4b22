"""Whether an address stands on the clinic's own network: the address counts, not what a profile claims."""

import ipaddress
from urllib.parse import urlsplit

_HOME_ENDINGS = (".local", ".lan", ".internal", ".home.arpa", ".localhost")


def host_of(address: str) -> str:
    """The host of a web address, in small letters; empty when it has none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def is_local(address: str) -> bool:
    """This machine, a private address (RFC 1918, RFC 4193), or a name only the clinic's network resolves."""
    host = host_of(address)
    if not host:
        return False
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(_HOME_ENDINGS)
    return number.is_loopback or (number.is_private and not number.is_unspecified)


def is_encrypted(address: str) -> bool:
    """Travels under TLS, or does not leave this machine (45 CFR 164.312(e))."""
    try:
        scheme, host = urlsplit(address).scheme, host_of(address)
    except ValueError:
        return False
    if scheme == "https":
        return True
    return scheme == "http" and (host == "localhost" or host.startswith("127.") or host == "::1")
