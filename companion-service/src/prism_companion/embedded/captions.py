"""Captions inside the segments of picture and sound, whichever kind there is."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from prism_companion.embedded.cea608 import Cea608
from prism_companion.embedded.cea708 import PACKET_DATA, Cea708
from prism_companion.embedded.dvb import DvbSubtitles, Picture
from prism_companion.embedded.fragments import pictures
from prism_companion.embedded.h264 import ATSC, CaptionPair, annex_b, caption_pairs, length_prefixed
from prism_companion.embedded.teletext import Teletext
from prism_companion.embedded.transport import H264, Unit, units
from prism_companion.hls.boxes import boxes
from prism_companion.hls.webvtt import Cue
from prism_core.mpegts import SUBTITLES_BOX, SYNC


class EmbeddedCaptions:
    """Reads segment after segment; times are seconds of the media's clock.

    channel: of CEA-608, 1 to 4; most programmes have their own language in the first and another in the third, which
    are services 1 and 2 of CEA-708. Where there are both, CEA-608 is read.
    pictures: subtitles of the last segment that are pictures; none where others were there once.
    """

    def __init__(self, channel: int = 1) -> None:
        self._field = (channel - 1) // 2
        self._cea608, self._cea708 = Cea608(second=channel % 2 == 0), Cea708(self._field + 1)
        self._teletext, self._bitmaps = Teletext(), DvbSubtitles()
        self._has_608 = self._has_text = False
        self.pictures: list[Picture] = []

    def read(self, initialisation: bytes, segment: bytes) -> list[Cue]:
        """The cues that appear in `segment`, in order; those of teletext where it has both."""
        # Most programmes have none, and then their pictures need not be taken apart.
        has_captions = ATSC in segment
        pairs: list[tuple[float, list[CaptionPair]]] = []
        told = _Told([], [])
        if segment[:1] == bytes([SYNC]):
            for unit in units(segment, pictures=has_captions):
                if unit.stream.kind == H264:
                    pairs.append((unit.at, caption_pairs(annex_b(unit.payload))))
                else:
                    self._subtitle(unit, told)
        else:
            for picture in pictures(initialisation, segment) if has_captions else ():
                pairs.append((picture.at, caption_pairs(length_prefixed(picture.data, picture.nal_bytes))))
            for unit in _beside(segment):
                self._subtitle(unit, told)
        # Pictures come in the order in which they are decoded, captions in that in which they are shown.
        cues = told.cues or self._closed([(at, pair) for at, found in sorted(pairs) for pair in found])
        self._has_text |= bool(cues)
        self.pictures = [] if self._has_text else told.pictures
        return cues

    def _subtitle(self, unit: Unit, told: "_Told") -> None:
        if unit.stream.bitmaps:
            told.pictures.extend(self._bitmap_reader(unit.stream.subtitle_pages).push(unit.at, unit.payload))
        else:
            told.cues.extend(self._page_reader(unit.stream.subtitle_pages).push(unit.at, unit.payload))

    def _closed(self, pairs: list[tuple[float, CaptionPair]]) -> list[Cue]:
        shown: list[Cue] = []
        digital: list[Cue] = []
        for at, (kind, *codes) in pairs:
            if kind >= PACKET_DATA:
                digital += self._cea708.push(at, kind, *codes)
            elif kind == self._field:
                shown += self._cea608.push(at, *codes)
        self._has_608 |= bool(shown)
        return shown if self._has_608 else digital

    def _page_reader(self, pages: frozenset[int]) -> Teletext:
        if pages != self._teletext.pages:
            self._teletext = Teletext(pages)
        return self._teletext

    def _bitmap_reader(self, pages: frozenset[int]) -> DvbSubtitles:
        if pages != self._bitmaps.pages:
            self._bitmaps = DvbSubtitles(pages)
        return self._bitmaps


class _Told(NamedTuple):
    """What the subtitles of a segment say, and show."""

    cues: list[Cue]
    pictures: list[Picture]


def _beside(segment: bytes) -> Iterator[Unit]:
    """Subtitles of the transport stream that a fragmented MP4 was made of."""
    if SUBTITLES_BOX not in segment:
        return
    for kind, content, _ in boxes(segment):
        if kind == b"uuid" and content[:16] == SUBTITLES_BOX and len(content) > 24:
            (later,) = struct.unpack_from(">d", content, 16)
            for unit in units(content[24:], pictures=False):
                yield replace(unit, at=unit.at + later)
