import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prism_media.catalogue.m3u.model import Entry, Skipped
from prism_media.catalogue.m3u.parser import NotAPlaylist, parse

DATA = Path(__file__).parent / "data" / "m3u"
SAMPLES = sorted(path.stem for path in DATA.glob("*.m3u"))
EXPECTED = sorted(path.stem for path in (DATA / "expected").glob("*.json"))
COUNTS = {
    "iptvnator_e2e_test": 3,  # the fourth entry's address is cut off
    "iptvorg_playlist_edit_playlist": 2,
    "iptvorg_playlist_format_at": 2,
    "iptvorg_playlist_format_in": 1,
    "iptvorg_playlist_format_nl": 5,
    "iptvorg_playlist_generate_id_denstv": 1,
    "m3uparser_mixed_schemes": 2,
    "threadfin_test_list_1": 4,
}


def entries_of(name: str, base: str | None = None) -> list[Entry]:
    content = (DATA / f"{name}.m3u").read_bytes()
    chunks = [content[place : place + 4096] for place in range(0, len(content), 4096)]
    return [item for item in parse(chunks, base) if isinstance(item, Entry)]


def test_every_sample_has_an_expectation() -> None:
    assert set(SAMPLES) == set(EXPECTED) | set(COUNTS)


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_it_finds_every_channel_of_a_real_playlist(name: str, count: int) -> None:
    assert len(entries_of(name)) == count


def view(entry: Entry) -> dict[str, Any]:
    """An entry in the words that the expectations use."""
    catchup = entry.catchup
    return {
        "name": entry.name,
        "title": entry.name,
        "url": entry.url,
        "logo": entry.logo,
        "group-title": entry.group,
        "tvg-id": entry.tvg_id,
        "tvg-shift": entry.attributes.get("tvg-shift", ""),
        "headers": dict(entry.headers),
        "options": dict(entry.options),
        "kodiprop": dict(entry.properties),
        "catchup": catchup.kind if catchup else None,
        "days": catchup.days if catchup else None,
        "correction": catchup.correction if catchup else None,
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_it_reads_a_sample_as_expected(name: str) -> None:
    expected = json.loads((DATA / "expected" / f"{name}.json").read_text())
    if "error" in expected:
        with pytest.raises(NotAPlaylist, match=expected["error"]):
            entries_of(name)
        return
    found = entries_of(name, expected.get("base"))
    assert len(found) == len(expected["items"])
    for entry, wanted in zip(found, expected["items"], strict=True):
        compare(entry, wanted)


def compare(entry: Entry, wanted: dict[str, Any]) -> None:
    seen = view(entry)
    for key, value in wanted.items():
        if key.endswith("_any_of"):
            assert seen[key.removesuffix("_any_of")] in value
        elif key == "group":
            assert entry.group == (value["title"] if isinstance(value, dict) else value)
        elif key == "tvg":
            assert (entry.tvg_id, entry.logo) == (value["id"], value["logo"])
        elif key == "http":
            assert entry.headers.get("User-Agent", "") == value["user-agent"]
            assert entry.headers.get("Referer", "") == value["referrer"]
        elif key == "url":
            # One origin keeps `|headers` in the address; here they are headers.
            assert entry.url == value.partition("|")[0]
        elif key == "provider_id":
            assert value in entry.url
        elif key in seen and not isinstance(value, dict):
            assert seen[key] == value, key
        elif key in {"headers", "options", "kodiprop"}:
            assert seen[key] == value


def test_cyrillic_code_pages_are_told_from_western_ones() -> None:
    assert entries_of("cp1251")[0].name == "Первый канал"
    assert entries_of("latin1")[0].name == "Chaîne Été"


def test_a_huge_logo_is_dropped_and_its_channel_kept() -> None:
    (entry,) = entries_of("huge_line")
    assert (entry.name, entry.logo) == ("Big Logo", "")


def test_a_line_that_cannot_be_used_is_reported_with_its_reason() -> None:
    items = list(parse([b"#EXTM3U\n#EXTINF:-1,A\npipe:///bin/sh\n#EXTINF:-1,B\nhttp://e/b\n"]))
    assert [item for item in items if isinstance(item, Skipped)] == [
        Skipped(3, "the scheme 'pipe' is not one a channel may have")
    ]
    assert [item.name for item in items if isinstance(item, Entry)] == ["B"]


def test_headers_of_every_dialect_reach_the_channel() -> None:
    text = (
        '#EXTINF:-1 http-referrer="http://r/",A\n#EXTHTTP:{"cookie":"a=b","X-Token":"t"}\n'
        "#KODIPROP:inputstream.adaptive.stream_headers=Origin=http%3A%2F%2Fo\n"
        'http://e/a.m3u8|User-Agent="UA 1"&Host=evil\n'
    )
    (entry,) = (item for item in parse([text.encode()]) if isinstance(item, Entry))
    assert entry.headers == {
        "Referer": "http://r/",
        "Cookie": "a=b",
        "X-Token": "t",
        "Origin": "http://o",
        "User-Agent": "UA 1",
    }


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
    assert large < 30 * small  # 8 times the input; quadratic would be 64 times
