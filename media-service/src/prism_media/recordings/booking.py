"""Turns a wish to record into a recording that is kept: what, where, from when until when."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from prism_core.errors import BadInput, Conflict
from prism_media.recordings.model import LONGEST_SECONDS, NewRecording
from prism_media.recordings.planner import Broadcast, Padding, Rule
from prism_media.recordings.programmes import Guide, age_of
from prism_media.recordings.storage import Storage
from prism_media.recordings.store import PENDING, RecordingStore
from prism_media.viewers.current import AgeRestricted, Viewer

_TOLD = ("title", "subtitle", "description", "season", "episode", "age", "icon", "programme_id", "channel_id",
         "channel_name")  # fmt: skip

Row = dict[str, Any]


class Booking:
    """Keeps new recordings.

    Args:
        store: where.
        guide: what is on.
        storage: how much room is left.
        padding: of programmes.
        open_seconds: how long a recording is whose end nobody knows.
        now: Unix seconds.
    """

    def __init__(
        self,
        store: RecordingStore,
        guide: Guide,
        storage: Storage,
        padding: Padding,
        open_seconds: int,
        now: Callable[[], float],
    ) -> None:
        self._store = store
        self._guide = guide
        self._storage = storage
        self._padding = padding
        self._open_seconds = open_seconds
        self._now = now

    async def book(self, wish: NewRecording, viewer: Viewer) -> Row:
        """Keep what is wished for; the row as it is kept.

        Raises:
            NotFound: no such channel or programme.
            BadInput: its time is over, or no time.
            Conflict: it is recorded already.
            AgeRestricted: it is for older viewers.
            StorageFull: there is no room.
        """
        values = await self._values(wish)
        if not viewer.may_see(values["age"]):
            raise AgeRestricted(f"{values['title']} is for viewers from {values['age']}")
        self._storage.check()
        await self._refuse_twice(values, viewer.account)
        row = {"id": uuid.uuid4().hex, "profile": viewer.profile, "rule_id": None, **self._fresh(), **values}
        await self._store.add(row)
        return await self._kept(row["id"])

    async def book_by_rule(self, rule: Rule, broadcast: Broadcast) -> bool:
        """Keep what a rule found; whoever finds the same gives it the same id. Says whether it was new."""
        digest = hashlib.sha256(f"{rule.id} {broadcast.programme_id}".encode()).hexdigest()
        values = {**self.of_broadcast(broadcast), "profile": rule.profile, "rule_id": rule.id}
        return await self._store.add({"id": digest[:32], **self._fresh(), **values})

    def of_broadcast(self, broadcast: Broadcast) -> Row:
        """What a recording of a programme has."""
        told = {name: value for name, value in asdict(broadcast).items() if name in _TOLD}
        start = max(broadcast.start - self._padding.lead, min(int(self._now()), broadcast.stop))
        return {**told, "start": start, "stop": broadcast.stop + self._padding.tail}

    def _fresh(self) -> Row:
        return {"state": "scheduled", "created_at": int(self._now())}

    async def _kept(self, recording_id: str) -> Row:
        row = await self._store.get(recording_id)
        assert row is not None, "it was added just now"
        return row

    async def _values(self, wish: NewRecording) -> Row:
        now = int(self._now())
        if wish.programme_id is not None:
            broadcast = await self._guide.programme(wish.programme_id)
            if broadcast.stop <= now:
                raise BadInput(f"{broadcast.title} on {broadcast.channel_name} is over")
            return self.of_broadcast(broadcast)
        assert wish.channel_id is not None, "a wish has a channel or a programme"
        return await self._by_hand(wish, wish.channel_id, now)

    async def _by_hand(self, wish: NewRecording, channel_id: str, now: int) -> Row:
        channel = await self._guide.channel(channel_id)
        start = max(int(wish.start.timestamp()) if wish.start else now, now)
        on = await self._guide.on_at(channel_id, start)
        stop = self._stop(wish, start, on)
        if stop <= start:
            raise BadInput("a recording has to stop after it starts, and in the future")
        if stop - start > LONGEST_SECONDS:
            raise BadInput(f"a recording may last {LONGEST_SECONDS // 3600} hours at most")
        values: Row = {"channel_id": channel_id, "channel_name": channel["name"], "title": channel["name"]}
        if on is not None:
            values = {name: value for name, value in asdict(on).items() if name in _TOLD}
            if not self._is_its_own(wish):
                values["programme_id"] = None
        values["age"] = age_of(channel, values.get("age"))
        return self._titled({**values, "start": start, "stop": stop}, wish)

    def _stop(self, wish: NewRecording, start: int, on: Broadcast | None) -> int:
        if wish.stop is not None:
            return int(wish.stop.timestamp())
        if wish.seconds is not None:
            return start + wish.seconds
        return on.stop + self._padding.tail if on is not None else start + self._open_seconds

    def _is_its_own(self, wish: NewRecording) -> bool:
        """Whether the times are the programme's, and so follow the guide."""
        return wish.stop is None and wish.seconds is None

    def _titled(self, values: Row, wish: NewRecording) -> Row:
        return {**values, "title": wish.title} if wish.title else values

    async def _refuse_twice(self, values: Row, account: str | None) -> None:
        for row in await self._store.pending(account):
            if row["channel_id"] != values["channel_id"]:
                continue
            same = values.get("programme_id") is not None and row["programme_id"] == values["programme_id"]
            if same or (row["start"] <= values["start"] and row["stop"] >= values["stop"]):
                doing = "is being recorded already" if row["state"] == PENDING[1] else "will be recorded already"
                raise Conflict(f"{row['title']} on {row['channel_name']} {doing}", recording_id=row["id"])
