"""Captions inside the streams of picture and sound."""

from random import Random

import pytest

from prism_companion.embedded.captions import EmbeddedCaptions
from prism_companion.embedded.cea608 import Cea608
from prism_companion.embedded.cea708 import Cea708
from prism_companion.embedded.teletext import Teletext
from prism_companion.testing.streams import TEXT, VIDEO, captioned_picture, teletext_rows, transport_stream

RESUME, ERASE, SHOW, ROLL_UP_2, RETURN = (0x14, 0x20), (0x14, 0x2C), (0x14, 0x2F), (0x14, 0x25), (0x14, 0x2D)
ROW_15 = (0x14, 0x70)
Pairs = list[tuple[int, int]]


def letters(text: str) -> Pairs:
    codes = text.encode("ascii") + b"\0" * (len(text) % 2)
    return list(zip(codes[::2], codes[1::2], strict=True))


def twice(*codes: tuple[int, int]) -> Pairs:
    return [code for code in codes for _ in range(2)]


def popped(text: str) -> Pairs:
    return [*twice(RESUME, ROW_15), *letters(text), *twice(SHOW)]


def texts(decoder: Cea608, pairs: Pairs) -> list[tuple[str, float]]:
    return [(cue.text, cue.start) for at, pair in enumerate(pairs) for cue in decoder.push(at, *pair)]


def test_a_popped_caption_appears_when_it_is_shown() -> None:
    pairs = popped("GOOD EVENING")
    assert texts(Cea608(), pairs) == [("GOOD EVENING", len(pairs) - 2)]


def test_a_rolled_line_is_told_when_it_is_whole_and_timed_by_its_beginning() -> None:
    pairs = [*twice(ROLL_UP_2, RETURN, ROW_15), *letters("HELLO THERE"), *twice(RETURN)]
    assert texts(Cea608(), pairs) == [("HELLO THERE", 6)]


def test_special_and_extended_letters_replace_their_stand_ins() -> None:
    pairs = [*twice(RESUME, ROW_15), *letters("CAFE"), *twice((0x12, 0x21)), *twice((0x11, 0x37)), *twice(SHOW)]
    assert [text for text, _ in texts(Cea608(), pairs)] == ["CAFÉ♪"]


def test_the_second_channel_is_another_language() -> None:
    pairs = [*twice((0x1C, 0x20), (0x1C, 0x70)), *letters("HOLA"), *twice((0x1C, 0x2F)), *popped("HELLO")]
    assert [text for text, _ in texts(Cea608(), pairs)] == ["HELLO"]


def test_the_second_channel_is_read_when_it_is_wanted() -> None:
    pairs = [*twice((0x1C, 0x20), (0x1C, 0x70)), *letters("HOLA"), *twice((0x1C, 0x2F)), *popped("HELLO")]
    assert [text for text, _ in texts(Cea608(second=True), pairs)] == ["HOLA"]


def test_the_third_channel_lies_in_the_second_field_beside_data_that_is_no_caption() -> None:
    spanish = [*twice((0x15, 0x20), (0x15, 0x70)), *letters("BUENAS"), (0x01, 0x03), *letters("XDS!"), (0x0F, 0x1D)]
    spanish += [*twice((0x15, 0x20)), *letters(" NOCHES"), *twice((0x15, 0x2F))]
    pictures = [
        (VIDEO, at / 25, captioned_picture([pair], kind))
        for kind, pairs in ((0, popped("GOOD NIGHT")), (1, spanish))
        for at, pair in enumerate(pairs, 100)
    ]
    stream = transport_stream(pictures)
    assert [cue.text for cue in EmbeddedCaptions(3).read(b"", stream)] == ["BUENAS NOCHES"]
    assert [cue.text for cue in EmbeddedCaptions().read(b"", stream)] == ["GOOD NIGHT"]


DEFINE_HIDDEN, DEFINE_SHOWN, DISPLAY_FIRST, HIDE_FIRST = (
    b"\x98\0\0\0\0\0\0",
    b"\x98\x20\0\0\0\0\0",
    b"\x89\1",
    b"\x8a\1",
)


