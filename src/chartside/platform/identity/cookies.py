"""The session cookie of a response: set after each step that made a new token, removed at sign-out."""

from starlette.responses import Response

from chartside.platform.identity.tokens import Token, cookie_attributes, cookie_name


def give_token(response: Response, token: Token, *, secure: bool) -> None:
    """Put a session's token into the browser's cookie, in place of whatever it held."""
    attributes = cookie_attributes(secure=secure)
    response.set_cookie(cookie_name(secure=secure), token.text, **attributes)


def take_token(response: Response, *, secure: bool) -> None:
    """Remove the session cookie from the browser."""
    response.delete_cookie(cookie_name(secure=secure), **cookie_attributes(secure=secure))
