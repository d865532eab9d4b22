"""The pages of people in a real browser: signed in by keyboard alone, axe-clean, never too wide."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page as Tab

from chartside.platform.identity.model import Role
from tests.platform.identity.conftest import PASSWORD, Clinic
from tests.web.test_looks import AXE, RULES

from .conftest import application

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def served(clinic: Clinic) -> Iterator[str]:
    """The application over the clinic, on a free port of the loopback."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(clinic), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def sign_in_by_keyboard(tab: Tab, address: str, clinic: Clinic) -> None:
    tab.goto(f"{address}/sign-in?next=/people")
    tab.locator("#clinic").focus()
    tab.keyboard.press("Control+A")
    for text in (clinic.code, "ada@westlake.example", PASSWORD):
        tab.keyboard.type(text)
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#code")
    tab.keyboard.type(clinic.code_now())
    tab.keyboard.press("Enter")
    tab.wait_for_selector("h1:has-text('People')")


def look(tab: Tab, name: str) -> None:
    wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{name} is {wide} px too wide"
    tab.evaluate(AXE)
    found = tab.evaluate(RULES)["violations"]
    assert not [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found], name


@pytest.mark.parametrize(("width", "light"), [(1440, "light"), (320, "dark")])
def test_the_pages_of_people(browser, served, clinic, width, light, tmp_path: Path):
    clinic.add("ada@westlake.example", Role.ADMINISTRATOR, name="Ada Okafor")
    account_id = clinic.add()
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=light, bypass_csp=True
    )
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    sign_in_by_keyboard(tab, served, clinic)
    for path in (
        "/people",
        "/people/invite",
        f"/people/{account_id}",
        "/account",
        "/account/authenticator",
        "/prove",
    ):
        tab.goto(served + path)
        look(tab, path)
        tab.screenshot(path=tmp_path / f"{path.strip('/').replace('/', '-')}.png", full_page=True)
    tab.goto(f"{served}/people/invite")
    tab.locator("#name").focus()
    tab.keyboard.type("Noor Haddad")
    tab.keyboard.press("Tab")
    tab.keyboard.type("noor@westlake.example")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#link")
    look(tab, "link")
    link = tab.locator("#link").inner_text().split("/invitation/")[1]
    context.clear_cookies()
    tab.goto(f"{served}/invitation/{link}")
    look(tab, "invitation")
    context.close()
