"""The way in: password, second factor, rotation, limits, and what is in the audit."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select, update

from chartside.platform.identity import sessions
from chartside.platform.identity.model import DOORSTEP, Role, Stage
from chartside.platform.identity.passwords import Checked, Passwords
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sign_in import (
    SIGN_IN_AGAIN,
    WRONG,
    WRONG_CODE,
    Door,
    Entered,
    TurnedAway,
    Visitor,
)
from chartside.platform.identity.tables import AccountRow, LoginSessionRow, SignInAttemptRow
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Actor
from tests.platform.identity.conftest import HERE, PASSWORD, SECRET, Clinic

ELSEWHERE = Visitor("203.0.113.9", "curl")


def demo(policy: Policy) -> Policy:
    return replace(policy, demo_mode=True)


def message(answer: Entered | TurnedAway) -> str:
    assert isinstance(answer, TurnedAway)
    return answer.message


def wrong(clinic: Clinic, email: str = "dana@westlake.example", visitor: Visitor = HERE) -> str:
    answer = clinic.door.sign_in(clinic.code, email, "not the password", visitor)
    assert isinstance(answer, TurnedAway)
    return answer.message


def test_password_and_code_open_a_session(clinic):
    account_id = clinic.add()
    signed_in = clinic.require(clinic.sign_in())
    assert signed_in.summary.id == account_id
    assert signed_in.actor == Actor(account_id, None, "Dana Whitfield, OTR/L", frozenset({"therapist"}))
    assert "note.sign" in signed_in.permissions
    assert signed_in.zone == "America/Chicago"
    assert signed_in.reauthenticated_at == clinic.clock.now()
    assert clinic.acts(signed_in.session_id) == ["session.signed_in"]
    assert clinic.last_act().account_id == account_id


def test_the_clinic_code_and_address_may_be_typed_in_any_case(clinic):
    clinic.add()
    answer = clinic.door.sign_in(f" {clinic.code.upper()} ", " DANA@Westlake.example", PASSWORD, HERE)
    assert isinstance(answer, Entered)


def test_the_password_alone_opens_no_page(clinic):
    clinic.add()
    token = clinic.password_step()
    assert clinic.find(token) is None
    assert clinic.door.unfinished(token, Stage.SECOND_FACTOR) is not None
    assert clinic.door.unfinished(token, Stage.ENROLMENT) is None


def test_wrong_account_wrong_password_wrong_clinic_read_the_same(clinic):
    clinic.add()
    answers = {
        wrong(clinic),
        wrong(clinic, "nobody@westlake.example"),
        wrong(clinic, "not an address"),
        message(clinic.door.sign_in("no-such-clinic", "dana@westlake.example", PASSWORD, HERE)),
        message(clinic.door.sign_in("", "dana@westlake.example", PASSWORD, HERE)),
    }
    assert answers == {WRONG}


def test_a_wrong_password_costs_the_same_work_for_anyone(clinic, monkeypatch):
    clinic.add()
    checked = []

    def check(self: Passwords, password: str, stored: str | None) -> Checked:
        checked.append(password)
        return Checked(matches=False)

    monkeypatch.setattr(Passwords, "check", check)
    wrong(clinic)
    wrong(clinic, "nobody@westlake.example")
    clinic.door.sign_in("no-such-clinic", "dana@westlake.example", PASSWORD, HERE)
    assert len(checked) == 3


def test_signing_in_ends_the_session_the_browser_had(clinic):
    clinic.add()
    planted = clinic.sign_in()
    clinic.clock.advance(timedelta(minutes=1))
    partial = clinic.password_step(old=planted)
    assert clinic.find(planted) is None
    entered = clinic.door.second_factor(partial, clinic.code_now(), HERE)
    assert isinstance(entered, Entered)
    assert len({planted.secret, partial.secret, entered.token.secret}) == 3
    assert clinic.find(partial) is None
    assert clinic.door.unfinished(partial, Stage.SECOND_FACTOR) is None
    assert "session.ended" in clinic.acts()


def test_a_token_made_up_by_somebody_is_never_taken_over(clinic):
    clinic.add()
    planted = Token.new(clinic.org_id)
    entered = clinic.password_step(old=planted)
    assert entered.secret != planted.secret
    assert clinic.find(planted) is None


def test_only_hashes_are_stored(clinic):
    clinic.add()
    token = clinic.sign_in()
    with clinic.database.transaction(clinic.org_id) as session:
        row = session.scalars(select(LoginSessionRow)).one()
        account = session.scalars(select(AccountRow)).one()
    assert row.token_hash == token.hash
    assert token.secret.encode() not in row.token_hash
    assert account.password_hash.startswith("$argon2id$")


def test_a_code_works_once(clinic):
    clinic.add()
    clinic.sign_in()
    again = clinic.password_step()
    answer = clinic.door.second_factor(again, clinic.code_now(), HERE)
    assert answer == TurnedAway(WRONG_CODE)
    clinic.clock.advance(timedelta(seconds=30))
    assert isinstance(clinic.door.second_factor(again, clinic.code_now(), HERE), Entered)


def test_of_two_at_once_with_one_code_one_gets_in(clinic):
    clinic.add()
    tokens = [clinic.password_step() for _ in range(4)]
    code, barrier = clinic.code_now(), threading.Barrier(4)

    def enter(token):
        barrier.wait()
        return clinic.door.second_factor(token, code, HERE)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(enter, tokens))
    assert sum(isinstance(one, Entered) for one in answers) == 1


def test_an_unfinished_sign_in_ends_after_ten_minutes(clinic):
    clinic.add()
    token = clinic.password_step()
    clinic.clock.advance(timedelta(minutes=10))
    answer = clinic.door.second_factor(token, clinic.code_now(), HERE)
    assert answer == TurnedAway(SIGN_IN_AGAIN, start_again=True)


def test_guessing_codes_ends_the_sign_in(clinic):
    account_id = clinic.add()
    token = clinic.password_step()
    answers = [clinic.door.second_factor(token, "000000", HERE) for _ in range(5)]
    assert answers[-1] == TurnedAway(SIGN_IN_AGAIN, start_again=True)
    assert clinic.acts(account_id)[-1] == "second_factor.locked_out"
    again = clinic.password_step()
    refused = clinic.door.second_factor(again, clinic.code_now(), HERE)
    assert isinstance(refused, TurnedAway)
    assert "Too many attempts" in refused.message


def test_too_many_wrong_passwords_lock_the_account_for_a_while(clinic):
    account_id = clinic.add()
    for _ in range(5):
        assert wrong(clinic) == WRONG
        clinic.clock.advance(timedelta(minutes=1))
    assert "Try again in 10 minutes" in wrong(clinic)
    right = clinic.door.sign_in(clinic.code, "dana@westlake.example", PASSWORD, ELSEWHERE)
    assert "Too many" in message(right)
    assert clinic.acts(account_id)[-2:] == ["sign_in.failed", "sign_in.locked_out"]
    clinic.clock.advance(timedelta(minutes=10))
    assert clinic.password_step()


def test_an_account_that_does_not_exist_is_locked_just_so(clinic):
    for _ in range(5):
        assert wrong(clinic, "nobody@westlake.example") == WRONG
    assert "Too many" in wrong(clinic, "nobody@westlake.example")


def test_a_success_starts_the_count_anew(clinic):
    clinic.add()
    for _ in range(3):
        for _ in range(4):
            assert wrong(clinic) == WRONG
        clinic.password_step()


def test_one_address_trying_many_accounts_is_stopped(clinic):
    clinic.add()
    for number in range(30):
        assert wrong(clinic, f"person{number}@westlake.example") == WRONG
    assert "Too many" in wrong(clinic)
    assert wrong(clinic, visitor=ELSEWHERE) == WRONG


def test_an_own_account_does_not_clear_the_address(clinic):
    clinic.add()
    for number in range(29):
        wrong(clinic, f"person{number}@westlake.example")
    clinic.password_step()
    wrong(clinic, "one-more@westlake.example")
    assert "Too many" in wrong(clinic, "and-another@westlake.example")


def test_the_count_survives_a_restart(clinic):
    clinic.add()
    for _ in range(5):
        wrong(clinic)
    clinic.database.app_engine.dispose()
    restarted = Door(clinic.database.work, clinic.clock, clinic.policy)
    answer = restarted.sign_in(clinic.code, "dana@westlake.example", PASSWORD, HERE)
    assert isinstance(answer, TurnedAway)


def test_an_attempt_counts_although_the_process_died_while_checking(clinic, monkeypatch):
    clinic.add()

    def die(self, password, stored):
        raise KeyboardInterrupt

    monkeypatch.setattr(type(clinic.policy.passwords), "check", die)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            wrong(clinic)
    assert "Too many" in wrong(clinic)


def test_many_guesses_at_once_are_no_way_past_the_limit(clinic):
    clinic.add()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: wrong(clinic), range(16)))
    assert answers.count(WRONG) == 5


def test_guessing_clinic_codes_is_counted_together(clinic):
    fresh = Visitor("192.0.2.44", "curl")
    answers = [
        message(clinic.door.sign_in(f"guess-{n}", f"p{n}@westlake.example", "x", fresh)) for n in range(31)
    ]
    assert answers[:30] == [WRONG] * 30
    assert "Too many" in answers[30]
    with clinic.database.transaction(DOORSTEP) as session:
        assert session.scalars(select(SignInAttemptRow)).all()


def test_counted_attempts_name_nobody_and_are_forgotten(clinic):
    wrong(clinic)
    with clinic.database.transaction(clinic.org_id) as session:
        rows = session.scalars(select(SignInAttemptRow)).all()
        assert all(len(row.subject) == 16 for row in rows)
    clinic.clock.advance(timedelta(hours=1))
    wrong(clinic, "somebody-else@westlake.example", ELSEWHERE)
    with clinic.database.transaction(clinic.org_id) as session:
        assert len(session.scalars(select(SignInAttemptRow)).all()) == 2


def test_a_closed_account_is_turned_away_in_the_same_words(clinic):
    account_id = clinic.add()
    token = clinic.sign_in()
    with clinic.database.transaction(clinic.org_id) as session:
        session.execute(update(AccountRow).where(AccountRow.id == account_id).values(active=False))
    assert clinic.find(token) is None
    answer = clinic.door.sign_in(clinic.code, "dana@westlake.example", PASSWORD, HERE)
    assert answer == TurnedAway(WRONG)


def test_the_same_address_at_two_clinics_is_two_people(clinic, new_clinic):
    other = new_clinic()
    here, there = clinic.add(), other.add(password="another password entirely")
    assert clinic.require(clinic.sign_in()).summary.id == here
    answer = other.door.sign_in(other.code, "dana@westlake.example", PASSWORD, HERE)
    assert answer == TurnedAway(WRONG)
    other_token = other.password_step(password="another password entirely")
    assert other.door.unfinished(other_token, Stage.SECOND_FACTOR).summary.id == there


def test_locking_one_clinic_locks_no_other(clinic, new_clinic):
    other = new_clinic()
    clinic.add()
    other.add()
    for _ in range(6):
        wrong(clinic)
    assert other.password_step()


def test_a_token_of_one_clinic_opens_nothing_at_another(clinic, new_clinic):
    other = new_clinic()
    clinic.add()
    other.add()
    token = clinic.sign_in()
    assert clinic.find(Token(other.org_id, token.secret)) is None


def test_a_password_hashed_with_older_settings_is_renewed(clinic):
    account_id = clinic.add()
    older = Passwords(Argon2Hasher(time_cost=2, memory_cost=16, parallelism=1)).hash(PASSWORD)
    with clinic.database.transaction(clinic.org_id) as session:
        session.execute(update(AccountRow).where(AccountRow.id == account_id).values(password_hash=older))
    clinic.password_step()
    with clinic.database.transaction(clinic.org_id) as session:
        assert session.scalars(select(AccountRow.password_hash)).one() != older


def test_somebody_without_an_app_enrols_one_before_anything_else(clinic):
    account_id = clinic.add(secret=None)
    token = clinic.password_step()
    assert clinic.find(token) is None
    shown = clinic.door.start_enrolment(token)
    assert shown == clinic.door.start_enrolment(token), "a reload shows the same secret"
    secret = shown.typed.replace(" ", "")
    assert clinic.door.enrol(token, "000000") == TurnedAway(WRONG_CODE)
    entered = clinic.door.enrol(token, clinic.code_now(secret))
    assert isinstance(entered, Entered)
    assert entered.stage is Stage.FULL
    assert len(entered.recovery_codes) == 10
    assert clinic.require(entered.token).summary.has_second_factor
    assert clinic.acts(account_id)[-2:] == ["second_factor.enrolled", "second_factor.recovery_codes_made"]


def test_a_recovery_code_works_once(clinic):
    clinic.add(secret=None)
    token = clinic.password_step()
    secret = clinic.door.start_enrolment(token).typed.replace(" ", "")
    codes = clinic.door.enrol(token, clinic.code_now(secret)).recovery_codes
    first = clinic.door.second_factor(clinic.password_step(), codes[0].upper(), HERE)
    assert isinstance(first, Entered)
    again = clinic.door.second_factor(clinic.password_step(), codes[0], HERE)
    assert again == TurnedAway(WRONG_CODE)
    assert "second_factor.recovery_code_used" in clinic.acts()


def test_the_secret_of_the_app_is_sealed(clinic):
    from chartside.platform.identity.tables import SecondFactorRow

    clinic.add()
    with clinic.database.transaction(clinic.org_id) as session:
        row = session.scalars(select(SecondFactorRow)).one()
    assert SECRET.encode() not in row.sealed


def test_a_demo_account_needs_no_app_in_the_demo_and_opens_nothing_outside_it(clinic):
    clinic.add(is_demo=True, secret=None)
    production = clinic.policy
    assert wrong(clinic) == WRONG
    assert clinic.door.sign_in(clinic.code, "dana@westlake.example", PASSWORD, HERE) == TurnedAway(WRONG)
    clinic.policy = demo(production)
    entered = clinic.door.sign_in(clinic.code, "dana@westlake.example", PASSWORD, HERE)
    assert isinstance(entered, Entered)
    assert entered.stage is Stage.FULL
    assert clinic.find(entered.token) is not None
    assert clinic.find(entered.token, policy=production) is None, "checked at every look at the session"


def test_a_real_account_needs_its_app_in_the_demo_too(clinic):
    clinic.add(secret=None)
    clinic.policy = demo(clinic.policy)
    entered = clinic.door.sign_in(clinic.code, "dana@westlake.example", PASSWORD, HERE)
    assert isinstance(entered, Entered)
    assert entered.stage is Stage.ENROLMENT


def test_roles_count_from_the_next_look(clinic):
    from chartside.platform.identity.accounts import set_roles

    account_id = clinic.add()
    boss = clinic.actor(clinic.add("ada@westlake.example", Role.ADMINISTRATOR))
    token = clinic.sign_in()
    with clinic.database.work(clinic.org_id, boss) as work:
        set_roles(work, account_id, [Role.BILLER])
    assert "note.sign" not in clinic.require(token).permissions


def test_signing_out_ends_the_session_for_good(clinic):
    clinic.add()
    token = clinic.sign_in()
    signed_in = clinic.require(token)
    for _ in range(2):
        with clinic.database.work(clinic.org_id, signed_in.actor) as work:
            sessions.end(work, signed_in.session_id)
    assert clinic.find(token) is None
    assert clinic.acts(signed_in.session_id) == ["session.signed_in", "session.ended"]
