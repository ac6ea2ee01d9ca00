"""Whose session it is: the profile that the browser's cookie makes out, and what that viewer watches."""

import contextlib
import time
from collections.abc import Callable
from typing import Protocol

from prism_core.bus import Bus, names
from prism_core.errors import Unavailable
from prism_core.events import EnterProfile, PlaybackState, WatchAlong
from prism_core.ports import Manner
from prism_gateway.conversation.company import CompanyWish
from prism_gateway.sessions.relay import WATCHING_SECONDS
from prism_gateway.sessions.watching import Stretch, WatchLog


class ViewerData(Protocol):
    """Where viewers' data is. Every method raises `Unavailable` when it does not answer."""

    async def profile(self, sealed: str) -> str:
        """Id of the viewer's profile; empty for a guest."""
        ...

    async def name(self, sealed: str) -> str:
        """What the viewer's profile is called; empty for a guest."""
        ...

    async def named(self, name: str, sealed: str) -> EnterProfile | None:
        """The profile that is called `name`, none where it is the viewer's already; raises `NotFound`."""
        ...

    async def manner(self, sealed: str) -> Manner | None:
        """How the viewer wants Lumen to speak, where they ever said."""
        ...

    async def prefer(self, manner: Manner, sealed: str) -> None:
        """Keeps how the viewer wants Lumen to speak."""
        ...

    async def company(self, sealed: str) -> CompanyWish:
        """How the viewer wants Lumen to watch along."""
        ...

    async def watched(self, stretch: Stretch, sealed: str) -> None:
        """Keeps a stretch of watching."""
        ...


class SessionViewer:
    """The viewer of one session.

    Args:
        session: the session's id.
        sealed: the browser's cookie, as it was when the socket was opened.
        data: where viewers' data is.
        bus: where it is said whose browsers are connected.
        now: Unix seconds.
    """

    def __init__(
        self, session: str, sealed: str, data: ViewerData, bus: Bus, now: Callable[[], float] = time.time
    ) -> None:
        self.sealed = sealed
        self._session = session
        self._data = data
        self._bus = bus
        self._now = now
        self._profile: str | None = None
        self._log = WatchLog()

    async def profile(self) -> str:
        """Id of the profile; empty for a guest, and while nobody can tell."""
        if self._profile is None:
            with contextlib.suppress(Unavailable):
                self._profile = await self._data.profile(self.sealed)
        return self._profile or ""

    async def name(self) -> str:
        """What the profile is called; empty for a guest; raises `Unavailable`."""
        return await self._data.name(self.sealed)

    async def named(self, name: str) -> EnterProfile | None:
        """The profile that is called `name`, none where the viewer has it already; raises `NotFound`."""
        return await self._data.named(name, self.sealed)

    async def manner(self) -> Manner | None:
        """How the viewer wants Lumen to speak; none while nobody can tell."""
        with contextlib.suppress(Unavailable):
            return await self._data.manner(self.sealed)
        return None

    async def prefer(self, manner: Manner) -> None:
        """Keeps how the viewer wants Lumen to speak; raises `Unavailable`."""
        await self._data.prefer(manner, self.sealed)

    async def company(self, usual: WatchAlong) -> WatchAlong:
        """How Lumen watches along with the viewer now; as usual while nobody can tell."""
        with contextlib.suppress(Unavailable):
            return (await self._data.company(self.sealed)).over(usual)
        return usual

    async def saw(self, state: PlaybackState) -> None:
        """The player stands so: says who is connected, and remembers what is watched."""
        await self._keep(self._log.saw(state, self._now()))
        if profile := await self.profile():
            await self._bus.set(names.viewer(profile, self._session), b"1", WATCHING_SECONDS)

    async def leave(self) -> None:
        """The browser is gone."""
        await self._keep(self._log.leave(self._now()))
        if self._profile:
            await self._bus.delete(names.viewer(self._profile, self._session))

    async def _keep(self, stretch: Stretch | None) -> None:
        # What is not kept now is in the next one, which has all the seconds.
        if stretch is not None:
            with contextlib.suppress(Unavailable):
                await self._data.watched(stretch, self.sealed)
