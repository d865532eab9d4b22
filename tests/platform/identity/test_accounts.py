"""Accounts, roles, links, first run, demo sign-ins: who may, what is refused, what is in the audit."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from chartside.kernel.errors import NotAllowed, NotFound, Refused
from chartside.kernel.ids import new_id
from chartside.platform.audit.tables import AuditEntry
from chartside.platform.identity import accounts, factors, invitations, sessions
from chartside.platform.identity.model import Role, Stage
from chartside.platform.identity.sign_in import Entered, TurnedAway
from chartside.platform.identity.tables import InvitationRow
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Actor
from tests.platform.identity.conftest import HERE, PASSWORD, SECRET, Clinic

NEW = "seven green umbrellas"
DEVICE = HERE.device


@pytest.fixture
def boss(clinic: Clinic) -> Actor:
    return clinic.actor(clinic.add("ada@westlake.example", Role.ADMINISTRATOR, name="Ada Okafor"))


def invite(clinic: Clinic, boss: Actor, email: str = "new@westlake.example") -> Token:
    with clinic.database.work(clinic.org_id, boss) as work:
        return invitations.invite(
            work,
            clinic.policy,
            email=email,
            display_name="Noor Haddad",
            roles=[Role.BILLER],
            zone="America/Chicago",
        )


def accept(clinic: Clinic, token: Token, password: str = NEW) -> Entered:
    with clinic.database.work(token.org_id, Actor.system("invitation")) as work:
        return invitations.accept(
            work, clinic.policy, token, display_name="Noor Haddad", password=password, device=DEVICE
        )


def test_changing_roles_is_an_act_with_before_and_after(clinic, boss):
    account_id = clinic.add()
    with clinic.database.work(clinic.org_id, boss) as work:
        accounts.set_roles(work, account_id, [Role.THERAPIST, Role.DIRECTOR])
        assert accounts.account_summary(work, account_id).roles == {Role.THERAPIST, Role.DIRECTOR}
    act = clinic.last_act()
    assert (act.action, act.subject_id, act.account_id) == (
        "account.roles_changed",
        account_id,
        boss.account_id,
    )
    assert act.detail == {"before": ["therapist"], "after": ["director", "therapist"]}


def test_giving_the_same_roles_is_no_act(clinic, boss):
    account_id = clinic.add()
    with clinic.database.work(clinic.org_id, boss) as work:
        accounts.set_roles(work, account_id, [Role.THERAPIST])
    assert clinic.acts(account_id) == ["account.created", "second_factor.enrolled"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_changes_accounts(clinic, role):
    account_id = clinic.add()
    other = clinic.actor(clinic.add("other@westlake.example", role))
    acts = (
        lambda work: accounts.set_roles(work, account_id, [Role.DIRECTOR]),
        lambda work: accounts.close_account(work, account_id),
        lambda work: accounts.reopen_account(work, account_id),
        lambda work: factors.remove_second_factor(work, account_id),
        lambda work: invitations.make_password_link(work, clinic.policy, account_id),
        lambda work: invitations.withdraw(work, new_id()),
    )
    for act in acts:
        with clinic.database.work(clinic.org_id, other) as work, pytest.raises(NotAllowed):
            act(work)
    with pytest.raises(NotAllowed):
        invite(clinic, other)


def test_the_last_administrator_stays(clinic, boss):
    with clinic.database.work(clinic.org_id, boss) as work:
        with pytest.raises(Refused, match="only administrator"):
            accounts.set_roles(work, boss.account_id, [Role.DIRECTOR])
        with pytest.raises(Refused, match="only administrator"):
            accounts.close_account(work, boss.account_id)
        with pytest.raises(Refused, match="at least one role"):
            accounts.set_roles(work, boss.account_id, [])


def test_two_administrators_cannot_remove_each_other_at_once(clinic, boss):
    second = clinic.actor(clinic.add("bea@westlake.example", Role.ADMINISTRATOR))
    barrier = threading.Barrier(2)

    def demote(pair):
        actor, victim = pair
        barrier.wait()
        try:
            with clinic.database.work(clinic.org_id, actor) as work:
                accounts.set_roles(work, victim.account_id, [Role.DIRECTOR])
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(demote, [(boss, second), (second, boss)]))
    assert sorted(done) == [False, True]


def test_closing_and_reopening(clinic, boss):
    account_id = clinic.add()
    token = clinic.sign_in()
    with clinic.database.work(clinic.org_id, boss) as work:
        accounts.close_account(work, account_id)
        sessions.end_all(work, account_id, reason="account_closed")
    assert clinic.find(token) is None
    with clinic.database.work(clinic.org_id, boss) as work:
        accounts.reopen_account(work, account_id)
        assert [one.active for one in accounts.list_accounts(work)] == [True, True]
    assert clinic.find(token) is None, "an ended session stays ended"
    clinic.clock.advance(timedelta(seconds=30))
    assert clinic.sign_in()
    assert clinic.acts(account_id)[2:] == ["account.closed", "session.ended_everywhere", "account.reopened"]


def test_one_account_per_address_and_per_member_of_staff(clinic, boss):
    clinic.add()
    with pytest.raises(Refused, match="e-mail"):
        clinic.add("Dana@WESTLAKE.example")
    staff_id, other = new_id(), clinic.add("eve@westlake.example")
    with clinic.database.work(clinic.org_id, boss) as work:
        accounts.link_staff(work, other, staff_id)
        with pytest.raises(Refused, match="already has an account"):
            accounts.link_staff(work, boss.account_id, staff_id)
    assert clinic.actor(other).staff_id == staff_id
    assert clinic.acts(other)[-1] == "account.staff_linked"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "nonsense"}, "not an e-mail"),
        ({"display_name": " "}, "name"),
        ({"zone": "Mars/Olympus"}, "zone"),
    ],
)
def test_an_account_needs_address_name_and_zone(clinic, change, words):
    given = {"email": "a@b.example", "display_name": "A", "password_hash": "x", "zone": "America/Chicago"}
    with (
        clinic.database.work(clinic.org_id, Actor.system("test")) as work,
        pytest.raises(Refused, match=words),
    ):
        accounts.new_account(work, **{**given, **change})


def test_an_invited_colleague_chooses_a_password_and_enrols(clinic, boss):
    link = invite(clinic, boss)
    with clinic.database.work(clinic.org_id, Actor.system("invitation")) as work:
        shown = invitations.look_at(work, link)
    assert (shown.email, shown.roles) == ("new@westlake.example", (Role.BILLER,))
    token = accept(clinic, link).token
    assert clinic.find(token) is None, "no page before the second factor"
    secret = clinic.door.start_enrolment(token).typed.replace(" ", "")
    entered = clinic.door.enrol(token, clinic.code_now(secret))
    assert isinstance(entered, Entered)
    assert clinic.require(entered.token).summary.roles == {Role.BILLER}
    assert {"invitation.made", "account.created", "invitation.used", "session.signed_in"} <= set(
        clinic.acts()
    )


def test_a_link_works_once_and_only_its_hash_is_kept(clinic, boss):
    link = invite(clinic, boss)
    with clinic.database.transaction(clinic.org_id) as session:
        row = session.scalars(select(InvitationRow)).one()
    assert row.token_hash == link.hash
    assert link.secret not in str(row.details)
    accept(clinic, link)
    with pytest.raises(Refused, match="used already"):
        accept(clinic, link)


def test_two_clicks_on_a_link_make_one_account(clinic, boss):
    link, barrier = invite(clinic, boss), threading.Barrier(2)

    def click(_):
        barrier.wait()
        try:
            return accept(clinic, link)
        except Refused:
            return None

    with ThreadPoolExecutor(2) as pool:
        assert [bool(one) for one in pool.map(click, range(2))].count(True) == 1


def test_a_link_expires_after_a_day(clinic, boss):
    link = invite(clinic, boss)
    clinic.clock.advance(timedelta(hours=24))
    with pytest.raises(Refused, match="expired"):
        accept(clinic, link)


def test_a_withdrawn_link_is_useless(clinic, boss):
    link = invite(clinic, boss)
    with clinic.database.work(clinic.org_id, boss) as work:
        (waiting,) = invitations.waiting_invitations(work)
        invitations.withdraw(work, waiting.id)
        assert invitations.waiting_invitations(work) == []
        with pytest.raises(NotFound):
            invitations.withdraw(work, waiting.id)
    with pytest.raises(Refused, match="withdrawn"):
        accept(clinic, link)


def test_a_weak_password_leaves_the_link_usable(clinic, boss):
    link = invite(clinic, boss)
    with pytest.raises(Refused, match="at least 12"):
        accept(clinic, link, "short")
    with pytest.raises(Refused, match="your name"):
        accept(clinic, link, f"{clinic.code}")
    assert accept(clinic, link).token.org_id == clinic.org_id


def test_a_link_of_one_clinic_makes_no_account_at_another(clinic, boss, new_clinic):
    link = invite(clinic, boss)
    with pytest.raises(Refused):
        accept(clinic, Token(new_clinic().org_id, link.secret))


def test_a_forgotten_password_is_set_by_a_link_and_ends_every_session(clinic, boss):
    account_id = clinic.add()
    before = clinic.sign_in()
    with clinic.database.work(clinic.org_id, boss) as work:
        link = invitations.make_password_link(work, clinic.policy, account_id)
    token = accept(clinic, link).token
    assert clinic.find(before) is None
    clinic.clock.advance(timedelta(seconds=30))
    assert isinstance(clinic.door.second_factor(token, clinic.code_now(), HERE), Entered)
    old = clinic.door.sign_in(clinic.code, "dana@westlake.example", PASSWORD, HERE)
    assert isinstance(old, TurnedAway)
    assert "account.password_changed" in clinic.acts(account_id)


def test_a_lost_app_is_removed_by_somebody_else_and_enrolled_again(clinic, boss):
    account_id = clinic.add()
    with clinic.database.work(clinic.org_id, boss) as work:
        factors.remove_second_factor(work, account_id)
        with pytest.raises(Refused, match="Another administrator"):
            factors.remove_second_factor(work, boss.account_id)
    token = clinic.password_step()
    assert clinic.door.unfinished(token, Stage.ENROLMENT)
    assert clinic.acts(account_id)[-1] == "second_factor.removed"


def test_a_new_app_replaces_the_old_one_only_when_it_works(clinic):
    account_id = clinic.add()
    actor = clinic.actor(account_id)
    with clinic.database.work(clinic.org_id, actor) as work:
        shown = factors.start_enrolment(work, account_id, "dana@westlake.example", "Westlake")
        assert factors.confirm_enrolment(work, clinic.policy, account_id, "000000") is None
    assert clinic.sign_in()
    secret = shown.typed.replace(" ", "")
    clinic.clock.advance(timedelta(seconds=30))
    with clinic.database.work(clinic.org_id, actor) as work:
        assert factors.confirm_enrolment(work, clinic.policy, account_id, clinic.code_now(secret))
        assert factors.recovery_codes_left(work, account_id) == 10
        with pytest.raises(NotFound):
            factors.confirm_enrolment(work, clinic.policy, account_id, clinic.code_now(secret))
    clinic.clock.advance(timedelta(seconds=30))
    token = clinic.password_step()
    assert isinstance(clinic.door.second_factor(token, clinic.code_now(SECRET), HERE), TurnedAway)
    assert isinstance(clinic.door.second_factor(token, clinic.code_now(secret), HERE), Entered)


def test_the_audit_holds_no_secret_and_no_address(clinic, boss):
    link = invite(clinic, boss)
    entered = clinic.enrol(accept(clinic, link).token)
    clinic.add()
    token = clinic.sign_in()
    with clinic.database.transaction(clinic.org_id) as session:
        entries = session.scalars(select(AuditEntry)).all()
    told = " ".join(f"{one.action} {one.subject_type} {one.detail}" for one in entries)
    secrets = [link.secret, token.secret, entered.token.secret, NEW, PASSWORD, *entered.recovery_codes]
    assert not [one for one in [*secrets, "westlake.example", "Noor", "$argon2"] if one in told]
    assert len(entries) > 8
