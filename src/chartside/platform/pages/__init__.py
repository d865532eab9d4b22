"""How a web page is asked for, allowed, answered and refused."""

from chartside.platform.pages.live import Look, stream
from chartside.platform.pages.page import Page
from chartside.platform.pages.ports import Account, NavigationItem, OpenWork, PagesRuntime, SessionSource
from chartside.platform.pages.router import PageRouter, RouteSpec, all_routes

__all__ = [
    "Account",
    "Look",
    "NavigationItem",
    "OpenWork",
    "Page",
    "PageRouter",
    "PagesRuntime",
    "RouteSpec",
    "SessionSource",
    "all_routes",
    "stream",
]
