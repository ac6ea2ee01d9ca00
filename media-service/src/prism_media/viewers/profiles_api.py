"""`/api/profiles`: who watches here, and entering a profile."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response

from prism_core.errors import BadInput, Conflict, NotFound
from prism_core.viewer import COOKIE
from prism_media.viewers.current import CurrentViewer, NotForProfile, ProfileKeeper, Viewer, may_change
from prism_media.viewers.entering import entered, known
from prism_media.viewers.identity import COOKIE_SECONDS, CookieIdentity
from prism_media.viewers.model import DEFAULT_PROFILE
from prism_media.viewers.pins import hash_pin
from prism_media.viewers.profiles import ProfileStore, Row
from prism_media.viewers.profiles_model import Entry, NewProfile, Profile, ProfileChange, Profiles

MOST_PROFILES = 50


def profiles_router(store: ProfileStore, identity: CookieIdentity, now: Callable[[], float]) -> APIRouter:
    """The routes of profiles."""
    router = APIRouter()
    router.include_router(_reading(store, identity, now))
    router.include_router(_changing(store, identity, now))
    return router


def _reading(store: ProfileStore, identity: CookieIdentity, now: Callable[[], float]) -> APIRouter:
    router = APIRouter(prefix="/api/profiles", tags=["profiles"])

    @router.get("")
    async def list_profiles(viewer: CurrentViewer, request: Request, response: Response) -> Profiles:
        """Every profile, and whose this request is; a profile that was entered stays so for another month."""
        rows = [row for row in await store.all() if viewer.owns(row)]
        mine = next((row for row in rows if row["id"] == viewer.profile), None)
        if mine and await identity.is_entered(request.cookies.get(COOKIE)):
            _give_cookie(request, response, identity.seal(mine))
        return Profiles(profiles=[_shown(row) for row in rows], current=viewer.profile)

    @router.post("/{profile_id}/enter")
    async def enter(
        profile_id: str, request: Request, response: Response, viewer: CurrentViewer, entry: Entry | None = None
    ) -> Profile:
        """Become a profile: the answer's cookie is the proof. A PIN that was wrong three times must be waited for."""
        await _own(store, profile_id, viewer)
        row = await entered(store, profile_id, entry.pin if entry else None, now)
        _give_cookie(request, response, identity.seal(row))
        return _shown(row)

    @router.post("/leave", status_code=204)
    async def leave() -> Response:
        """Be nobody in particular again: the default profile, or a guest where that has a PIN."""
        response = Response(status_code=204)
        response.delete_cookie(COOKIE, path="/")
        return response

    return router


def _changing(store: ProfileStore, identity: CookieIdentity, now: Callable[[], float]) -> APIRouter:
    router = APIRouter(prefix="/api/profiles", tags=["profiles"])

    @router.post("", status_code=201)
    async def add_profile(profile: NewProfile, viewer: ProfileKeeper) -> Profile:
        """Add a profile."""
        rows = [row for row in await store.all() if viewer.owns(row)]
        if len(rows) >= MOST_PROFILES:
            raise Conflict(f"there are {len(rows)} profiles already, which is the most there may be")
        _refuse_taken(profile.name, rows)
        row = {
            "id": uuid.uuid4().hex[:12],
            "name": profile.name,
            "age_limit": profile.age_limit,
            "pin_hash": await _hashed(profile.pin),
            "colour": profile.colour,
            "created_at": int(now()),
            "account": viewer.account,
        }
        await store.add(row)
        return _shown(row)

    @router.patch("/{profile_id}")
    async def change_profile(
        profile_id: str, change: ProfileChange, viewer: ProfileKeeper, request: Request, response: Response
    ) -> Profile:
        """Change a profile; the default profile takes no age limit.

        A new PIN must be entered anew everywhere but where it was set, by whoever watches with that profile.
        """
        row = await _own(store, profile_id, viewer)
        _refuse_guarded(row, viewer)
        values: dict[str, Any] = change.model_dump(exclude_unset=True, exclude={"pin"})
        if profile_id == DEFAULT_PROFILE and values.get("age_limit") is not None:
            raise BadInput("the default profile is the household's own and takes no age limit; add another for a child")
        if change.name is not None:
            others = [row for row in await store.all() if viewer.owns(row) and row["id"] != profile_id]
            _refuse_taken(change.name, others)
        if "pin" in change.model_fields_set:
            values |= {"pin_hash": await _hashed(change.pin), "pin_failures": 0}
        if values:
            await store.change(profile_id, values)
        if "pin_hash" in values and profile_id == viewer.profile:
            _give_cookie(request, response, identity.seal({**row, **values}))
        return _shown({**row, **values})

    @router.delete("/{profile_id}", status_code=204)
    async def remove_profile(profile_id: str, viewer: ProfileKeeper) -> Response:
        """Remove a profile and all that is its own; its recordings become those of the account's first one."""
        row = await _own(store, profile_id, viewer)
        if profile_id == DEFAULT_PROFILE:
            raise Conflict("the default profile is the household's own and stays; rename it, or take its PIN away")
        _refuse_guarded(row, viewer)
        if viewer.account and sum(map(viewer.owns, await store.all())) == 1:
            raise Conflict("this is the account's only profile; add another one first")
        await store.remove(profile_id)
        return Response(status_code=204)

    return router


async def _own(store: ProfileStore, profile_id: str, viewer: Viewer) -> Row:
    row = await known(store, profile_id)
    if not viewer.owns(row):
        raise NotFound(f"no profile {profile_id!r}")
    return row


def _refuse_taken(name: str, rows: list[Row]) -> None:
    # Lumen is told a name aloud: two that differ in case only are one to her.
    if any(row["name"].casefold() == name.casefold() for row in rows):
        raise Conflict(f"there is a profile {name!r} already; choose another name")


def _refuse_guarded(row: Row, viewer: Viewer) -> None:
    if not may_change(viewer, row):
        raise NotForProfile(f"the profile {row['name']!r} has a PIN; enter it to change it")


async def _hashed(pin: str | None) -> str | None:
    return None if pin is None else await asyncio.to_thread(hash_pin, pin)


def _give_cookie(request: Request, response: Response, sealed: str) -> None:
    secure = request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
    response.set_cookie(COOKIE, sealed, max_age=COOKIE_SECONDS, httponly=True, samesite="lax", secure=secure, path="/")


def _shown(row: Row) -> Profile:
    return Profile(
        id=row["id"],
        name=row["name"],
        age_limit=row["age_limit"],
        has_pin=row["pin_hash"] is not None,
        colour=row["colour"],
    )
