"""Sign-ins of the demo clinic: known e-mail addresses, one printed password, no use outside the demo."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from chartside.kernel.errors import Refused
from chartside.platform.identity.accounts import add_account, find_by_email, get_account, new_account
from chartside.platform.identity.factors import enrol_known_secret
from chartside.platform.identity.model import Role, Stage
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sessions import begin, last_proof
from chartside.platform.tenancy import Work
from chartside.platform.tenancy.organisations import own_organisation


@dataclass(frozen=True)
class DemoPerson:
    """A fictitious person who can sign in to the demo.

    Attributes:
        display_name: as it stands under a note, `Dana Whitfield, OTR/L`.
        second_factor_secret: base32; set for the one account that shows how the second factor works.
    """

    email: str
    display_name: str
    roles: frozenset[Role]
    staff_id: UUID | None = None
    second_factor_secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class DemoSignIn:
    """A line of the printed list of demo sign-ins."""

    clinic_code: str
    email: str
    password: str
    display_name: str
    roles: tuple[str, ...]
    second_factor_secret: str | None


def create_demo_accounts(
    work: Work, policy: Policy, people: Iterable[DemoPerson], password: str
) -> list[DemoSignIn]:
    """Make the demo's accounts, all with one password; those that exist already are left as they are.

    Raises:
        Refused: this installation is not the demo.
    """
    if not policy.demo_mode:
        raise Refused("Demo accounts are made in demo mode only (CHARTSIDE_MODE=demo).")
    organisation = own_organisation(work)
    password_hash = policy.passwords.hash(password)
    made = []
    for person in people:
        if find_by_email(work, person.email) is None:
            _make(work, person, password_hash, organisation.zone)
        roles = tuple(sorted(role.label for role in person.roles))
        made.append(
            DemoSignIn(
                organisation.code,
                person.email,
                password,
                person.display_name,
                roles,
                person.second_factor_secret,
            )
        )
    return made


def prove_in_the_demo(work: Work, account_id: UUID) -> datetime | None:
    """Sign a demo person in as the password would, for the stories that are played; when that was."""
    if not get_account(work, account_id).is_demo:
        raise Refused("Only the demo's people are signed in without their password.")
    begin(work, Policy(), account_id, Stage.FULL, device="demo")
    return last_proof(work, account_id)


def _make(work: Work, person: DemoPerson, password_hash: str, zone: str) -> None:
    row = new_account(
        work,
        email=person.email,
        display_name=person.display_name,
        password_hash=password_hash,
        zone=zone,
        staff_id=person.staff_id,
        is_demo=True,
    )
    account_id = add_account(work, row, person.roles)
    if person.second_factor_secret is not None:
        enrol_known_secret(work, account_id, person.second_factor_secret)
