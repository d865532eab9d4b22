"""A route names who may open it, runs in one transaction, and a refused request changes nothing."""

from typing import Annotated, Any

import pytest
from fastapi import Form
from fastapi.responses import Response
from fastapi.testclient import TestClient

from chartside.kernel import errors
from chartside.platform.logs.logger import FIELDS
from chartside.platform.pages import Page, PageRouter, all_routes
from chartside.platform.pages.middleware import Surround
from chartside.web.shell import build_app

from .doubles import HERE, FakeAccount, FakeSessions, FakeUnits, runtime


class Clinic:
    def __init__(self) -> None:
        self.units = FakeUnits()
        self.sessions = FakeSessions({"dana": FakeAccount(frozenset({"thing.read", "thing.write"}))})
        self.sessions.accounts["biller"] = FakeAccount(frozenset(), session_key="session-two")
        self.app = build_app(runtime(self.sessions, self.units), [_router()])
        self.token = ""

    def browser(self, who: str | None = "dana") -> TestClient:
        client = TestClient(self.app, headers=HERE, follow_redirects=False)
        if who:
            client.cookies.set("sid", who)
        return client


def _router() -> PageRouter:
    router = PageRouter("/things")

    @router.get("/{number}", permission="thing.read")
    def look(page: Page, number: int) -> Response:
        return page.finish(Response(f"{number} {page.csrf_token}", media_type="text/plain"))

    @router.post("/{number}", permission="thing.write")
    def change(page: Page, number: int, word: Annotated[str, Form()]) -> Response:
        page.flash("Changed.")
        page.work  # noqa: B018 - a protected route always has one
        return page.redirect(f"/things/{number}")

    @router.post("/{number}/fails/{how}", permission="thing.write")
    def fail(page: Page, number: int, how: str) -> Response:
        raise {
            "refused": errors.Refused("The text was changed after it was signed."),
            "missing": errors.NotFound("There is no such draft."),
            "unknown": errors.UnknownOutcome("The line broke after the file was sent."),
            "fault": ValueError("Theo Marsh, 2019-04-11"),
        }[how]

    @router.get("/open/door", public="shows nothing of anyone")
    def door(page: Page) -> Response:
        return page.render("errors/page.html", failure=None) if page.signed_in else Response("door")

    return router


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


def token(client: TestClient) -> str:
    return client.get("/things/1").text.split()[1]


def test_the_answer_leaves_after_the_commit(clinic: Clinic) -> None:
    assert clinic.browser().get("/things/4").text.startswith("4 ")
    assert clinic.units.log == ["open", "commit"]


def test_a_form_with_its_token_is_done_and_leads_on(clinic: Clinic) -> None:
    client = clinic.browser()
    answer = client.post("/things/4", data={"word": "on", "csrf_token": token(client)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/things/4")
    assert "chartside_flash" in answer.cookies


def test_htmx_sends_the_token_in_a_header_and_is_led_by_one(clinic: Clinic) -> None:
    client = clinic.browser()
    headers = {"x-csrf-token": token(client), "hx-request": "true"}
    answer = client.post("/things/4", data={"word": "on"}, headers=headers)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (204, "/things/4")


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"word": "on"}},
        {"data": {"word": "on", "csrf_token": "0" * 64}},
        {"headers": {"origin": "http://elsewhere.example"}},
        {"headers": {"sec-fetch-site": "cross-site"}},
        {"headers": {"sec-fetch-site": "same-site"}},
    ],
)
def test_a_form_from_elsewhere_is_refused(clinic: Clinic, change: dict[str, Any]) -> None:
    client = clinic.browser()
    request = {"data": {"word": "on", "csrf_token": token(client)}} | change
    clinic.units.log.clear()
    answer = client.post("/things/4", **request)
    assert answer.status_code == 403
    assert clinic.units.log == []


def test_a_token_of_another_session_is_refused(clinic: Clinic) -> None:
    stolen = token(clinic.browser())
    clinic.sessions.accounts["lee"] = FakeAccount(frozenset({"thing.write"}), session_key="session-three")
    answer = clinic.browser("lee").post("/things/4", data={"word": "on", "csrf_token": stolen})
    assert answer.status_code == 403


