"""`chartside demo`: the demo clinic on a fresh database, with its own clock and printed sign-ins."""

import logging
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from chartside.app.house import House, open_house
from chartside.app.pages import web_application
from chartside.app.serve import leave_when_asked, run
from chartside.demo.clock import demo_clock
from chartside.demo.load import LoadedDemo, load_demo
from chartside.demo.play import play_stories
from chartside.kernel.clock import SystemClock
from chartside.kernel.commands import Command, PlainCommand
from chartside.kernel.errors import Refused
from chartside.platform.database.embedded import EmbeddedServer
from chartside.platform.identity.accounts import account_of_staff, account_summary
from chartside.platform.identity.demo_accounts import DemoPerson, DemoSignIn, create_demo_accounts
from chartside.platform.identity.model import Role
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.signed_in import actor_of
from chartside.platform.logs import configure_logs
from chartside.platform.settings import Mode, Settings
from chartside.platform.tenancy import Actor

PASSWORD = "beside-the-chart"  # noqa: S105 - printed for everyone; works for demo accounts in demo mode only
SECOND_FACTOR = {"sadair": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}
MARK = "chartside-demo"


@dataclass(frozen=True)
class RunningDemo:
    """The demo clinic, loaded, with its drafts by story."""

    org_id: UUID
    sign_ins: list[DemoSignIn]
    proposals: dict[str, UUID]


def commands() -> Sequence[Command]:
    """`chartside demo`."""
    return [PlainCommand("", "start the demo clinic", _arguments, _demo)]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8765, help="where the demo listens (8765)")
    parser.add_argument("--data", type=Path, help="a folder for the demo's data, emptied at each start")


def _demo(given: Namespace) -> int:
    # A newcomer reads the sign-ins, not a line for each request.
    configure_logs(logging.WARNING)
    leave_when_asked()
    choices = {"data_dir": given.data} if given.data else {}
    settings = Settings(mode=Mode.DEMO, listen_port=given.port, **choices)
    empty_demo_folder(settings.data_dir)
    with open_house(settings, demo_clock(SystemClock().now())) as house:
        demo = load(house)
        people = [(", ".join(one.roles), one.email) for one in demo.sign_ins]
        app = web_application(house, demo=people)
        run(app, house, ready=lambda: _say_ready(house, demo), with_worker=True)
    return 0


def empty_demo_folder(folder: Path) -> None:
    """Remove what the last demo left. A folder that no demo made is never touched.

    Raises:
        Refused: the folder holds something else.
    """
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise Refused(f"{folder} holds something that no demo made; name another folder with --data.")
        EmbeddedServer(folder).stop(though_used=True)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("Made by chartside demo; emptied at each start.\n", encoding="utf-8")


def load(house: House, exported: Mapping[str, bytes] | None = None) -> RunningDemo:
    """Bring the demo clinic in, make its sign-ins, play its stories; `exported` as of `load_demo`."""
    loaded = load_demo(house.database, exported)
    house.prepare_destination(loaded.org_id)
    policy = Policy.of(house.settings)
    with house.database.work(loaded.org_id, Actor.system("demo")) as work:
        people = [_person(loaded, code) for code in sorted(person.code for person in loaded.people)]
        sign_ins = create_demo_accounts(work, policy, people, PASSWORD)
    proposals = play_stories(house.database, loaded, lambda code: _actor(house, loaded, code))
    return RunningDemo(loaded.org_id, sign_ins, proposals)


def _person(loaded: LoadedDemo, code: str) -> DemoPerson:
    person = loaded.person(code)
    roles = frozenset(Role(role) for role in person.roles)
    return DemoPerson(person.email, person.display_name, roles, person.staff_id, SECOND_FACTOR.get(code))


def _actor(house: House, loaded: LoadedDemo, code: str) -> Actor:
    with house.database.work(loaded.org_id, Actor.system("demo")) as work:
        account_id = account_of_staff(work, loaded.person(code).staff_id)
        if account_id is None:
            raise LookupError(f"the demo has no account for {code}")
        return actor_of(account_summary(work, account_id))


def _say_ready(house: House, demo: RunningDemo) -> None:
    print(f"READY {house.settings.public_url}")
    clinic = demo.sign_ins[0].clinic_code
    print(f"Sign in at clinic {clinic!r} with the password {PASSWORD!r} as one of:")
    for one in sorted(demo.sign_ins, key=lambda one: one.roles):
        extra = f"  (and a code of the secret {one.second_factor_secret})" if one.second_factor_secret else ""
        print(f"  {one.email:<34} {one.display_name:<28} {', '.join(one.roles)}{extra}")
    print(f"Signed notes and charges arrive in {house.settings.export_dir}", flush=True)
