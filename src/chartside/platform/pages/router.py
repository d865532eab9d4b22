"""Routes that name who may open them."""

import functools
import inspect
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount

from chartside.platform.pages.guard import authorise, read_form_token
from chartside.platform.pages.page import Page

H = TypeVar("H", bound=Callable[..., Response])
_MARK = "__chartside_route__"


@dataclass(frozen=True)
class RouteSpec:
    """Who may ask for what.

    Attributes:
        permission: what the person's roles must hold; None on a public route.
        public: why the route needs no sign-in; None on a protected route.
        handler: where it is written, for a reader of the table.
        by_itself: asked by a page, not by the person.
    """

    method: str
    path: str
    permission: str | None
    public: str | None
    handler: str
    by_itself: bool = False


class PageRouter:
    """Collects the pages of one area.

    A handler is a plain function `(page: Page, ...)`; further parameters are FastAPI's (path, `Query`,
    `Form`, `UploadFile`). It runs in a thread, inside one transaction that commits before its answer leaves.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.api = APIRouter(prefix=prefix)

    def get(
        self, path: str, *, permission: str | None = None, public: str | None = None, by_itself: bool = False
    ) -> Callable[[H], H]:
        """A page to look at. Name a permission, or say in `public` why it needs none.

        `by_itself`: a page asks for it without the person (live parts), so it does not keep a session awake.
        """
        return self._route("GET", path, permission, public, by_itself=by_itself)

    def post(
        self, path: str, *, permission: str | None = None, public: str | None = None
    ) -> Callable[[H], H]:
        """Something a person does. Name a permission, or say in `public` why it needs none."""
        return self._route("POST", path, permission, public)

    def put(self, path: str, *, permission: str | None = None, public: str | None = None) -> Callable[[H], H]:
        """Something that is kept as it is typed. Name a permission, or say in `public` why it needs none."""
        return self._route("PUT", path, permission, public)

    def _route(
        self, method: str, path: str, permission: str | None, public: str | None, *, by_itself: bool = False
    ) -> Callable[[H], H]:
        if bool(permission) == bool(public):
            raise TypeError(f"{method} {self.prefix}{path}: name a permission, or say why it is public")

        def register(handler: H) -> H:
            where = f"{handler.__module__}.{handler.__name__}"
            spec = RouteSpec(method, self.prefix + path, permission, public, where, by_itself)
            endpoint = _endpoint(handler, spec)
            self.api.add_api_route(path, endpoint, methods=[method], response_model=None, name=where)
            return handler

        return register


def all_routes(app: Starlette) -> list[RouteSpec]:
    """Every route of the application with its permission, sorted by path.

    Raises:
        LookupError: a route was added past `PageRouter`, so nobody decided who may open it.
    """
    return sorted(_specs(app.routes), key=lambda spec: (spec.path, spec.method))


def _specs(routes: list[BaseRoute]) -> Iterator[RouteSpec]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if isinstance(inner, APIRouter):
            yield from _specs(inner.routes)
        elif isinstance(route, APIRoute) and isinstance(
            spec := getattr(route.endpoint, _MARK, None), RouteSpec
        ):
            yield spec
        elif not (isinstance(route, Mount) and route.name == "static"):
            raise LookupError(f"a route without a permission: {route!r}")


def _endpoint(handler: Callable[..., Response], spec: RouteSpec) -> Callable[..., Response]:
    """The function FastAPI sees: the handler's parameters, with the checked request in place of the page."""

    def endpoint(page: Page, **given: object) -> Response:
        if page.signed_in is None or spec.public:
            return handler(page, **given)
        with page.runtime.open_work(page.org_id, page.signed_in.actor) as work:
            page.opened = work
            return handler(page, **given)

    functools.update_wrapper(endpoint, handler)
    signature = inspect.signature(handler, eval_str=True)
    first, *others = signature.parameters.values()
    if first.annotation is not Page:
        raise TypeError(f"{spec.handler}: the first parameter must be `page: Page`")

    async def checked(request: Request) -> AsyncIterator[None]:
        request.state.form_token = await read_form_token(request)
        try:
            yield
        finally:
            # An uploaded file lies in a temporary file until somebody lets go of it.
            form = getattr(request.state, "form", None)
            if form is not None:
                await form.close()

    def enter(request: Request, _checked: Annotated[None, Depends(checked)]) -> Page:
        return authorise(request, spec.permission, touch=not spec.by_itself)

    asked = first.replace(annotation=Annotated[Page, Depends(enter)], kind=inspect.Parameter.KEYWORD_ONLY)
    others = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in others]
    endpoint.__signature__ = signature.replace(parameters=[asked, *others])  # type: ignore[attr-defined]
    del endpoint.__wrapped__  # type: ignore[attr-defined]
    setattr(endpoint, _MARK, spec)
    return endpoint


def permissions_used(app: Starlette) -> Mapping[str, list[str]]:
    """Each permission with the routes it opens, for the readable table."""
    table: dict[str, list[str]] = {}
    for spec in all_routes(app):
        if spec.permission:
            table.setdefault(spec.permission, []).append(f"{spec.method} {spec.path}")
    return table
