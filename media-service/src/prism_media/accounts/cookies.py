"""The cookies that say who uses a browser.

Over HTTPS their names begin with `__Host-` (RFC 6265bis §4.1.3.2), so that no other host of the same domain can set
them; over plain HTTP, on loopback, browsers take no such name.
"""

from __future__ import annotations

from typing import Literal

from fastapi import Request, Response

from prism_core.account import ACCESS_COOKIE, REFRESH_COOKIE, cookie_name
from prism_core.viewer import COOKIE as PROFILE_COOKIE
from prism_media.accounts.keys import ACCESS_SECONDS
from prism_media.accounts.sessions import SESSION_SECONDS
from prism_media.accounts.signing_in import Browser, Entered

_DEVICE = "prism_device"
_DEVICE_SECONDS = 365 * 86400
_DEVICE_PATH = "/api/auth"


def is_secure(request: Request) -> bool:
    """Whether the browser asks over HTTPS."""
    return request.headers.get("x-forwarded-proto", request.url.scheme) == "https"


def browser_of(request: Request) -> Browser:
    """The browser behind a request."""
    peer = request.client.host if request.client else ""
    return Browser(
        address=request.headers.get("x-forwarded-for", peer),
        agent=request.headers.get("user-agent", ""),
        refresh_token=request.cookies.get(cookie_name(REFRESH_COOKIE, secure=is_secure(request)), ""),
        device=request.cookies.get(_DEVICE, ""),
    )


def give_cookies(request: Request, response: Response, entered: Entered) -> None:
    """Let the browser of `request` be the one of who entered."""
    _set(request, response, ACCESS_COOKIE, entered.access_token, ACCESS_SECONDS, "lax")
    _set(request, response, REFRESH_COOKIE, entered.refresh_token, SESSION_SECONDS, "strict")
    response.set_cookie(
        _DEVICE,
        entered.device,
        max_age=_DEVICE_SECONDS,
        path=_DEVICE_PATH,
        httponly=True,
        secure=is_secure(request),
        samesite="strict",
    )
    response.headers["cache-control"] = "no-store"


def take_cookies(request: Request, response: Response) -> None:
    """Let it be nobody's; it stays known as one in which somebody has signed in."""
    secure = is_secure(request)
    for name in (cookie_name(ACCESS_COOKIE, secure=secure), cookie_name(REFRESH_COOKIE, secure=secure), PROFILE_COOKIE):
        response.delete_cookie(name, path="/", secure=secure, httponly=True)


def _set(
    request: Request, response: Response, name: str, value: str, seconds: int, site: Literal["lax", "strict"]
) -> None:
    secure = is_secure(request)
    named = cookie_name(name, secure=secure)
    response.set_cookie(named, value, max_age=seconds, path="/", httponly=True, secure=secure, samesite=site)
