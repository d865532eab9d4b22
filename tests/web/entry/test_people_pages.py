"""Links, one's own account, colleagues and roles through the pages."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from chartside.kernel.ids import organisation_id
from chartside.platform.identity.first_run import offer_first_run
from chartside.platform.identity.model import Role
from tests.conftest import fresh_database
from tests.platform.identity.conftest import PASSWORD, Clinic

from .conftest import PUBLIC_URL, Browser, application

NEW = "seven green umbrellas"


@pytest.fixture
def boss(clinic: Clinic, browse: Callable[..., Browser]) -> Browser:
    clinic.add("ada@westlake.example", Role.ADMINISTRATOR, name="Ada Okafor")
    visitor = browse()
    visitor.sign_in(clinic, "ada@westlake.example")
    return visitor


def enrol(visitor: Browser, clinic: Clinic) -> None:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", visitor.text)
    assert found, visitor.text
    visitor.send("/sign-in/enrol", code=clinic.code_now("".join(found[1].split())))
    assert "Recovery codes" in visitor.text


def link_in(visitor: Browser) -> str:
    found = re.search(rf"{PUBLIC_URL}(/invitation/[0-9a-f]{{32}}\.[\w-]{{43}})", visitor.text)
    assert found, visitor.text
    return found[1]


def test_the_first_link_makes_the_clinic_through_the_page(server_url, settings, clock, policy):
    with fresh_database(server_url, settings, clock) as empty:
        link = offer_first_run(empty, policy)
        assert link is not None
        clinic = Clinic(empty, clock, policy, "westlake", organisation_id("westlake"))
        visitor, path = Browser(application(clinic)), f"/first-run/{link.text}"
        visitor.open(path)
        form = {"clinic_name": "Westlake Therapy", "clinic": "westlake", "zone": "America/Chicago",
                "name": "Ada Okafor", "email": "ada@westlake.example"}  # fmt: skip
        visitor.send(path, **form, password="short")
        assert visitor.status == 422
        assert "at least 12" in visitor.text
        assert 'value="Westlake Therapy"' in visitor.text
        visitor.send(path, **form, password=NEW)
        assert visitor.path == "/sign-in/enrol"
        enrol(visitor, clinic)
        assert "Ada Okafor" in visitor.open("/people")
        assert "used already" in visitor.open(path)
        assert 'value="westlake"' in Browser(application(clinic)).open("/sign-in")


@pytest.mark.parametrize(
    "path", ["/first-run/nonsense", "/invitation/nonsense", "/invitation/" + "0" * 32 + "." + "A" * 43]
)
def test_a_link_of_nothing_says_so(visitor, path):
    visitor.open(path)
    assert visitor.status == 409
    assert "used already" in visitor.text


def test_inviting_and_joining(clinic, boss, browse):
    boss.open("/people/invite")
    boss.send(
        "/people/invite", email="noor@westlake.example", name="Noor Haddad", role=["biller", "nonsense"]
    )
    link = link_in(boss)
    assert "Noor Haddad" in boss.open("/people")
    noor = browse()
    assert "noor@westlake.example" in noor.open(link)
    noor.send(link, name="Noor Haddad", password="short")
    assert "at least 12" in noor.text
    noor.send(link, name="Noor Haddad, CPC", password=NEW)
    enrol(noor, clinic)
    assert "Noor Haddad, CPC" in noor.open("/")
    assert browse().open(link).count("used already")


def test_an_invitation_needs_address_and_role(boss):
    boss.open("/people/invite")
    boss.send("/people/invite", email="noor@westlake.example", name="Noor")
    assert "Choose at least one role." in boss.text
    boss.send("/people/invite", email="noor", name="Noor", role=["biller"])
    assert "not an e-mail address" in boss.text
    assert 'value="biller" checked' in boss.text


def test_withdrawing_a_link(boss, browse):
    boss.open("/people/invite")
    boss.send("/people/invite", email="noor@westlake.example", name="Noor", role=["biller"])
    link = link_in(boss)
    boss.open("/people")
    boss.send(re.findall(r"/people/invitations/[\w-]+/withdraw", boss.text)[0])
    assert "withdrawn" in browse().open(link)


def test_changing_roles_shows_at_once(clinic, boss, browse):
    account_id = clinic.add()
    dana = browse()
    dana.sign_in(clinic)
    dana.open("/people")
    assert dana.status == 403
    boss.open(f"/people/{account_id}")
    boss.send(f"/people/{account_id}/roles", role=["therapist", "administrator"])
    assert "The roles were saved" in boss.text
    dana.open("/people")
    assert dana.status == 200
    boss.send(f"/people/{account_id}/roles")
    assert "at least one role" in boss.text


def test_changing_who_may_sign_in_needs_a_fresh_proof(clinic, boss):
    account_id = clinic.add()
    boss.open(f"/people/{account_id}")
    clinic.clock.advance(timedelta(minutes=6))
    boss.send(f"/people/{account_id}/roles", role=["director"])
    assert boss.path == "/prove"
    assert clinic.actor(account_id).roles == {"therapist"}
    boss.send("/prove", code="000000", next=f"/people/{account_id}")
    assert "This is not your password" in boss.text
    boss.send("/prove", code=clinic.code_now(), next=f"/people/{account_id}")
    assert boss.path == f"/people/{account_id}"
    boss.send(f"/people/{account_id}/roles", role=["director"])
    assert clinic.actor(account_id).roles == {"director"}


def test_a_form_opened_before_the_proof_can_still_be_sent(clinic, boss):
    account_id = clinic.add()
    boss.open(f"/people/{account_id}")
    form, clinic_page = boss.form_token(), boss.page
    clinic.clock.advance(timedelta(minutes=1))
    boss.send("/prove", code=clinic.code_now())
    boss.page = clinic_page
    assert boss.form_token() == form
    boss.send(f"/people/{account_id}/roles", role=["director"])
    assert "The roles were saved" in boss.text


def test_the_proof_as_a_part_of_a_dialog(clinic, boss):
    clinic.clock.advance(timedelta(minutes=6))
    assert "<html" not in boss.open("/prove", **{"hx-request": "true"})
    before = boss.session_cookie()
    boss.send_with({"hx-request": "true"}, "/prove", password="wrong")
    assert "This is not your password" in boss.text
    assert "<html" not in boss.text
    boss.send_with({"hx-request": "true"}, "/prove", code=clinic.code_now())
    assert (boss.status, boss.page.headers["hx-trigger"]) == (204, "proved")
    assert boss.session_cookie() != before
    assert boss.open("/").startswith("Today of")


def test_wrong_proofs_sign_the_person_out(clinic, boss):
    boss.open("/prove")
    for _ in range(5):
        boss.send("/prove", password="wrong")
    assert boss.path == "/sign-in"
    assert "signed out" in boss.text
    boss.open("/people")
    assert boss.path == "/sign-in"


def test_closing_an_account_shuts_its_owner_out(clinic, boss, browse):
    account_id = clinic.add()
    dana = browse()
    dana.sign_in(clinic)
    boss.open(f"/people/{account_id}")
    boss.send(f"/people/{account_id}/close")
    assert "closed" in boss.text
    dana.open("/account")
    assert dana.path == "/sign-in"
    boss.open(f"/people/{account_id}")
    boss.send(f"/people/{account_id}/reopen")
    clinic.clock.advance(timedelta(seconds=30))
    dana.sign_in(clinic)


def test_the_only_administrator_is_told_why_not(clinic, boss):
    own = next(line for line in re.findall(r'/people/([\w-]{36})"', boss.open("/people")))
    boss.open(f"/people/{own}")
    boss.send(f"/people/{own}/roles", role=["director"])
    assert "only administrator" in boss.text
    boss.open(f"/people/{own}")
    boss.send(f"/people/{own}/close")
    assert boss.status == 409


def test_a_link_for_a_forgotten_password(clinic, boss, browse):
    account_id = clinic.add()
    boss.open(f"/people/{account_id}")
    boss.send(f"/people/{account_id}/password-link")
    link = link_in(boss)
    dana = browse()
    assert "New password" in dana.open(link)
    dana.send(link, password=NEW)
    assert dana.path == "/sign-in/code"
    dana.send("/sign-in/code", code=clinic.code_now())
    assert dana.text.startswith("Today of")


def test_a_lost_app(clinic, boss, browse):
    account_id = clinic.add()
    boss.open(f"/people/{account_id}")
    boss.send(f"/people/{account_id}/remove-authenticator")
    assert "was removed" in boss.text
    dana = browse()
    dana.open("/sign-in")
    dana.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD)
    assert dana.path == "/sign-in/enrol"


def test_people_of_another_clinic_are_not_there(clinic, boss, new_clinic):
    stranger = new_clinic().add()
    boss.open(f"/people/{stranger}")
    assert boss.status == 404
    boss.open("/people")
    boss.send(f"/people/{stranger}/roles", role=["director"])
    assert boss.status == 404


def test_ones_own_password(clinic, browse):
    clinic.add()
    here, there = browse(), browse()
    there.sign_in(clinic)
    clinic.clock.advance(timedelta(seconds=30))
    here.sign_in(clinic)
    here.open("/account")
    here.send("/account/password", present="wrong", new=NEW)
    assert "This is not your password" in here.text
    here.send("/account/password", present=PASSWORD, new="short")
    assert "at least 12" in here.text
    here.send("/account/password", present=PASSWORD, new=NEW)
    assert "Your password was changed" in here.text
    there.open("/account")
    assert there.path == "/sign-in"
    clinic.clock.advance(timedelta(seconds=30))
    there.sign_in(clinic, password=NEW)


def test_ones_own_sessions(clinic, browse):
    clinic.add()
    here, there = browse(), browse()
    there.sign_in(clinic)
    clinic.clock.advance(timedelta(seconds=30))
    here.sign_in(clinic)
    listed = re.findall(r"/account/sessions/([\w-]{36})/end", here.open("/account"))
    assert len(listed) == 2
    here.send(f"/account/sessions/{listed[1]}/end")
    assert "That session has ended." in here.text
    there.open("/account")
    assert there.path == "/sign-in"
    here.send("/account/sessions/end-all")
    assert "signed out everywhere" in here.text
    here.open("/account")
    assert here.path == "/sign-in"


def test_another_app_and_new_codes(clinic, visitor):
    clinic.add()
    visitor.sign_in(clinic)
    visitor.open("/account/authenticator")
    secret = "".join(re.findall(r"<code>([A-Z2-7 ]+)</code>", visitor.text)[0].split())
    visitor.send("/account/authenticator", code="000000")
    assert "This code is not right" in visitor.text
    visitor.send("/account/authenticator", code=clinic.code_now(secret))
    assert "Recovery codes" in visitor.text
    visitor.open("/account")
    assert "10 of your recovery codes" in visitor.text
    visitor.send("/account/recovery-codes")
    assert "Recovery codes" in visitor.text


def test_a_recent_proof_is_enough_to_sign_and_an_old_one_is_asked_for_again(clinic, boss):
    boss.open("/account")
    form = boss.page
    boss.send("/sign")
    assert f"asked (), proved at {clinic.clock.now()}" in boss.text
    clinic.clock.advance(timedelta(minutes=5, seconds=1))
    boss.page = form
    boss.send("/sign")
    assert "asked ('code',), proved at None, refused: Confirm that it is you" in boss.text
    boss.page, before = form, boss.session_cookie()
    boss.send("/sign", typed=clinic.code_now())
    assert f"proved at {clinic.clock.now()}, refused: " in boss.text
    assert boss.session_cookie() != before
    assert boss.open("/").startswith("Today of")


def test_wrong_proofs_at_signing_take_the_session_away(clinic, boss):
    boss.open("/account")
    form = boss.page
    for _ in range(5):
        boss.page = form
        boss.send("/sign", typed="not my password")
        assert "proved at None" in boss.text
    assert boss.session_cookie() is None
    boss.open("/")
    assert boss.path == "/sign-in"
