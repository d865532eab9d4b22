"""Sessions on the real database: ends, rotation, re-authentication, lists."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from chartside.kernel.errors import NotFound
from chartside.platform.identity import sessions
from chartside.platform.identity.model import SessionLimits
from chartside.platform.identity.reauthentication import SESSION_ENDED, WRONG_PROOF, reauthenticate
from chartside.platform.identity.sign_in import TurnedAway
from chartside.platform.identity.signed_in import ReauthenticationNeeded, Sessions, require_recent
from chartside.platform.identity.tables import LoginSessionRow
from chartside.platform.identity.tokens import Token
from tests.platform.identity.conftest import HERE, PASSWORD, Clinic

LIMITS = SessionLimits()


def prove(clinic: Clinic, token: Token, proof: str) -> Token | TurnedAway:
    signed_in = clinic.require(token)
    with clinic.database.work(clinic.org_id, signed_in.actor) as work:
        return reauthenticate(work, clinic.policy, signed_in, proof, HERE)


def test_idle_ends_after_fifteen_minutes_and_not_before(clinic):
    clinic.add()
    token = clinic.sign_in()
    clinic.clock.advance(timedelta(minutes=14, seconds=59))
    assert clinic.find(token)
    clinic.clock.advance(timedelta(minutes=14, seconds=59))
    assert clinic.find(token)
    clinic.clock.advance(timedelta(minutes=15))
    assert clinic.find(token) is None


def test_twelve_hours_end_it_however_busy_the_person_is(clinic):
    clinic.add()
    token = clinic.sign_in()
    for _ in range(71):
        clinic.clock.advance(timedelta(minutes=10))
        assert clinic.find(token)
    clinic.clock.advance(timedelta(minutes=10))
    assert clinic.find(token) is None


@given(st.lists(st.timedeltas(timedelta(seconds=1), timedelta(minutes=22)), min_size=1, max_size=12))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stored_session_ends_as_its_arithmetic_says(clinic, gaps):
    email = f"p{clinic.clock.now().timestamp()}@westlake.example"
    clinic.clock.advance(timedelta(minutes=1))
    clinic.add(email)
    token = clinic.sign_in(email)
    seen = began = clinic.clock.now()
    for gap in gaps:
        clinic.clock.advance(gap)
        now = clinic.clock.now()
        alive = now - seen < LIMITS.idle and now - began < LIMITS.absolute
        assert (clinic.find(token) is not None) is alive
        if not alive:
            return
        if now - seen >= timedelta(seconds=15):
            seen = now


def test_what_a_page_asks_by_itself_keeps_no_session_alive(clinic):
    clinic.add()
    source = Sessions(clinic.database.transaction, clinic.clock, clinic.policy, secure=False)
    cookies = {"chartside": clinic.sign_in().text}
    for _ in range(2):
        clinic.clock.advance(timedelta(minutes=7))
        assert source.find(cookies, touch=False)
    clinic.clock.advance(timedelta(minutes=1))
    assert source.find(cookies) is None


def test_the_cookie_of_a_secure_site_has_its_own_name(clinic):
    clinic.add()
    source = Sessions(clinic.database.transaction, clinic.clock, clinic.policy, secure=True)
    token = clinic.sign_in()
    assert source.find({"chartside": token.text}) is None
    assert source.find({"__Host-chartside": token.text})
    assert source.find({"__Host-chartside": "nonsense"}) is None
    assert source.find({}) is None


@pytest.mark.parametrize("with_password", [True, False], ids=["password", "code"])
def test_proving_again_rotates_the_token_and_stamps_the_session(clinic, with_password):
    clinic.add()
    old = clinic.sign_in()
    before = clinic.require(old)
    clinic.clock.advance(timedelta(minutes=6))
    with pytest.raises(ReauthenticationNeeded, match="more than 5 minutes"):
        require_recent(clinic.require(old), clinic.clock, LIMITS)
    new = prove(clinic, old, PASSWORD if with_password else clinic.code_now())
    assert isinstance(new, Token)
    assert clinic.find(old) is None
    after = clinic.require(new)
    assert require_recent(after, clinic.clock, LIMITS) == clinic.clock.now()
    assert after.session_id == before.session_id
    assert after.session_key == before.session_key, "forms that are open stay usable"
    assert clinic.acts(after.session_id) == ["session.signed_in", "session.reauthenticated"]


def test_five_minutes_are_enough_and_a_moment_more_is_not(clinic):
    clinic.add()
    token = clinic.sign_in()
    clinic.clock.advance(timedelta(minutes=5))
    require_recent(clinic.require(token), clinic.clock, LIMITS)
    clinic.clock.advance(timedelta(microseconds=1))
    with pytest.raises(ReauthenticationNeeded):
        require_recent(clinic.require(token), clinic.clock, LIMITS)


def test_a_code_of_the_sign_in_does_not_prove_again(clinic):
    clinic.add()
    token = clinic.sign_in()
    assert prove(clinic, token, clinic.code_now()) == TurnedAway(WRONG_PROOF)


def test_wrong_proofs_end_the_session(clinic):
    clinic.add()
    token = clinic.sign_in()
    answers = [prove(clinic, token, "not my password") for _ in range(5)]
    assert answers == [TurnedAway(WRONG_PROOF)] * 4 + [TurnedAway(SESSION_ENDED, start_again=True)]
    assert clinic.find(token) is None
    assert clinic.acts()[-2:] == ["session.reauthentication_failed", "session.ended"]


def test_proving_again_does_not_lengthen_the_day(clinic):
    clinic.add()
    token = clinic.sign_in()
    ends = clinic.clock.now() + timedelta(hours=12)
    while clinic.clock.now() < ends - timedelta(minutes=10):
        clinic.clock.advance(timedelta(minutes=10))
        proved = prove(clinic, token, PASSWORD)
        assert isinstance(proved, Token)
        token = proved
    clinic.clock.advance(timedelta(minutes=10))
    assert clinic.find(token) is None


def test_own_sessions_are_listed_and_ended(clinic, new_clinic):
    account_id = clinic.add()
    first = clinic.require(clinic.sign_in())
    clinic.clock.advance(timedelta(minutes=1))
    second_token = clinic.sign_in()
    second = clinic.require(second_token)
    clinic.password_step()  # an unfinished sign-in is not listed
    with clinic.database.work(clinic.org_id, second.actor) as work:
        listed = sessions.open_sessions(work, clinic.policy, account_id)
        assert [one.id for one in listed] == [second.session_id, first.session_id]
        assert {one.device for one in listed} == {"Firefox on Windows"}
        sessions.end_own(work, first.session_id)
    with clinic.database.work(clinic.org_id, second.actor) as work:
        assert [one.id for one in sessions.open_sessions(work, clinic.policy, account_id)] == [
            second.session_id
        ]


def test_sign_out_everywhere(clinic):
    account_id = clinic.add()
    tokens = []
    for _ in range(3):
        clinic.clock.advance(timedelta(seconds=30))
        tokens.append(clinic.sign_in())
    kept = clinic.require(tokens[1])
    with clinic.database.work(clinic.org_id, kept.actor) as work:
        assert sessions.end_all(work, account_id, keep=kept.session_id) == 2
    assert [clinic.find(token) is not None for token in tokens] == [False, True, False]
    with clinic.database.work(clinic.org_id, kept.actor) as work:
        assert sessions.end_all(work, account_id) == 1
    assert clinic.acts(account_id)[-2:] == ["session.ended_everywhere"] * 2


def test_nobody_ends_a_session_of_somebody_else(clinic):
    clinic.add()
    eve = clinic.actor(clinic.add("eve@westlake.example"))
    victim = clinic.require(clinic.sign_in())
    with clinic.database.work(clinic.org_id, eve) as work, pytest.raises(NotFound):
        sessions.end_own(work, victim.session_id)


def test_another_organisation_sees_and_touches_no_session(clinic, new_clinic):
    other = new_clinic()
    clinic.add()
    token = clinic.sign_in()
    with other.database.transaction(other.org_id) as session:
        assert session.execute(text("select count(*) from login_session")).scalar() == 0
        changed = session.execute(
            update(LoginSessionRow).values(stage="full").execution_options(synchronize_session=False)
        )
        assert changed.rowcount == 0
    assert clinic.find(token)


def test_the_database_keeps_no_full_session_without_proof_and_removes_none(clinic):
    clinic.add()
    clinic.password_step()
    with (
        pytest.raises(DBAPIError, match="ck_login_session_full_is_proved"),
        clinic.database.transaction(clinic.org_id) as session,
    ):
        session.execute(update(LoginSessionRow).values(stage="full"))
    with (
        pytest.raises(DBAPIError, match="permission denied"),
        clinic.database.transaction(clinic.org_id) as session,
    ):
        session.execute(delete(LoginSessionRow))


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) AppleWebKit Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) CriOS/140 Safari/604", "Chrome on iPhone"),
        ("curl/8", "another program on another system"),
    ],
)
def test_devices_have_names_people_know(agent, name):
    from chartside.platform.identity.devices import device_name

    assert device_name(agent) == name
