"""The first run: an empty database, a printed link, the first organisation and its administrator."""

from dataclasses import dataclass, field

from sqlalchemy import Select, select

from chartside.kernel.errors import Refused
from chartside.kernel.ids import organisation_id
from chartside.platform.identity import sessions
from chartside.platform.identity.accounts import add_account, known_zone, new_account, refuse_weak
from chartside.platform.identity.invitations import FIRST_RUN, make_link
from chartside.platform.identity.model import DOORSTEP, Role, Stage, clinic_code
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sign_in import Entered
from chartside.platform.identity.tables import InvitationRow
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Actor, Work, WorkDatabase
from chartside.platform.tenancy.tables import Organisation

STALE = "This link was used already or has expired. Start Chartside again to print a new one."
_FIRST_RUN = Actor.system("first run")


@dataclass(frozen=True)
class FirstClinic:
    """What the first person says about the clinic and themselves.

    Attributes:
        code: what the clinic's people type when they sign in (letters, digits, hyphens).
        zone: IANA time zone of the clinic, such as `America/Chicago`.
    """

    code: str
    clinic_name: str
    zone: str
    email: str
    display_name: str
    password: str = field(repr=False)


def offer_first_run(database: WorkDatabase, policy: Policy) -> Token | None:
    """The token of a new first-run link when the database holds no organisation yet; None when it does.

    Links printed before stop working.
    """
    if database.tenant_ids():
        return None
    with database.work(DOORSTEP, _FIRST_RUN) as work:
        for row in work.session.scalars(_open(work)):
            row.revoked_at = work.clock.now()
        return make_link(work, policy, FIRST_RUN, {})[0]


def only_clinic_code(database: WorkDatabase) -> str:
    """The clinic code to fill in at sign-in, when this database holds one organisation; else empty."""
    org_ids = database.tenant_ids()
    if len(org_ids) != 1:
        return ""
    with database.transaction(org_ids[0]) as session:
        return session.scalars(select(Organisation.code)).one()


def first_run_is_open(database: WorkDatabase, token: Token) -> bool:
    """Whether a link still makes the first organisation."""
    if database.tenant_ids():
        return False
    with database.work(DOORSTEP, _FIRST_RUN) as work:
        return work.session.scalar(_open(work, token)) is not None


def found_first_clinic(
    database: WorkDatabase, policy: Policy, token: Token, asked: FirstClinic, *, device: str
) -> Entered:
    """Use the link: make the organisation and its administrator, and begin the administrator's sign-in.

    Returns:
        The administrator's session, which still lacks its second factor.

    Raises:
        Refused: the link is stale, or something asked for cannot be (then the link stays usable).
    """
    code = clinic_code(asked.code)
    if code is None:
        raise Refused("Use up to 40 letters, digits and hyphens for the clinic code.")
    if not asked.clinic_name.strip():
        raise Refused("Give the clinic's name.")
    with database.work(DOORSTEP, _FIRST_RUN) as doorstep:
        # The row stays locked until the organisation is there, so that two clicks make one clinic.
        link = doorstep.session.scalar(_open(doorstep, token).with_for_update())
        if link is None or database.tenant_ids():
            raise Refused(STALE)
        with database.work(organisation_id(code), _FIRST_RUN) as work:
            session = _found(work, policy, code, asked, device)
        link.used_at = doorstep.clock.now()
    return session


def _found(work: Work, policy: Policy, code: str, asked: FirstClinic, device: str) -> Entered:
    refuse_weak(asked.password, asked.email, asked.display_name, code, asked.clinic_name)
    zone = known_zone(asked.zone)
    organisation = Organisation(
        org_id=work.org_id, code=code, name=asked.clinic_name.strip(), zone=zone, is_demo=False
    )
    work.session.add(organisation)
    work.session.flush()
    work.audit("organisation.founded", "organisation", work.org_id)
    account = new_account(
        work,
        email=asked.email,
        display_name=asked.display_name,
        password_hash=policy.passwords.hash(asked.password),
        zone=zone,
    )
    account_id = add_account(work, account, [Role.ADMINISTRATOR])
    token = sessions.begin(work, policy, account_id, Stage.ENROLMENT, device=device)
    return Entered(token, Stage.ENROLMENT)


def _open(work: Work, token: Token | None = None) -> Select[InvitationRow]:
    rows = InvitationRow
    usable = (rows.used_at.is_(None), rows.revoked_at.is_(None), rows.expires_at > work.clock.now())
    query = select(rows).where(rows.org_id == DOORSTEP, rows.kind == FIRST_RUN, *usable)
    return query if token is None else query.where(rows.token_hash == token.hash)
