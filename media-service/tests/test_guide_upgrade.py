from pathlib import Path

from sqlalchemy import text

from prism_media.database.engine import database_url, migrate, open_engine
from prism_media.guide.queries import GuideQueries
from prism_media.guide.store import GuideStore
from prism_media.guide.times import LONGEST_SECONDS

NOW = 1_900_000_000
FIRST = (
    "INSERT INTO playlists(id, name, kind, attributes, skipped, channel_count, imported_at, position) "
    "VALUES ('p', 'Mine', 'm3u', '{}', '[]', 1, 1, 1)",
    'INSERT INTO channels("row", id, playlist_id, "rank", name, norm, groups, logo, kind, url, tvg_id, headers, '
    "details, guide_channel) VALUES (1, 'c', 'p', 1, 'One', 'one', ';', '', 'tv', 'http://e/', '', '{}', '{}', 1)",
    "INSERT INTO guides(id, name, current_import, channel_count, programme_count, matched_count, imported_at, "
    "truncated) VALUES ('g', 'Guide', 7, 1, 2, 1, 1, 0)",
    "INSERT INTO guide_channels(id, import_id, xml_id, names, icon) VALUES (1, 7, 'x', '[]', '')",
    f"INSERT INTO programmes VALUES (1, 1, 7, {NOW}, {NOW + 60}, 'Été à la plage', '', '', '[]')",
    f"INSERT INTO programmes VALUES (2, 1, 7, {NOW + 20 * 86_400}, {NOW + 20 * 86_400 + 60}, 'Far away', '', '', '[]')",
    f"INSERT INTO programmes VALUES (3, 1, 7, {NOW - 3600}, {NOW + 15 * 3600}, 'All day', '', '', '[]')",
)


async def test_what_the_first_schema_held_is_searchable_after_the_first_start(tmp_path: Path) -> None:
    url = database_url(tmp_path)
    await migrate(url, "0001")
    engine = open_engine(url)
    async with engine.begin() as connection:
        for statement in FIRST:
            await connection.execute(text(statement.replace(":", "\\:")))
    await migrate(url)
    store, queries = GuideStore(engine, url), GuideQueries(engine)
    assert await queries.search("plage", NOW, 10) == []
    await store.index(NOW, lambda: True)
    assert await queries.search("plage", NOW, 10) == []
    await store.index(NOW, lambda: False)
    assert [row["title"] for row in await queries.search("plage", NOW, 10)] == ["Été à la plage"]
    assert [row["title"] for row in await queries.search("far", NOW, 10)] == ["Far away"]
    assert [row["stop"] - row["start"] for row in await queries.search("day", NOW, 10)] == [LONGEST_SECONDS]
    await store.remove("g")
    async with engine.connect() as connection:
        left = await connection.scalar(
            text("SELECT count(*) FROM sqlite_master WHERE name LIKE 'programmes\\_%' ESCAPE '\\'")
        )
    assert left == 0
    await engine.dispose()
