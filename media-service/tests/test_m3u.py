import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prism_media.catalogue.m3u.model import Entry, Header, Skipped
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


def test_a_logo_whose_address_is_broken_is_left_out_and_its_channel_kept() -> None:
    text = '#EXTINF:-1 tvg-logo="//[x",A\nhttp://e/a\n#EXTINF:-1 tvg-logo="a.png",B\nhttp://e/b\n'
    read = [item for item in parse([text.encode()], "http://host.example/lists/l.m3u") if isinstance(item, Entry)]
    assert [(entry.name, entry.logo) for entry in read] == [("A", ""), ("B", "http://host.example/lists/a.png")]


def test_a_line_that_cannot_be_used_is_reported_with_its_reason() -> None:
    items = list(parse([b"#EXTM3U\n#EXTINF:-1,A\npipe:///bin/sh\n#EXTINF:-1,B\nhttp://e/b\n"]))
    assert [item for item in items if isinstance(item, Skipped)] == [
        Skipped(3, "the scheme 'pipe' is not one a channel may have")
    ]
    assert [item.name for item in items if isinstance(item, Entry)] == ["B"]


def test_headers_that_cannot_be_read_are_reported_and_their_channel_kept() -> None:
    items = list(parse([b"#EXTM3U\n#EXTINF:-1,A\n#EXTHTTP:{'Cookie':'a'}\nhttp://e/a\n"]))
    assert [item for item in items if isinstance(item, Skipped)] == [
        Skipped(3, "the headers of #EXTHTTP are no JSON object")
    ]
    assert [item.name for item in items if isinstance(item, Entry)] == ["A"]


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


def names_and_more(text: str) -> list[tuple[str, str, str]]:
    return [(e.name, e.group, e.url) for e in parse([text.encode()]) if isinstance(e, Entry)]


ODD = {
    'tvg-name="A group-title="G",N': ("N", "G"),
    'tvg-logo="http://x/b.png,N': ("N", ""),
    'tvg-name="The "Best" One" group-title="G",The "Best", one': ('The "Best", one', "G"),
    'tvg-logo="http://x/a.png,N with "quotes"': ('N with "quotes"', ""),
    'tvg-name="Foo, Bar"': ("Foo, Bar", ""),
    ', tvg-id="a", group-title="G", N, the': ("N, the", "G"),
    ',N tvg-id="b" group-title="G"': ("N", "G"),
    "tvg-id=a group-title=UK News,N": ("N", "UK News"),
    'tvg-id="a" N without comma': ("N without comma", ""),
    "tvg-id=“a” group-title=“G”,N": ("N", "G"),
    "tvg-name='It's' group-title='G',N": ("N", "G"),
    'TVG_ID="a" Group_Title="G",N': ("N", "G"),
    'tvg-id="a"group-title="G" ,N': ("N", "G"),
    ",24 Horas": ("24 Horas", ""),
    ",UK | One, Two | HD": ("UK | One, Two | HD", ""),
    'tvg-name="N",': ("N", ""),
}


@pytest.mark.parametrize(("line", "expected"), ODD.items())
def test_attributes_are_read_however_they_are_quoted(line: str, expected: tuple[str, str]) -> None:
    ((name, group, _),) = names_and_more(f"#EXTINF:-1 {line}\nhttp://h/a\n")
    assert (name, group) == expected


@pytest.mark.parametrize("tag", ["#EXTINF -1,N", "EXTINF:-1,N", "# EXTINF:-1,N", "#extinf:-1,N", "\ufeff#EXTINF:0.5,N"])
def test_a_tag_is_known_however_it_is_spelt(tag: str) -> None:
    assert names_and_more(f"{tag}\nhttp://h/a\n") == [("N", "", "http://h/a")]


def test_plain_lists_of_names_and_addresses_are_read() -> None:
    text = "央视,#genre#\nCCTV1,http://h/1.m3u8$线路1\nCCTV2,http://h/2.m3u8\n"
    assert names_and_more(text) == [("CCTV1", "央视", "http://h/1.m3u8"), ("CCTV2", "央视", "http://h/2.m3u8")]


