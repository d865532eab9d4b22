"""A clinic's people and a kind of proposal, for tests of review alone."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

import chartside.review.delivery  # noqa: F401 - declares the job that signing enqueues
from chartside.platform.identity.tables import AccountRoleRow, AccountRow
from chartside.platform.tenancy import Actor, Work, WorkDatabase
from chartside.review.kinds import Kind, register
from chartside.review.model import Signer
from chartside.review.package import PackageFile, PlannedEffect
from chartside.review.propose import NewProposal, Version
from chartside.review.tables import SigningRight

KIND = "test_letter"
ROLES = {
    "therapist": frozenset({"therapist"}),
    "assistant": frozenset({"assistant"}),
    "supervisor": frozenset({"therapist"}),
    "stranger": frozenset({"biller"}),
}


def _nothing(_work: Work, _proposal_id: UUID) -> None:
    """This kind changes nothing else."""


register(
    Kind(
        name=KIND,
        title="Letter",
        signing_roles={"therapist": True, "assistant": False},
        page=lambda proposal_id: f"/letters/{proposal_id}",
        text=lambda content: list(content["sentences"]),
        lifetime=timedelta(days=14),
        on_signed=_nothing,
        on_recalled=_nothing,
        on_delivered=_nothing,
    )
)


def allow_kind(database: WorkDatabase) -> None:
    """What a migration does for a shipped kind."""
    rows = [
        {"kind": KIND, "role": "therapist", "final": True},
        {"kind": KIND, "role": "assistant", "final": False},
    ]
    with database.owner_engine.begin() as owner:
        owner.execute(insert(SigningRight.__table__), rows)  # type: ignore[arg-type]


def hire(database: WorkDatabase, org: UUID) -> dict[str, Actor]:
    """Accounts with their roles, by the names that the histories use."""
    people: dict[str, Actor] = {}
    with database.work(org, Actor.system("test")) as work:
        for who, roles in ROLES.items():
            account = AccountRow(
                email=f"{who}@riverbend.example",
                display_name=who.title(),
                password_hash="",
                staff_id=None,
                zone="America/New_York",
                active=True,
                is_demo=True,
                created_at=work.clock.now(),
                password_set_at=work.clock.now(),
            )
            work.session.add(account)
            work.session.flush()
            work.session.add_all(AccountRoleRow(account_id=account.id, role=role) for role in roles)
            people[who] = Actor(account.id, None, who.title(), roles)
    return people


def chain(people: dict[str, Actor], *, cosigned: bool = False) -> tuple[Signer, ...]:
    """The therapist alone, or the assistant and then the supervisor."""
    if cosigned:
        return (
            Signer(1, "assistant", people["assistant"].account_id),
            Signer(2, "therapist", people["supervisor"].account_id),
        )
    return (Signer(1, "therapist", people["therapist"].account_id),)


def letter(sentences: Sequence[str], *, blocked: int = 0, change: str = "edited") -> Version:
    """A version with one file for the chart and one for the claim."""
    text = "\n".join(sentences).encode()
    effects = [
        PlannedEffect(
            name, "receiver", "ehr", (PackageFile(f"{name}.txt", "text/plain", name.encode() + text),)
        )
        for name in ("chart", "claim")
    ]
    content: dict[str, Any] = {"sentences": list(sentences)}
    return Version(content, lambda _proposal, _version: effects, blocked, change, "a test")


def new_letter(
    people: dict[str, Actor], subject: UUID, *, cosigned: bool = False, blocked: int = 0
) -> NewProposal:
    """A letter about nobody, waiting for its first signature."""
    return NewProposal(
        kind=KIND,
        subject_type="letter",
        subject_id=subject,
        header={"title": "A letter"},
        chain=chain(people, cosigned=cosigned),
        first=letter(["Hello."], blocked=blocked, change="drafted"),
    )
