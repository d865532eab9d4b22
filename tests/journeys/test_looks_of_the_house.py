"""Every page of the running house, in both lights, wide and on a phone: no axe violation, nothing too wide.

With CHARTSIDE_WRITE_PICTURES=1 (`make pictures`) the five main pages are also written to docs/images.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from chartside.clinic.visits import visit_from
from chartside.demo.load import SOURCE
from chartside.platform.tenancy import Actor
from tests.web.test_looks import AXE, RULES

from .people import PHONE, Clinic, Person

pytestmark = pytest.mark.xdist_group("journeys")
PICTURES = Path(__file__).parents[2] / "docs" / "images"
LOOKS: dict[str, dict[str, Any]] = {
    "wide-light": {"color_scheme": "light"},
    "wide-dark": {"color_scheme": "dark"},
    "phone-light": {**PHONE, "color_scheme": "light"},
    "phone-dark": {**PHONE, "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def places(clinic: Clinic) -> dict[str, str]:
    """Addresses by the name of the page."""
    with clinic.house.database.work(clinic.demo.org_id, Actor.system("test")) as work:
        theo = visit_from(work, SOURCE, "A001-20261120-1000")
        rufus = visit_from(work, SOURCE, "A011-20261120-1100")
        ulla = visit_from(work, SOURCE, "A052-20261120-1000")
    blocked, held = clinic.demo.proposals["unsupported_edit"], clinic.demo.proposals["hand_therapy"]
    return {
        "today": "/",
        "visits": "/day",
        "session": f"/visits/{theo.id}/session",
        "group": f"/visits/{rufus.id}/group",
        "session with dictation": f"/visits/{ulla.id}/session",
        "review": f"/notes/{blocked}",
        "review of a note in a hand": f"/notes/{held}",
        "editing": f"/notes/{blocked}?step=edit",
        "record": f"/notes/{blocked}/record",
        "patients": "/patients",
        "patient": f"/patients/{theo.patient_id}",
        "account": "/account",
        "writing": "/account/writing",
        "audit": "/audit",
        "set-up": "/set-up",
        "import": "/set-up/import",
        "people": "/people",
        "invite": "/people/invite",
        "writers": "/set-up/writers",
        "data flows": "/privacy",
        "vendors": "/privacy/vendors",
        "a vendor": "/privacy/vendors/new",
        "what left": "/privacy/left",
    }


SEEN_BY = {
    "dana.whitfield": ("today", "visits", "session", "group", "review", "editing", "record", "patients", "patient", "account",
                      "writing"),
    "hanne.voss": ("session with dictation",),
    "joel.tamsin": ("review of a note in a hand",),
    "marta.oyelaran": ("today", "visits"),
    "carys.bowe": ("today",),
    "ruth.abelson": ("today", "set-up", "import", "writers"),
    "ivo.petrak": ("audit", "today", "data flows", "vendors", "a vendor", "what left"),
    "sunniva.adair": ("today", "people", "invite", "set-up"),
}  # fmt: skip


@pytest.fixture(scope="module", params=list(LOOKS))
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("who", list(SEEN_BY))
def test_pages(clinic: Clinic, browser: Browser, places: dict[str, str], who: str, look: str) -> None:
    # `bypass_csp` lets the test put axe into the page; the policy itself is tested in tests/web/test_keys.py.
    person = Person.arrive(clinic, browser, who, **{**LOOKS[look], "bypass_csp": True})
    for name in SEEN_BY[who]:
        person.go(places[name])
        wide = person.tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} px too wide on {look}"
        person.tab.evaluate(AXE)
        found = person.tab.evaluate(RULES)["violations"]
        told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
        assert not told, f"{name} for {who} on {look}: {told}"
    person.leave()


MAIN = {"today": "dana.whitfield", "session": "dana.whitfield", "review": "dana.whitfield",
        "patient": "dana.whitfield", "audit": "ivo.petrak"}  # fmt: skip
TAKEN = {"light": "wide-light", "dark": "wide-dark", "phone": "phone-light"}


@pytest.mark.skipif(
    "CHARTSIDE_WRITE_PICTURES" not in os.environ, reason="pictures are written on request only"
)
@pytest.mark.parametrize("light", list(TAKEN))
def test_pictures(clinic: Clinic, browser: Browser, places: dict[str, str], light: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    for name, person, tab in _sitting(clinic, browser, places, light):
        if name == "session":
            _begin(person)
        if name == "review" and light != "phone":
            tab.set_viewport_size({"width": 1440, "height": 1180})  # down to the charge
        tab.screenshot(path=PICTURES / f"{name}-{light}.png", animations="disabled")


def _sitting(
    clinic: Clinic, browser: Browser, places: dict[str, str], light: str
) -> Iterator[tuple[str, Person, Page]]:
    for name, who in MAIN.items():
        person = Person.arrive(clinic, browser, who, **LOOKS[TAKEN[light]])
        person.go(places[name])
        yield name, person, person.tab
        person.leave()


def _begin(person: Person) -> None:
    """Two activities answered, the rest still open."""
    for key, scale in (("platform-swing", "cues"), ("tray-carry-set-places", "assist")):
        if not person.tab.locator(f"#activity-{key}").is_checked():
            person.tab.locator(f"#activity-{key}").check()
            person.more(f"minutes:{key}")
            person.more(f"achieved:{key}", 2)
            person.tab.locator(f"[name='{scale}:{key}']").nth(1).check()
    person.tab.locator("[data-save-state=saved]").wait_for(state="visible")
    person.tab.locator("h1").scroll_into_view_if_needed()
    person.tab.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
