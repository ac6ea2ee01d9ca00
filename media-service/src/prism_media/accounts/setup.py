"""The routes of accounts, all together."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter

from prism_media.accounts.api import auth_router
from prism_media.accounts.internal_api import internal_router
from prism_media.accounts.model import Provider
from prism_media.accounts.parts import Parts
from prism_media.accounts.people_api import people_router
from prism_media.viewers.identity import CookieIdentity


def account_routers(
    parts: Parts,
    identity: CookieIdentity,
    now: Callable[[], float],
    providers: Callable[[], list[Provider]] = lambda: [],
) -> list[APIRouter]:
    """The routes; `providers` are where else one may sign in."""
    return [auth_router(parts, providers, now), people_router(parts, now), internal_router(parts, identity)]
