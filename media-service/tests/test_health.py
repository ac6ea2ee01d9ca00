from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.catalogue.health import HealthStore, Source, order, rest_seconds
from prism_media.catalogue.leading import LASTING_FAILURES
from prism_media.database.engine import open_engine
from prism_media.database.tables import channels, playlists


def source(name: str, failures: int = 0, failed_at: int | None = None) -> Source:
    return Source(name, "p", name, f"http://{name}.example/", {}, failures=failures, failed_at=failed_at)


def test_a_source_that_failed_waits_behind_the_others_and_comes_back() -> None:
    first, second = source("first", failures=1, failed_at=1000), source("second")
    assert [found.id for found in order([first, second], now=1029)] == ["second", "first"]
    assert [found.id for found in order([first, second], now=1030)] == ["first", "second"]


def test_where_all_fail_the_one_that_is_due_first_is_tried_first() -> None:
    often, once = source("often", failures=9, failed_at=1000), source("once", failures=1, failed_at=1010)
    assert [found.id for found in order([often, once], now=1011)] == ["once", "often"]


def test_each_failure_doubles_the_rest_up_to_six_hours() -> None:
    assert [rest_seconds(failures) for failures in (0, 1, 2, 3, 50)] == [0, 30, 60, 120, 21_600]


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(database)
    playlist = {"attributes": {}, "skipped": [], "channel_count": 3, "imported_at": 0, "kind": "m3u"}
    row = {
        "playlist_id": "p", "norm": "a", "groups": "", "logo": "", "kind": "tv", "tvg_id": "", "headers": {},
        "details": {}, "fold": "a",
    }  # fmt: skip
    async with engine.begin() as connection:
        await connection.execute(
            insert(playlists).values(id="p", name="P", position=1, user_agent="UA", timeout_seconds=7, **playlist)
        )
        for rank, name in enumerate(("lead", "other", "off")):
            values = {"id": name, "name": name, "rank": rank, "url": f"http://{name}/", "lead": rank == 0}
            await connection.execute(insert(channels).values(**row, **values, hidden=name == "off"))
    yield engine
    await engine.dispose()


async def test_a_channel_can_be_played_from_itself_and_then_from_its_alternatives(engine: AsyncEngine) -> None:
    store = HealthStore(engine, lambda: 1000)
    assert [found.id for found in await store.sources("lead")] == ["lead", "other"]
    assert [found.id for found in await store.sources("other")] == ["other", "lead"]
    assert [found.id for found in await store.sources("off")] == ["off", "lead", "other"]
    assert await store.sources("nobody") == []


async def test_a_source_carries_what_its_playlist_says_about_fetching(engine: AsyncEngine) -> None:
    (found, _) = await HealthStore(engine, lambda: 1000).sources("lead")
    assert (found.user_agent, found.timeout_seconds, found.failures) == ("UA", 7, 0)


async def test_failures_are_counted_until_the_source_works_again(engine: AsyncEngine) -> None:
    store = HealthStore(engine, lambda: 1000)
    await store.failed("lead", "upstream-timeout")
    await store.failed("lead", "upstream-missing")
    last = (await store.sources("lead"))[-1]
    assert (last.id, last.failures, last.failure) == ("lead", 2, "upstream-missing")
    await store.worked("lead")
    first = (await store.sources("lead"))[0]
    assert (first.id, first.failures, first.failure) == ("lead", 0, None)


async def test_a_source_that_fails_for_good_leads_its_channel_no_more_until_it_is_back(engine: AsyncEngine) -> None:
    store = HealthStore(engine, lambda: 1000)
    before = await leads(engine)
    for _ in range(LASTING_FAILURES - 1):
        await store.failed(before, "upstream-timeout")
    assert await leads(engine) == before, "a moment's failure changes nothing"
    await store.failed(before, "upstream-timeout")
    assert await leads(engine) != before
    await store.worked(before)
    assert await leads(engine) == before


async def leads(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        (lead,) = (await connection.scalars(select(channels.c.id).where(channels.c.lead, channels.c.fold == "a"))).all()
    return str(lead)
