"""Passwords: argon2id, a cap on how many are checked at once, and what makes one too weak."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from chartside.kernel.errors import Refused

SHORTEST = 12
LONGEST = 256


@dataclass(frozen=True)
class Checked:
    """The answer to a password.

    Attributes:
        matches: it is the account's password.
        rehashed: the hash to store from now on, when the stored one was made with older settings.
    """

    matches: bool
    rehashed: str | None = None


class Passwords:
    """Hashes and checks passwords with argon2id.

    Each check takes 64 MiB for about a fifth of a second, so only `at_once` run together: a flood of sign-ins
    must not take the memory of the machine.
    """

    def __init__(
        self, hasher: Argon2Hasher | None = None, at_once: int = 2, patience_seconds: float = 10
    ) -> None:
        self._hashing = PasswordHash([hasher or Argon2Hasher()])
        self._room = threading.BoundedSemaphore(at_once)
        self._patience = patience_seconds
        self._nobody = self._hashing.hash("the password of nobody")

    def hash(self, password: str) -> str:
        """The argon2id hash of a new password, salted, with its settings in it."""
        with self._place():
            return self._hashing.hash(_normal(password))

    def check(self, password: str, stored: str | None) -> Checked:
        """Compare a password with the stored hash.

        Without a stored hash (no such account) the same work is done against a hash nobody has the password
        of, so that the time of the answer tells nothing.

        Raises:
            Refused: too many people are signing in at this moment.
        """
        with self._place():
            matches, rehashed = self._hashing.verify_and_update(_normal(password), stored or self._nobody)
        return Checked(matches, rehashed) if stored else Checked(matches=False)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._room.acquire(timeout=self._patience):
            raise Refused("Too many people are signing in at this moment. Try again in a few seconds.")
        try:
            yield
        finally:
            self._room.release()


def _normal(password: str) -> str:
    # One password typed on two keyboards may arrive in two Unicode forms. The cut bounds the work on junk.
    return unicodedata.normalize("NFKC", password[: LONGEST * 2])


def password_problem(password: str, *, about: tuple[str, ...] = ()) -> str | None:
    """Why a new password is too weak, in a sentence; None when it will do.

    `about` are texts an attacker knows (e-mail, name, clinic code) that must not be the password. Length
    counts, not mixtures of characters (NIST SP 800-63B section 3.1.1.2).
    """
    normal = _normal(password)
    if len(normal) < SHORTEST:
        return f"Use at least {SHORTEST} characters. A few unrelated words make a good password."
    if len(normal) > LONGEST:
        return f"Use at most {LONGEST} characters."
    if len(set(normal.lower())) < 5:
        return "Use more different characters."
    known = {part for text in about for part in (text.lower(), text.lower().split("@")[0]) if len(part) > 3}
    rest = normal.lower()
    for part in sorted(known, key=len, reverse=True):
        rest = rest.replace(part, "")
    if len(rest) < SHORTEST // 2:
        return "Do not build the password from your name, your e-mail address or the clinic's code."
    return None
