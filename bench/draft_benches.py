"""From a filled form to its draft on the screen, over the loopback, on the demo clinic's charts."""

import re
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx2
import uvicorn
from fastapi import FastAPI

from bench.measure import Bench
from chartside.app.demo import PASSWORD, load
from chartside.app.house import House, open_house
from chartside.app.pages import web_application
from chartside.clinic.rows import today
from chartside.clinic.staff import staff_list
from chartside.clinic.visits import visits_between
from chartside.clinic.vocabulary import VisitStatus
from chartside.demo.clock import demo_clock
from chartside.documentation.context import visit_context
from chartside.documentation.drafts import open_note
from chartside.documentation.forms.choices import choices_by_key, scales, skills
from chartside.documentation.forms.entry import goals_of
from chartside.documentation.specialties import specialty
from chartside.kernel.clock import SystemClock
from chartside.platform.settings import Mode, Settings
from chartside.platform.tenancy import Actor

THERAPIST = "dana.whitfield@westlake.example"
DRAFTS = 10  # in each of five counted repeats: 50 drafts
PAST = timedelta(days=110)
Form = dict[str, str | list[str]]


@contextmanager
def benches() -> Iterator[list[Bench]]:
    """One bench, on the demo clinic with durable settings."""
    with (
        tempfile.TemporaryDirectory(prefix="cs-bench-") as folder,
        open_house(
            Settings(mode=Mode.DEMO, data_dir=Path(folder), session_idle_minutes=600),
            demo_clock(SystemClock().now()),
        ) as house,
    ):
        demo = load(house)
        with (
            _serving(web_application(house)) as address,
            httpx2.Client(base_url=address, timeout=60) as client,
        ):
            _sign_in(client)
            forms = iter(_forms(house, demo.org_id))
            yield [_drafting(client, forms)]


def _drafting(client: httpx2.Client, forms: Iterator[tuple[UUID, Form]]) -> Bench:
    each_ms: list[float] = []

    def ours() -> None:
        for _ in range(DRAFTS):
            visit_id, form = next(forms)
            page = client.get(f"/visits/{visit_id}/session")
            form["csrf_token"], form["revision"] = _token(page.text), "0"
            begun = time.perf_counter()
            answer = client.post(f"/visits/{visit_id}/session/draft", data=form, follow_redirects=True)
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


def _forms(house: House, org_id: UUID) -> list[tuple[UUID, Form]]:
    """Filled forms of completed visits that have no draft yet."""
    with house.database.work(org_id, Actor.system("bench")) as work:
        dana = next(one for one in staff_list(work) if one.display_name.startswith("Dana Whitfield"))
        last = today(work)
        visits = visits_between(
            work, last - PAST, last, provider_id=dana.id, statuses=[VisitStatus.COMPLETED]
        )
        free = [one for one in visits if one.note_signed_at is None or open_note(work, one.id) is None]
        found = []
        for visit in free[-(DRAFTS * 7) :]:
            context = visit_context(work, visit.id, "bench")
            if context.plan is not None and open_note(work, visit.id) is None:
                goals = [goal.code for goal in goals_of(context)]
                found.append((visit.id, _form(context.setting, goals, visit.minutes)))
    return found


def _form(setting: str, goals: list[str], minutes: int) -> Form:
    pack = specialty(setting)
    chosen = list(choices_by_key(pack).items())[:2]
    form: Form = {"activities": [key for key, _ in chosen]}
    for key, choice in chosen:
        form |= {f"minutes:{key}": str(minutes // 2), f"achieved:{key}": "4", f"total:{key}": "5"}
        form |= {f"{choice.scale}:{key}": scales()[choice.scale].options[1].value, f"code:{key}": choice.code}
        form |= {f"for:{key}": goals[0]}
    form |= {f"goal:{goals[0]}": "3", "skipped": goals[1:]}
    return form | {"response": pack.responses[0], "skill": skills()[0], "plan": pack.plans[0]}


def _sign_in(client: httpx2.Client) -> None:
    page = client.get("/sign-in")
    typed = {"clinic": "westlake", "email": THERAPIST, "password": PASSWORD, "csrf_token": _token(page.text)}
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