def packets(*blocks: tuple[int, bytes]) -> list[tuple[int, int, int]]:
    """Caption pairs of a packet of CEA-708 for each block of a service."""
    made = []
    for service, data in blocks:
        body = bytes([service << 5 | len(data)]) + data
        body += b"\0" * (1 - len(body) % 2)
        packet = bytes([(len(body) + 1) // 2]) + body
        kinds = [3] + [2] * (len(packet) // 2 - 1)
        made += list(zip(kinds, packet[::2], packet[1::2], strict=True))
    return made


def digital(decoder: Cea708, *blocks: tuple[int, bytes]) -> list[tuple[str, float]]:
    return [(cue.text, cue.start) for at, pair in enumerate(packets(*blocks)) for cue in decoder.push(at, *pair)]


def test_a_window_of_cea_708_is_told_when_it_appears() -> None:
    written = (1, DEFINE_HIDDEN + b"Caf\xe9 \x10\x33" + b"Luna\x10\x34\x0dnow \x7f")
    count = len(packets(written))
    assert digital(Cea708(), written, (2, DISPLAY_FIRST), (1, DISPLAY_FIRST)) == [("Café “Luna” now ♪", count + 3)]


def test_lines_that_roll_up_in_a_window_of_cea_708_are_told_when_they_are_whole() -> None:
    rolled = [(1, DEFINE_SHOWN + b"Hello there"), (1, b"\x0dGood"), (1, b" evening"), (1, HIDE_FIRST)]
    assert [text for text, _ in digital(Cea708(), *rolled)] == ["Hello there", "Good evening"]


def test_cea_708_is_read_where_there_is_no_cea_608() -> None:
    pairs = packets((1, DEFINE_HIDDEN + b"Only here"), (1, DISPLAY_FIRST))
    pictures = [(VIDEO, 10 + at / 25, captioned_picture([pair], kind)) for at, (kind, *pair) in enumerate(pairs)]  # type: ignore[list-item]
    assert [cue.text for cue in EmbeddedCaptions().read(b"", transport_stream(pictures))] == ["Only here"]
    both = [*pictures, *((VIDEO, 10 + at / 25, captioned_picture([one])) for at, one in enumerate(popped("Both")))]
    assert [cue.text for cue in EmbeddedCaptions().read(b"", transport_stream(both))] == ["Both"]


@pytest.mark.parametrize("seed", range(20))
def test_damaged_packets_of_cea_708_do_no_harm(seed: int) -> None:
    random, decoder = Random(seed), Cea708()
    for at in range(2_000):
        decoder.push(at, random.choice((2, 3)), random.randrange(256), random.randrange(256))


def test_captions_are_found_in_pictures_that_are_decoded_out_of_order() -> None:
    pairs = popped("A CLOSE ONE")
    pictures = [(VIDEO, 10 + 0.04 * index, captioned_picture([pair])) for index, pair in enumerate(pairs)]
    pictures[2], pictures[3] = pictures[3], pictures[2]
    (cue,) = EmbeddedCaptions().read(b"", transport_stream(pictures))
    assert (cue.text, cue.start) == ("A CLOSE ONE", pytest.approx(10 + 0.04 * (len(pairs) - 2), abs=1e-3))


def test_a_subtitle_page_of_teletext_becomes_a_cue_once() -> None:
    rows = {20: "Where were you?", 22: "At home."}
    page = teletext_rows(0x888, rows)
    packets = [(TEXT, 5.0, page), (TEXT, 5.5, page), (TEXT, 7.0, teletext_rows(0x888, {}))]
    (cue,) = EmbeddedCaptions().read(b"", transport_stream(packets))
    assert (cue.text, cue.start) == ("Where were you? At home.", 5.0)


def test_teletext_has_the_letters_of_its_language() -> None:
    (cue,) = Teletext().push(1.0, teletext_rows(0x777, {21: "Das geh|rt Ihnen [~"}, language=4))
    assert cue.text == "Das gehört Ihnen Äß"


def test_other_pages_are_not_read() -> None:
    assert Teletext(frozenset({0x888})).push(1.0, teletext_rows(0x100, {5: "News"})) == []


@pytest.mark.parametrize("damage", [b"", b"\x47", b"\x47" + b"\xff" * 400, b"\0\0\0\x08moof"])
def test_damaged_segments_have_no_captions(damage: bytes) -> None:
    assert EmbeddedCaptions().read(damage, damage) == []
