"""A model's draft in a browser: it appears sentence by sentence under the strict policy, then leads to the note."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from chartside.documentation.writing.asking import ask_model
from chartside.documentation.writing.choosing import choose_writer, set_own_server
from chartside.drafting.writers.simulator import ModelSimulator
from chartside.drafting.writers.simulator.behaviours import dripping
from chartside.platform.tenancy import Actor

from .people import Clinic, Person

pytestmark = pytest.mark.xdist_group("journeys")
SYSTEM = Actor.system("test")


@pytest.fixture
def model(clinic: Clinic) -> Iterator[ModelSimulator]:
    """Writes slowly enough to be watched; afterwards the clinic uses the built-in writer again."""
    with ModelSimulator([dripping(0.1)]).running() as running:
        with clinic.house.database.work(clinic.demo.org_id, SYSTEM) as work:
            set_own_server(work, "house-model", running.chat_address)
            choose_writer(work, "local")
        yield running
        with clinic.house.database.work(clinic.demo.org_id, SYSTEM) as work:
            choose_writer(work, "composer")


@pytest.mark.parametrize(
    ("story", "who", "choices"),
    [
        ("hand_therapy", "joel.tamsin", {"color_scheme": "light"}),
        (
            "group_visit_nora",
            "dana.whitfield",
            {"color_scheme": "dark", "viewport": {"width": 390, "height": 800}},
        ),
    ],
)
def test_it_comes_sentence_by_sentence(
    clinic: Clinic, browser: Browser, model: ModelSimulator, story: str, who: str, choices: dict[str, Any]
) -> None:
    draft = clinic.demo.proposals[story]
    with clinic.house.database.work(clinic.demo.org_id, SYSTEM) as work:
        assert ask_model(work, draft)
    person = Person.arrive(clinic, browser, who, **choices)
    faults: list[str] = []
    person.tab.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    person.go(f"/notes/{draft}/writing")
    expect(person.tab.locator(".coming li").first).to_be_visible()
    wide = person.tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    person.tab.wait_for_url(f"**/notes/{draft}")
    expect(person.tab.locator("body")).to_contain_text("Model on our own server:")
    assert faults == []
    person.leave()


def test_it_is_written_without_scripts(clinic: Clinic, browser: Browser, model: ModelSimulator) -> None:
    draft = clinic.demo.proposals["dictated_session"]
    with clinic.house.database.work(clinic.demo.org_id, SYSTEM) as work:
        assert ask_model(work, draft)
    # Without scripts: the page as it is sent, and the button that writes.
    person = Person.arrive(clinic, browser, "hanne.voss", bypass_csp=True, java_script_enabled=False)
    person.tab.goto(f"{clinic.address}/notes/{draft}/writing")
    person.tab.get_by_role("button", name="Write it now").click()
    person.tab.wait_for_url(f"**/notes/{draft}")
    expect(person.tab.locator("body")).to_contain_text("Model on our own server:")
    person.leave()
