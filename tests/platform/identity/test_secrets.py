from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pwdlib.hashers.argon2 import Argon2Hasher

from chartside.kernel.errors import Refused
from chartside.kernel.ids import organisation_id
from chartside.platform.identity import second_factor
from chartside.platform.identity.passwords import Passwords, password_problem
from chartside.platform.identity.tokens import (
    Token,
    cookie_attributes,
    cookie_name,
)

NOON = datetime(2026, 11, 20, 12, 0, 7, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
QUICK = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)


def quick(at_once: int = 2) -> Passwords:
    return Passwords(QUICK, at_once, patience_seconds=0)


def code_at(instant: datetime) -> str:
    return pyotp.TOTP(SECRET).at(instant)


def test_a_token_comes_back_from_its_text():
    token = Token.new(organisation_id("westlake"))
    assert Token.read(token.text) == token
    assert token.secret not in repr(token)
    assert len(token.hash) == 32


@given(st.text(max_size=90))
def test_anything_else_is_no_token(text):
    assert Token.read(text) is None


def test_tokens_differ():
    assert len({Token.new(organisation_id("westlake")).secret for _ in range(100)}) == 100


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites():
    assert cookie_name(secure=True) == "__Host-chartside"
    assert cookie_attributes(secure=True) == {
        "httponly": True,
        "samesite": "lax",
        "secure": True,
        "path": "/",
    }


def test_a_password_matches_itself_in_either_unicode_form():
    passwords = quick()
    stored = passwords.hash("café au lait, bitte")
    assert stored.startswith("$argon2id$")
    assert passwords.check("cafe\u0301 au lait, bitte", stored).matches
    assert not passwords.check("cafe au lait, bitte", stored).matches


def test_no_account_is_never_a_match():
    passwords = quick()
    assert not passwords.check("the password of nobody", None).matches


def test_an_unknown_account_costs_the_same_checks():
    counted = []

    class Counting(Argon2Hasher):
        def verify(self, password, hash):  # noqa: A002
            counted.append(hash)
            return super().verify(password, hash)

    passwords = Passwords(Counting(time_cost=1, memory_cost=8, parallelism=1))
    stored = passwords.hash("a password of somebody")
    counted.clear()
    passwords.check("wrong", stored)
    passwords.check("wrong", None)
    known, unknown = counted
    assert known.split("$")[:4] == unknown.split("$")[:4], "same algorithm and settings"


def test_an_older_hash_is_replaced():
    stored = Passwords(Argon2Hasher(time_cost=2, memory_cost=16, parallelism=1)).hash("correct horse battery")
    renewed = quick().check("correct horse battery", stored).rehashed
    assert renewed is not None
    assert quick().check("correct horse battery", renewed).rehashed is None


def test_too_many_at_once_are_turned_away():
    with pytest.raises(Refused, match="few seconds"):
        quick(at_once=0).check("x", None)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 12"),
        ("x" * 300, "at most 256"),
        ("aaaaaaaaaaaaaa", "different"),
        ("dana@westlake.example", "your name"),
        ("westlake-dana", "your name"),
        ("quiet lemon under stairs", None),
    ],
)
def test_weak_passwords_are_named(password, words):
    problem = password_problem(password, about=("dana@westlake.example", "westlake", "Dana Whitfield"))
    assert (problem is None) if words is None else words in (problem or "")


def test_codes_of_the_step_before_and_after_pass():
    for drift in (-30, 0, 30):
        assert second_factor.matching_step(SECRET, code_at(NOON + timedelta(seconds=drift)), NOON, None)
    for drift in (-60, 60):
        assert (
            second_factor.matching_step(SECRET, code_at(NOON + timedelta(seconds=drift)), NOON, None) is None
        )


def test_a_step_works_once():
    step = second_factor.matching_step(SECRET, code_at(NOON), NOON, None)
    assert second_factor.matching_step(SECRET, code_at(NOON), NOON, step) is None
    later = NOON + timedelta(seconds=30)
    assert second_factor.matching_step(SECRET, code_at(later), later, step) == (step or 0) + 1


@given(st.text(max_size=12))
def test_other_texts_are_no_code(text):
    valid = {code_at(NOON + timedelta(seconds=drift)) for drift in (-30, 0, 30)}
    if text.replace(" ", "") not in valid:
        assert second_factor.matching_step(SECRET, text, NOON, None) is None


def test_the_picture_obeys_a_strict_content_policy():
    address = second_factor.enrolment_address(SECRET, "dana@westlake.example", "Westlake")
    picture = ET.fromstring(second_factor.enrolment_picture(address))
    names = {name for element in picture.iter() for name in element.attrib}
    assert not names & {"style", "onload", "href"}
    assert picture.find("{*}title") is not None or picture.find("title") is not None


def test_recovery_codes_are_read_as_people_type_them():
    codes = second_factor.new_recovery_codes()
    assert len(set(codes)) == 10
    code = codes[0]
    assert second_factor.recovery_hash(code) == second_factor.recovery_hash(
        f" {code.upper().replace('-', ' ')} "
    )
    assert second_factor.recovery_hash("0110-1111-0000-0000") == second_factor.recovery_hash(
        "oilo-1111-0000-oooo"
    )