def test_without_permission_nothing_is_opened_even_for_a_wrong_address(clinic: Clinic) -> None:
    client = clinic.browser("biller")
    assert client.get("/things/4").status_code == 403
    assert client.get("/things/not-a-number").status_code == 403
    assert clinic.units.log == []


def test_signed_out_people_are_led_to_the_sign_in_and_back(clinic: Clinic) -> None:
    answer = clinic.browser(None).get("/things/4?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/things/4")


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("refused", 409, "The text was changed after it was signed."),
        ("missing", 404, "There is no such draft."),
        ("unknown", 502, "Nothing is sent a second time without a person."),
        ("fault", 500, "Something in Chartside failed"),
    ],
)
def test_errors_speak_clinic_and_roll_back(clinic: Clinic, how: str, status: int, words: str) -> None:
    client = clinic.browser()
    key = token(client)
    clinic.units.log.clear()
    answer = client.post(f"/things/4/fails/{how}", data={"csrf_token": key})
    assert answer.status_code == status
    assert words in answer.text
    assert clinic.units.log == ["open", "roll back"]


def test_a_fault_shows_and_logs_no_data(clinic: Clinic, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    client = clinic.browser()
    answer = client.post("/things/4/fails/fault?name=Marsh", data={"csrf_token": token(client)})
    assert "Marsh" not in answer.text
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("chartside.")]
    assert any("ValueError" in line for line in ours)
    request = [getattr(one, FIELDS) for one in caplog.records if one.name == "chartside.web"][-1]
    assert (request["method"], request["route"], request["status"]) == (
        "POST",
        "/things/{number}/fails/{how}",
        500,
    )
    assert request["request_id"][-12:] in answer.text
    assert not any("Marsh" in line or "2019" in line for line in ours)


def test_an_unreadable_answer_names_the_field(clinic: Clinic) -> None:
    client = clinic.browser()
    answer = client.post("/things/4", data={"csrf_token": token(client)})
    assert answer.status_code == 422
    assert "Look at: word." in answer.text


def test_every_answer_carries_the_headers(clinic: Clinic) -> None:
    for path in ("/things/4", "/nowhere", "/things/open/door"):
        headers = clinic.browser().get(path).headers
        assert headers["content-security-policy"].startswith(
            "default-src 'none'; script-src 'self'; style-src 'self'"
        )
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


def test_the_table_of_routes(clinic: Clinic) -> None:
    rows = {(spec.method, spec.path): spec for spec in all_routes(clinic.app)}
    assert rows["GET", "/things/{number}"].permission == "thing.read"
    assert rows["GET", "/things/open/door"].public == "shows nothing of anyone"


def test_a_route_past_the_router_is_found(clinic: Clinic) -> None:
    clinic.app.get("/hole")(lambda: "open to all")
    with pytest.raises(LookupError, match="without a permission"):
        all_routes(clinic.app)


def test_a_route_must_say_who_may_open_it() -> None:
    with pytest.raises(TypeError, match="name a permission"):
        PageRouter("/things").get("/x")


def test_a_large_upload_is_cut_off() -> None:
    clinic = Clinic()
    around = next(
        one for one in clinic.app.user_middleware if getattr(one.cls, "__name__", "") == Surround.__name__
    )
    around.kwargs["largest_body_bytes"] = 1000
    client = clinic.browser()
    key = token(client)
    answer = client.post("/things/4", data={"csrf_token": key, "word": "x" * 2000})
    assert answer.status_code == 413


def test_a_handler_reads_fields_whose_names_it_does_not_know(clinic: Clinic) -> None:
    router = PageRouter("/free")

    @router.put("/form", permission="thing.write")
    def keep(page: Page) -> Response:
        return Response(",".join(sorted(page.form)))

    clinic.app = build_app(runtime(clinic.sessions, clinic.units), [_router(), router])
    client = clinic.browser()
    headers = {"x-csrf-token": token(client)}
    assert client.put("/free/form", data={"minutes:swing": "20"}, headers=headers).text == "minutes:swing"