def test_a_servers_own_warnings_before_a_list_do_not_hide_it() -> None:
    assert names_and_more("<br />\n<b>Warning</b>: x\n#EXTM3U\n#EXTINF:-1,N\nhttp://h/a\n") == [("N", "", "http://h/a")]


def test_a_channel_without_an_archive_has_no_catchup() -> None:
    text = '#EXTINF:-1 tvg-rec="0",A\nhttp://h/a\n#EXTINF:-1 timeshift="0" catchup="shift",B\nhttp://h/b\n'
    assert [e.catchup for e in parse([text.encode()]) if isinstance(e, Entry)] == [None, None]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6.0,\nseg.ts\n", "HLS manifest"),
        ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n", "HLS manifest"),
        ("[playlist]\nFile1=http://h/a\n", "PLS"),
        ('{"error": 1}', "JSON"),
        ("<?xml version='1.0'?><tv/>", "guide"),
        ("<p>Your account has expired</p>", "web page"),
        (" \r\n ", "empty"),
    ],
)
def test_what_is_no_playlist_is_called_by_its_name(content: str, message: str) -> None:
    with pytest.raises(NotAPlaylist, match=message):
        list(parse([content.encode()]))


TEXT = '#EXTM3U\n#EXTINF:-1 group-title="{}",{}\nhttp://h/a\n'


@pytest.mark.parametrize(
    ("codec", "group", "name"),
    [
        ("utf-16-le", "Télé", "Été"),
        ("utf-16-be", "Télé", "Été"),
        ("utf-16", "Télé", "Été"),
        ("cp1250", "Śląsk", "ČT sport Žďár"),
        ("cp1251", "Новости", "Первый канал"),
        ("cp1252", "Télé", "España TV Ñ"),
        ("cp1253", "Ειδήσεις", "ΕΡΤ ένα"),
        ("cp1254", "Eğlence", "Show Türk ışık"),
        ("cp1255", "חדשות", "ערוץ הכנסת"),
        ("cp1256", "أخبار", "قناة الجزيرة"),
        ("gb18030", "央视频道", "湖南卫视"),
    ],
)
def test_the_code_page_is_guessed_from_the_letters(codec: str, group: str, name: str) -> None:
    (entry,) = (e for e in parse([TEXT.format(group, name).encode(codec)]) if isinstance(e, Entry))
    assert (entry.group, entry.name) == (group, name)


def zipped(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt.md", "x" * 5000)
        archive.writestr("list.m3u", content)
    return file.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zipped])
def test_packed_playlists_are_unpacked_and_damaged_ones_refused(pack: Callable[[bytes], bytes]) -> None:
    content = pack(TEXT.format("G", "N").encode() * 50)
    pieces = [content[place : place + 7] for place in range(0, len(content), 7)]
    assert sum(isinstance(item, Entry) for item in parse(pieces)) == 50
    with pytest.raises(NotAPlaylist, match="cut short"):
        list(parse([content[:-30]]))


def test_every_address_is_told_or_its_line_is() -> None:
    """Whatever stands between regular entries, none is lost and lines are counted right."""
    odd = ["stray text", "ftp://h/x", "#EXTGRP:G", "# comment", "", "http://h/bare", "#EXTINF:-1,Nameless end"]
    lines = [line for place in range(200) for line in ("#EXTINF:-1,N", f"http://h/{place}", odd[place % len(odd)])]
    items = list(parse(["\r\n".join(lines).encode()]))
    told = {item.line: item for item in items if not isinstance(item, Header)}
    for number, line in enumerate(lines, start=1):
        if line.startswith("http://"):
            assert isinstance(told[number], Entry)
        elif line in {"stray text", "ftp://h/x"}:
            assert isinstance(told[number], Skipped)
