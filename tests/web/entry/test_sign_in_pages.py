"""Signing in and out through the pages, as a visitor without script does it."""

import re
from datetime import timedelta

import pytest

from chartside.platform.identity.model import Role
from chartside.platform.identity.tokens import Token
from chartside.platform.pages import all_routes
from chartside.web.reception import own_page
from tests.platform.identity.conftest import PASSWORD

from .conftest import application


def test_password_then_code_then_today(clinic, visitor):
    clinic.add()
    visitor.open("/")
    assert visitor.path == "/sign-in"
    visitor.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD)
    assert visitor.path == "/sign-in/code"
    visitor.send("/sign-in/code", code=clinic.code_now())
    assert visitor.text == "Today of Dana Whitfield, OTR/L"


def test_it_leads_back_to_where_the_person_wanted_to_go(clinic, visitor):
    clinic.add()
    assert "/account" in visitor.open("/account")
    visitor.send(
        "/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD, next="/account"
    )
    assert 'value="/account"' in visitor.text
    visitor.send("/sign-in/code", code=clinic.code_now(), next="/account")
    assert visitor.path == "/account"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "evil",
        "",
        None,
        "/sign-in",
    ],
)
def test_it_leads_nowhere_else(address):
    assert own_page(address) == "/"


def test_a_wrong_password_is_said_in_plain_words_and_keeps_what_was_typed(clinic, visitor):
    clinic.add()
    visitor.open("/sign-in")
    visitor.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password="wrong")
    assert visitor.status == 403
    assert "The clinic code, e-mail address or password is not right." in visitor.text
    assert 'value="dana@westlake.example"' in visitor.text
    assert visitor.session_cookie() is None


def test_the_cookie_is_the_organisation_and_a_secret_out_of_reach(clinic, browse):
    clinic.add()
    visitor = browse(secure=True)
    visitor.sign_in(clinic)
    token = Token.read(visitor.session_cookie())
    assert token is not None
    assert token.org_id == clinic.org_id
    visitor.client.cookies.clear()
    visitor.open("/sign-in")
    answer = visitor.client.post(
        "/sign-in",
        data={"csrf_token": visitor.form_token(), "clinic": clinic.code, "email": "dana@westlake.example",
              "password": PASSWORD},
        follow_redirects=False,
    )  # fmt: skip
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-chartside="))
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    assert "Max-Age" not in cookie


def test_a_planted_cookie_is_not_kept(clinic, visitor):
    clinic.add()
    planted = Token.new(clinic.org_id).text
    visitor.client.cookies.set("chartside", planted, domain="testserver.local")
    visitor.sign_in(clinic)
    assert visitor.session_cookie() != planted


def test_a_form_from_elsewhere_is_refused(clinic, visitor):
    clinic.add()
    visitor.open("/sign-in")
    fields = {"clinic": clinic.code, "email": "dana@westlake.example", "password": PASSWORD}
    visitor.send_with({"origin": "https://evil.example"}, "/sign-in", **fields)
    assert visitor.status == 403
    visitor.page = visitor.client.post("/sign-in", data={**fields, "csrf_token": "0" * 64})
    assert visitor.status == 403
    assert visitor.session_cookie() is None


def test_too_many_attempts_are_refused_with_the_time_to_wait(clinic, visitor):
    clinic.add()
    visitor.open("/sign-in")
    for _ in range(6):
        visitor.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password="wrong")
    assert "Too many attempts. Try again in 15 minutes." in visitor.text


def test_wrong_codes_lead_back_to_the_start(clinic, visitor):
    clinic.add()
    visitor.open("/sign-in")
    visitor.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD)
    for _ in range(4):
        visitor.send("/sign-in/code", code="000000")
        assert "This code is not right" in visitor.text
    visitor.send("/sign-in/code", code="000000")
    assert visitor.path == "/sign-in"
    assert "Start again" in visitor.text


@pytest.mark.parametrize("path", ["/sign-in/code", "/sign-in/enrol"])
def test_later_steps_need_the_first(visitor, path):
    visitor.open(path)
    assert visitor.path == "/sign-in"


def test_a_new_colleague_enrols_keeps_codes_and_uses_one(clinic, visitor):
    clinic.add(secret=None)
    visitor.open("/sign-in")
    visitor.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD)
    assert visitor.path == "/sign-in/enrol"
    assert '<svg viewBox="' in visitor.text
    assert "style=" not in visitor.text
    secret = "".join(re.findall(r"<code>([A-Z2-7 ]+)</code>", visitor.text)[0].split())
    visitor.send("/sign-in/enrol", code="000000")
    assert "This code is not right" in visitor.text
    visitor.send("/sign-in/enrol", code=clinic.code_now(secret))
    codes = re.findall(r"<code>((?:[0-9a-z]{4}-){3}[0-9a-z]{4})</code>", visitor.text)
    assert len(codes) == 10
    assert visitor.open("/").startswith("Today of")
    visitor.open("/account")
    visitor.send("/sign-out")
    visitor.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD)
    visitor.send("/sign-in/code", code="0000-0000-0000-0000")
    assert "This code is not right" in visitor.text
    visitor.send("/sign-in/code", code=codes[3])
    assert visitor.text.startswith("Today of")


def test_signing_out_ends_it_on_the_server_too(clinic, visitor):
    clinic.add()
    visitor.sign_in(clinic)
    old = visitor.session_cookie()
    visitor.open("/account")
    visitor.send("/sign-out")
    assert visitor.path == "/sign-in"
    assert "You have signed out." in visitor.text
    assert visitor.session_cookie() is None
    visitor.client.cookies.set("chartside", old)
    visitor.open("/")
    assert visitor.path == "/sign-in"


def test_being_away_ends_it(clinic, visitor):
    clinic.add()
    visitor.sign_in(clinic)
    clinic.clock.advance(timedelta(minutes=15))
    visitor.open("/account")
    assert visitor.path == "/sign-in"


def test_somebody_signed_in_is_not_asked_again(clinic, visitor):
    clinic.add()
    visitor.sign_in(clinic)
    visitor.open("/sign-in?next=/account")
    assert visitor.path == "/account"


def test_demo_people_come_in_with_a_password_and_only_in_the_demo(clinic, browse):
    clinic.add(is_demo=True, secret=None)
    demo, production = browse(demo=True), browse()
    assert "dana@westlake.example" in demo.open("/sign-in")
    demo.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD)
    assert demo.text.startswith("Today of")
    production.client.cookies.set("chartside", demo.session_cookie())
    production.open("/")
    assert production.path == "/sign-in"
    production.send("/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD)
    assert "is not right" in production.text


def test_every_page_names_a_permission_of_the_table_or_why_it_is_public(clinic):
    from chartside.platform.identity.permissions import permissions

    for route in all_routes(application(clinic)):
        assert route.public or route.permission in permissions()


@pytest.mark.parametrize("role", list(Role))
def test_who_opens_the_page_of_people(clinic, visitor, role):
    clinic.add("dana@westlake.example", role)
    visitor.sign_in(clinic)
    visitor.open("/people")
    assert visitor.status == (200 if role is Role.ADMINISTRATOR else 403)
