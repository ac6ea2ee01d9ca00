"""What a channel is after its playlist changed: each kind of change that providers make overnight."""

from collections.abc import Callable

import pytest

from prism_media.catalogue.keys import Known, inherited_ids, lasting_address, lasting_path, short_id
from prism_media.catalogue.names import normalise

Row = tuple[str, str, str, str]  # name, URL, guide id, group


def known(row: Row, channel_id: str = "") -> Known:
    name, url, tvg_id, group = row
    return Known(channel_id, normalise(name), url, tvg_id, f";{group};" if group else "")


LIST: list[Row] = [
    ("BBC One HD", "http://a.example/live/u/p/101.ts", "bbc1.uk", "UK"),
    ("BBC Two HD", "http://a.example/live/u/p/102.ts", "bbc2.uk", "UK"),
    ("Jazz FM", "http://b.example/jazz/stream.m3u8?token=abc123", "", "Music"),
    ("Sport 1", "http://c.example/3f9a8b7c6d5e4f30/sport1.m3u8", "", "Sports"),
    ("Sport 1", "http://d.example/backup/sport1.m3u8", "", "Sports"),
    ("Cinema", "http://e.example/cinema.m3u8", "cinema.tv", "Films"),
    ("Cinema Two", "http://e.example/cinema2.m3u8", "cinema2.tv", "Films"),
]
OLD = [known(row, f"id{place}") for place, row in enumerate(LIST)]
IDS = [row.id for row in OLD]


def each(change: Callable[[Row], Row]) -> list[Known]:
    return [known(change(row)) for row in LIST]


@pytest.mark.parametrize(
    "new",
    [
        each(lambda row: row),
        each(lambda row: (row[0], row[1].replace("token=abc123", "token=zzz999&expires=99"), *row[2:])),
        each(lambda row: (row[0], row[1].replace("3f9a8b7c6d5e4f30", "00aa11bb22cc33dd"), *row[2:])),
        each(lambda row: (row[0], row[1].replace("/u/p/", "/new-user/new-password/"), *row[2:])),
        each(lambda row: (row[0], row[1].replace(".example", ".moved"), *row[2:])),
        each(lambda row: (*row[:3], f"{row[3]} ⚽ renamed")),
        each(lambda row: (row[0].replace(" HD", " FHD"), *row[1:])),
        each(lambda row: (f"UK: {row[0]}", *row[1:])),
        each(lambda row: (row[0], row[1], "", row[3])),
        each(lambda row: (row[0].replace("Jazz FM", "Smooth Jazz").replace("BBC Two", "BBC Zwei"), *row[1:])),
        each(lambda row: (row[0], f"https://proxy.example/{normalise(row[0])}/x", *row[2:])),
    ],
    ids=[
        "nothing",
        "a token in the query",
        "a token in the path",
        "credentials in the path",
        "hosts",
        "groups",
        "the quality in names",
        "a prefix before names",
        "guide ids are gone",
        "some names, at the same addresses",
        "every address, at the same names",
    ],
)
def test_channels_keep_their_ids_when_this_changes(new: list[Known]) -> None:
    assert inherited_ids("p", OLD, new) == IDS


def test_a_new_order_moves_no_id_not_even_among_copies() -> None:
    assert inherited_ids("p", OLD, [known(row) for row in reversed(LIST)]) == IDS[::-1]


def test_a_channel_that_is_new_gets_an_id_of_its_own_and_takes_none() -> None:
    new = [known(("New", "http://n.example/new.m3u8", "new.tv", "Films")), *map(known, LIST)]
    ids = inherited_ids("p", OLD, new)
    assert ids[1:] == IDS
    assert ids[0] not in IDS


def test_a_channel_that_is_gone_leaves_its_id_to_nobody() -> None:
    without = [known(row) for row in LIST if row[0] != "Cinema"]
    other = known(("Opera", "http://o.example/opera.m3u8", "", "Culture"))
    ids = inherited_ids("p", OLD, [*without, other])
    assert "id5" not in ids


