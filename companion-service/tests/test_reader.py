import asyncio
from collections.abc import Sequence
from contextlib import aclosing

from prism_companion.hls.playlist import Master, Media, Resource, parse
from prism_companion.hls.reader import Follower, Segment
from prism_companion.hls.source import Source
from prism_core.errors import UpstreamFailed


class Broadcast(Source):
    """Lists that are given one after another, the last one for ever; `broken` segments cannot be fetched."""

    def __init__(self, *lists: str, broken: Sequence[str] = ()) -> None:
        self._lists, self._broken = list(lists), broken

    async def playlist(self, url: str) -> Master | Media:
        return parse(self._lists.pop(0) if len(self._lists) > 1 else self._lists[0], url)

    async def fetch(self, resource: Resource) -> bytes:
        name = resource.url.rpartition("/")[2]
        if name in self._broken:
            raise UpstreamFailed("the origin answered 500")
        return name.encode()


def listed(first: int, count: int, at: str | None = "10:00:00", before: str = "") -> str:
    """A list of segments of 2 s, numbered from `first`; `before` stands before the third."""
    dated = [f"#EXT-X-PROGRAM-DATE-TIME:2027-01-15T{at}Z"] if at else []
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:2", f"#EXT-X-MEDIA-SEQUENCE:{first}", *dated]
    for index in range(count):
        lines += [before] if index == 2 and before else []
        lines += ["#EXTINF:2.0,", f"{first + index}.ts"]
    return "\n".join(lines)


async def read(broadcast: Broadcast, count: int) -> list[Segment]:
    """The first `count` segments that a follower reads."""

    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0)

    follower = Follower(broadcast, "http://tv/list.m3u8", history_seconds=30.0, now=lambda: 5000.0, sleep=at_once)
    found: list[Segment] = []
    async with asyncio.timeout(60), aclosing(follower.segments()) as segments:
        async for segment in segments:
            found.append(segment)
            if len(found) == count:
                break
    return found


async def test_a_segment_that_cannot_be_fetched_does_not_hold_up_those_after_it() -> None:
    found = await read(Broadcast(listed(7, 4), broken=["8.ts"]), 3)
    assert [segment.data for segment in found] == [b"7.ts", b"9.ts", b"10.ts"]
    assert [segment.fresh for segment in found] == [True, True, False]


async def test_a_gap_is_passed_over_without_asking_for_it() -> None:
    found = await read(Broadcast(listed(7, 4, before="#EXT-X-GAP"), broken=["9.ts"]), 3)
    assert [segment.data for segment in found] == [b"7.ts", b"8.ts", b"10.ts"]
    assert found[-1].fresh


async def test_a_server_that_begins_again_with_its_numbers_and_its_clock_is_followed() -> None:
    found = await read(Broadcast(listed(500, 2, "12:00:00"), listed(0, 2, "10:00:00")), 4)
    assert [segment.data for segment in found] == [b"500.ts", b"501.ts", b"0.ts", b"1.ts"]
    assert found[2].fresh
    assert found[2].at - found[0].at == -7200.0


async def test_an_old_list_out_of_a_cache_is_not_read_again() -> None:
    new, old = listed(100, 6, "10:00:20"), listed(94, 3, "10:00:08")
    found = await read(Broadcast(new, old, new, listed(103, 4, "10:00:26")), 7)
    assert [segment.data for segment in found] == [b"%d.ts" % number for number in range(100, 107)]


async def test_what_follows_a_discontinuity_without_a_date_goes_on_at_the_time_of_what_was_before() -> None:
    found = await read(Broadcast(listed(0, 4, before="#EXT-X-DISCONTINUITY")), 4)
    assert [segment.at - found[0].at for segment in found] == [0.0, 2.0, 4.0, 6.0]


def test_the_subtitles_that_the_programme_chooses_come_first() -> None:
    track = '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="{0}",LANGUAGE="{0}",DEFAULT={1},URI="{0}.m3u8"'
    lines = ["#EXTM3U", track.format("en", "NO"), track.format("es", "YES"), "#EXT-X-STREAM-INF:BANDWIDTH=1", "tv.m3u8"]
    master = parse("\n".join(lines), "http://tv/index.m3u8")
    assert isinstance(master, Master)
    assert [rendition.language for rendition in master.subtitle_tracks()] == ["es", "en"]
