"""What a browser calls itself, shortened for a person's list of open sessions."""

from collections.abc import Mapping

# The order matters: Edge also says Chrome and Safari, Chrome also says Safari, Android also says Linux.
_BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome",
             "Safari": "Safari"}  # fmt: skip
_SYSTEMS = {"Windows": "Windows", "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Mac OS": "Mac",
            "CrOS": "ChromeOS", "Linux": "Linux"}  # fmt: skip


def device_name(user_agent: str) -> str:
    """What a browser calls itself, in two words a person knows: `Firefox on Windows`."""
    browser = _first_in(_BROWSERS, user_agent) or "another program"
    return f"{browser} on {_first_in(_SYSTEMS, user_agent) or 'another system'}"


def _first_in(names: Mapping[str, str], user_agent: str) -> str | None:
    return next((name for mark, name in names.items() if mark in user_agent), None)
