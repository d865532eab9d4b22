"""The steps that every kind of proposal shares on the web: sign, return, recall, decide, read a file.

An area calls `step_routes` with its own prefix; what a proposal looks like stays the area's page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Form
from fastapi.responses import Response

from chartside.kernel.errors import NotFound
from chartside.platform.pages import Page, PageRouter
from chartside.review.delivery import decide_effect
from chartside.review.kinds import kind_named
from chartside.review.model import Status
from chartside.review.reading import files_of
from chartside.review.record import proposal_record
from chartside.review.signing import SignatureRequest, countersign, recall, send_back, withdraw


@dataclass(frozen=True)
class Proof:
    """Whether the person just proved who they are.

    Attributes:
        at: when, or None.
        refusal: the sentence to show when they did not.
        finish: puts what the proof changed (a new cookie) on the answer.
    """

    at: datetime | None
    refusal: str = ""
    finish: Callable[[Response], Response] = lambda response: response


@dataclass(frozen=True)
class SigningDesk:
    """What signing on the web needs from the application.

    Attributes:
        prove: takes the page and a password or code (empty: nothing was typed) and says who is there.
        asks: what to ask of the signer: nothing while a recent proof holds, else `password` or `code`.
        hold: how long a signed package can be recalled before it leaves.
    """

    prove: Callable[[Page, str], Proof]
    asks: Callable[[Page], tuple[str, ...]]
    hold: timedelta


@dataclass(frozen=True)
class StepPermissions:
    """Who may do what with a kind of proposal; names of the permission table."""

    view: str
    sign: str
    send_back: str
    decide: str


def step_routes(kind: str, prefix: str, may: StepPermissions) -> PageRouter:
    """Routes `<prefix>/{id}/` `sign`, `return`, `withdraw`, `recall`, `files/...`, `effects/.../decide`.

    The application hands in a `SigningDesk`.
    """
    router = PageRouter(prefix)
    home = kind_named(kind).page
    _signing_routes(router, kind, home, may)
    _delivery_routes(router, kind, home, may)
    return router


def _signing_routes(router: PageRouter, kind: str, home: Callable[[UUID], str], may: StepPermissions) -> None:
    @router.post("/{proposal_id}/sign", permission=may.sign)
    def sign_it(
        page: Page,
        proposal_id: UUID,
        version: Annotated[int, Form()],
        package_sha256: Annotated[str, Form()],
        password: Annotated[str, Form()] = "",
        code: Annotated[str, Form()] = "",
        opened_at: Annotated[datetime | None, Form()] = None,
    ) -> Response:
        _of_kind(page, proposal_id, kind)
        desk = page.extra(SigningDesk)
        proved = desk.prove(page, code or password)
        if proved.refusal:
            page.flash(proved.refusal, "block")
            return proved.finish(page.redirect(home(proposal_id)))
        request = SignatureRequest(version, package_sha256, proved.at, _seconds_since(page, opened_at))
        status = countersign(page.work, proposal_id, request, desk.hold)
        page.flash("Signed." if status is Status.SIGNED else "Signed. It now waits for the co-signature.")
        return proved.finish(page.redirect(home(proposal_id)))

    @router.post("/{proposal_id}/return", permission=may.send_back)
    def return_it(page: Page, proposal_id: UUID, reason: Annotated[str, Form()]) -> Response:
        _of_kind(page, proposal_id, kind)
        send_back(page.work, proposal_id, reason)
        page.flash("Returned with your reason.")
        return page.redirect("/")

    @router.post("/{proposal_id}/withdraw", permission=may.sign)
    def withdraw_it(page: Page, proposal_id: UUID) -> Response:
        _of_kind(page, proposal_id, kind)
        withdraw(page.work, proposal_id)
        page.flash("Withdrawn. It stays in the record.")
        return page.redirect("/")

    @router.post("/{proposal_id}/recall", permission=may.sign)
    def recall_it(page: Page, proposal_id: UUID) -> Response:
        _of_kind(page, proposal_id, kind)
        recall(page.work, proposal_id)
        page.flash("Recalled. Nothing left; the draft is open again, without a signature.")
        return page.redirect(home(proposal_id))


def _delivery_routes(
    router: PageRouter, kind: str, home: Callable[[UUID], str], may: StepPermissions
) -> None:
    @router.get("/{proposal_id}/files/{version}/{name}", permission=may.view)
    def read_file(page: Page, proposal_id: UUID, version: int, name: str) -> Response:
        record = _of_kind(page, proposal_id, kind)
        if record is not None:
            page.work.look(record, "signed file")
        file = files_of(page.work, proposal_id, version).get(name)
        if file is None:
            raise NotFound("There is no such file.")
        headers = {"content-disposition": f'inline; filename="{file.name}"'}
        return page.finish(Response(file.data, media_type=file.media_type, headers=headers))

    @router.post("/{proposal_id}/effects/{effect_id}/decide", permission=may.decide)
    def decide_it(
        page: Page,
        proposal_id: UUID,
        effect_id: UUID,
        happened: Annotated[bool, Form()],
        reference: Annotated[str, Form()] = "",
    ) -> Response:
        _of_kind(page, proposal_id, kind)
        decide_effect(page.work, proposal_id, effect_id, happened=happened, reference=reference)
        page.flash("Noted as arrived." if happened else "It will be sent again.")
        return page.redirect(home(proposal_id))


def _of_kind(page: Page, proposal_id: UUID, kind: str) -> UUID | None:
    """The patient of a proposal of this kind; another kind's proposal is not reachable from here."""
    record = proposal_record(page.work, proposal_id)
    if record.kind != kind:
        raise NotFound("There is no such draft.")
    return record.patient_id


def _seconds_since(page: Page, opened_at: datetime | None) -> int | None:
    if opened_at is None or opened_at.tzinfo is None:
        return None
    seconds = int((page.runtime.clock.now() - opened_at).total_seconds())
    return seconds if seconds >= 0 else None
