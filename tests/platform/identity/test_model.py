from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartside.kernel.ids import organisation_id
from chartside.platform.identity.model import (
    DOORSTEP,
    SessionLimits,
    SessionSpan,
    Stage,
    clinic_code,
    email_address,
    is_recent,
    organisation_of,
)

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
LIMITS = SessionLimits()
gaps = st.lists(st.timedeltas(timedelta(seconds=-5), timedelta(minutes=40)), max_size=80)


def begun(stage: Stage = Stage.FULL) -> SessionSpan:
    return SessionSpan(START, START, START + LIMITS.lifetime(stage))


@given(gaps)
def test_a_session_lives_exactly_while_every_gap_is_short_and_the_day_is_not_over(steps):
    span, now = begun(), START
    for step in steps:
        now += step
        alive = now - span.last_seen_at < LIMITS.idle and now - START < LIMITS.absolute
        assert span.is_over(now, LIMITS) is not alive
        if not alive:
            return
        span = span.touched(now)


@given(gaps)
def test_touching_never_lengthens_the_absolute_end(steps):
    span, now = begun(), START
    for step in steps:
        now += step
        span = span.touched(now)
        assert span.ends_at(LIMITS) <= START + LIMITS.absolute
        assert span.last_seen_at >= START


@given(st.timedeltas(timedelta(0), timedelta(hours=13)), st.timedeltas(timedelta(0), timedelta(hours=13)))
def test_once_over_always_over_when_nobody_touches_it(first, later):
    span = begun()
    if span.is_over(START + first, LIMITS):
        assert span.is_over(START + first + later, LIMITS)


def test_the_last_instant_is_over():
    assert not begun().is_over(START + timedelta(minutes=15) - timedelta(microseconds=1), LIMITS)
    assert begun().is_over(START + timedelta(minutes=15), LIMITS)


def test_a_sign_in_without_its_second_factor_ends_sooner():
    assert begun(Stage.SECOND_FACTOR).is_over(START + timedelta(minutes=10), LIMITS)


@given(st.timedeltas(timedelta(minutes=-10), timedelta(minutes=10)))
def test_recent_means_within_five_minutes_and_not_in_the_future(age):
    assert is_recent(START - age, START, LIMITS) is (timedelta(0) <= age <= timedelta(minutes=5))


def test_never_is_not_recent():
    assert not is_recent(None, START, LIMITS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" Westlake ", "westlake"),
        ("hand-2", "hand-2"),
        ("", None),
        ("-x", None),
        ("west lake", None),
        ("a" * 41, None),
    ],
)
def test_clinic_codes(text, code):
    assert clinic_code(text) == code
    assert organisation_of(text) == (organisation_id(code) if code else DOORSTEP)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Dana@Westlake.Example ", "dana@westlake.example"),
        ("dana", None),
        ("a@b", None),
        ("a b@c.example", None),
    ],
)
def test_email_addresses(text, address):
    assert email_address(text) == address
