"""The first run of an empty database, and the sign-ins of the demo."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from chartside.kernel.errors import Refused
from chartside.kernel.ids import organisation_id
from chartside.platform.identity import accounts, invitations
from chartside.platform.identity.demo_accounts import DemoPerson, create_demo_accounts
from chartside.platform.identity.first_run import (
    FirstClinic,
    first_run_is_open,
    found_first_clinic,
    offer_first_run,
)
from chartside.platform.identity.model import Role, Stage
from chartside.platform.identity.sign_in import Entered
from chartside.platform.tenancy import Actor
from tests.conftest import fresh_database
from tests.platform.identity.conftest import HERE, SECRET, Clinic

NEW = "seven green umbrellas"
DEVICE = HERE.device


@pytest.fixture
def empty(server_url, settings, clock):
    with fresh_database(server_url, settings, clock) as database:
        yield database


FIRST = FirstClinic(
    "westlake", "Westlake Therapy", "America/Chicago", "ada@westlake.example", "Ada Okafor", NEW
)


def test_the_first_run_makes_clinic_and_administrator(empty, clock, policy):
    link = offer_first_run(empty, policy)
    assert link is not None
    assert first_run_is_open(empty, link)
    token = found_first_clinic(empty, policy, link, FIRST, device=DEVICE).token
    clinic = Clinic(empty, clock, policy, "westlake", organisation_id("westlake"))
    entered = clinic.enrol(token)
    assert clinic.require(entered.token).summary.roles == {Role.ADMINISTRATOR}
    assert clinic.acts()[:2] == ["organisation.founded", "account.created"]
    assert not first_run_is_open(empty, link)
    assert offer_first_run(empty, policy) is None


def test_the_first_link_works_once(empty, policy):
    link = offer_first_run(empty, policy)
    assert link is not None
    found_first_clinic(empty, policy, link, FIRST, device=DEVICE)
    with pytest.raises(Refused, match="used already"):
        found_first_clinic(empty, policy, link, replace(FIRST, code="second"), device=DEVICE)


def test_two_clicks_on_the_first_link_make_one_clinic(empty, policy):
    link, barrier = offer_first_run(empty, policy), threading.Barrier(2)
    assert link is not None

    def click(code):
        barrier.wait()
        try:
            return found_first_clinic(empty, policy, link, replace(FIRST, code=code), device=DEVICE)
        except Refused:
            return None

    with ThreadPoolExecutor(2) as pool:
        assert [bool(one) for one in pool.map(click, ["one", "two"])].count(True) == 1
    assert len(empty.tenant_ids()) == 1


def test_a_newer_start_and_a_day_make_a_first_link_stale(empty, clock, policy):
    older, newer = offer_first_run(empty, policy), offer_first_run(empty, policy)
    assert older is not None
    assert newer is not None
    assert (first_run_is_open(empty, older), first_run_is_open(empty, newer)) == (False, True)
    clock.advance(timedelta(hours=24))
    with pytest.raises(Refused, match="expired"):
        found_first_clinic(empty, policy, newer, FIRST, device=DEVICE)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": "west lake"}, "clinic code"),
        ({"clinic_name": " "}, "clinic's name"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"email": "ada"}, "e-mail"),
        ({"password": "short"}, "at least 12"),
    ],
)
def test_a_mistake_at_the_first_run_costs_nothing(empty, policy, change, words):
    link = offer_first_run(empty, policy)
    assert link is not None
    with pytest.raises(Refused, match=words):
        found_first_clinic(empty, policy, link, replace(FIRST, **change), device=DEVICE)
    assert empty.tenant_ids() == []
    found_first_clinic(empty, policy, link, FIRST, device=DEVICE)
    assert len(empty.tenant_ids()) == 1


def test_a_first_link_is_no_invitation(empty, policy):
    link = offer_first_run(empty, policy)
    assert link is not None
    with empty.work(link.org_id, Actor.system("invitation")) as work, pytest.raises(Refused):
        invitations.accept(work, policy, link, display_name="Eve", password=NEW, device=DEVICE)


DANA = DemoPerson("dana@westlake.example", "Dana Whitfield, OTR/L", frozenset({Role.THERAPIST}))


def test_demo_accounts_are_made_once_and_only_in_the_demo(clinic):
    secured = replace(DANA, email="ada@westlake.example", second_factor_secret=SECRET)
    with clinic.database.work(clinic.org_id, Actor.system("demo")) as work:
        with pytest.raises(Refused, match="demo mode"):
            create_demo_accounts(work, clinic.policy, [DANA], NEW)
        demo = replace(clinic.policy, demo_mode=True)
        for _ in range(2):
            made = create_demo_accounts(work, demo, [DANA, secured], NEW)
        assert len(accounts.list_accounts(work)) == 2
    assert made[0].clinic_code == clinic.code
    assert made[0].roles == ("therapist",)
    clinic.policy = demo
    first = clinic.door.sign_in(clinic.code, DANA.email, NEW, HERE)
    second = clinic.door.sign_in(clinic.code, secured.email, NEW, HERE)
    assert isinstance(first, Entered)
    assert isinstance(second, Entered)
    assert (first.stage, second.stage) == (Stage.FULL, Stage.SECOND_FACTOR)
