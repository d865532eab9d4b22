"""A person at a browser: signs in, taps, types, reads; and the clinic they work in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import pyotp
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from chartside.app.demo import PASSWORD, RunningDemo
from chartside.app.house import House
from chartside.kernel.clock import Clock
from chartside.platform.identity.second_factor import PERIOD
from chartside.platform.jobs.worker import JobWorker

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}


class Wall(Clock, Protocol):
    """A clock that can be set forward."""

    def forward(self, delta: timedelta) -> None: ...


@dataclass(frozen=True)
class Clinic:
    """The running demo clinic.

    Attributes:
        address: the door at which a signed note is held for minutes.
        without_hold: the door at which it leaves at once; the same sign-in opens both.
        forward: sets the clinic's clock forward.
        wall: the time of day that authenticator apps show; set forward for each code, which works once only.
    """

    house: House
    demo: RunningDemo
    worker: JobWorker
    address: str
    without_hold: str
    forward: Callable[[timedelta], None]
    wall: "Wall"

    def fresh_code(self, secret: str) -> str:
        """The code of a moment at which nobody has signed in with this secret yet."""
        self.wall.forward(PERIOD)
        return pyotp.TOTP(secret).at(self.wall.now())

    def delivered(self, name: str) -> dict[str, list[Path]]:
        """The files of all packages in the export folder by name, once nothing is on its way any more."""
        self.worker.wait_idle(30.0)
        found: dict[str, list[Path]] = {}
        for path in sorted(self.house.settings.export_dir.rglob(name)):
            if not any(part.startswith(".") for part in path.parts):
                found.setdefault(path.name, []).append(path)
        return found

    def packages(self) -> set[Path]:
        """The folders of all packages that have arrived, once nothing is on its way any more."""
        self.worker.wait_idle(30.0)
        manifests = self.house.settings.export_dir.rglob("manifest.json")
        return {path.parent for path in manifests}


@dataclass
class Person:
    """Somebody who is signed in at a browser. `acts` counts what their hands did since the last `counted`."""

    clinic: Clinic
    context: BrowserContext
    tab: Page
    acts: int = 0
    faults: list[str] = field(default_factory=list)

    @classmethod
    def arrive(cls, clinic: Clinic, browser: Browser, name: str, **choices: Any) -> "Person":
        """Open a browser and sign in."""
        context = browser.new_context(**{**DESK, **choices})
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        one = cls(clinic, context, tab)
        tab.on("pageerror", lambda error: one.faults.append(str(error)))
        one.sign_in(f"{name}@westlake.example")
        return one

    def sign_in(self, email: str) -> None:
        """Through the sign-in page, with the second factor where the account has one."""
        tab = self.tab
        tab.goto(f"{self.clinic.address}/sign-in")
        tab.get_by_label("Clinic").fill("westlake")
        tab.get_by_label("Email").fill(email)
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_url(lambda url: not url.endswith("/sign-in"))
        secret = next(one.second_factor_secret for one in self.clinic.demo.sign_ins if one.email == email)
        if secret:
            tab.locator("#code").fill(self.clinic.fresh_code(secret))
            tab.keyboard.press("Enter")
        tab.locator("nav[aria-label=Main]").wait_for(state="attached")

    def leave(self) -> None:
        """Close the browser; no script may have failed meanwhile."""
        self.context.close()
        assert self.faults == []

    def go(self, path: str, *, without_hold: bool = False) -> None:
        """Open an address of the clinic; it must be there."""
        answer = self.tab.goto((self.clinic.without_hold if without_hold else self.clinic.address) + path)
        assert answer
        assert answer.status == 200, (path, answer.status)

    def tap(self, place: Locator, times: int = 1) -> None:
        """Touch it; on a desk, click it."""
        for _ in range(times):
            self.acts += 1
            place.click()

    def box(self, name: str) -> Locator:
        """A tap of the session form."""
        return self.tab.get_by_role("checkbox", name=name, exact=True)

    def choice(self, field_name: str, value: str) -> Locator:
        """A step of an ordered scale."""
        return self.tab.locator(f"[name='{field_name}'][value='{value}']")

    def more(self, field_name: str, times: int = 1) -> None:
        """Step a count up."""
        self.tap(self._stepper(field_name).get_by_role("button", name="More:"), times)

    def less(self, field_name: str, times: int = 1) -> None:
        """Step a count down."""
        self.tap(self._stepper(field_name).get_by_role("button", name="Less:"), times)

    def _stepper(self, field_name: str) -> Locator:
        return self.tab.locator(".stepper", has=self.tab.locator(f"[name='{field_name}']"))

    def all_saved(self) -> None:
        """The form says that everything is answered and kept; what a code asks gets its first answer."""
        answered, asked = self.tab.get_by_text("Everything is answered."), self.tab.locator("#asked")
        expect(answered.or_(asked).first).to_be_visible()
        for group in asked.locator(".taps").all():
            if group.locator(":checked").count() == 0:
                group.locator("input").first.check()
        expect(self.tab.get_by_text("Everything is answered.")).to_be_visible()

    def sentence(self, words: str) -> Locator:
        """A sentence of the draft."""
        return self.tab.locator(".s", has_text=words)

    def sentences(self) -> list[str]:
        """The body of the draft, sentence by sentence, without the evidence numbers."""
        return [
            " ".join(text.split())
            for text in self.tab.locator(".s").evaluate_all(
                "all => all.map(one => { const copy = one.cloneNode(true);"
                " for (const ref of copy.querySelectorAll('.ref')) ref.remove(); return copy.textContent; })"
            )
        ]

    def sign(self) -> None:
        """Countersign what is on the screen, with the password where it is asked for."""
        self.tab.get_by_role("button", name="Countersign").first.click()
        dialog = self.tab.locator("dialog#sign")
        expect(dialog).to_be_visible()
        password = dialog.locator("input[type=password]")
        if password.count():
            password.fill(PASSWORD)
        dialog.get_by_role("button", name="Countersign").click()
        expect(self.tab.locator("#notice")).to_contain_text("Signed")

    def note_id(self) -> UUID:
        """The proposal on the screen."""
        return UUID(self.tab.url.split("/notes/")[1][:36])

    def open_form(self, patient: str) -> None:
        """From the list of visits to a patient's session form."""
        self.go("/day")
        self.tab.get_by_role("link", name=patient).first.click()
        self.tab.wait_for_url("**/session")

    def fill_form(self, minutes: list[int]) -> None:
        """An ordinary session: the first activities with these minutes, one goal, one tap in each part."""
        keys = self.tab.locator("[name=activities]").evaluate_all("all => all.map(one => one.value)")
        for key, count in zip(keys, minutes, strict=False):
            self.tab.locator(f"#activity-{key}").check()
            part = self.tab.locator(f"[data-shown-by='activity-{key}']")
            part.locator("[data-minutes]").fill(str(count))
            part.locator(".scale").first.locator("input").nth(1).check()
            part.locator(f"[name='for:{key}']").first.check()
        self.tab.locator("#goals .stepper").first.get_by_role("button", name="More:").click()
        for box in self.tab.locator("[name=skipped]").all()[1:]:
            box.check()
        for name in ("response", "skill", "plan"):
            self.tab.locator(f"[name='{name}']").first.check()
        self.all_saved()

    def see_draft(self) -> str:
        """Ask for the draft; its address."""
        self.tab.get_by_role("button", name="See the draft").click()
        self.tab.wait_for_url("**/notes/*")
        return f"/notes/{self.note_id()}"
