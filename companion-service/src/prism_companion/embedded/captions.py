"""Captions inside the segments of picture and sound, whichever kind there is."""

from prism_companion.embedded.cea608 import Cea608
from prism_companion.embedded.fragments import pictures
from prism_companion.embedded.h264 import ATSC, annex_b, caption_pairs, length_prefixed
from prism_companion.embedded.teletext import Teletext
from prism_companion.embedded.transport import H264, SYNC, units
from prism_companion.hls.webvtt import Cue


class EmbeddedCaptions:
    """Reads segment after segment; times are seconds of the media's clock."""

    def __init__(self) -> None:
        self._cea608, self._teletext = Cea608(), Teletext()
        self._pages: frozenset[int] = frozenset()

    def read(self, initialisation: bytes, segment: bytes) -> list[Cue]:
        """The cues that appear in `segment`, in order; those of teletext where it has both."""
        # Most programmes have none, and then their pictures need not be taken apart.
        has_captions = ATSC in segment
        pairs: list[tuple[float, list[tuple[int, int]]]] = []
        subtitles: list[Cue] = []
        if segment[:1] == bytes([SYNC]):
            for unit in units(segment, pictures=has_captions):
                if unit.stream.kind == H264:
                    pairs.append((unit.at, caption_pairs(annex_b(unit.payload))))
                else:
                    subtitles += self._page_reader(unit.stream.subtitle_pages).push(unit.at, unit.payload)
        elif has_captions:
            for picture in pictures(initialisation, segment):
                pairs.append((picture.at, caption_pairs(length_prefixed(picture.data, picture.nal_bytes))))
        # Pictures come in the order in which they are decoded, captions in that in which they are shown.
        shown = [cue for at, found in sorted(pairs) for pair in found for cue in self._cea608.push(at, *pair)]
        return subtitles or shown

    def _page_reader(self, pages: frozenset[int]) -> Teletext:
        if pages != self._pages:
            self._pages, self._teletext = pages, Teletext(pages)
        return self._teletext
