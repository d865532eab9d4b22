"""Who may receive what: the decision before anything is written to a wire. Deny by default. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chartside.privacy.door.places import host_of, is_encrypted, is_local
from chartside.rulebook.packs import PackSet

LOCAL, WITH_BAA, WITHOUT_BAA = "local_model", "cloud_with_baa", "cloud_without_baa"
PLACEHOLDERS = "placeholders"


class Stopped(Exception):  # noqa: N818 - said to a person, not only raised
    """Nothing leaves. `code` may be stored and shown; `words` is a sentence for a person."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


@dataclass(frozen=True)
class Cover:
    """A vendor as the register has it.

    Attributes:
        hosts: the hosts that the agreement covers (`api.anthropic.com`).
        signed_on: when the business associate agreement was signed; None without one.
        ends_on: its last day; None when it has no end.
        contact: whom to call there about an incident.
    """

    vendor_id: UUID
    name: str
    hosts: tuple[str, ...]
    signed_on: date | None
    ends_on: date | None
    contact: str

    def covers(self, host: str) -> bool:
        """The host itself, or one below it."""
        return any(host == one or host.endswith(f".{one}") for one in self.hosts)


@dataclass(frozen=True)
class Permit:
    """Why it may leave: `basis` is `local_model` or `cloud_with_baa`; `words` say it to a person."""

    basis: str
    host: str
    words: str
    vendor_id: UUID | None = None
    vendor: str = ""


def permit(address: str, register: Iterable[Cover], on: date, packs: PackSet) -> Permit:
    """Why text with placeholders may go to this address today.

    The clinic's overlay can forbid a destination; it can never open one that lacks an agreement.

    Raises:
        Stopped: it may not (`not_encrypted`, `no_vendor`, `no_baa`, `no_contact`, `baa_not_begun`,
            `baa_ended`, `forbidden`).
    """
    host = host_of(address)
    if not host:
        raise Stopped("no_address", "This writer has no address to write to.")
    if is_local(address):
        _refuse_unless_carried(packs, LOCAL)
        return Permit(LOCAL, host, f"{host} stands on the clinic's own network.")
    if not is_encrypted(address):
        raise Stopped("not_encrypted", f"The address of {host} is not encrypted; it must begin with https.")
    cover = next((one for one in register if one.covers(host)), None)
    if cover is None:
        raise Stopped("no_vendor", f"No vendor in the register answers for {host}.")
    _refuse_without_agreement(cover, on)
    _refuse_unless_carried(packs, WITH_BAA)
    signed = f"{cover.signed_on:%B} {cover.signed_on.day}, {cover.signed_on.year}" if cover.signed_on else ""
    words = f"The agreement with {cover.name}, signed {signed}, covers {host}."
    return Permit(WITH_BAA, host, words, cover.vendor_id, cover.name)


def _refuse_without_agreement(cover: Cover, on: date) -> None:
    if cover.signed_on is None:
        raise Stopped("no_baa", f"There is no signed business associate agreement with {cover.name}.")
    if cover.signed_on > on:
        raise Stopped("baa_not_begun", f"The agreement with {cover.name} is signed for a later day.")
    if cover.ends_on is not None and cover.ends_on < on:
        raise Stopped("baa_ended", f"The agreement with {cover.name} has ended.")
    if not cover.contact.strip():
        raise Stopped("no_contact", f"The register names nobody to call at {cover.name}.")


def _refuse_unless_carried(packs: PackSet, destination: str) -> None:
    row = packs.table("destinations").get(destination)
    if row is None or row["carries"] != PLACEHOLDERS:
        raise Stopped("forbidden", "The clinic lets nothing go to this kind of destination.")
