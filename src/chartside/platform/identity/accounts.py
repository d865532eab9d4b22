"""Accounts and their roles: making, reading, changing. Every change is an act in the audit."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import Select, delete, exists, func, select, text

from chartside.kernel.errors import NotFound, Refused
from chartside.platform.identity.model import AccountSummary, Role, email_address
from chartside.platform.identity.passwords import password_problem
from chartside.platform.identity.permissions import require
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.tables import AccountRoleRow, AccountRow, SecondFactorRow
from chartside.platform.tenancy import Work
from chartside.platform.tenancy.organisations import own_organisation

_ADMINISTRATORS_LOCK = text("select pg_advisory_xact_lock(lock_key('administrators', :org_id, ''))")


def add_account(work: Work, row: AccountRow, roles: Iterable[Role]) -> UUID:
    """Keep a new account; used by the first run, invitations and the demo, never by a page.

    Raises:
        Refused: the e-mail address or the member of staff has an account already, or the row cannot be one.
    """
    if find_by_email(work, row.email) is not None:
        raise Refused("There is already an account with this e-mail address.")
    if row.staff_id is not None and work.session.scalar(
        _rows(work).where(AccountRow.staff_id == row.staff_id)
    ):
        raise Refused("This member of staff already has an account.")
    given = sorted(set(roles))
    if not given:
        raise Refused("An account needs at least one role.")
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        AccountRoleRow(org_id=work.org_id, account_id=row.id, role=role.value) for role in given
    )
    work.session.flush()
    work.audit(
        "account.created", "account", row.id, roles=[role.value for role in given], staff_id=row.staff_id
    )
    return row.id


def new_account(
    work: Work,
    *,
    email: str,
    display_name: str,
    password_hash: str,
    zone: str,
    staff_id: UUID | None = None,
    is_demo: bool = False,
) -> AccountRow:
    """The row of an account, checked but not kept yet.

    Raises:
        Refused: no e-mail address, no name, or no zone that exists.
    """
    address, name = email_address(email), " ".join(display_name.split())
    if address is None:
        raise Refused("This is not an e-mail address.")
    if not 1 <= len(name) <= 120:
        raise Refused("Give a name of up to 120 characters, as it shall stand under a note.")
    now = work.clock.now()
    return AccountRow(
        email=address,
        display_name=name,
        password_hash=password_hash,
        staff_id=staff_id,
        zone=known_zone(zone),
        active=True,
        is_demo=is_demo,
        created_at=now,
        password_set_at=now,
    )


def known_zone(zone: str) -> str:
    """The zone, when there is one of this name.

    Raises:
        Refused: there is none.
    """
    if zone not in available_timezones():
        raise Refused("This time zone is not known. Use a name like America/Chicago.")
    return ZoneInfo(zone).key


def find_by_email(work: Work, email: str) -> AccountRow | None:
    """The account of an e-mail address in this organisation, active or not."""
    address = email_address(email)
    return None if address is None else work.session.scalar(_rows(work).where(AccountRow.email == address))


def account_of_staff(work: Work, staff_id: UUID) -> UUID | None:
    """The active account of a member of the clinical staff; None when they cannot sign in."""
    rows = AccountRow
    mine = (rows.org_id == work.org_id, rows.staff_id == staff_id, rows.active.is_(True))
    return work.session.scalar(select(rows.id).where(*mine))


def get_account(work: Work, account_id: UUID) -> AccountRow:
    """The row of an account.

    Raises:
        NotFound: not in this organisation.
    """
    row = work.session.scalar(_rows(work).where(AccountRow.id == account_id))
    if row is None:
        raise NotFound("There is no such account.")
    return row


def list_accounts(work: Work) -> list[AccountSummary]:
    """Every account of the organisation by name, closed ones last."""
    found = work.session.execute(
        summaries(work.org_id).order_by(AccountRow.active.desc(), AccountRow.display_name)
    )
    return [summary_of(row) for row in found]


def account_summary(work: Work, account_id: UUID) -> AccountSummary:
    """One account as pages show it.

    Raises:
        NotFound: not in this organisation.
    """
    found = work.session.execute(summaries(work.org_id).where(AccountRow.id == account_id)).one_or_none()
    if found is None:
        raise NotFound("There is no such account.")
    return summary_of(found)


def summaries(org_id: UUID) -> Select[Any]:
    """A query of accounts with their roles and whether they have a second factor; read by `summary_of`."""
    roles = (
        select(func.array_agg(AccountRoleRow.role))
        .where(AccountRoleRow.org_id == AccountRow.org_id, AccountRoleRow.account_id == AccountRow.id)
        .scalar_subquery()
    )
    factor = exists().where(
        SecondFactorRow.org_id == AccountRow.org_id,
        SecondFactorRow.account_id == AccountRow.id,
        SecondFactorRow.confirmed_at.is_not(None),
    )
    return select(AccountRow, roles, factor).where(AccountRow.org_id == org_id)


def summary_of(found: tuple[Any, ...]) -> AccountSummary:
    """The summary in the first three columns of a row of `summaries`."""
    row, roles, has_second_factor, *_ = found
    return AccountSummary(
        id=row.id,
        email=row.email,
        display_name=row.display_name,
        roles=frozenset(Role(role) for role in roles or ()),
        staff_id=row.staff_id,
        zone=row.zone,
        active=row.active,
        is_demo=row.is_demo,
        has_second_factor=has_second_factor,
    )


def set_roles(work: Work, account_id: UUID, roles: Iterable[Role]) -> None:
    """Give an account exactly these roles; they count from the person's next page on.

    Raises:
        NotAllowed: the actor is no administrator.
        Refused: no role is left, or nobody would be administrator.
    """
    require(work.actor.roles, "staff.manage")
    given = {role.value for role in roles}
    if not given:
        raise Refused("An account needs at least one role. Close it if the person has left.")
    account = get_account(work, account_id)
    administrators = _lock_administrators(work)
    before = set(work.session.scalars(_roles(work, account_id)))
    if before == given:
        return
    if Role.ADMINISTRATOR not in given:
        _keep_an_administrator(administrators, account.id)
    gone = delete(AccountRoleRow).where(AccountRoleRow.org_id == work.org_id)
    work.session.execute(
        gone.where(AccountRoleRow.account_id == account_id, AccountRoleRow.role.in_(before - given))
    )
    rows = [AccountRoleRow(org_id=work.org_id, account_id=account_id, role=role) for role in given - before]
    work.session.add_all(rows)
    work.session.flush()
    work.audit("account.roles_changed", "account", account_id, before=before, after=given)


def close_account(work: Work, account_id: UUID) -> None:
    """Let nobody sign in with the account any more. It stays, since signatures refer to it.

    The caller ends its sessions (`sessions.end_all`).

    Raises:
        NotAllowed: the actor is no administrator.
        Refused: nobody would be administrator.
    """
    require(work.actor.roles, "staff.manage")
    account = get_account(work, account_id)
    _keep_an_administrator(_lock_administrators(work), account.id)
    if account.active:
        account.active = False
        work.audit("account.closed", "account", account_id)


def reopen_account(work: Work, account_id: UUID) -> None:
    """Let the person sign in again, with the password and roles the account had.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    require(work.actor.roles, "staff.manage")
    account = get_account(work, account_id)
    if not account.active:
        account.active = True
        work.audit("account.reopened", "account", account_id)


