"""What rules and the guide make of recordings, without either; and playlists as they are read and written."""

from dataclasses import replace

import pytest

from prism_media.recordings.files import range_of
from prism_media.recordings.planner import Booked, Broadcast, Padding, Rule, plan
from prism_media.recordings.playlist import best_variant, media_playlist_of, variants_of
from prism_media.recordings.series import same_episode, title_key
from prism_media.recordings.tape import Entry, media_playlist

NOW = 1_800_000_000
HOUR = 3600
PADDING = Padding(lead=60, tail=180)
RULE = Rule("r", "default", "bake off")


def broadcast(hours: float, title: str = "Bake Off", channel: str = "one", **more: object) -> Broadcast:
    start = NOW + round(hours * HOUR)
    made = Broadcast(f"{channel}-{start}", channel, channel.title(), title, start, start + HOUR)
    return replace(made, **more)  # type: ignore[arg-type]


def booked(of: Broadcast, state: str = "scheduled", **more: object) -> Booked:
    made = Booked(
        f"b{of.start}", of.channel_id, of.title, of.start - 60, of.stop + 180, state, "r", of.programme_id,
        of.subtitle, of.season, of.episode,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def wanted(*found: Broadcast, rules: tuple[Rule, ...] = (RULE,), kept: tuple[Booked, ...] = ()) -> list[str]:
    return [one.programme_id for _, one in plan(rules, found, kept, NOW, PADDING).new]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Bake Off", "bake off"),
        ("New: Bake Off", "bake off"),
        ("Bake Off (New)", "bake off"),
        ("BAKE-OFF!", "bake off"),
        ("Bake Off S02E05", "bake off"),
        ("Café Müller", "cafe muller"),
        ("Tom & Jerry's", "tom and jerrys"),
        ("CSI: Miami", "csi miami"),
        ("New Tricks", "new tricks"),
        ("24", "24"),
        ("Żużel", "zuzel"),
    ],
)
def test_titles_match_as_people_write_them(title: str, key: str) -> None:
    assert title_key(title) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (broadcast(1, season=1, episode=2), broadcast(30, season=1, episode=2), True),
        (broadcast(1, season=1, episode=2), broadcast(30, season=1, episode=3), False),
        (broadcast(1, season=1, episode=2), broadcast(30, season=2, episode=2), False),
        (broadcast(1, subtitle="Bread"), broadcast(30, subtitle="BREAD."), True),
        (broadcast(1, subtitle="Bread"), broadcast(30, subtitle="Cakes"), False),
        (broadcast(1), broadcast(1, channel="one-hd"), True),
        (broadcast(1), broadcast(2, channel="one-plus-1"), True),
        (broadcast(1), broadcast(2), False),
        (broadcast(1), broadcast(25), False),
        (broadcast(1), broadcast(1, title="News"), False),
        (broadcast(1, season=1, episode=2), broadcast(1, channel="one-hd"), True),
    ],
)
def test_an_episode_is_known_by_number_by_title_or_by_its_hour(one: Broadcast, other: Broadcast, same: bool) -> None:
    assert same_episode(one, other) is same


def test_a_rule_takes_each_episode_once_from_the_first_broadcast() -> None:
    first, again = broadcast(2, subtitle="Bread"), broadcast(1, channel="two", subtitle="Bread")
    assert wanted(first, again, broadcast(26, subtitle="Cakes")) == [again.programme_id, f"one-{NOW + 26 * HOUR}"]


@pytest.mark.parametrize(
    ("rule", "found", "taken"),
    [
        (replace(RULE, channel_id="two"), broadcast(1), False),
        (replace(RULE, channel_id="one"), broadcast(1), True),
        (replace(RULE, new_only=True), broadcast(1), False),
        (replace(RULE, new_only=True), broadcast(1, is_new=True), True),
        (replace(RULE, title="The Bake-Off"), broadcast(1), False),
        (RULE, broadcast(-2), False),
        (RULE, broadcast(-0.5), False),
        (RULE, broadcast(-0.05), True),
        (RULE, broadcast(1, title="Bake Off: An Extra Slice"), False),
    ],
)
def test_a_rule_takes_what_it_names(rule: Rule, found: Broadcast, taken: bool) -> None:
    assert wanted(found, rules=(rule,)) == ([found.programme_id] if taken else [])


@pytest.mark.parametrize(
    ("state", "again"),
    [("scheduled", False), ("recording", False), ("finished", False), ("cancelled", False), ("failed", True)],
)
def test_a_repeat_is_taken_only_of_what_failed(state: str, again: bool) -> None:
    earlier = booked(broadcast(-24, subtitle="Bread"), state)
    repeat = broadcast(3, channel="two", subtitle="Bread")
    assert wanted(repeat, kept=(earlier,)) == ([repeat.programme_id] if again else [])


def test_the_broadcast_that_failed_is_not_tried_again() -> None:
    same = broadcast(-0.05)
    assert wanted(same, kept=(booked(same, "failed"),)) == []


def test_two_rules_do_not_take_the_same_programme() -> None:
    assert len(wanted(broadcast(1), rules=(RULE, replace(RULE, id="s")))) == 1


