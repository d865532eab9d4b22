"""The session form saves by itself, and keeps its answers through a lost connection."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.xdist_group("browser")

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('chartside.session.')).length"


class Server:
    """Stands where the session form saves."""

    def __init__(self, tab: Page) -> None:
        self.bodies: list[str] = []
        self.status = 200
        tab.route("**/gallery/visits/1/session", self.answer)

    def answer(self, route: Route) -> None:
        if self.status == 0:
            route.abort()
            return
        self.bodies.append(route.request.post_data or "")
        totals = (
            '<p id="session-totals"><b class="big"><span data-total-minutes>50 min</span>, 3 units</b></p>'
        )
        revision = '<input type="hidden" name="revision" id="session-revision" value="5">'
        route.fulfill(status=self.status, body=revision + totals, content_type="text/html")


@pytest.fixture
def server(tab: Page, address: str) -> Server:
    made = Server(tab)
    tab.goto(f"{address}/session")
    return made


def more_minutes(tab: Page) -> None:
    tab.get_by_role("button", name="More: Minutes").first.click()


def until(tab: Page, holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        tab.evaluate("() => new Promise(done => requestAnimationFrame(done))")
    raise AssertionError("it did not come about")


def test_a_step_counts_at_once_and_is_saved(tab: Page, server: Server) -> None:
    more_minutes(tab)
    expect(tab.locator("[data-total-minutes]")).to_have_text("50 min")
    expect(tab.locator("#session-revision")).to_have_value("5")
    assert "minutes%3Aswing=25" in server.bodies[0]
    assert "csrf_token=" in server.bodies[0]
    expect(tab.locator("[data-save-state=saved]")).to_be_visible()
    assert tab.evaluate(KEPT) == 0


def test_a_tap_asks_for_its_answers(tab: Page, server: Server) -> None:
    expect(tab.get_by_role("heading", name="Theraputty")).to_be_hidden()
    tab.locator("#activity-putty").check()
    expect(tab.get_by_role("heading", name="Theraputty")).to_be_visible()


def test_answers_wait_on_the_device_and_go_out_on_return(tab: Page, server: Server) -> None:
    server.status = 0
    more_minutes(tab)
    expect(tab.locator("[data-save-state=away]")).to_be_visible()
    assert tab.evaluate(KEPT) == 1
    server.status = 200
    tab.evaluate("dispatchEvent(new Event('online'))")
    expect(tab.locator("[data-save-state=saved]")).to_be_visible()
    assert "minutes%3Aswing=25" in server.bodies[-1]
    assert tab.evaluate(KEPT) == 0


def test_a_closed_page_comes_back_with_its_answers(tab: Page, server: Server) -> None:
    server.status = 0
    more_minutes(tab)
    expect(tab.locator("[data-save-state=away]")).to_be_visible()
    server.status = 200
    tab.reload()
    expect(tab.locator("[name='minutes:swing']")).to_have_value("25")
    until(tab, lambda: tab.evaluate(KEPT) == 0)
    assert "minutes%3Aswing=25" in server.bodies[-1]


def test_another_person_does_not_get_them(tab: Page, server: Server, address: str) -> None:
    server.status = 0
    more_minutes(tab)
    expect(tab.locator("[data-save-state=away]")).to_be_visible()
    tab.goto(f"{address}/today")
    tab.evaluate("""() => { for (const key of Object.keys(localStorage)) {
        const held = JSON.parse(localStorage.getItem(key)); held.who = 'someone-else';
        localStorage.setItem(key, JSON.stringify(held)); } }""")
    server.status = 200
    tab.goto(f"{address}/session")
    expect(tab.locator("[name='minutes:swing']")).to_have_value("20")


def test_a_refused_save_is_kept_and_said(tab: Page, server: Server) -> None:
    server.status = 409
    more_minutes(tab)
    expect(tab.locator("[data-save-state=elsewhere]")).to_be_visible()
    assert tab.evaluate(KEPT) == 1


def test_signing_out_leaves_nothing(tab: Page, server: Server) -> None:
    server.status = 0
    more_minutes(tab)
    expect(tab.locator("[data-save-state=away]")).to_be_visible()
    tab.route("**/sign-out", lambda route: route.fulfill(status=200, body="out", content_type="text/html"))
    tab.locator(".me > summary").click()
    tab.get_by_role("button", name="Sign out").click()
    tab.wait_for_url("**/sign-out")
    assert tab.evaluate(KEPT) == 0
