"""The web application: pages of the areas inside one shell."""

from collections.abc import Iterable

from fastapi import FastAPI
from starlette.types import Lifespan

from chartside.platform.logs import AccessLog
from chartside.platform.pages import PageRouter, PagesRuntime
from chartside.platform.pages.failures import answer, install
from chartside.platform.pages.middleware import Surround
from chartside.web.assets import Assets


def build_app(
    runtime: PagesRuntime,
    routers: Iterable[PageRouter],
    *,
    assets: Assets | None = None,
    lifespan: Lifespan[FastAPI] | None = None,
) -> FastAPI:
    """One application over all routers.

    Its API description is off: the pages are for people, and a list of addresses helps nobody else.
    """
    files = assets or Assets()
    app = FastAPI(title="Chartside", openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.pages = runtime
    for router in routers:
        app.include_router(router.api)
    app.mount(files.prefix, files.application, name="static")
    install(app)
    app.add_middleware(Surround, answer=answer)
    app.add_middleware(AccessLog)
    return app
