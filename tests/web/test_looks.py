"""Each page at each width and in both lights: no axe violation, nothing too wide."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .gallery import SCENES

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text()
RULES = "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
OUTSIDE = {"sign-in", "code", "enrol", "first-run"}

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_pages(browser: Browser, address: str, width: int, light: str) -> None:
    # `bypass_csp` lets the test put axe into the page; the policy itself is tested in test_keys.py.
    options = {"viewport": {"width": width, "height": 844}, "color_scheme": light, "bypass_csp": True}
    context = browser.new_context(**options)  # type: ignore[arg-type]
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    for name in SCENES:
        answer = tab.goto(f"{address}/{'outside/' if name in OUTSIDE else ''}{name}")
        assert answer
        assert answer.status == 200, name
        wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} px wider than {width}"
        tab.evaluate(AXE)
        found = tab.evaluate(RULES)["violations"]
        told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
        assert not told, f"{name} at {width} {light}: {told}"
    context.close()
    assert not faults
