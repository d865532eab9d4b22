"""From a filled form to its draft on the screen, over the loopback, on the demo clinic's charts."""

import re
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import uvicorn
from fastapi import FastAPI
from tests.laws.kills.clinic import MOST_VISITS, Clinic, Session, furnish
from tests.laws.kills.person import form_fields

from bench.measure import Bench
from chartside.app.house import open_house
from chartside.app.pages import web_application
from chartside.demo.clock import demo_clock
from chartside.kernel.clock import SystemClock
from chartside.platform.settings import Mode, Settings

THERAPIST = "dwhitfield"
DRAFTS = 10  # in each of five counted repeats: 50 drafts


@contextmanager
def benches() -> Iterator[list[Bench]]:
    """One bench, on the clinic of the campaign of kills, which has many visits without a note."""
    with (
        tempfile.TemporaryDirectory(prefix="cs-bench-") as folder,
        open_house(
            Settings(mode=Mode.DEMO, data_dir=Path(folder), session_idle_minutes=600),
            demo_clock(SystemClock().now()),
        ) as house,
    ):
        clinic = furnish(house, MOST_VISITS)
        with (
            _serving(web_application(house)) as address,
            httpx2.Client(base_url=address, timeout=60) as client,
        ):
            _sign_in(client, clinic)
            yield [_drafting(client, iter(clinic.sessions[THERAPIST]))]


def _drafting(client: httpx2.Client, sessions: Iterator[Session]) -> Bench:
    each_ms: list[float] = []

    def ours() -> None:
        for _ in range(DRAFTS):
            session = next(sessions)
            page = client.get(f"/visits/{session.visit_id}/session")
            form = form_fields(session.answers) | {"csrf_token": _token(page.text), "revision": "0"}
            begun = time.perf_counter()
            answer = client.post(
                f"/visits/{session.visit_id}/session/draft", data=form, follow_redirects=True
            )
            each_ms.append((time.perf_counter() - begun) * 1000)
            if "/notes/" not in str(answer.url):
                raise AssertionError(f"no draft but {answer.status_code} at {answer.url.path}")

    def floor() -> None:
        for _ in range(DRAFTS):
            # As many requests as a draft makes: the form's page, what is sent, the page that follows.
            for _ in range(3):
                client.get("/account").raise_for_status()

    name = "A filled session form: its page, then its draft read, verified, coded, typeset and on the screen"
    return Bench(name, "as many bare pages of a signed-in person", ours, floor, DRAFTS, "draft", each_ms)


def _sign_in(client: httpx2.Client, clinic: Clinic) -> None:
    page = client.get("/sign-in")
    typed = {"clinic": clinic.code, "email": clinic.emails[THERAPIST], "password": clinic.password}
    typed["csrf_token"] = _token(page.text)
    client.headers["origin"] = str(client.base_url).rstrip("/")
    client.post("/sign-in", data=typed, follow_redirects=True).raise_for_status()


def _token(html: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', html)
    return found[1] if found else ""


@contextmanager
def _serving(app: FastAPI) -> Iterator[str]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
