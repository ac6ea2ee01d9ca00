from collections.abc import Iterator

import httpx
import pytest
from aiohttp import web

from prism_media.sources.podcast.feed import Episode, NotAFeed, Show, Skipped, parse
from prism_media.testing import serving

BASE = "https://pod.example/feeds/show.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Tea &amp; Time</title><description><![CDATA[<p>About <b>tea</b>.</p>]]></description>
<itunes:image href="/art.jpg"/><itunes:category text="Food"/><itunes:author>Ann</itunes:author>
<item><title>Second&nbsp;cup</title><guid isPermaLink="false">b</guid><pubDate>Tue, 02 Jan 2024 10:00:00 GMT</pubDate>
<enclosure url="two.mp3" type="audio/mpeg" length=""/><itunes:duration>1:02:03</itunes:duration>
<description>Tom & Ann</description></item>
<item><title>First cup</title><guid>a</guid><pubDate>Mon, 1 Jan 2024 10:00:00 +0100</pubDate>
<enclosure url="https://cdn.example/one?x=1&y=2" type="application/octet-stream"/><itunes:duration>90</itunes:duration>
</item>
<item><title>Notes</title><enclosure url="notes.pdf" type="application/pdf"/></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Atomic</title><logo>logo.png</logo>
<entry><title>One</title><id>urn:1</id><published>2024-05-01T12:00:00Z</published><summary>Hello</summary>
<link rel="alternate" href="page.html"/><link rel="enclosure" type="video/mp4" href="one.mp4"/></entry></feed>"""


def read(text: str | bytes, size: int = 1 << 16) -> tuple[Show, list[Episode | Skipped]]:
    data = text.encode() if isinstance(text, str) else text

    def chunks() -> Iterator[bytes]:
        for at in range(0, len(data), size):
            yield data[at : at + size]

    show = Show()
    return show, list(parse(chunks(), BASE, show))


@pytest.mark.parametrize("size", [1, 7, 100, 1 << 16])
def test_a_feed_is_read_however_it_is_cut(size: int) -> None:
    show, (second, first, notes) = read(RSS, size)
    assert (show.title, show.description, show.image) == ("Tea & Time", "About tea .", "https://pod.example/art.jpg")
    assert isinstance(second, Episode)
    assert isinstance(first, Episode)
    assert (second.title, second.plot, second.seconds) == ("Second cup", "Tom & Ann", 3723)
    assert second.url == "https://pod.example/feeds/two.mp3"
    assert (first.url, first.seconds) == ("https://cdn.example/one?x=1&y=2", 90)
    assert first.published_at == 1704099600
    assert notes == Skipped(3, "episode 'Notes' has nothing that can be played")


def test_atom_is_read_too() -> None:
    show, [episode] = read(ATOM)
    assert (show.title, show.image) == ("Atomic", "https://pod.example/feeds/logo.png")
    assert isinstance(episode, Episode)
    assert (episode.url, episode.plot) == ("https://pod.example/feeds/one.mp4", "Hello")
    assert episode.published_at == 1714564800


@pytest.mark.parametrize("written", ["3723", "1:02:03", "62:03", "01:02:03", "1h 2m 3s", " 3723.4 ", "1h2m3s"])
def test_durations_are_read_in_every_spelling(written: str) -> None:
    _, episodes = read(RSS.replace("1:02:03", written))
    assert isinstance(episodes[0], Episode)
    assert episodes[0].seconds == 3723


@pytest.mark.parametrize("written", ["", "soon", "-5", "1:2:3:4", "0"])
def test_what_is_no_duration_is_none(written: str) -> None:
    _, episodes = read(RSS.replace("1:02:03", written))
    assert isinstance(episodes[0], Episode)
    assert episodes[0].seconds is None


def test_a_feed_that_breaks_off_gives_what_came_before() -> None:
    _, items = read(RSS[: RSS.index("<guid>a")])
    assert isinstance(items[0], Episode)
    assert items[1] == Skipped(2, "the feed breaks off in line 9")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html><body>Gone</body></html>", "web page"),
        ("not xml", "no podcast feed"),
        ("", "no podcast feed"),
        ("<tv></tv>", "'tv'"),
        ('<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>', "entities"),
        ('<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss>&f;</rss>', "entities"),
        ('<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://e.example/x"> %p;]><rss></rss>', "entities"),
    ],
)
def test_what_is_no_feed_is_named(text: str, said: str) -> None:
    with pytest.raises(NotAFeed, match=said):
        read(text)


async def test_a_podcast_becomes_a_series_with_episodes(client: httpx.AsyncClient) -> None:
    async with serving({"/feed": RSS}) as base:
        answer = await client.post("/api/playlists", json={"podcast": {"url": f"{base}/feed"}})
        assert answer.status_code == 201, answer.text
    assert (answer.json()["series_imported"], answer.json()["channels_imported"]) == (1, 0)
    assert answer.json()["skipped"] == [{"line": 3, "reason": "episode 'Notes' has nothing that can be played"}]
    source = (await client.get("/api/playlists")).json()["playlists"][-1]
    assert (source["name"], source["kind"], source["refreshable"]) == ("Tea & Time", "podcast", True)


async def test_a_feed_that_has_not_changed_is_not_read_again(client: httpx.AsyncClient) -> None:
    asked: list[str | None] = []

    def feed(request: web.Request) -> web.Response:
        asked.append(request.headers.get("If-None-Match"))
        return web.Response(status=304) if asked[-1] else web.Response(text=RSS, headers={"ETag": '"1"'})

    async with serving({"/feed": feed}) as base:
        source = (await client.post("/api/playlists", json={"podcast": {"url": f"{base}/feed"}})).json()["id"]
        assert (await client.post(f"/api/playlists/{source}/refresh")).json()["series_imported"] == 1
    assert asked == [None, '"1"']


async def test_a_page_in_place_of_a_feed_is_told_and_nothing_is_added(client: httpx.AsyncClient) -> None:
    async with serving({"/feed": "<html>Gone</html>"}) as base:
        answer = await client.post("/api/playlists", json={"podcast": {"url": f"{base}/feed"}})
    assert answer.status_code == 400
    assert "web page" in answer.json()["detail"]
    assert len((await client.get("/api/playlists")).json()["playlists"]) == 1


def test_long_feeds_are_read_whole() -> None:
    item = RSS[RSS.index("<item><title>First") : RSS.index("<item><title>Notes")]
    many = "".join(item.replace("<guid>a", f"<guid>{number}") for number in range(2000))
    _, items = read(RSS.replace("</channel>", many + "</channel>"))
    assert sum(isinstance(one, Episode) for one in items) == 2002
