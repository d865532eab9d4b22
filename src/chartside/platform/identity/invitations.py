"""One-time links: the administrator makes one and hands it over; its holder sets name and password, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from chartside.kernel.errors import NotFound, Refused
from chartside.platform.identity import sessions
from chartside.platform.identity.accounts import (
    account_summary,
    add_account,
    find_by_email,
    get_account,
    known_zone,
    new_account,
    refuse_weak,
    set_password,
)
from chartside.platform.identity.model import Role, Stage, email_address
from chartside.platform.identity.permissions import require
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sign_in import Entered
from chartside.platform.identity.signed_in import actor_of
from chartside.platform.identity.tables import InvitationRow
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Work
from chartside.platform.tenancy.organisations import own_organisation

FIRST_RUN, STAFF, PASSWORD = "first_run", "staff", "password"
STALE = "This link was used already, has expired or was withdrawn. Ask an administrator for a new one."


@dataclass(frozen=True)
class OpenInvitation:
    """A link that can still be used.

    Attributes:
        kind: staff (makes an account) or password (sets a new one).
        display_name: as the administrator wrote it; the person may correct it.
    """

    id: UUID
    kind: str
    email: str
    display_name: str
    roles: tuple[Role, ...]
    expires_at: datetime


def invite(
    work: Work,
    policy: Policy,
    *,
    email: str,
    display_name: str,
    roles: Iterable[Role],
    zone: str,
    staff_id: UUID | None = None,
) -> Token:
    """Make the link by which a colleague gets an account. It is shown once; nothing is sent by e-mail.

    Raises:
        NotAllowed: the actor is no administrator.
        Refused: no e-mail address, no role, or there is an account with this address.
    """
    require(work.actor.roles, "staff.manage")
    address, given = email_address(email), sorted({role.value for role in roles})
    if address is None:
        raise Refused("This is not an e-mail address.")
    if not given:
        raise Refused("Choose at least one role.")
    if find_by_email(work, address) is not None:
        raise Refused("There is already an account with this e-mail address.")
    details = {
        "email": address,
        "display_name": display_name.strip(),
        "roles": given,
        "staff_id": str(staff_id) if staff_id else None,
        "zone": known_zone(zone),
    }
    token, row = make_link(work, policy, STAFF, details)
    work.audit("invitation.made", "invitation", row.id, kind=STAFF, roles=given, staff_id=staff_id)
    return token


def make_password_link(work: Work, policy: Policy, account_id: UUID) -> Token:
    """Make the link by which a colleague who forgot the password sets a new one. It is shown once.

    Raises:
        NotAllowed: the actor is no administrator.
        Refused: the account is closed.
    """
    require(work.actor.roles, "staff.manage")
    account = get_account(work, account_id)
    if not account.active:
        raise Refused("This account is closed. Open it again first.")
    details = {"email": account.email, "display_name": account.display_name, "roles": []}
    token, row = make_link(work, policy, PASSWORD, details, account_id=account_id)
    work.audit("invitation.made", "invitation", row.id, kind=PASSWORD, account_id=account_id)
    return token


def make_link(
    work: Work, policy: Policy, kind: str, details: dict[str, Any], *, account_id: UUID | None = None
) -> tuple[Token, InvitationRow]:
    """Keep the hash of a new link; returns its token, which exists nowhere else."""
    token, now = Token.new(work.org_id), work.clock.now()
    row = InvitationRow(
        kind=kind,
        token_hash=token.hash,
        account_id=account_id,
        details=details,
        created_by=work.actor.account_id,
        created_at=now,
        expires_at=now + policy.invitation_lifetime,
    )
    work.session.add(row)
    work.session.flush()
    return token, row


def waiting_invitations(work: Work) -> list[OpenInvitation]:
    """The links of colleagues that can still be used, the latest first."""
    query = _open(work).where(InvitationRow.kind != FIRST_RUN).order_by(InvitationRow.created_at.desc())
    return [_shown(row) for row in work.session.scalars(query)]


def withdraw(work: Work, invitation_id: UUID) -> None:
    """Make a link useless.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: no such open link.
    """
    require(work.actor.roles, "staff.manage")
    row = work.session.scalar(_open(work).where(InvitationRow.id == invitation_id).with_for_update())
    if row is None:
        raise NotFound("This link is not open any more.")
    row.revoked_at = work.clock.now()
    work.audit("invitation.withdrawn", "invitation", row.id)


def look_at(work: Work, token: Token) -> OpenInvitation:
    """The open invitation behind a link, for the page that asks for name and password.

    Raises:
        Refused: it cannot be used any more, or never could.
    """
    return _shown(_find(work, token))


def accept(
    work: Work, policy: Policy, token: Token, *, display_name: str, password: str, device: str
) -> Entered:
    """Use a link: make the account or set the new password, and begin the sign-in.

    Returns:
        The session, which still lacks its second factor.

    Raises:
        Refused: the link cannot be used any more, or the password is too weak. The link stays usable then.
    """
    row = _find(work, token, lock=True)
    if row.kind == PASSWORD and row.account_id is not None:
        account_id = row.account_id
        work.actor = actor_of(account_summary(work, account_id))
        set_password(work, policy, account_id, password)
        sessions.end_all(work, account_id, reason="new_password")
    elif row.kind == STAFF:
        account_id = _make_account(work, policy, row, display_name, password)
        work.actor = actor_of(account_summary(work, account_id))
    else:
        raise Refused(STALE)
    row.used_at = work.clock.now()
    work.audit("invitation.used", "invitation", row.id, account_id=account_id)
    account = account_summary(work, account_id)
    stage = Stage.SECOND_FACTOR if account.has_second_factor else Stage.ENROLMENT
    return Entered(sessions.begin(work, policy, account_id, stage, device=device), stage)


def _make_account(work: Work, policy: Policy, row: InvitationRow, display_name: str, password: str) -> UUID:
    details = row.details
    refuse_weak(password, details["email"], display_name, own_organisation(work).code)
    account = new_account(
        work,
        email=details["email"],
        display_name=display_name,
        password_hash=policy.passwords.hash(password),
        zone=details["zone"],
        staff_id=UUID(details["staff_id"]) if details["staff_id"] else None,
    )
    return add_account(work, account, [Role(role) for role in details["roles"]])


def _find(work: Work, token: Token, *, lock: bool = False) -> InvitationRow:
    query = _open(work).where(InvitationRow.token_hash == token.hash)
    row = work.session.scalar(query.with_for_update() if lock else query)
    if row is None or row.kind == FIRST_RUN:
        raise Refused(STALE)
    return row


def _open(work: Work) -> Select[InvitationRow]:
    rows = InvitationRow
    usable = (rows.used_at.is_(None), rows.revoked_at.is_(None), rows.expires_at > work.clock.now())
    return select(rows).where(rows.org_id == work.org_id, *usable)


def _shown(row: InvitationRow) -> OpenInvitation:
    details = row.details
    roles = tuple(Role(role) for role in details["roles"])
    return OpenInvitation(row.id, row.kind, details["email"], details["display_name"], roles, row.expires_at)
