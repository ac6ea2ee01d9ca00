"""Finding a channel by the name that somebody said, from names that are kept in memory."""

import time
from difflib import SequenceMatcher

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.catalogue.names import normalise, similarity
from prism_media.catalogue.resolve import GUESS_FLOOR, Names
from prism_media.catalogue.store import CatalogueStore
from prism_media.catalogue.versions import count_change
from prism_media.database.tables import channels, playlists

WORDS = st.sampled_from(["bbc", "one", "news", "sport", "4", "al", "jazeera", "a", "kanał", "new", "music hits"])
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join).map(normalise), max_size=12)


@given(names=NAMES, said=st.text("abnewsort 1", min_size=1, max_size=12), limit=st.integers(1, 4))
@settings(max_examples=200, deadline=None)
def test_what_is_found_is_the_best_of_all_compared_one_by_one(names: list[str], said: str, limit: int) -> None:
    found = Names([(str(place), norm, None) for place, norm in enumerate(names)]).best(
        name=said, number=None, limit=limit
    )
    norm = normalise(said)
    scores = {str(place): similarity(norm, its) for place, its in enumerate(names)}
    if norm and max(scores.values(), default=0) >= 0.85:
        assert [score for _, score in found] == sorted((s for s in scores.values() if s >= 0.8), reverse=True)[:limit]
        return
    letters = {str(place): 0.85 * SequenceMatcher(None, its, norm, False).ratio() for place, its in enumerate(names)}
    best = sorted(
        (s for channel in letters if (s := max(letters[channel], scores[channel])) >= GUESS_FLOOR), reverse=True
    )
    assert [score for _, score in found] == (best[:limit] if norm else [])


async def test_names_are_read_anew_after_another_service_changed_the_catalogue(engine: AsyncEngine) -> None:
    ours = CatalogueStore(engine)
    values = {"id": "p", "name": "P", "kind": "m3u", "position": 1, "imported_at": int(time.time())}
    row = {
        "id": "c", "playlist_id": "p", "rank": 1, "name": "Jazz", "norm": "jazz", "groups": "", "logo": "",
        "kind": "tv", "url": "http://x.example/", "tvg_id": "", "headers": {}, "details": {},
    }  # fmt: skip
    async with engine.begin() as connection:
        await connection.execute(
            insert(playlists).values(values | {"attributes": {}, "skipped": [], "channel_count": 1})
        )
        await connection.execute(insert(channels).values(row))
        await count_change(connection)
    assert (await ours.names()).best(name="jazz", number=None, limit=1) == [("c", 1.0)]
    assert await ours.names() is await ours.names(), "they are prepared once"
    async with engine.begin() as connection:
        await connection.execute(update(channels).values(norm="opera"))
        await count_change(connection)
    assert (await ours.names()).best(name="jazz", number=None, limit=1) == []
