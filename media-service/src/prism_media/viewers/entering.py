"""Entering a profile: the PIN, where there is one, and the wait after wrong ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from prism_core.errors import NotAllowed, NotFound, TooManyTries
from prism_media.viewers.pins import pin_fits, wait_seconds
from prism_media.viewers.profiles import ProfileStore, Row


class PinRequired(NotAllowed):
    """The profile has a PIN, and none was given."""

    kind = "pin-required"


class WrongPin(NotAllowed):
    """The PIN is not the profile's."""

    kind = "wrong-pin"


async def entered(store: ProfileStore, profile_id: str, pin: str | None, now: Callable[[], float]) -> Row:
    """The profile that `pin` opens.

    Raises:
        NotFound: there is no such profile.
        PinRequired: it has a PIN.
        WrongPin: this is not it.
        TooManyTries: too many were wrong lately; the right one is not looked at either.
    """
    profile = await known(store, profile_id)
    if profile["pin_hash"] is None:
        return profile
    if pin is None:
        raise PinRequired(f"the profile {profile['name']!r} has a PIN; send it as pin")
    await _take_a_try(store, profile, int(now()))
    if not await asyncio.to_thread(pin_fits, pin, profile["pin_hash"]):
        raise WrongPin(f"that is not the PIN of {profile['name']!r}")
    await store.change(profile_id, {"pin_failures": 0})
    return profile


async def known(store: ProfileStore, profile_id: str) -> Row:
    """The profile with this id.

    Raises:
        NotFound: there is none.
    """
    profile = await store.one(profile_id)
    if profile is None:
        raise NotFound(f"no profile {profile_id!r}")
    return profile


async def _take_a_try(store: ProfileStore, profile: Row, now: int) -> None:
    """Counts the try as a failure before it is looked at, so that many at once are no way around the wait."""
    failures = profile["pin_failures"]
    left = (profile["pin_failed_at"] or 0) + wait_seconds(failures) - now
    if left > 0:
        raise TooManyTries(f"too many wrong PINs for {profile['name']!r}; try again in {left} s", left)
    if not await store.count_try(profile["id"], failures, now):
        raise TooManyTries(f"another PIN is being tried for {profile['name']!r}; try again", 1)
