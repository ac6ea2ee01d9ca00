"""What a party watches, as one of its members chooses it and sees it."""

import time

from prism_core.errors import Unavailable
from prism_core.events import PartyPlay, PartyPlayback
from prism_gateway.sessions.outbox import Outbox
from prism_gateway.sessions.party.records import Party, PartyRecords
from prism_gateway.sessions.party.sharing import Sharing
from prism_gateway.sessions.viewer import SessionViewer
from prism_gateway.sessions.world import World

FURTHEST_SECONDS = 10.0
"""A page whose clock is further off than this has not learnt the gateways' yet."""
UNKNOWN = "It cannot be found out at the moment whether you may see what the others watch."


class PartyScreen:
    """The screen of one member.

    Args:
        world: what sessions share.
        outbox: the way to this browser.
        viewer: whose it is, and so what may be seen on it.
        sharing: the way to the other members.
        records: where it is kept what the party watches.
    """

    def __init__(
        self, world: World, outbox: Outbox, viewer: SessionViewer, sharing: Sharing, records: PartyRecords
    ) -> None:
        self._world = world
        self._outbox = outbox
        self._viewer = viewer
        self._sharing = sharing
        self._records = records
        self.withheld = False
        """Whether the others watch what this viewer may not see."""

    async def choose(self, chosen: PartyPlay, party: Party) -> None:
        """The viewer here has chosen what all watch; who may not choose is told what all watch."""
        place = self._sharing.place
        if place is None:
            return
        if not party.everybody and party.host != place.member.id:
            return await self.show()
        now = time.time()
        playback = PartyPlayback(
            item=chosen.item,
            playing=chosen.playing,
            clock=chosen.clock,
            position=chosen.position,
            at=chosen.at if abs(chosen.at - now) < FURTHEST_SECONDS else now,
            rate=chosen.rate,
        )
        await self._records.keep_playback(place.code, playback)
        await self._sharing.publish(playback)

    async def show(self, playback: PartyPlayback | None = None) -> None:
        """Tells the page what to follow, unless it is not for this viewer's eyes."""
        playback = playback or await self._records.playback(self._sharing.code)
        if playback is None:
            return
        reason = await self._withholding(playback)
        if reason and self.withheld:
            return
        self.withheld = bool(reason)
        self._outbox.post(PartyPlayback(withheld=reason, at=playback.at) if reason else playback)

    async def _withholding(self, playback: PartyPlayback) -> str:
        """Why this viewer may not know what is watched; empty where they may."""
        if playback.item is None:
            return ""
        try:
            return await self._world.withheld(playback.item, self._viewer.sealed)
        except Unavailable:
            return UNKNOWN