def test_a_programme_that_moved_is_followed_and_its_neighbour_is_not_taken_for_it() -> None:
    was, moved = broadcast(5, subtitle="Bread"), broadcast(5.5, subtitle="Bread")
    others = broadcast(5, title="News", subtitle="Bread"), broadcast(6.5, subtitle="Cakes")
    (found,) = plan((), (*others, moved), (booked(was),), NOW, PADDING).moved
    assert found.broadcast == moved


def test_a_longer_programme_keeps_its_recording_going() -> None:
    on = broadcast(-0.5)
    longer = replace(on, stop=on.stop + 600)
    (found,) = plan((), (longer,), (booked(on, "recording"),), NOW, PADDING).moved
    assert found.broadcast.stop == longer.stop


@pytest.mark.parametrize("found", [(), (broadcast(5),), (broadcast(12),)])
def test_what_the_guide_tells_as_before_or_lost_stays_booked(found: tuple[Broadcast, ...]) -> None:
    assert plan((), found, (booked(broadcast(5)),), NOW, PADDING).moved == ()


def test_a_programme_that_runs_is_not_taken_for_its_next_broadcast() -> None:
    on, next_one = broadcast(-0.9, title="News"), broadcast(0.1, title="News")
    assert plan((), (next_one,), (booked(on, "recording"),), NOW, PADDING).moved == ()


def test_a_programme_does_not_move_onto_another_that_is_booked() -> None:
    gone, other = broadcast(5), broadcast(6)
    assert plan((), (other,), (booked(gone), booked(other)), NOW, PADDING).moved == ()


def test_a_rule_keeps_the_newest() -> None:
    made = [booked(broadcast(-hours), "finished") for hours in (10, 30, 20)]
    running = booked(broadcast(0), "recording")
    rule = replace(RULE, keep=2)
    assert plan((rule,), (), (*made, running), NOW, PADDING).surplus == (made[1].id,)


MEDIA = """#EXTM3U
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-MAP:URI="init.mp4",BYTERANGE="100@0"
#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x0A
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z
#EXTINF:4.0,
#EXT-X-BYTERANGE:500@100
all.m4s
#EXTINF:3.5,Title
#EXT-X-BYTERANGE:400
all.m4s
#EXT-X-KEY:METHOD=NONE
#EXT-X-DISCONTINUITY
#EXT-X-GAP
#EXTINF:4,
b.m4s
"""


def test_a_media_playlist_is_read_with_all_that_a_recording_needs() -> None:
    one, two, three = media_playlist_of(MEDIA, "/relay/x/list.m3u8").segments
    assert [segment.sequence for segment in (one, two, three)] == [7, 8, 9]
    assert (one.section.url, one.section.offset, one.section.length) == ("/relay/x/all.m4s", 100, 500)
    assert (two.section.offset, two.section.length) == (600, 400)
    assert one.section.key is not None
    assert (one.section.key.iv, one.section.key.url) == (bytes(15) + b"\x0a", "/relay/x/k")
    assert three.section.key is None
    assert (one.map and one.map.length, three.discontinuity, three.gap) == (100, True, True)
    assert str(two.at) == "2026-01-01 00:00:04+00:00"


@pytest.mark.parametrize("iv", ["0xXYZ", "none", "0x" + "0" * 33])
def test_an_initialisation_vector_that_is_none_is_left_out(iv: str) -> None:
    one, *_ = media_playlist_of(MEDIA.replace("0x0A", iv), "/relay/x/list.m3u8").segments
    assert one.section.key is not None
    assert one.section.key.iv is None


@pytest.mark.parametrize("asked", [f"bytes={'9' * 5000}-", "bytes=-", "bytes=a-b", "items=0-1"])
def test_a_range_that_is_none_asks_for_the_whole(asked: str) -> None:
    assert range_of(asked, 100) is None


@pytest.mark.parametrize(("height", "url"), [(None, "/p/c"), (720, "/p/b"), (500, "/p/a"), (100, "/p/a")])
def test_the_best_picture_that_fits_is_chosen(height: int | None, url: str) -> None:
    sizes = (("a", 480, 1), ("c", 1080, 3), ("b", 720, 2))
    text = "#EXTM3U\n" + "".join(
        f"#EXT-X-STREAM-INF:BANDWIDTH={rate},RESOLUTION=1x{lines}\n{name}\n" for name, lines, rate in sizes
    )
    assert best_variant(variants_of(text, "/p/x.m3u8"), height).url == url


def test_a_recordings_playlist_says_what_broke_and_when() -> None:
    entries = [
        Entry("a.m4s", 2.0, 1, 1, 0, at="2026-01-01T00:00:00+00:00", map="i1.mp4", discontinuity=True),
        Entry("b.m4s", 2.5, 1, 2, 0, at="2026-01-01T00:00:02+00:00", map="i1.mp4"),
        Entry("c.m4s", 2.0, 1, 9, 0, at="2026-01-01T00:01:00+00:00", map="i2.mp4", discontinuity=True),
    ]
    text = media_playlist(entries, ended=False)
    assert text.splitlines()[2:] == [
        "#EXT-X-TARGETDURATION:3",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES",
        '#EXT-X-MAP:URI="i1.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000+00:00",
        "#EXTINF:2.000000,",
        "a.m4s",
        "#EXTINF:2.500000,",
        "b.m4s",
        "#EXT-X-DISCONTINUITY",
        '#EXT-X-MAP:URI="i2.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:01:00.000+00:00",
        "#EXTINF:2.000000,",
        "c.m4s",
    ]
