"""When recordings start and end, by whom, and what harms them not."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.testing import VirtualClock
from prism_media.recordings.clock import CLAIM_SECONDS, Lanes, RecordingClock
from prism_media.recordings.recorder import Job, Recorder
from prism_media.recordings.shelf import Shelf, Track
from prism_media.recordings.storage import GIB, Storage, StorageFull
from prism_media.recordings.store import RecordingStore
from prism_media.recordings.tape import Entry
from prism_media.recordings.tuner import Tuned
from prism_media.testing import eventually

Row = dict[str, Any]


class EndlessTuner:
    """A channel whose playlist has a new segment whenever it is asked for."""

    def __init__(self) -> None:
        self.number = 100

    async def index(self, channel: str, _source: str | None, *, together: bool = False) -> Tuned:
        return await self.get(f"/{channel}")

    async def get(self, url: str, _offset: int | None = None, _length: int | None = None) -> Tuned:
        if url.endswith(".ts"):
            return Tuned(b"G" * 188, url)
        self.number += 1
        text = f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{self.number}\n#EXTINF:1,\n{self.number}.ts\n"
        return Tuned(text.encode(), url)


def row(name: str, start: float, stop: float, **more: Any) -> Row:
    values = {"profile": "default", "channel_name": "One", "channel_id": "one", "title": name, "state": "scheduled"}
    return {"id": name, "start": int(start), "stop": int(stop), "created_at": 0, **values, **more}


async def no_limit(_channel: str) -> None:
    return None


class NotedLanes(Lanes):
    """Tells when a recording had to wait."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.refused = asyncio.Event()

    async def refusal(self, row: Row, running: list[Row]) -> str | None:
        reason = await super().refusal(row, running)
        if reason is not None:
            self.refused.set()
        return reason


@asynccontextmanager
async def ticking(
    store: RecordingStore,
    folder: Path,
    plan: Any = None,
    lanes: Lanes | None = None,
    now: Callable[[], float] = time.time,
) -> AsyncIterator[RecordingClock]:
    storage = Storage(folder, GIB, 0)
    tuner = EndlessTuner()

    async def make(row: Row) -> Recorder:
        if row["title"] == "broken":
            raise ValueError(row["id"])
        job = Job(row["channel_id"], row["start"])
        return Recorder(job, row["stop"], Shelf(folder / row["id"]), tuner, storage, now)

    async def nothing() -> None:
        return None

    clock = RecordingClock(store, storage, lanes or Lanes(4, no_limit), make, plan or nothing, now)
    task = asyncio.create_task(clock.run())
    try:
        yield clock
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def state_of(store: RecordingStore, name: str) -> tuple[str, str | None]:
    found = await store.get(name)
    assert found is not None
    return found["state"], found["failure"]


async def test_one_that_cannot_start_fails_and_the_next_one_records(engine: AsyncEngine, tmp_path: Path) -> None:
    store, clock = RecordingStore(engine), VirtualClock(time.time())
    await store.add(row("broken", clock() - 1, clock() + 60))
    await store.add(row("good", clock() - 1, clock() + 60))

    async def plan() -> None:
        raise RuntimeError("a guide that cannot be read")

    async with ticking(store, tmp_path, plan=plan, now=clock):

        async def begun() -> bool:
            return (tmp_path / "good" / "video.jsonl").exists()

        async def done() -> bool:
            return (await state_of(store, "good"))[0] == "finished"

        await eventually(begun)
        clock.advance(60)
        await eventually(done)
        assert (await state_of(store, "broken"))[0] == "failed"
    assert (tmp_path / "good" / "index.m3u8").exists()


async def test_more_than_may_run_wait_and_say_why_they_never_ran(engine: AsyncEngine, tmp_path: Path) -> None:
    store, clock, lanes = RecordingStore(engine), VirtualClock(time.time()), NotedLanes(1, no_limit)
    await store.add(row("first", clock() - 1, clock() + 600))
    await store.add(row("second", clock() - 1, clock() + 60, channel_id="two"))
    async with ticking(store, tmp_path, lanes=lanes, now=clock):

        async def failed() -> bool:
            return (await state_of(store, "second"))[0] == "failed"

        await asyncio.wait_for(lanes.refused.wait(), 60)
        clock.advance(60)
        await eventually(failed)
        assert "no more than 1 at a time" in str((await state_of(store, "second"))[1])
        assert (await state_of(store, "first"))[0] == "recording"


