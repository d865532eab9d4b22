"""What a handler holds: who asks, the open unit of work, and the ways to answer."""

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from chartside.kernel.errors import NotAllowed
from chartside.platform.pages import csrf, flash
from chartside.platform.pages.ports import Account, NavigationItem, PagesRuntime
from chartside.platform.tenancy.work import Work

_KEEP_VISITOR_SECONDS = 3600
R = TypeVar("R", bound=Response)
T = TypeVar("T")


@dataclass
class Page:
    """One request for one page.

    Attributes:
        request_id: short id that stands in the log and on an error page.
        signed_in: the person, or None on a public page that nobody has signed in to.
    """

    request: Request
    runtime: PagesRuntime
    request_id: str
    signed_in: Account | None = None
    opened: Work | None = None
    _new_visitor: str | None = field(default=None, repr=False)
    _flash: flash.Flash | None = field(default=None, repr=False)

    @property
    def account(self) -> Account:
        """The signed-in person.

        Raises:
            NotAllowed: nobody has signed in (only possible on a public page).
        """
        if self.signed_in is None:
            raise NotAllowed("Sign in first.")
        return self.signed_in

    @property
    def work(self) -> Work:
        """The request's transaction; it commits after the handler returns and before the answer leaves.

        Raises:
            RuntimeError: a public page has none; it opens its own with `runtime.open_work`.
        """
        if self.opened is None:
            raise RuntimeError("this page is public and has no unit of work")
        return self.opened

    @property
    def org_id(self) -> UUID:
        """The organisation of the signed-in person."""
        return self.account.org_id

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this person reads times."""
        return ZoneInfo(self.signed_in.zone if self.signed_in else "UTC")

    @property
    def is_htmx(self) -> bool:
        """Whether htmx asks, so that a part of the page is the answer."""
        return self.request.headers.get("hx-request") == "true"

    def may(self, permission: str) -> bool:
        """Whether the person's roles hold the permission."""
        return self.signed_in is not None and permission in self.signed_in.permissions

    def extra(self, kind: type[T]) -> T:
        """The service of this type that the composition root handed to pages.

        Raises:
            LookupError: none was handed over.
        """
        for one in self.runtime.extras:
            if isinstance(one, kind):
                return one
        raise LookupError(f"no {kind.__name__} was handed to the pages")

    @property
    def form(self) -> FormData:
        """The whole form, for fields whose names are not known beforehand; empty without one."""
        given = getattr(self.request.state, "form", None)
        return given if isinstance(given, FormData) else FormData()

    @cached_property
    def csrf_token(self) -> str:
        """The token every form of this page carries."""
        if self.signed_in is not None:
            return csrf.form_token(self.runtime.form_key, self.signed_in.session_key)
        visitor = self.request.cookies.get(csrf.VISITOR_COOKIE)
        if not visitor:
            visitor = self._new_visitor = secrets.token_urlsafe(24)
        return csrf.form_token(self.runtime.form_key, visitor)

    @property
    def navigation(self) -> list[NavigationItem]:
        """The main menu as this person sees it."""
        return [item for item in self.runtime.navigation if self.may(item.permission)]

    def flash(self, text: str, state: flash.State = "ok") -> None:
        """Say one sentence at the top of the next page. It must not name a patient."""
        self._flash = flash.Flash(text, state)

    def render(self, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
        """A whole page. `template` is `<area>/<name>.html`; the context adds to `page`, `now` and `zone`."""
        said = flash.read(self.request.cookies.get(flash.COOKIE))
        response = HTMLResponse(self._text(template, {"flashed": said, **context}), status)
        if said is not None:
            response.delete_cookie(flash.COOKIE, path="/")
        return self._finish(response)

    def fragment(self, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
        """A part of a page, for htmx to put in place."""
        return self._finish(HTMLResponse(self._text(template, context), status))

    def redirect(self, url: str) -> Response:
        """Send the browser to another of our pages (303, or htmx's own header)."""
        if not url.startswith("/") or url.startswith("//"):
            raise ValueError(f"not a page of ours: {url}")
        response: Response
        if self.is_htmx:
            response = Response(status_code=204, headers={"HX-Redirect": url})
        else:
            response = RedirectResponse(url, 303)
        return self._finish(response)

    def finish(self, response: Response) -> Response:
        """Add this page's cookies to a response that the handler built itself."""
        return self._finish(response)

    def _text(self, template: str, context: dict[str, object]) -> str:
        shared = {"page": self, "now": self.runtime.clock.now(), "zone": self.zone}
        return self.runtime.environment.get_template(template).render({**shared, **context})

    def _finish(self, response: R) -> R:
        if self._flash is not None:
            self._cookie(response, flash.COOKIE, flash.write(self._flash), 60)
        if self._new_visitor is not None:
            self._cookie(response, csrf.VISITOR_COOKIE, self._new_visitor, _KEEP_VISITOR_SECONDS)
        return response

    def _cookie(self, response: Response, name: str, value: str, seconds: int) -> None:
        secure = self.runtime.secure_cookies
        response.set_cookie(name, value, seconds, path="/", secure=secure, httponly=True, samesite="lax")
