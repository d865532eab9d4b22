"""Who may open what: every role tries every route of the real application, against the permission table."""

import csv
from importlib.resources import files

import pytest
from fastapi import FastAPI

from chartside.kernel.ids import new_id
from chartside.platform.pages import all_routes
from chartside.platform.pages.router import permissions_used
from tests.app.asking import Answer, Asker, Route, SignedIn
from tests.app.clinics import ROLES, TwoClinics

pytestmark = pytest.mark.xdist_group("two_clinics")

THE_WAY_IN = "nobody has signed in yet"
LINK = "whoever holds the link has no account yet"
PUBLIC = {
    "GET /sign-in": THE_WAY_IN,
    "POST /sign-in": THE_WAY_IN,
    "GET /sign-in/code": THE_WAY_IN,
    "POST /sign-in/code": THE_WAY_IN,
    "GET /sign-in/enrol": THE_WAY_IN,
    "POST /sign-in/enrol": THE_WAY_IN,
    "GET /first-run/{link}": LINK,
    "POST /first-run/{link}": LINK,
    "GET /invitation/{link}": LINK,
    "POST /invitation/{link}": LINK,
}
REFUSAL = "Your role does not open this page."


def table() -> dict[str, set[str]]:
    """Role to permissions, read from the file itself."""
    text = files("chartside.platform.identity").joinpath("permissions.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {role: {row["permission"] for row in rows if row[role] == "yes"} for role in ROLES}


def test_only_these_routes_are_public(routes: list[Route]) -> None:
    public = {one.name for one in routes if one.spec.permission is None}
    assert public == set(PUBLIC)
    assert all(one.spec.public for one in routes if one.name in public)


def test_a_route_without_a_permission_is_found(asker: Asker) -> None:
    app = FastAPI(openapi_url=None)
    app.router.routes.extend(asker.app.router.routes)
    assert len(all_routes(app)) == len(all_routes(asker.app))
    app.add_api_route("/forgotten", lambda: "everything", methods=["GET"])
    with pytest.raises(LookupError, match="without a permission"):
        all_routes(app)


def test_every_permission_of_a_route_stands_in_the_table(asker: Asker) -> None:
    known = set().union(*table().values())
    assert set(permissions_used(asker.app)) <= known


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_table_allows_and_nothing_else(
    role: str, two: TwoClinics, asker: Asker, routes: list[Route]
) -> None:
    email, allowed, wrong = two.mine.email_of(role), table()[role], []
    for route in (one for one in routes if one.spec.permission is not None):
        who = SignedIn.of(two.mine, email)  # anew each time: some steps end the person's sessions
        answer = asker.ask(route.spec.method, nothing_at(route), who)
        refused = answer.status == 403 and REFUSAL in answer.text
        if refused == (route.spec.permission in allowed) or answer.status >= 500:
            wrong.append((route.name, route.spec.permission, answer.status))
    assert wrong == []


def test_without_signing_in_every_route_leads_to_the_door(asker: Asker, routes: list[Route]) -> None:
    for route in (one for one in routes if one.name not in PUBLIC):
        answer = asker.ask(route.spec.method, nothing_at(route))
        assert leads_to_the_door(answer), (route.name, answer.status)


def test_a_step_that_no_page_of_ours_sent_is_refused(
    two: TwoClinics, asker: Asker, routes: list[Route]
) -> None:
    who = SignedIn.of(two.mine, two.mine.email_of("administrator"))
    forged = SignedIn(who.cookie, SignedIn.of(two.mine, two.mine.email_of("director")).form_token)
    for route in (one for one in routes if one.changes):
        answer = asker.ask(route.spec.method, nothing_at(route), forged)
        assert answer.status == 403, route.name
        assert "This form can no longer be sent" in answer.text, route.name


def leads_to_the_door(answer: Answer) -> bool:
    return answer.status == 303 and answer.headers["location"].startswith("/sign-in")


def nothing_at(route: Route) -> str:
    """The route's address with ids that nothing has."""
    return route.url({name: str(new_id()) if name.endswith("_id") else "1" for name in route.path})