async def test_of_two_processes_one_records_and_the_other_goes_on_where_it_died(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    store, now = RecordingStore(engine), time.time()
    await store.add(row("shared", now - 1, now + 60))

    async def begun() -> bool:
        return (tmp_path / "shared" / "video.jsonl").exists()

    async with ticking(store, tmp_path) as second:
        async with ticking(store, tmp_path):
            await eventually(begun)
            owner = (await store.get("shared") or {})["claimed_by"]
            second.wake()
            assert (await store.get("shared") or {})["claimed_by"] == owner

        async def gone_on() -> bool:
            text = Shelf(tmp_path / "shared").playlist("video", ended=False) or ""
            return text.count("#EXTINF") > 2

        await eventually(gone_on)
    names = [entry for entry in (tmp_path / "shared" / "video.jsonl").read_text().splitlines() if entry]
    assert len(names) == len(set(names))


async def test_one_whose_process_died_and_whose_time_passed_tells_all_that_it_has(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    store, now = RecordingStore(engine), time.time()
    # What was told last is older than the last segments.
    dead = {"state": "recording", "claimed_by": "dead", "claimed_until": int(now) - 20, "bytes": 188, "seconds": 1.0}
    await store.add(row("cut", now - 60, now - 5, **dead))
    await store.add(row("early", now - 60, now - 5, **{**dead, "bytes": 0, "seconds": 0.0}))
    await store.add(row("empty", now - 60, now - 5, **{**dead, "bytes": 0, "seconds": 0.0}))
    for name in ("cut", "early"):
        tape = Shelf(tmp_path / name).open([Track("VIDEO", "video")])["video"]
        for number in range(3):
            tape.append(Entry(f"{number}.ts", 2.0, 188, number, now - 30 + number))

    async def all_over() -> bool:
        return not await store.pending()

    async with ticking(store, tmp_path):
        await eventually(all_over)
    for name in ("cut", "early"):
        found = await store.get(name) or {}
        assert (found["state"], found["bytes"], found["seconds"]) == ("finished", 3 * 188, 6.0)
        assert "its end is missing" in found["failure"]
        assert (Shelf(tmp_path / name).folder / "index.m3u8").read_text().endswith("#EXT-X-ENDLIST\n")
    assert (await state_of(store, "empty"))[0] == "failed"
    assert await store.used_bytes() == 2 * 3 * 188


async def test_a_claim_is_one_processes_until_it_runs_out(engine: AsyncEngine) -> None:
    store = RecordingStore(engine)
    await store.add(row("r", 100, 200))
    assert await store.claim("r", "a", 100, 100 + CLAIM_SECONDS)
    assert not await store.claim("r", "b", 101, 101 + CLAIM_SECONDS)
    assert await store.progress("r", "a", bytes=5)
    assert await store.claim("r", "b", 101 + CLAIM_SECONDS, 200)
    assert not await store.progress("r", "a", bytes=6)
    assert await store.used_bytes() == 5


async def test_lists_have_what_comes_first_and_the_latest_of_what_was(engine: AsyncEngine) -> None:
    store = RecordingStore(engine)
    for name, start, state in (
        ("old", 10, "finished"), ("new", 20, "failed"), ("later", 40, "scheduled"), ("soon", 30, "scheduled"),
        ("on", 25, "recording"), ("no", 26, "cancelled"),
    ):  # fmt: skip
        await store.add(row(name, start, start + 5, state=state, rule_id="r" if name in {"old", "soon"} else None))
    assert [one["id"] for one in await store.listed(None)] == ["on", "soon", "later", "new", "old"]
    assert [one["id"] for one in await store.listed("cancelled")] == ["no"]
    await store.remove("old")
    await store.remove("new")
    assert {one.id for one in await store.booked()} == {"old", "later", "soon", "on", "no"}
    await store.remove_rule("r")
    assert {one.id for one in await store.booked()} == {"later", "on", "no"}


async def test_a_provider_is_asked_for_no_more_connections_than_it_allows() -> None:
    async def limit(channel: str) -> tuple[str, int] | None:
        return ("provider", 1) if channel.startswith("p") else None

    lanes = Lanes(9, limit)
    running = [row("a", 0, 9, channel_id="p1"), row("b", 0, 9, channel_id="other")]
    assert await lanes.refusal(row("c", 0, 9, channel_id="p1"), running) is None
    assert await lanes.refusal(row("c", 0, 9, channel_id="elsewhere"), running) is None
    assert "allows 1" in str(await lanes.refusal(row("c", 0, 9, channel_id="p2"), running))


@pytest.mark.parametrize(("used", "free", "reason"), [(4, 100, "quota"), (0, 50, "disk")])
def test_what_is_full_says_what_helps(tmp_path: Path, used: int, free: int, reason: str) -> None:
    storage = Storage(tmp_path / "not there yet", 4, 50, lambda _folder: free)
    storage.used_bytes = used
    with pytest.raises(StorageFull, match=reason):
        storage.check()
