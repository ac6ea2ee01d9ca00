"""Films with several sounds and subtitles."""

import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from prism_media.relay.conversion import Source, Wanted
from prism_media.relay.conversion.captions import beside, cues_of, read_text
from prism_media.relay.conversion.probe import parse
from prism_media.relay.conversion.screening import left_out
from prism_media.relay.conversion.sessions import Conversions
from prism_media.relay.conversion.starting import Starter
from prism_media.relay.conversion.testing import FFMPEG, H264, decoded, with_length
from prism_media.testing import serving
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy

SRT = "1\r\n00:00:01,000 --> 00:00:03,500\r\nHello\r\n\r\n2\r\n00:00:28,000 --> 00:00:33,000\r\n{\\an8}Bye\r\nnow\r\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("films")
    (made / "lines.srt").write_text(SRT)
    line = (
        "-loglevel error -y -f lavfi -i testsrc2=size=160x90:rate=25 -f lavfi -i sine=440 -f lavfi -i sine=880"
        f" -i lines.srt -t 40 -map 0 -map 1 -map 2 -map 3 {H264} -c:a:0 aac -c:a:1 ac3 -metadata:s:a:0 language=eng"
        " -metadata:s:a:1 language=ger -metadata:s:a:1 title=Kommentar -disposition:a:0 default"
        " -metadata:s:s:0 language=eng"
    )
    for name, subtitles in (("film.mkv", "ass"), ("film.mp4", "mov_text")):
        subprocess.run([FFMPEG, *line.split(), "-c:s", subtitles, name], cwd=made, check=True)
    (made / "lines.srt").unlink()
    return made


@pytest.fixture
async def conversions() -> AsyncIterator[Conversions]:
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    made = Conversions(Starter(upstream, FFMPEG, lambda: 0.0, Path.resolve), limit=9, now=lambda: 0.0)
    yield made
    await made.close()
    await upstream.close()


async def fetched(conversions: Conversions, address: str) -> bytes:
    *_, token, name = address.split("/")
    return await conversions.file("c", token, name)


async def whole(conversions: Conversions, playlist: str) -> bytes:
    begin = re.search(r'MAP:URI="([^"]+)"', playlist)
    places = [*([begin[1]] if begin else []), *(line for line in playlist.splitlines() if line.startswith("/"))]
    return b"".join([await fetched(conversions, place) for place in places])


@pytest.mark.parametrize("name", ["film.mkv", "film.mp4"])
@pytest.mark.parametrize("local", [True, False])
async def test_sounds_and_subtitles_of_a_film_are_made_when_they_are_chosen(
    conversions: Conversions, folder: Path, name: str, local: bool
) -> None:
    async with serving({f"/{name}": with_length((folder / name).read_bytes())}) as base:
        source = Source(f"file://{folder}/{name}" if local else f"{base}/{name}")
        master = await conversions.playlist("c", source, Wanted(convert=True)) or ""
        media = re.findall(r'TYPE=(\w+).*?LANGUAGE="(\w+)".*?DEFAULT=(\w+).*?URI="([^"]+)"', master)
        assert [found[:3] for found in media] == [
            ("AUDIO", "eng", "YES"),
            ("AUDIO", "ger", "NO"),
            ("SUBTITLES", "eng", "NO"),
        ]
        assert 'NAME="Kommentar"' in master or name.endswith("mp4")
        tracks = [master.splitlines()[-1], *(found[3] for found in media)]
        texts = [(await fetched(conversions, track)).decode() for track in tracks]
        lengths = [sum(map(float, re.findall(r"#EXTINF:([\d.]+)", text))) for text in texts]
        assert lengths == pytest.approx([40] * 4, abs=0.3)
        for text, streams in zip(texts, ["Video: h264", "Audio: aac", "Audio: aac"], strict=False):
            assert decoded(await whole(conversions, text)) == (pytest.approx(40, abs=0.3), streams)
        captions = (await whole(conversions, texts[3])).decode()
        assert "00:00:01.000 --> 00:00:03.500\nHello" in captions
        # On the screen across the border of two segments, so in both.
        assert captions.count("00:00:28.000 --> 00:00:33.000") == 2
        assert captions.startswith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n")


async def test_a_sound_that_the_browser_does_not_play_is_offered_only_converted(
    conversions: Conversions, folder: Path
) -> None:
    master = await conversions.playlist("c", Source(f"file://{folder}/film.mkv"), Wanted()) or ""
    assert "TYPE=SUBTITLES" in master
    assert "TYPE=AUDIO" not in master
    everything = await conversions.playlist("c", Source(f"file://{folder}/film.mkv"), Wanted(frozenset({"ac3"}))) or ""
    assert everything.count("TYPE=AUDIO") == 2


async def test_subtitles_beside_a_film_are_read_in_whatever_code_page(
    conversions: Conversions, folder: Path, tmp_path: Path
) -> None:
    film = tmp_path / "Film.mkv"
    film.write_bytes((folder / "film.mkv").read_bytes())
    (tmp_path / "Film.de.srt").write_bytes(SRT.replace("Hello", "Grüße").encode("cp1252"))
    (tmp_path / "Film.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000 line:0\nTop\n")
    (tmp_path / "Filmed.srt").write_text(SRT)
    (tmp_path / "Film.out.srt").symlink_to(folder / "film.mkv")
    assert [(path.name, language) for path, language in beside(film)] == [("Film.de.srt", "de"), ("Film.vtt", "")]
    assert [cue.text for cue in cues_of(read_text(tmp_path / "Film.de.srt"))] == ["Grüße", "Bye\nnow"]
    master = await conversions.playlist("c", Source(f"file://{film}"), Wanted(convert=True)) or ""
    addresses = re.findall(r'TYPE=SUBTITLES.*URI="([^"]+)"', master)
    texts = [(await whole(conversions, (await fetched(conversions, at)).decode())).decode() for at in addresses]
    assert ["Grüße" in texts[0], "00:00:01.000 --> 00:00:02.000 line:0\nTop" in texts[1]] == [True, True]


def test_subtitles_that_are_pictures_are_left_out_and_said() -> None:
    report = (
        "  Stream #0:0: Video: h264, yuv420p, 720x576, 25 fps\n  Stream #0:1(deu): Subtitle: dvb_subtitle (dvbsub)\n"
    )
    assert left_out(parse(report)) == "subtitles that are pictures are not shown: deu (dvb_subtitle)"