def test_a_channel_that_comes_back_has_the_id_that_it_was_first_given() -> None:
    first = inherited_ids("p", [], [known(row) for row in LIST])
    rest = [row._replace(id=its) for row, its in zip(OLD[1:], first[1:], strict=True)]
    assert inherited_ids("p", rest, [known(row) for row in LIST]) == first


def test_copies_of_one_entry_have_ids_that_differ() -> None:
    copies = [known(LIST[0]), known(LIST[0])]
    ids = inherited_ids("p", [], copies)
    assert len(set(ids)) == 2
    assert inherited_ids("p", [row._replace(id=its) for row, its in zip(copies, ids, strict=True)], copies) == ids


def test_two_channels_whose_addresses_differ_in_tokens_alone_are_told_by_name() -> None:
    day_one = [("A", "http://h.example/play?token=1"), ("B", "http://h.example/play?token=2")]
    old = [known((name, url, "", ""), name) for name, url in day_one]
    new = [known((name, f"http://h.example/play?token={name}9", "", "")) for name in ("B", "A")]
    assert inherited_ids("p", old, new) == ["B", "A"]


def test_names_that_change_places_take_their_ids_along() -> None:
    old = [
        known(("News", "http://h.example/s1", "", "G"), "news"),
        known(("Films", "http://h.example/s2", "", "G"), "films"),
    ]
    new = [known(("Films", "http://h.example/s1", "", "G")), known(("News", "http://h.example/s2", "", "G"))]
    assert inherited_ids("p", old, new) == ["films", "news"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://h.example/a.m3u8?token=1&id=7", "http://h.example/a.m3u8?id=7&token=2&expires=123"),
        ("http://h.example/0123456789abcdef/a.m3u8", "http://h.example/fedcba9876543210/a.m3u8"),
        ("http://h.example/live/u/p/5.ts", "http://h.example/u2/p2/5.m3u8"),
    ],
)
def test_tokens_are_no_part_of_an_address(one: str, other: str) -> None:
    assert lasting_address(one) == lasting_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://h.example/play?id=7", "http://h.example/play?id=8"),
        ("http://h.example/news/index.m3u8", "http://h.example/films/index.m3u8"),
        ("http://h.example/movie/u/p/5.mp4", "http://h.example/live/u/p/5.ts"),
    ],
)
def test_what_tells_channels_apart_stays(one: str, other: str) -> None:
    assert lasting_path(one) != lasting_path(other)


def test_an_id_is_thirteen_letters_and_digits_and_always_the_same() -> None:
    assert short_id("a", "b") == short_id("a", "b") != short_id("ab")
    assert len(short_id("a")) == 13


def test_a_channel_that_was_renamed_and_then_gone_for_a_while_is_itself_when_it_is_back() -> None:
    gone = known(("BBC Uno", "http://a.example/live/u/p/101.ts", "bbc1.uk", "UK"), "idOld")
    others = OLD[1:]
    back = [*others, known(("BBC Uno", "http://a.example/live/u/p/101.ts", "bbc1.uk", "UK"))]
    assert inherited_ids("p", others, back, [gone])[-1] == "idOld"


def test_another_channel_does_not_become_one_that_is_gone() -> None:
    gone = known(("Opera", "http://z.example/opera.m3u8", "opera.tv", "Music"), "idOld")
    new = known(("Ballet", "http://z.example/ballet.m3u8", "ballet.tv", "Music"))
    assert inherited_ids("p", OLD, [*OLD, new], [gone])[-1] not in {"idOld", *IDS}


def test_tens_of_thousands_of_copies_have_an_id_each() -> None:
    # Each must not look through the ids of all those before it: this would take minutes.
    copies = [known(("No name", "http://a.example/stream", "", ""))] * 30_000
    assert len(set(inherited_ids("p", [], copies))) == 30_000
