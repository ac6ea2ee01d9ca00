"""Starts and ends recordings when it is time: one loop a process, in which no recording can harm another.

The database says what is to be done, so that several processes over one database share the work: each recording has
one process that has claimed it, and a claim that is not renewed (its process died) can be had by another.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from prism_core.errors import PrismError
from prism_media.recordings import meters
from prism_media.recordings.recorder import Recorder
from prism_media.recordings.shelf import Shelf
from prism_media.recordings.storage import Storage
from prism_media.recordings.store import RecordingStore

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
"""Longest wait between two looks: starts are as exact, and a clock that is set is noticed as soon."""
CLAIM_SECONDS = 15
_RENEW_SECONDS = 4.0
_GRACE_SECONDS = 30.0
"""How long a recording that was told to end may take for its last segments."""

Row = dict[str, Any]
MakeRecorder = Callable[[Row], Awaitable[Recorder]]


class Lanes:
    """How many recordings may run at once: over all, and as connections of each source that limits them."""

    def __init__(self, most: int, limit_of: Callable[[str], Awaitable[tuple[str, int] | None]]) -> None:
        self._most = most
        self._limit_of = limit_of

    async def refusal(self, row: Row, running: list[Row]) -> str | None:
        """Why one more has to wait; none if it may run. One channel is one connection, however many record it."""
        if len(running) >= self._most:
            return f"no more than {self._most} at a time are recorded (PRISM_RECORDINGS_AT_ONCE), and others were"
        limit = await self._limit_of(row["channel_id"])
        others = {one["channel_id"] for one in running} - {row["channel_id"]}
        if limit is None or not others:
            return None
        source, most = limit
        found = [await self._limit_of(channel) for channel in others]
        taken = sum(1 for one in found if one is not None and one[0] == source)
        return f"its provider allows {most} connections, and all were recording" if taken >= most else None


class RecordingClock:
    """The loop. `run` goes on until it is cancelled; then what it records is left for the next start to go on with."""

    def __init__(
        self,
        store: RecordingStore,
        storage: Storage,
        lanes: Lanes,
        make: MakeRecorder,
        plan: Callable[[], Awaitable[None]],
        now: Callable[[], float],
        *,
        plan_seconds: float = 30.0,
    ) -> None:
        self._store = store
        self._storage = storage
        self._lanes = lanes
        self._make = make
        self._plan = plan
        self._now = now
        self._plan_seconds = plan_seconds
        self._owner = uuid.uuid4().hex
        self._running: dict[str, tuple[Recorder, asyncio.Task[None]]] = {}
        self._waiting: dict[str, str] = {}
        self._awake = asyncio.Event()
        self._planned_at = float("-inf")
        self._renewed_at = float("-inf")

    def wake(self) -> None:
        """Look again now: something was booked, stopped or deleted."""
        self._planned_at = self._renewed_at = float("-inf")
        self._awake.set()

    async def run(self) -> None:
        """Look, wait until there is something to do, look again."""
        try:
            while True:
                self._awake.clear()
                wait = TICK_SECONDS
                try:
                    wait = await self._tick()
                except Exception:  # The top of the task: whatever goes wrong now, the next recording has to start.
                    log.exception("recordings could not be looked after")
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._awake.wait()
        finally:
            await self._leave()

    async def end(self, recording_id: str) -> None:
        """End a recording that this process makes, and wait until its last segment is written."""
        if found := self._running.get(recording_id):
            recorder, task = found
            recorder.stop()
            await asyncio.wait({task}, timeout=_GRACE_SECONDS)

    def made(self) -> dict[str, tuple[int, float]]:
        """By id, the bytes and the seconds of the recordings that this process makes and has something of."""
        so_far = {name: (recorder.bytes, recorder.seconds) for name, (recorder, _) in self._running.items()}
        return {name: made for name, made in so_far.items() if made[1]}

    async def _tick(self) -> float:
        loop_time = asyncio.get_running_loop().time()
        if loop_time - self._planned_at >= self._plan_seconds:
            self._planned_at = loop_time
            await self._planned()
        rows = await self._store.pending()
        pending = {row["id"]: row for row in rows}
        for recording_id, (recorder, _) in list(self._running.items()):
            if recording_id not in pending:
                recorder.stop()
            else:
                recorder.until = pending[recording_id]["stop"]
        if loop_time - self._renewed_at >= _RENEW_SECONDS:
            self._renewed_at = loop_time
            await self._renew()
        recording = [row for row in rows if row["state"] == "recording"]
        for row in rows:
            if row["id"] not in self._running:
                await self._look_safely_at(row, recording)
        coming = [row["start"] - self._now() for row in rows if row["state"] == "scheduled"]
        return float(max(0.01, min([TICK_SECONDS, *(seconds for seconds in coming if seconds > 0)])))

    async def _look_safely_at(self, row: Row, recording: list[Row]) -> None:
        try:
            await self._look_at(row, recording)
        except Exception:  # What is wrong with one recording must not keep the others from starting.
            log.exception("recording could not be started", extra={"recording": row["id"]})
            await self._ended(row["id"], "failed", "it could not be started; the log says why")

    async def _planned(self) -> None:
        try:
            await self._plan()
        except Exception:  # A guide that cannot be read must not keep what is booked from being recorded.
            log.exception("recordings could not be planned")

    async def _look_at(self, row: Row, recording: list[Row]) -> None:
        now = self._now()
        if row["state"] == "recording" and (row["claimed_until"] or 0) >= now and row["claimed_by"] != self._owner:
            return
        if now >= row["stop"]:
            await self._missed(row)
        elif row["start"] <= now:
            others = [one for one in recording if one["id"] != row["id"]]
            refusal = await self._lanes.refusal(row, others) if row["state"] == "scheduled" else None
            if refusal is None:
                await self._start(row)
                recording.append(row)
            else:
                self._waiting[row["id"]] = refusal

    async def _missed(self, row: Row) -> None:
        """The time of a recording passed while nobody could make it, or finish it."""
        reason = self._waiting.pop(row["id"], "Prism was not running at that time")
        _, seconds = await asyncio.to_thread(self._shelf(row["id"]).taken)
        if row["state"] == "recording" and seconds:
            await asyncio.to_thread(self._shelf(row["id"]).close)
            await self._ended(row["id"], "finished", f"its end is missing: {reason}")
        else:
            await self._ended(row["id"], "failed", reason)

    async def _start(self, row: Row) -> None:
        now = int(self._now())
        if not await self._store.claim(row["id"], self._owner, now, now + CLAIM_SECONDS):
            return
        self._waiting.pop(row["id"], None)
        recorder = await self._make(row)
        task = asyncio.create_task(self._record(row, recorder), name=f"recording {row['id']}")
        self._running[row["id"]] = (recorder, task)
        meters.ACTIVE.set(len(self._running))
        log.info("recording begins", extra={"recording": row["id"], "late_seconds": round(now - row["start"], 1)})

    async def _record(self, row: Row, recorder: Recorder) -> None:
        recording_id = row["id"]
        try:
            await recorder.run()
            await self._close(recording_id, recorder)
        except Exception:  # The top of the task: this recording fails, and is seen to have; the others go on.
            log.exception("recording failed", extra={"recording": recording_id})
            await self._ended(recording_id, "failed", "it could not be recorded; the log says why")
        finally:
            self._running.pop(recording_id, None)
            meters.ACTIVE.set(len(self._running))
            self._awake.set()

    async def _close(self, recording_id: str, recorder: Recorder) -> None:
        await self._keep_progress(recording_id, recorder, CLAIM_SECONDS)
        await asyncio.to_thread(self._shelf(recording_id).close)
        meters.GAPS.inc(recorder.gaps)
        if recorder.full or not recorder.seconds:
            await self._ended(recording_id, "failed", recorder.failure or "the channel sent nothing")
        elif recorder.failure:
            await self._ended(recording_id, "finished", f"its end is missing: {recorder.failure}")
        else:
            missing = "once" if recorder.gaps == 1 else f"{recorder.gaps} times"
            await self._ended(recording_id, "finished", f"it was interrupted {missing}" if recorder.gaps else None)

    async def _ended(self, recording_id: str, state: str, failure: str | None) -> None:
        # A process that died had not told how far it was.
        size, seconds = await asyncio.to_thread(self._shelf(recording_id).taken)
        done: Row = {"state": state, "failure": failure, "bytes": size, "seconds": seconds}
        values = {**done, "claimed_by": None, "claimed_until": None}
        if await self._store.change(recording_id, ("scheduled", "recording"), **values):
            meters.ENDED.labels(state).inc()
            log.info("recording ended", extra={"recording": recording_id, "state": state, "reason": failure or ""})
        elif (row := await self._store.get(recording_id)) is None or row["state"] == "cancelled":
            await asyncio.to_thread(self._shelf(recording_id).remove)

    async def _renew(self) -> None:
        """Say that what runs here still does, and how far it is; what another process has taken over is let go."""
        for recording_id, (recorder, task) in list(self._running.items()):
            if not await self._keep_progress(recording_id, recorder, CLAIM_SECONDS) and not task.done():
                log.warning("recording is another process's now", extra={"recording": recording_id})
                task.cancel()
        self._storage.used_bytes = await self._store.used_bytes()
        meters.USED_BYTES.set(self._storage.used_bytes)

    async def _keep_progress(self, recording_id: str, recorder: Recorder, claim_seconds: int) -> bool:
        """Keep how far it is and the claim on it; says whether it was still ours, or is no more to be recorded."""
        values = {"bytes": recorder.bytes, "seconds": recorder.seconds, "gaps": recorder.gaps}
        until = int(self._now()) + claim_seconds
        return await self._store.progress(recording_id, self._owner, claimed_until=until, **values)

    def _shelf(self, recording_id: str) -> Shelf:
        return Shelf(self._storage.folder / recording_id)

    async def _leave(self) -> None:
        """Stop recording without ending anything: the next start goes on with it, at once."""
        running = list(self._running.items())
        for _, (_, task) in running:
            task.cancel()
        for recording_id, (recorder, task) in running:
            with contextlib.suppress(asyncio.CancelledError):
                await task
            with contextlib.suppress(PrismError):
                await self._keep_progress(recording_id, recorder, -1)
        meters.ACTIVE.set(0)
