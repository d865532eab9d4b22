"""The way in and out through the pages, with the real identity and its database."""

# ruff: noqa: F401, F811 - fixtures of identity's tests are used here by name

import re
from urllib.parse import urlsplit

import pytest
from fastapi.responses import Response
from fastapi.testclient import TestClient

from chartside.platform.identity.signed_in import Sessions
from chartside.platform.pages import Page, PageRouter, PagesRuntime
from chartside.platform.pages.templates import build_environment
from chartside.web.assets import Assets
from chartside.web.shell import build_app
from chartside.web.sign_in import sign_in_pages
from tests.platform.identity.conftest import PASSWORD, Clinic, clinic, new_clinic, policy


@pytest.fixture
def browser(clinic: Clinic) -> TestClient:
    found = Sessions(clinic.database.transaction, clinic.clock, clinic.policy, secure=False)
    router = PageRouter()

    @router.get("/inside", permission="today.view")
    def inside(page: Page) -> Response:
        return page.finish(Response(f"{page.account.actor.name}; {page.csrf_token}"))

    runtime = PagesRuntime(
        open_work=clinic.database.work,
        sessions=found,
        environment=build_environment(Assets().url),
        clock=clinic.clock,
        form_key=b"k" * 32,
        secure_cookies=False,
    )
    app = build_app(runtime, [router, sign_in_pages(clinic.door, found)])
    return TestClient(app, headers={"origin": "http://testserver"}, follow_redirects=False)


def send(browser: TestClient, path: str, **fields: str) -> str:
    """Open the page, send its form with its token, and give where it leads (or the words of its problem)."""
    html = browser.get(path).text
    token = re.search(r'name="csrf_token" value="([0-9a-f]{64})"', html)
    assert token, html
    answer = browser.post(urlsplit(path).path, data={"csrf_token": token[1], **fields})
    return answer.headers.get("location", answer.text)


def enter(browser: TestClient, clinic: Clinic, then: str = "/inside") -> str:
    typed = {"clinic": clinic.code, "email": "dana@westlake.example", "password": PASSWORD}
    assert send(browser, "/sign-in", **typed) == "/sign-in/code"
    return send(browser, "/sign-in/code", code=clinic.code_now(), next=then)


def test_password_and_code_lead_back_to_the_page_that_was_asked_for(
    browser: TestClient, clinic: Clinic
) -> None:
    clinic.add()
    assert browser.get("/inside").headers["location"] == "/sign-in?next=/inside"
    assert enter(browser, clinic) == "/inside"
    assert browser.get("/inside").text.startswith("Dana Whitfield, OTR/L")


def test_a_link_cannot_lead_a_fresh_session_elsewhere(browser: TestClient, clinic: Clinic) -> None:
    clinic.add()
    assert enter(browser, clinic, "//elsewhere.example/") == "/"


def test_a_wrong_password_says_one_sentence_and_keeps_what_was_typed(
    browser: TestClient, clinic: Clinic
) -> None:
    clinic.add()
    html = send(browser, "/sign-in", clinic=clinic.code, email="dana@westlake.example", password="wrong")
    assert "is not right" in html
    assert 'value="dana@westlake.example"' in html
    assert "wrong" not in html


def test_the_password_alone_opens_nothing(browser: TestClient, clinic: Clinic) -> None:
    clinic.add()
    send(browser, "/sign-in", clinic=clinic.code, email="dana@westlake.example", password=PASSWORD)
    assert browser.get("/inside").status_code == 303


def test_a_new_person_enrols_and_sees_the_recovery_codes_once(browser: TestClient, clinic: Clinic) -> None:
    clinic.add(secret=None)
    typed = {"clinic": clinic.code, "email": "dana@westlake.example", "password": PASSWORD}
    assert send(browser, "/sign-in", **typed) == "/sign-in/enrol"
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", browser.get("/sign-in/enrol").text)
    assert key
    html = send(browser, "/sign-in/enrol", code=clinic.code_now(key[1].replace(" ", "")))
    assert "Recovery codes" in html
    assert browser.get("/inside").status_code == 200


def test_signing_out_ends_the_session_on_the_server(browser: TestClient, clinic: Clinic) -> None:
    clinic.add()
    enter(browser, clinic)
    held = dict(browser.cookies)
    token = browser.get("/inside").text.split("; ")[1]
    assert browser.post("/sign-out", data={"csrf_token": token}).headers["location"] == "/sign-in"
    browser.cookies.update(held)
    assert browser.get("/inside").status_code == 303
