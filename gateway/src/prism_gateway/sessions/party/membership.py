"""One session's membership of a party: coming, staying, deciding what is watched, and leaving."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Awaitable, Callable

from prism_core.bus import Message, names
from prism_core.errors import BusUnavailable, Unavailable
from prism_core.events import (
    ErrorNotice,
    Event,
    PartyJoin,
    PartyLeave,
    PartyMember,
    PartyNews,
    PartyPing,
    PartyPlay,
    PartyPlayback,
    PartyPong,
    PartyRule,
    PartyState,
)
from prism_gateway.sessions.outbox import Outbox
from prism_gateway.sessions.party.records import MOST_MEMBERS, Member, Party, PartyRecords, Place, name_unlike
from prism_gateway.sessions.party.screen import PartyScreen
from prism_gateway.sessions.party.sharing import Sharing
from prism_gateway.sessions.viewer import SessionViewer
from prism_gateway.sessions.world import World

log = logging.getLogger(__name__)

RENEW_SECONDS, RETRY_SECONDS = 4.0, 0.5
GONE = "There is no such watch party any more. Ask for a new link."
FULL = "The watch party is full."
OVER = "The watch party is over."
AWAY = "Watching together is not possible at the moment."
WISHES = (PartyJoin, PartyLeave, PartyRule, PartyPlay, PartyPing)
"""What a browser may want of its party."""


class Membership:
    """The party that one session is in, if any.

    Args:
        session: the session's id.
        world: what sessions share.
        outbox: the way to this browser.
        viewer: whose session it is.
        sharing: its part in the party's conversation.
        changed: called when the session has come into a party or is out of one.
    """

    def __init__(
        self,
        session: str,
        world: World,
        outbox: Outbox,
        viewer: SessionViewer,
        sharing: Sharing,
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._session = session
        self._world = world
        self._outbox = outbox
        self._viewer = viewer
        self._sharing = sharing
        self._changed = changed
        self._records = PartyRecords(world.bus)
        self._party: Party | None = None
        self._told = PartyState()
        self._screen = PartyScreen(world, outbox, viewer, sharing, self._records)
        self._renewed_at = float("-inf")
        self._listening: asyncio.Task[None] | None = None

    @property
    def leads(self) -> bool:
        """Whether Lumen's remarks are made here: in a party, the host's session makes them for all."""
        place = self._sharing.place
        return place is None or (self._party is not None and self._party.host == place.member.id)

    async def recall(self) -> None:
        """Comes back into the party that the page was in before it was opened again."""
        if place := await self._records.place(self._session):
            if await self._records.party(place.code):
                await self._enter(place)
            else:
                await self._records.leave(self._session, place)
                self._tell(PartyState(reason=OVER))

    async def on(self, event: Event) -> None:
        """The browser wants something of its party."""
        try:
            match event:
                case PartyPing():
                    self._outbox.post(PartyPong(sent=event.sent, at=time.time()))
                case PartyJoin():
                    await self._join(event)
                case PartyLeave():
                    await self._leave(end=event.end)
                case PartyRule():
                    await self._rule(everybody=event.everybody)
                case PartyPlay() if party := await self._standing():
                    await self._screen.choose(event, party)
        except BusUnavailable:
            self._outbox.post(ErrorNotice(error=AWAY))

    async def renew(self) -> None:
        """The browser is there: says so to the others, and sees who is."""
        place, now = self._sharing.place, self._world.clock()
        if place is None or now - self._renewed_at < RENEW_SECONDS:
            return
        self._renewed_at = now
        await self._records.enter(self._session, place)
        if self._party is not None:
            await self._refresh()
        if self._party is not None and self._party.host == place.member.id:
            await self._records.keep(place.code, self._party)
        if self._screen.withheld:  # What this viewer may see may have changed.
            await self._screen.show()

    async def close(self) -> None:
        """The browser is gone; it may be back in a moment, so it stays a member for a while."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def _join(self, wanted: PartyJoin) -> None:
        member = Member(id=secrets.token_hex(4), name=await self._name(wanted), since=time.time())
        if wanted.code is None:
            await self._leave()
            code, _ = await self._records.create(member.id)
        else:
            code = wanted.code
            if code == self._sharing.code:
                return self._outbox.post(self._told)
            if await self._records.party(code) is None:
                return self._tell(PartyState(reason=GONE))
            members = await self._records.members(code)
            if len(members) >= MOST_MEMBERS:
                return self._tell(PartyState(reason=FULL))
            await self._leave()
            member = member.model_copy(update={"name": name_unlike(member.name, members)})
        await self._enter(Place(code=code, member=member))

    async def _name(self, wanted: PartyJoin) -> str:
        if wanted.name and wanted.name.strip():
            return " ".join(wanted.name.split())
        with contextlib.suppress(Unavailable):
            return await self._viewer.name() or "Guest"
        return "Guest"

    async def _enter(self, place: Place) -> None:
        await self._records.enter(self._session, place)
        self._sharing.place = place
        await self._changed()
        self._listening = asyncio.create_task(self._listen(place.code), name="party")

    async def _leave(self, *, end: bool = False) -> None:
        place = self._sharing.place
        if place is None:
            return
        party = await self._records.party(place.code)
        others = [one for one in await self._records.members(place.code) if one.id != place.member.id]
        await self._records.leave(self._session, place)
        if party is not None and party.host == place.member.id:
            if end or not others:
                await self._records.end(place.code)
            else:
                await self._records.keep(place.code, party.model_copy(update={"host": others[0].id}))
        await self._sharing.publish(PartyNews())
        await self.close()
        await self._out("")

    async def _out(self, reason: str) -> None:
        await self._sharing.cut_off_others()
        self._sharing.place = self._party = None
        self._screen.withheld = False
        self._tell(PartyState(reason=reason))
        await self._changed()

    async def _rule(self, *, everybody: bool) -> None:
        place = self._sharing.place
        party = await self._standing()
        if place and party and party.host == place.member.id:
            await self._records.keep(place.code, party.model_copy(update={"everybody": everybody}))
            await self._sharing.publish(PartyNews())

    async def _standing(self) -> Party | None:
        """The rules of the party as they are now; none where this is in none."""
        return await self._records.party(self._sharing.code) if self._sharing.place else None

    async def _listen(self, code: str) -> None:
        """Hears what the party's members and rules do until the session is out of it."""
        while self._sharing.code == code:
            try:
                async with self._world.bus.subscribe(names.party(code)) as news:
                    await self._screen.show()  # First: a page that knows of nothing to follow would tell its own.
                    await self._sharing.publish(PartyNews())
                    async for message in news:
                        await self._hear(message)
                        if self._sharing.code != code:
                            return
            except BusUnavailable:
                pass
            except Exception:  # The top of the task: one odd event must not cut the member off from all others.
                log.exception("party not followed")
            await asyncio.sleep(RETRY_SECONDS)

    async def _hear(self, message: Message) -> None:
        match message.event:
            case PartyNews():
                await self._refresh()
            case PartyPlayback():
                await self._screen.show(message.event)
            case _:
                await self._sharing.hear(message)

    async def _refresh(self) -> None:
        """Sees how the party stands; the member who has been there longest follows a host who is gone."""
        place = self._sharing.place
        if place is None:
            return
        party = await self._records.party(place.code)
        if party is None:
            await self._records.leave(self._session, place)
            return await self._out(OVER)
        members = await self._records.members(place.code)
        if members and members[0].id == place.member.id and all(one.id != party.host for one in members):
            party = party.model_copy(update={"host": place.member.id})
            await self._records.keep(place.code, party)
            await self._sharing.publish(PartyNews())
        self._party = party
        self._tell(
            PartyState(
                code=place.code,
                you=place.member.id,
                host=party.host,
                everybody=party.everybody,
                members=tuple(PartyMember(id=one.id, name=one.name) for one in members),
                ends_at=party.ends_at,
            )
        )

    def _tell(self, state: PartyState) -> None:
        if state != self._told or state.reason:
            self._told = state
            self._outbox.post(state)
