"""The second factor of an account: enrolling an app, checking codes, recovery codes, removal."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, delete, or_, select, update

from chartside.kernel.errors import NotFound, Refused
from chartside.platform.crypto import Sealed
from chartside.platform.identity import second_factor
from chartside.platform.identity.accounts import get_account
from chartside.platform.identity.permissions import require
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.tables import RecoveryCodeRow, SecondFactorRow
from chartside.platform.tenancy import Work

_TABLE = SecondFactorRow.__tablename__


@dataclass(frozen=True)
class Enrolment:
    """What a person needs to add Chartside to an authenticator app.

    Attributes:
        picture: inline SVG of the QR code.
        typed: the secret in groups of four, for typing.
    """

    picture: str
    typed: str


def start_enrolment(work: Work, account_id: UUID, email: str, clinic: str) -> Enrolment:
    """Show the secret to be enrolled; the same one until it is confirmed, so that a reload does no harm."""
    row = work.session.scalar(_factors(work, account_id).where(SecondFactorRow.confirmed_at.is_(None)))
    if row is None:
        secret = second_factor.new_secret()
        _keep(work, account_id, secret)
    else:
        secret = _open(work, row)
    address = second_factor.enrolment_address(secret, email, clinic)
    return Enrolment(second_factor.enrolment_picture(address), second_factor.spoken(secret))


def confirm_enrolment(work: Work, policy: Policy, account_id: UUID, code: str) -> list[str] | None:
    """Put the app to use once it shows the right code; returns new recovery codes, or None for a wrong code.

    An app enrolled before is replaced, and its recovery codes with it.

    Raises:
        NotFound: no enrolment was started.
    """
    row = work.session.scalar(
        _factors(work, account_id).where(SecondFactorRow.confirmed_at.is_(None)).with_for_update()
    )
    if row is None:
        raise NotFound("The enrolment of your authenticator app was not started. Open the page again.")
    step = second_factor.matching_step(_open(work, row), code, policy.wall.now(), None)
    if step is None:
        return None
    rows = SecondFactorRow
    former = (rows.org_id == work.org_id, rows.account_id == account_id, rows.confirmed_at.is_not(None))
    work.session.execute(delete(rows).where(*former))
    row.confirmed_at, row.last_step = work.clock.now(), step
    work.session.flush()
    work.audit("second_factor.enrolled", "account", account_id)
    return renew_recovery_codes(work, account_id)


def enrol_known_secret(work: Work, account_id: UUID, secret: str) -> None:
    """Enrol a secret that is known beforehand: the demo's, printed with its sign-ins."""
    row = _keep(work, account_id, secret)
    row.confirmed_at = work.clock.now()
    work.audit("second_factor.enrolled", "account", account_id)


def check_code(work: Work, policy: Policy, account_id: UUID, code: str) -> bool:
    """Whether `code` is of this moment and was not used before, or is an unused recovery code. Uses it up."""
    row = work.session.scalar(_factors(work, account_id).where(SecondFactorRow.confirmed_at.is_not(None)))
    if row is None:
        return False
    step = second_factor.matching_step(_open(work, row), code, policy.wall.now(), row.last_step)
    if step is not None:
        return _use_step(work, row.id, step)
    return _use_recovery_code(work, account_id, code)


def has_second_factor(work: Work, account_id: UUID) -> bool:
    """Whether an authenticator app is in use."""
    confirmed = _factors(work, account_id).where(SecondFactorRow.confirmed_at.is_not(None))
    return work.session.scalar(confirmed) is not None


def renew_recovery_codes(work: Work, account_id: UUID) -> list[str]:
    """Ten new recovery codes, to be shown once; earlier ones stop working."""
    rows, codes = RecoveryCodeRow, second_factor.new_recovery_codes()
    work.session.execute(delete(rows).where(rows.org_id == work.org_id, rows.account_id == account_id))
    hashes = [second_factor.recovery_hash(code) for code in codes]
    work.session.add_all(rows(org_id=work.org_id, account_id=account_id, code_hash=one) for one in hashes)
    work.session.flush()
    work.audit("second_factor.recovery_codes_made", "account", account_id, codes=len(codes))
    return codes


def recovery_codes_left(work: Work, account_id: UUID) -> int:
    """How many recovery codes can still be used."""
    rows = RecoveryCodeRow
    unused = (rows.org_id == work.org_id, rows.account_id == account_id, rows.used_at.is_(None))
    return len(work.session.scalars(select(rows.code_hash).where(*unused)).all())


def remove_second_factor(work: Work, account_id: UUID) -> None:
    """Forget a colleague's lost authenticator app; they enrol a new one at their next sign-in.

    The caller ends the account's sessions.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: no such account in this organisation.
        Refused: the actor's own; another administrator has to do it.
    """
    require(work.actor.roles, "staff.manage")
    if work.actor.account_id == account_id:
        raise Refused(
            "Another administrator has to do this for you. You can replace the app on your own page."
        )
    get_account(work, account_id)
    for rows in (SecondFactorRow, RecoveryCodeRow):
        work.session.execute(delete(rows).where(rows.org_id == work.org_id, rows.account_id == account_id))
    work.audit("second_factor.removed", "account", account_id)


def _use_step(work: Work, factor_id: UUID, step: int) -> bool:
    """Use a time step up. Of two requests with the same code only one gets through."""
    rows = SecondFactorRow
    unused = or_(rows.last_step.is_(None), rows.last_step < step)
    mine = (rows.org_id == work.org_id, rows.id == factor_id)
    used = update(rows).where(*mine, unused).values(last_step=step).returning(rows.id)
    return work.session.scalar(used.execution_options(synchronize_session=False)) is not None


def _use_recovery_code(work: Work, account_id: UUID, code: str) -> bool:
    rows = RecoveryCodeRow
    mine = (rows.org_id == work.org_id, rows.account_id == account_id)
    unused = (rows.code_hash == second_factor.recovery_hash(code), rows.used_at.is_(None))
    used = update(rows).where(*mine, *unused).values(used_at=work.clock.now()).returning(rows.account_id)
    if work.session.scalar(used) is None:
        return False
    work.audit("second_factor.recovery_code_used", "account", account_id)
    return True


def _keep(work: Work, account_id: UUID, secret: str) -> SecondFactorRow:
    row = SecondFactorRow(account_id=account_id, created_at=work.clock.now())
    sealed = work.vault.seal(work, _TABLE, row.id, secret.encode())
    row.key_id, row.sealed = sealed.key_id, sealed.data
    work.session.add(row)
    work.session.flush()
    return row


def _open(work: Work, row: SecondFactorRow) -> str:
    return work.vault.open(work, _TABLE, row.id, Sealed(row.key_id, row.sealed)).decode()


def _factors(work: Work, account_id: UUID) -> Select[SecondFactorRow]:
    rows = SecondFactorRow
    return select(rows).where(rows.org_id == work.org_id, rows.account_id == account_id)
