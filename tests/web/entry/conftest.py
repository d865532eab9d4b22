"""A running application over one clinic, and a browser without script."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Annotated

import pytest
from fastapi import FastAPI, Form
from fastapi.responses import Response
from fastapi.testclient import TestClient
from httpx2 import Response as Answer

from chartside.platform.identity.signed_in import Sessions
from chartside.platform.pages import Page, PageRouter, PagesRuntime
from chartside.platform.pages.templates import build_environment
from chartside.web.assets import Assets
from chartside.web.entry import first_run, invitation
from chartside.web.people import colleagues, own_account, prove
from chartside.web.people.prove import asks_to_sign, prove_to_sign
from chartside.web.reception import Reception
from chartside.web.shell import build_app
from chartside.web.sign_in import sign_in_pages
from tests.platform.identity.conftest import Clinic, clinic, later, new_clinic, policy

__all__ = ["clinic", "later", "new_clinic", "policy"]
ROUTERS = (first_run.router, invitation.router, prove.router, own_account.router, colleagues.router)
PEOPLE = (("therapist", "dana@westlake.example"),)
PUBLIC_URL = "https://chartside.example"


def application(clinic: Clinic, *, secure: bool = False) -> FastAPI:
    router = PageRouter()

    @router.get("/", permission="today.view")
    def today(page: Page) -> Response:
        return page.finish(Response(f"Today of {page.account.actor.name}"))

    @router.post("/sign", permission="account.own")
    def sign(page: Page, typed: Annotated[str, Form()] = "") -> Response:
        asked = asks_to_sign(page)
        proof = prove_to_sign(page, typed)
        said = f"asked {asked}, proved at {proof.at}, refused: {proof.refusal}"
        return proof.finish(page.finish(Response(said)))

    database, clock = clinic.database, clinic.clock
    reception = Reception(database, clinic.policy, PUBLIC_URL)
    found = Sessions(database.transaction, clock, clinic.policy, secure=secure)
    doors = sign_in_pages(clinic.door, found, demo=PEOPLE, usual_clinic=reception.usual_clinic_code)
    runtime = PagesRuntime(
        open_work=database.work,
        sessions=found,
        environment=build_environment(Assets().url),
        clock=clock,
        form_key=b"k" * 32,
        navigation=(colleagues.NAVIGATION,),
        secure_cookies=secure,
        extras=(reception,),
    )
    return build_app(runtime, [router, doors, *ROUTERS])


class Browser:
    """Follows redirects, and sends forms with the token of the page it has open, as a browser does."""

    def __init__(self, app: FastAPI, scheme: str = "http") -> None:
        base = f"{scheme}://testserver"
        self.client = TestClient(app, base_url=base, headers={"origin": base}, raise_server_exceptions=True)
        self.page: Answer | None = None

    @property
    def text(self) -> str:
        assert self.page is not None
        return unescape(self.page.text)

    @property
    def path(self) -> str:
        assert self.page is not None
        return self.page.url.path

    @property
    def status(self) -> int:
        assert self.page is not None
        return self.page.status_code

    def open(self, path: str, **headers: str) -> str:
        self.page = self.client.get(path, headers=headers)
        return self.text

    def send(self, path: str, **fields: str | list[str]) -> str:
        return self.send_with({}, path, **fields)

    def send_with(self, headers: dict[str, str], path: str, **fields: str | list[str]) -> str:
        data = {"csrf_token": self.form_token(), **fields}
        self.page = self.client.post(path, data=data, headers=headers)
        return self.text

    def form_token(self) -> str:
        found = re.search(r'name="csrf[-_]token" (?:content|value)="([0-9a-f]+)"', self.text)
        assert found, self.text
        return found[1]

    def session_cookie(self) -> str | None:
        return next((c.value for c in self.client.cookies.jar if c.name.endswith("chartside")), None)

    def sign_in(self, clinic: Clinic, email: str = "dana@westlake.example", password: str = "") -> None:
        from tests.platform.identity.conftest import PASSWORD

        self.open("/sign-in")
        self.send("/sign-in", clinic=clinic.code, email=email, password=password or PASSWORD)
        assert self.path == "/sign-in/code", self.text
        self.send("/sign-in/code", code=clinic.code_now())
        assert self.path == "/", self.text


@pytest.fixture
def browse(clinic: Clinic) -> Callable[..., Browser]:
    """Opens a new browser on the clinic's application; `demo=True` on the demo's."""

    def make(*, demo: bool = False, secure: bool = False) -> Browser:
        shown = replace(clinic, policy=replace(clinic.policy, demo_mode=demo))
        return Browser(application(shown, secure=secure), "https" if secure else "http")

    return make


@pytest.fixture
def visitor(browse: Callable[..., Browser]) -> Browser:
    """A browser that has opened nothing yet."""
    return browse()
