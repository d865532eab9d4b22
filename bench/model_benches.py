"""From asking a model to its first checked sentence on the page, with a model stub on the loopback."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from tests.laws.kills.clinic import Session, furnish
from tests.laws.kills.person import form_fields

from bench.draft_benches import THERAPIST, _serving, _sign_in, _token
from bench.measure import Bench
from chartside.app.house import open_house
from chartside.app.pages import web_application
from chartside.demo.clock import demo_clock
from chartside.documentation.writing.choosing import choose_writer, set_own_server
from chartside.drafting.writers.simulator import ModelSimulator
from chartside.kernel.clock import SystemClock
from chartside.platform.settings import Mode, Settings
from chartside.platform.tenancy import Actor

VISITS = 40
FIRST = "<li>"


@contextmanager
def benches() -> Iterator[list[Bench]]:
    """One bench, on a demo clinic that uses a model on its own server."""
    with (
        tempfile.TemporaryDirectory(prefix="cs-bench-") as folder,
        ModelSimulator().running() as model,
        open_house(
            Settings(mode=Mode.DEMO, data_dir=Path(folder), session_idle_minutes=600),
            demo_clock(SystemClock().now()),
        ) as house,
    ):
        clinic = furnish(house, VISITS)
        with house.database.work(clinic.org_id, Actor.system("bench")) as work:
            set_own_server(work, "stub", model.chat_address)
            choose_writer(work, "local")
        with (
            _serving(web_application(house)) as address,
            httpx2.Client(base_url=address, timeout=60) as client,
        ):
            _sign_in(client, clinic)
            asking = _Asking(client, model, iter(clinic.sessions[THERAPIST]))
            yield [asking.bench()]
            asking.drain()


@dataclass
class _Asking:
    """One draft after the other: asked for beforehand, its stream followed to the end afterwards."""

    client: httpx2.Client
    model: ModelSimulator
    sessions: Iterator[Session]
    writing: str = ""

    def prepare(self) -> None:
        self.drain()
        self.writing = _ask(self.client, next(self.sessions))

    def drain(self) -> None:
        if self.writing:
            _until_first(self.client, "GET", f"{self.writing}/live", "event: done")

    def ours(self) -> None:
        _until_first(self.client, "GET", f"{self.writing}/live", FIRST)

    def floor(self) -> None:
        """The same request to the bare stub, until its first sentence is there."""
        body = json.dumps(self.model.received[-1][2]).encode()
        _until_first(self.client, "POST", f"{self.model.chat_address}/chat/completions", "text", body)

    def bench(self) -> Bench:
        name = "The first sentence of a model: masked, let through the door, asked, checked and on the page"
        return Bench(name, "it from the bare stub", self.ours, self.floor, 1, "draft", prepare=self.prepare)


def _ask(client: httpx2.Client, session: Session) -> str:
    page = client.get(f"/visits/{session.visit_id}/session")
    form = form_fields(session.answers) | {"csrf_token": _token(page.text), "revision": "0"}
    answer = client.post(f"/visits/{session.visit_id}/session/draft", data=form)
    where = answer.headers.get("location", "")
    if not where.endswith("/writing"):
        raise AssertionError(f"no model was asked: {answer.status_code} {where}")
    return where


def _until_first(client: httpx2.Client, method: str, url: str, mark: str, body: bytes | None = None) -> None:
    with client.stream(method, url, content=body) as answer:
        seen = ""
        for piece in answer.iter_text():
            seen += piece
            if mark in seen:
                return
    raise AssertionError(f"no sentence came from {url}")
