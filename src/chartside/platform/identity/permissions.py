"""Who may do what: `permissions.csv`, read once. The same table is the documentation page."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chartside.kernel.errors import NotAllowed
from chartside.platform.identity.model import Role


@dataclass(frozen=True)
class Permission:
    """One thing a person may be allowed to do.

    Attributes:
        id: `subject.verb`, as pages and services name it.
        meaning: one sentence for the person who gives out roles.
        roles: whom the clinic's table allows it.
    """

    id: str
    meaning: str
    roles: frozenset[Role]


@cache
def permissions() -> dict[str, Permission]:
    """The whole table by permission id, in the order of the file.

    Raises:
        ValueError: the file has an unknown role, a repeated id, or a cell that is neither `yes` nor empty.
    """
    text = files(__package__).joinpath("permissions.csv").read_text(encoding="utf-8")
    return read_permissions(text)


def read_permissions(text: str) -> dict[str, Permission]:
    """Read a permission table; see `permissions` for what is refused."""
    rows = csv.DictReader(text.splitlines())
    expected = ["permission", "meaning", *(role.value for role in Role)]
    if rows.fieldnames != expected:
        raise ValueError(f"columns of the permission table must be {', '.join(expected)}")
    table: dict[str, Permission] = {}
    for row in rows:
        permission = _permission(row)
        if permission.id in table:
            raise ValueError(f"permission {permission.id} stands twice in the table")
        table[permission.id] = permission
    return table


def _permission(row: dict[str, str]) -> Permission:
    cells = {role: row[role.value] for role in Role}
    wrong = [role.value for role, cell in cells.items() if cell not in ("yes", "")]
    if wrong:
        raise ValueError(f"{row['permission']}: {', '.join(wrong)} must be yes or empty")
    allowed = frozenset(role for role, cell in cells.items() if cell == "yes")
    return Permission(row["permission"], row["meaning"], allowed)


def may(roles: Iterable[str], permission_id: str) -> bool:
    """Whether any of the roles allows it.

    Raises:
        KeyError: no such permission; a page that names one is wrong and must not pass for allowed.
    """
    return not permissions()[permission_id].roles.isdisjoint(roles)


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """The ids of all that any of the roles allows."""
    held = set(roles)
    return frozenset(one.id for one in permissions().values() if not one.roles.isdisjoint(held))


def require(roles: Iterable[str], permission_id: str) -> None:
    """Refuse, in words, what the roles do not allow.

    Raises:
        NotAllowed: none of the roles allows it.
    """
    if may(roles, permission_id):
        return
    permission = permissions()[permission_id]
    allowed = ", ".join(role.label for role in Role if role in permission.roles) or "nobody"
    raise NotAllowed(f"Your role does not allow this: {permission.meaning} It is allowed to: {allowed}.")


def permissions_page() -> str:
    """The documentation page `docs/permissions.md`, made from the table."""
    head = ["permission", "what it allows", *(role.label for role in Role)]
    lines = [
        "# Who may do what",
        "",
        "Made from `src/chartside/platform/identity/permissions.csv`: change that, then run `make docs`.",
        "A person may have several roles and may do what any of them allows.",
        "Every change of roles is in the audit.",
        "",
        _line(head),
        _line(["---", "---", *(":-:" for _ in Role)]),
    ]
    for permission in permissions().values():
        marks = ["yes" if role in permission.roles else "" for role in Role]
        lines.append(_line([f"`{permission.id}`", permission.meaning, *marks]))
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