def link_staff(work: Work, account_id: UUID, staff_id: UUID | None) -> None:
    """Say which member of the clinical staff this person is. The caller knows that the member exists.

    Raises:
        Refused: another account is linked to this member.
    """
    account = get_account(work, account_id)
    other = _rows(work).where(AccountRow.staff_id == staff_id, AccountRow.id != account_id)
    if staff_id is not None and work.session.scalar(other):
        raise Refused("This member of staff already has an account.")
    account.staff_id = staff_id
    work.audit("account.staff_linked", "account", account_id, staff_id=staff_id)


def set_password(work: Work, policy: Policy, account_id: UUID, password: str) -> None:
    """Give an account a new password. The caller has checked that the person may, and ends other sessions.

    Raises:
        Refused: the password is too weak; the sentence says why.
    """
    account = get_account(work, account_id)
    refuse_weak(password, account.email, account.display_name, own_organisation(work).code)
    account.password_hash = policy.passwords.hash(password)
    account.password_set_at = work.clock.now()
    work.audit("account.password_changed", "account", account_id)


def refuse_weak(password: str, *about: str) -> None:
    """Refuse a password that is too weak; see `passwords.password_problem`.

    Raises:
        Refused: saying why.
    """
    if problem := password_problem(password, about=about):
        raise Refused(problem)


def _rows(work: Work) -> Select[AccountRow]:
    return select(AccountRow).where(AccountRow.org_id == work.org_id)


def _roles(work: Work, account_id: UUID) -> Select[str]:
    of_account = (AccountRoleRow.org_id == work.org_id, AccountRoleRow.account_id == account_id)
    return select(AccountRoleRow.role).where(*of_account)


def _lock_administrators(work: Work) -> set[UUID]:
    """The active administrators, held still: two of them must not take the role from each other at once."""
    work.session.execute(_ADMINISTRATORS_LOCK, {"org_id": work.org_id})
    roles = AccountRoleRow
    of_account = (roles.org_id == AccountRow.org_id) & (roles.account_id == AccountRow.id)
    query = select(AccountRow.id).join(roles, of_account).where(AccountRow.org_id == work.org_id)
    return set(work.session.scalars(query.where(AccountRow.active, roles.role == Role.ADMINISTRATOR.value)))


def _keep_an_administrator(administrators: set[UUID], leaving: UUID) -> None:
    if administrators == {leaving}:
        raise Refused("This is the only administrator. Give the role to somebody else first.")
