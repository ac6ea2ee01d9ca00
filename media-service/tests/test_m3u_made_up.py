"""Playlists that are made up: what is written reads back, and nothing is too odd or too long to be read."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prism_media.catalogue.m3u.model import Catchup, Entry
from prism_media.catalogue.m3u.parser import NotAPlaylist, parse
from prism_media.catalogue.m3u.writer import playlist_lines

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cn")), max_size=12)
SAID = WORDS.map(lambda text: text.replace('"', "'"))
ENTRIES = st.builds(
    Entry,
    line=st.just(0),
    name=WORDS.filter(lambda text: bool(text) and '="' not in text and "='" not in text),
    url=st.from_regex(r"https?://[a-z]{1,8}\.example/[a-z0-9/._-]{0,20}", fullmatch=True),
    attributes=st.dictionaries(st.sampled_from(["tvg-id", "tvg-name", "tvg-country"]), SAID, max_size=3),
    group=SAID,
    number=st.none() | st.integers(0, 9999),
    radio=st.booleans(),
    headers=st.dictionaries(
        st.sampled_from(["User-Agent", "Referer", "Cookie", "X-Token"]),
        st.from_regex(r"[a-z0-9/.;()=-]{1,12}", fullmatch=True),
        max_size=3,
    ),
    options=st.dictionaries(st.just("network-caching"), st.just("1000"), max_size=1),
    properties=st.dictionaries(st.just("inputstream.adaptive.license_type"), st.just("clearkey"), max_size=1),
    catchup=st.none()
    | st.builds(
        Catchup,
        st.sampled_from(["shift", "xc"]),
        st.sampled_from([None, 3.0]),
        st.just("?t={utc}"),
        st.sampled_from([None, -2.5]),
    ),
)


@settings(max_examples=200, deadline=None)
@given(entries=st.lists(ENTRIES, max_size=4))
def test_what_is_written_reads_back_as_it_was(entries: list[Entry]) -> None:
    text = "".join(playlist_lines(entries, {"url-tvg": "http://g.example/g.xml"}))
    found = [item for item in parse([text.encode()]) if isinstance(item, Entry)]
    assert [told(entry) for entry in found] == [told(entry) for entry in entries]


def told(entry: Entry) -> tuple[object, ...]:
    plain = (entry.name, entry.url, entry.group, entry.number, entry.radio, entry.catchup)
    ids = tuple(entry.attributes.get(name, "") for name in ("tvg-id", "tvg-name", "tvg-country"))
    return (*plain, ids, dict(entry.headers), dict(entry.options), dict(entry.properties))


LINES = st.one_of(
    st.sampled_from(["#EXTM3U", "#EXTINF:-1,", "#EXTINF:", '#EXTINF:-1 a="', "#EXTGRP:", "#EXTVLCOPT:", "#EXTHTTP:{"]),
    st.text(max_size=40),
)


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(st.tuples(LINES, LINES), max_size=12), cut=st.integers(1, 50))
def test_it_never_fails_on_any_text(lines: list[tuple[str, str]], cut: int) -> None:
    content = "\n".join(a + b for a, b in lines).encode("utf-8", errors="ignore")
    never_crashes([content[place : place + cut] for place in range(0, len(content), cut)])


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300))
def test_it_never_fails_on_any_bytes(content: bytes) -> None:
    never_crashes([content])


def never_crashes(chunks: list[bytes]) -> None:
    with suppress(NotAPlaylist):
        list(parse(chunks, "http://host.example/list.m3u"))


@pytest.mark.parametrize(
    "line",
    [
        lambda n: '#EXTINF:-1 a="' * n,
        lambda n: "#EXTINF:-1 " + "a=b " * n,
        lambda n: "#EXTINF:-1 " + "'\"" * n,
        lambda n: "#EXTM3U " + "a" * n,
        lambda n: "http://e/" + "|a=" * n,
        lambda n: '#EXTINF:-1 a="x ' + 'b="x ' * n,
        lambda n: '#EXTINF:-1 a="x, ' + 'b="x ' * n + '"',
        lambda n: "#EXTINF:-1 " + 'a="b" ' * n,
        lambda n: "http://e/" + "| " * n,
        lambda n: "http://e/a$" + "$ж" * n,
        lambda n: "#EXTINF:-1," + "http://" * n + "\n,http://",
    ],
)
def test_the_time_it_takes_grows_no_faster_than_the_line(line: Callable[[int], str]) -> None:
    def cost(size: int) -> float:
        content = line(size).encode()
        began = time.process_time()
        never_crashes([content])
        return time.process_time() - began

    cost(1000)
    small, large = max(cost(5_000), 0.002), cost(40_000)
    assert large < 40 * small  # 8 times the input; quadratic would be 64 times


VALUES = st.one_of(
    st.sampled_from(
        ["", "BBCOne.uk", "http://l/1.png", "https://l/a&amp;b.png?c=1&d=2", "ftp://l/1.png", "a b='y'", " x "]
    ),
    st.text(st.sampled_from(list("ab 1é中&;,='\u200b\t|")), max_size=8),
)
ADDRESSES = st.one_of(
    st.sampled_from(
        [
            "http://h/1.ts",
            "https://h:8080/p?u=1&amp;t=2",
            "http://h:99999/x",
            "http://h",
            "http://h/a b",
            "http://u:p@h/1.ts",
            "http://h/1.ts|User-Agent=A&Referer=http://r/",
            "rtmp://h/app playpath=x",
        ]
    ),
    st.builds("http://h/{}".format, st.text(st.sampled_from(list("ab1:/,|$&é<?=")), max_size=8)),
)
BETWEEN = st.sampled_from(
    ["", "", "", "#EXTVLCOPT:http-user-agent=A\n", "#EXTGRP:G\n", "# note\n", "\n", "junk\n"]
    + [
        f"#EXTHTTP:{said}\n"
        for said in ('{"a":"b"}', '{"Cookie": "b", "host" : "c"}', "{}", '{"a":"b",}', '{"a":1}', "[]")
    ]
)
SHAPES = (("tvg-id", "tvg-logo", "group-title"), ("tvg-chno", "group-title"), ("catchup", "tvg-logo"), ())


@st.composite
def alike(draw: st.DrawFn) -> str:
    """One entry of a list whose entries look alike, which now and then says something that asks for a closer look."""
    attributes = "".join(f' {name}="{draw(VALUES)}"' for name in draw(st.sampled_from(SHAPES)))
    name = draw(
        st.sampled_from(["News", "A&amp;E", ' The "Best"', "x='y'", "x tvg-id=“y”", " ", "Sport, Live", "24/7"])
    )
    before, after = draw(BETWEEN), draw(BETWEEN)
    return f"{before}#EXTINF:-1{attributes},{name}\n{after}{draw(ADDRESSES)}\n"


@given(st.lists(alike(), min_size=1, max_size=30), st.sampled_from(["", 'tvg-shift="1"', 'catchup="shift"']))
@settings(max_examples=150, deadline=None)
def test_entries_that_are_read_together_are_what_they_are_one_by_one(odd: list[str], header: str) -> None:
    # Plain ones before them, with which they share a block of text.
    plain = "".join(
        "".join(
            f"#EXTINF:-1{''.join(f' {name}={chr(34)}{chr(34)}' for name in names)},N\nhttp://h/1\n" for _ in range(60)
        )
        for names in SHAPES
    )
    text = f"#EXTM3U {header}\n{plain}{''.join(odd)}"
    # A tab before a tag is nothing to a reader of lines, and keeps entries from being read together.
    alone = text.replace("#EXTINF", "\t#EXTINF")
    assert list(parse([text.encode()])) == list(parse([alone.encode()]))


@pytest.mark.parametrize("filler", ["", f"#EXTINF:-1,{'x' * 40}\nhttp://x.example/1\n" * 200])
def test_nothing_that_an_entry_says_has_a_zero_character(filler: str) -> None:
    lines = (
        '#EXTINF:-1 tvg-id="a\0" group-title="n\0",A\0\n#EXTVLCOPT:net\0work=1\0\n#KODIPROP:a\0=b\0\n'
        "http://x.example/\0a\n#EXTINF:-1,\nhttp://x.example/b%00c\n"
    )
    read = [item for item in parse([f"#EXTM3U\n{filler}{lines}".encode()]) if isinstance(item, Entry)][-2:]
    assert [entry.name for entry in read] == ["A", "bc"]
    assert "\\x00" not in repr(read)
