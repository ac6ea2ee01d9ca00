"""What is kept of watch parties on the bus, for every gateway and for pages that are opened again.

Each key has one writer: the host keeps the rules, each member their own entry, and whoever chose last the playback.
"""

import secrets
import time
from collections.abc import Callable

from prism_core.bus import Bus, names
from prism_core.events import PartyPlayback
from prism_core.model import Model

PARTY_SECONDS = 12 * 3600.0
"""How long a party lasts at most, and with it its link."""
EMPTY_SECONDS = 600.0
"""How long a party is kept when nobody is there."""
MEMBER_SECONDS = 20.0
"""How long a member counts as there after their page was last heard of: it reports every 5 s, and may be reloaded."""
MOST_MEMBERS = 20
CODE_BYTES = 16
"""128 bits, which nobody guesses."""


class Party(Model):
    """The rules of one party. host: the member who decides."""

    host: str
    everybody: bool = False
    ends_at: float
    """Unix seconds."""


class Member(Model):
    """One member; `since` is when they came, in Unix seconds."""

    id: str
    name: str
    since: float


class Place(Model):
    """Where a session is."""

    code: str
    member: Member


class PartyRecords:
    """The keys of all parties. Every method raises `BusUnavailable` when Redis does not answer."""

    def __init__(self, bus: Bus, now: Callable[[], float] = time.time) -> None:
        self._bus = bus
        self._now = now

    async def create(self, host: str) -> tuple[str, Party]:
        """A new party: its code, and its rules."""
        code, party = secrets.token_urlsafe(CODE_BYTES), Party(host=host, ends_at=self._now() + PARTY_SECONDS)
        await self.keep(code, party)
        return code, party

    async def party(self, code: str) -> Party | None:
        """The party of `code`, none where it is over."""
        kept = await self._bus.get(names.party(code))
        party = Party.model_validate_json(kept) if kept else None
        return party if party and party.ends_at > self._now() else None

    async def keep(self, code: str, party: Party) -> None:
        """Keeps the rules, for as long as somebody does so from time to time."""
        left = min(EMPTY_SECONDS, party.ends_at - self._now())
        if left > 0:
            await self._bus.set(names.party(code), party.model_dump_json().encode(), left)

    async def end(self, code: str) -> None:
        """The party is over for everybody."""
        await self._bus.delete(names.party(code))
        await self._bus.delete(names.party_playback(code))

    async def members(self, code: str) -> tuple[Member, ...]:
        """Who is there, in the order in which they came."""
        keys = await self._bus.keys(names.party_members(code))
        kept = [await self._bus.get(key) for key in keys]
        members = [Member.model_validate_json(one) for one in kept if one]
        return tuple(sorted(members, key=lambda member: (member.since, member.id)))

    async def enter(self, session: str, place: Place) -> None:
        """A member is there, and stays for as long as this is said from time to time."""
        key = names.party_members(place.code) + place.member.id
        await self._bus.set(key, place.member.model_dump_json().encode(), MEMBER_SECONDS)
        await self._bus.set(names.party_place(session), place.model_dump_json().encode(), EMPTY_SECONDS)

    async def leave(self, session: str, place: Place) -> None:
        """A member has left."""
        await self._bus.delete(names.party_members(place.code) + place.member.id)
        await self._bus.delete(names.party_place(session))

    async def place(self, session: str) -> Place | None:
        """The party that `session` was in when its page was last there."""
        kept = await self._bus.get(names.party_place(session))
        return Place.model_validate_json(kept) if kept else None

    async def playback(self, code: str) -> PartyPlayback | None:
        """What the party watches, none where nobody has chosen yet."""
        kept = await self._bus.get(names.party_playback(code))
        return PartyPlayback.model_validate_json(kept) if kept else None

    async def keep_playback(self, code: str, playback: PartyPlayback) -> None:
        """Keeps what the party watches."""
        await self._bus.set(names.party_playback(code), playback.model_dump_json().encode(), PARTY_SECONDS)


def name_unlike(name: str, members: tuple[Member, ...]) -> str:
    """`name`, or with a number behind it where one of `members` is called so."""
    taken = {member.name for member in members}
    if name not in taken:
        return name
    return next(numbered for count in range(2, MOST_MEMBERS + 3) if (numbered := f"{name} {count}") not in taken)
