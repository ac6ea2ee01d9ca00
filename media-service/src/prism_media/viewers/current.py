"""Who asks: the profile of a request, and what it may do. Every router takes it from here.

    @router.get("")
    async def list_things(viewer: CurrentViewer) -> Things: ...      # always somebody, perhaps a guest
    async def list_own(viewer: OwnViewer) -> Things: ...             # a guest gets 401 `profile-required`
    async def change_sources(viewer: Manager) -> Things: ...         # others get 403 `not-allowed-for-profile`

The profile comes from the sealed cookie `prism_profile` alone, which only `POST /api/profiles/{id}/enter` gives, after
the PIN where there is one. Without a valid cookie it is the profile `default`; where that has a PIN, no cookie must not
give its rights: then it is the most restricted profile that has no PIN, and where each has one, a guest who sees
what the lowest age limit allows and has nothing of their own.

Where somebody has signed in, the gateway says so (`prism_core.account`): they have the profiles of their account alone,
and what its role allows. A cookie is then worth something for a profile of that account only. A request without an
account comes from the fleet itself, on behalf of the viewer whose cookie it brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from prism_core.account import Caller, caller_in
from prism_core.errors import NotAllowed
from prism_core.viewer import COOKIE
from prism_media.viewers.model import DEFAULT_PROFILE

ADULT_AGE = 18
"""The age that an adult channel counts as."""
GUEST = ""
"""The profile of who must first enter one; nothing is kept for it."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks.

    Attributes:
        profile: id of the profile whose data is meant; `GUEST` for none.
        age_limit: years; programmes and channels for older ones are not seen. None: everything is.
        manages: whether sources, outputs and the like may be changed, which are everybody's.
        by_pin: whether a PIN was entered.
        account: id of the account whose profiles are meant; none where nobody has to sign in, empty for nobody's.
        keeps_own: whether the account's profiles may be changed; none where nobody has signed in.
    """

    profile: str
    age_limit: int | None = None
    manages: bool = True
    by_pin: bool = False
    account: str | None = None
    keeps_own: bool | None = None

    @property
    def keeps_profiles(self) -> bool:
        """Whether profiles may be changed."""
        return self.manages if self.keeps_own is None else self.keeps_own

    def may_see(self, age: int | None) -> bool:
        """Whether what is for `age` and above (none: for all) is shown."""
        return age is None or self.age_limit is None or age <= self.age_limit

    def owns(self, profile: Mapping[str, Any]) -> bool:
        """Whether the profile of a `profiles` row is one of the account's, or nobody has signed in."""
        return self.account is None or profile["account"] == self.account

    @property
    def sees_adult(self) -> bool:
        """Whether adult channels are shown."""
        return self.may_see(ADULT_AGE)

    def may_watch(self, channel: Mapping[str, Any]) -> bool:
        """Whether the channel of a `channels` row is shown."""
        return self.sees_adult or not channel.get("adult")


class ProfileRequired(NotAllowed):
    """Nobody has entered a profile, and there is none that anyone may have."""

    kind = "profile-required"
    status = 401


class NotForProfile(NotAllowed):
    """The profile is limited to watching."""

    kind = "not-allowed-for-profile"


class AgeRestricted(NotAllowed):
    """The channel, programme or recording is for older viewers than the profile's."""

    kind = "age-restricted"


class Identity(Protocol):
    """Tells who asks; the application's `state.identity`."""

    async def viewer(self, cookie: str | None) -> Viewer:
        """The viewer whom the value of the cookie makes out."""
        ...

    async def member(self, cookie: str | None, caller: Caller) -> Viewer:
        """The same, of whoever has signed in."""
        ...


async def current_viewer(request: Request) -> Viewer:
    """Whoever asks, perhaps a guest."""
    identity: Identity = request.app.state.identity
    cookie, caller = request.cookies.get(COOKIE), caller_in(request.headers)
    return await (identity.member(cookie, caller) if caller else identity.viewer(cookie))


async def own_viewer(viewer: Annotated[Viewer, Depends(current_viewer)]) -> Viewer:
    """Whoever asks, with a profile of their own."""
    if viewer.profile == GUEST:
        raise ProfileRequired("choose a profile first; every profile of this Prism has a PIN")
    return viewer


async def manager(viewer: Annotated[Viewer, Depends(current_viewer)]) -> Viewer:
    """Whoever asks, if they may change sources and profiles."""
    if not viewer.manages:
        raise NotForProfile("this profile only watches; switch to the profile of an adult to change this")
    return viewer


async def profile_keeper(viewer: Annotated[Viewer, Depends(current_viewer)]) -> Viewer:
    """Whoever asks, if they may change profiles."""
    if not viewer.keeps_profiles:
        raise NotForProfile("this profile only watches; switch to the profile of an adult to change this")
    return viewer


CurrentViewer = Annotated[Viewer, Depends(current_viewer)]
OwnViewer = Annotated[Viewer, Depends(own_viewer)]
Manager = Annotated[Viewer, Depends(manager)]
ProfileKeeper = Annotated[Viewer, Depends(profile_keeper)]
adult_only = Depends(manager)
"""For a whole router or route that needs no more of the viewer: `dependencies=[adult_only]`."""


def viewer_of(profile: dict[str, Any], profiles: Iterable[dict[str, Any]]) -> Viewer:
    """The viewer of a `profiles` row.

    Once the default profile, the household's, has a PIN, profiles without one manage nothing: anyone can enter those.
    An account's first profile is to its others what the default one is to the household's.
    """
    home = next(iter(profiles), profile)
    guarded = home["pin_hash"] is not None
    by_pin = profile["pin_hash"] is not None
    manages = profile["age_limit"] is None and (by_pin or not guarded)
    return Viewer(profile["id"], profile["age_limit"], manages, by_pin)


def member_of(viewer: Viewer, caller: Caller, age_limit: int | None) -> Viewer:
    """`viewer`, one of an account's own, with what its role allows; `age_limit` is the account's."""
    limits = [limit for limit in (viewer.age_limit, age_limit) if limit is not None]
    return replace(
        viewer,
        age_limit=min(limits, default=None),
        account=caller.id,
        manages=viewer.manages and caller.role == "admin",
        keeps_own=viewer.manages and caller.role != "child",
    )


def may_change(viewer: Viewer, profile: Mapping[str, Any]) -> bool:
    """Whether `viewer`, who manages, may change a profile and see what is its own.

    An adult's PIN is their own: only they, or who has entered the default profile by its PIN, may pass it by.
    """
    if not viewer.owns(profile):
        return False
    guarded = profile["pin_hash"] is not None and profile["age_limit"] is None
    return not guarded or viewer.profile == profile["id"] or (viewer.profile == DEFAULT_PROFILE and viewer.by_pin)


def fallback_viewer(profiles: list[dict[str, Any]]) -> Viewer:
    """The viewer of a request that entered no profile."""
    free = [one for one in profiles if one["pin_hash"] is None]
    if free and free[0] is profiles[0]:
        return viewer_of(free[0], profiles)
    if free:
        return viewer_of(min(free, key=_freedom), profiles)
    limits = [one["age_limit"] for one in profiles if one["age_limit"] is not None]
    return Viewer(GUEST, min(limits, default=0), manages=False)


def _freedom(profile: dict[str, Any]) -> tuple[bool, int]:
    return profile["age_limit"] is None, profile["age_limit"] or 0
