"""The second factor: six digits that change every thirty seconds (RFC 6238), and recovery codes."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

import pyotp
import segno

PERIOD = timedelta(seconds=30)
_DRIFT = 1
_ISSUER = "Chartside"
_CODES = 10
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_READ_AS = str.maketrans("oil", "011", " -")


def new_secret() -> str:
    """A new shared secret: 160 random bits in base32."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, now: datetime, after_step: int | None) -> int | None:
    """The time step whose code was typed, or None when it is no code of this moment.

    A step before or after the present one is accepted, for clocks that differ. A step that is not later than
    `after_step` (the last one accepted) is refused: a code seen over a shoulder works once only. `now` is the
    real time of day, also in the demo, because the person's phone shows codes of the real time.
    """
    digits = code.replace(" ", "")
    present = int(now.timestamp()) // int(PERIOD.total_seconds())
    totp = pyotp.TOTP(secret)
    steps = range(present - _DRIFT, present + _DRIFT + 1)
    found = [step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode())]
    fresh = [step for step in found if after_step is None or step > after_step]
    return max(fresh, default=None)


def enrolment_address(secret: str, email: str, clinic: str) -> str:
    """The `otpauth` address that an authenticator app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=f"{_ISSUER} {clinic}".strip())


def enrolment_picture(address: str) -> str:
    """The QR code as inline SVG, black on white in either theme, without style attributes (strict CSP)."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(
        scale=5,
        border=4,
        light="#fff",
        svgclass="qr",
        title="QR code for your authenticator app",
        omitsize=True,
    )


def spoken(secret: str) -> str:
    """The secret in groups of four, for people who type it instead of scanning."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def new_recovery_codes() -> list[str]:
    """Ten one-time codes of 80 random bits, like `k3vd-92mx-7qht-0b4n`, without letters that look alike."""
    return ["-".join(_group() for _ in range(4)) for _ in range(_CODES)]


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(4))


def recovery_hash(code: str) -> bytes:
    """What is stored of a recovery code. Spaces, hyphens, capitals and look-alike letters do not matter."""
    return hashlib.sha256(b"recovery code " + code.lower().translate(_READ_AS).encode()).digest()
