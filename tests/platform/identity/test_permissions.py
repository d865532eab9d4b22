from pathlib import Path

import pytest

from chartside.kernel.errors import NotAllowed
from chartside.platform.identity.model import Role
from chartside.platform.identity.permissions import (
    may,
    permissions,
    permissions_page,
    read_permissions,
    require,
)

HEAD = "permission,meaning," + ",".join(Role)
CELLS = [
    pytest.param(permission.id, role, role in permission.roles, id=f"{permission.id}-{role}")
    for permission in permissions().values()
    for role in Role
]


@pytest.mark.parametrize(("permission", "role", "allowed"), CELLS)
def test_every_cell_of_the_table_is_what_the_code_answers(permission, role, allowed):
    assert may([role.value], permission) is allowed
    if allowed:
        require([role.value], permission)
    else:
        with pytest.raises(NotAllowed, match="Your role does not allow this"):
            require([role.value], permission)


def test_nobody_without_a_role_may_do_anything():
    assert not any(may([], permission) for permission in permissions())


def test_roles_add_up():
    assert may(["biller", "therapist"], "note.sign")
    assert may(["biller", "therapist"], "delivery.resolve")


def test_only_therapists_co_sign_and_only_the_administrator_gives_roles():
    assert permissions()["note.cosign"].roles == {Role.THERAPIST}
    assert permissions()["staff.manage"].roles == {Role.ADMINISTRATOR}


def test_the_administrator_of_the_system_sees_no_patient():
    seen = [p.id for p in permissions().values() if Role.ADMINISTRATOR in p.roles]
    assert not [p for p in seen if p.startswith(("patient.", "note.", "visit.", "charge.", "session."))]


def test_an_unknown_permission_is_an_error_not_a_yes():
    with pytest.raises(KeyError):
        may(["therapist"], "note.sing")


def test_each_meaning_is_a_sentence():
    for permission in permissions().values():
        assert permission.meaning[0].isupper()
        assert permission.meaning.endswith(".")


def test_a_refusal_names_who_may():
    with pytest.raises(NotAllowed, match="allowed to: therapist, assistant"):
        require(["front_desk"], "note.sign")


@pytest.mark.parametrize(
    "text",
    [
        "permission,meaning,therapist\n",
        f"{HEAD}\na.b,Sentence.,maybe,,,,,,,\n",
        f"{HEAD}\na.b,One.,yes,,,,,,,\na.b,Two.,yes,,,,,,,\n",
    ],
    ids=["columns", "cell", "twice"],
)
def test_a_broken_table_is_refused(text):
    with pytest.raises(ValueError, match=r"table|yes or empty"):
        read_permissions(text)


def test_the_documentation_page_is_up_to_date():
    page = Path(__file__).parents[3] / "docs" / "permissions.md"
    assert page.read_text(encoding="utf-8") == permissions_page(), "run make docs"
