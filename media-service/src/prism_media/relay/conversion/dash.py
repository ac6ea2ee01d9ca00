"""DASH as HLS: its segments as they are, under playlists that say the same as its manifest."""

from __future__ import annotations

import asyncio
import math
import struct
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from prism_core.errors import NotFound
from prism_media.digits import whole_number
from prism_media.relay.conversion import Source, Wanted
from prism_media.relay.conversion.boxes import find
from prism_media.relay.conversion.errors import CodecNotPlayable, ConversionFailed, KeyNotKnown, ProtectedStream
from prism_media.relay.conversion.follow import whole
from prism_media.relay.conversion.mpd import CLEAR_KEY, Manifest, Part, Period, Piece, Representation, parse
from prism_media.relay.conversion.window import Address
from prism_media.upstream.client import Upstream, host_of

_KEPT = 24
_SEGMENT_LIMIT = 64 << 20
_LIVE_SECONDS = 60.0
_PLAYED = {"avc1": "", "avc3": "", "mp4a": "", "hvc1": "hevc", "hev1": "hevc", "av01": "av1", "vp09": "vp9",
           "ac-3": "ac3", "ec-3": "ec3", "opus": "opus", "Opus": "opus", "flac": "flac", "fLaC": "flac"}  # fmt: skip
"""Beginning of a codec string → what a browser has to say that it can, empty for what all can."""


class Dash:
    """One DASH presentation for everybody who watches it; no ffmpeg is needed."""

    def __init__(self, upstream: Upstream, source: Source, wanted: Wanted, now: Callable[[], float]) -> None:
        self._upstream = upstream
        self._source = source
        self._wanted = wanted
        self._now = now
        self._manifest: Manifest | None = None
        self._read_at = 0.0
        self._lock = asyncio.Lock()
        self._numbers: dict[str, OrderedDict[float, int]] = {}
        self._positions: dict[str, int] = {}
        self._parts: dict[str, Part] = {}
        self._kept: OrderedDict[Part, asyncio.Task[bytes]] = OrderedDict()

    processes = 0
    patient = True

    async def playlist(self, address: Address) -> str:
        """The master playlist.

        Raises:
            ProtectedStream: every picture is encrypted for a DRM system.
            CodecNotPlayable: the browser plays none of it.
        """
        period = (await self.manifest()).periods[-1]
        pictures, sounds = self.chosen(period, "video"), self.chosen(period, "audio")
        lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
        for number, sound in enumerate(sounds if pictures else []):
            language = f',LANGUAGE="{_plain(sound.language)}"' if sound.language else ""
            chosen = "YES" if number == 0 else "NO"
            lines.append(
                f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="{_plain(sound.language) or "sound"} {number + 1}"'
                f'{language},DEFAULT={chosen},AUTOSELECT=YES,URI="{address(f"audio-{number}.m3u8")}"'
            )
        kind = "video" if pictures else "audio"
        for number, each in enumerate(pictures or sounds):
            codecs = ",".join(filter(None, (each.codecs, sounds[0].codecs if pictures and sounds else "")))
            size = f",RESOLUTION={each.width}x{each.height}" if each.width and each.height else ""
            group = ',AUDIO="sound"' if pictures and sounds else ""
            lines.append(f'#EXT-X-STREAM-INF:BANDWIDTH={each.bandwidth or 1},CODECS="{_plain(codecs)}"{size}{group}')
            lines.append(address(f"{kind}-{number}.m3u8"))
        return "\n".join(lines) + "\n"

    async def file(self, name: str, address: Address) -> bytes:
        """A media playlist, beginning or segment.

        Raises:
            NotFound: no playlist named it.
            PrismError: as `Upstream.open`.
        """
        if name.endswith(".m3u8"):
            kind, _, digits = name.removesuffix(".m3u8").partition("-")
            if kind not in {"video", "audio"} or (number := whole_number(digits)) is None:
                raise NotFound("the channel has no such playlist")
            return (await self._media(kind, number, address)).encode()
        part = self._parts.get(name)
        if part is None:
            raise NotFound("this segment is gone; load the channel again")
        return await self._fetched(part)

    async def rest(self) -> None:
        """Let go of segments."""
        self._kept.clear()

    async def close(self) -> None:
        """End what is being fetched."""
        for task in self._kept.values():
            task.cancel()
        await asyncio.gather(*self._kept.values(), return_exceptions=True)

    async def manifest(self) -> Manifest:
        """The manifest, read again when it may have changed."""
        async with self._lock:
            known = self._manifest
            if known and (not known.live or self._now() - self._read_at < max(1.0, min(known.update_seconds, 4.0))):
                return known
            data, url = await whole(self._upstream, self._source, self._source.url)
            made = parse(data, url, datetime.fromtimestamp(self._now(), UTC))
            if not any(period.representations for period in made.periods):
                raise ConversionFailed(f"{host_of(url)} sends a DASH manifest without any picture or sound")
            made = replace(made, periods=[period for period in made.periods if period.representations])
            for period in made.periods:
                for each in period.representations:
                    await self._indexed(each, period.start)
            self._manifest, self._read_at = made, self._now()
            return made

    async def check(self) -> None:
        """Make sure that the browser plays some picture and some sound of it, if there are any. Raises as `chosen`."""
        period = (await self.manifest()).periods[-1]
        for kind in ("video", "audio"):
            self.chosen(period, kind)

    def chosen(self, period: Period, kind: str) -> list[Representation]:
        """The representations of a kind that can be played, best first."""
        there = [each for each in period.representations if each.kind == kind]
        open_ = [each for each in there if not each.protection]
        if there and not open_:
            if there[0].protection == CLEAR_KEY:
                raise KeyNotKnown(
                    f"{host_of(self._source.url)} encrypts the channel with Clear Key, which is not opened"
                )
            raise ProtectedStream(
                f"{host_of(self._source.url)} encrypts the channel for a DRM system: {there[0].protection}"
            )
        played = [each for each in open_ if self._plays(each.codecs)]
        if open_ and not played:
            raise CodecNotPlayable(f"the channel is sent as {open_[0].codecs}, which this browser does not play")
        return sorted(played, key=lambda each: (-each.height, -each.bandwidth))

    def _plays(self, codecs: str) -> bool:
        needed = _PLAYED.get(codecs.partition(".")[0], "" if not codecs else "unknown")
        return not needed or needed in self._wanted.can

    async def _indexed(self, made: Representation, start: float) -> None:
        """Fill in the segments that a `sidx` lists."""
        if made.index is None or made.kind not in {"video", "audio"}:
            return
        data = await self._fetched(made.index)
        first = int(made.index.range.partition("-")[0])
        made.pieces.extend(_indexed_pieces(data, made.index.url, first, start))

    async def _media(self, kind: str, number: int, address: Address) -> str:
        manifest = await self.manifest()
        listed = list(self.listed(manifest, kind, number))
        if not listed:
            raise ConversionFailed("the DASH manifest lists no segment that can be had by now")
        numbers = self._numbered(f"{kind}-{number}", [piece for _, _, piece in listed])
        lines = [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            f"#EXT-X-TARGETDURATION:{math.ceil(max(piece.seconds for _, _, piece in listed))}",
            f"#EXT-X-MEDIA-SEQUENCE:{numbers[0]}",
            f"#EXT-X-DISCONTINUITY-SEQUENCE:{self._position(listed[0][0])}",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            *([] if manifest.live else ["#EXT-X-PLAYLIST-TYPE:VOD"]),
        ]
        before = None
        for sequence, (period, each, piece) in zip(numbers, listed, strict=True):
            if period.id != before:
                lines += ["#EXT-X-DISCONTINUITY"] if before is not None else []
                if each.init is not None:
                    beginning = self._named(f"{kind}-{number}-{self._position(period)}.mp4", each.init)
                    lines.append(f'#EXT-X-MAP:URI="{address(beginning)}"')
                if manifest.began is not None:
                    at = manifest.began + timedelta(seconds=piece.start)
                    lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{at.astimezone(UTC).isoformat(timespec='milliseconds')}")
                before = period.id
            lines += [
                f"#EXTINF:{piece.seconds:.5f},",
                address(self._named(f"{kind}-{number}-{sequence}.m4s", piece.part)),
            ]
        return "\n".join(lines + ([] if manifest.live else ["#EXT-X-ENDLIST"])) + "\n"

    def listed(self, manifest: Manifest, kind: str, number: int) -> Iterator[tuple[Period, Representation, Piece]]:
        """The segments of the representation `number` of each period; of a live one, the last minute."""
        found: list[tuple[Period, Representation, Piece]] = []
        for period in manifest.periods:
            there = self.chosen(period, kind)
            if there:
                each = there[min(number, len(there) - 1)]
                found += [(period, each, piece) for piece in each.pieces]
        newest = found[-1][2].start if found else 0.0
        return (each for each in found if not manifest.live or each[2].start > newest - _LIVE_SECONDS)

    def _position(self, period: Period) -> int:
        """Which period of all that were seen: what left the playlist still counts (RFC 8216, section 4.3.3.3)."""
        return self._positions.setdefault(period.id, len(self._positions))

    def _numbered(self, name: str, pieces: list[Piece]) -> list[int]:
        """The media sequence number of each; one that was listed before keeps its own."""
        known = self._numbers.setdefault(name, OrderedDict())
        following = next(reversed(known.values())) + 1 if known else int(pieces[0].start / max(pieces[0].seconds, 0.1))
        for piece in pieces:
            at = round(piece.start, 3)
            if at not in known:
                known[at], following = following, following + 1
        while len(known) > 4 * len(pieces) + 100:
            known.popitem(last=False)
        return [known[round(piece.start, 3)] for piece in pieces]

    def _named(self, name: str, part: Part) -> str:
        self._parts[name] = part
        while len(self._parts) > 50_000:
            del self._parts[next(iter(self._parts))]
        return name

    async def _fetched(self, part: Part) -> bytes:
        task = self._kept.get(part)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._kept[part] = asyncio.create_task(self._fetch(part), name="dash segment")
        self._kept.move_to_end(part)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        # Shielded: a viewer who leaves must not end the fetch of the others.
        return await asyncio.shield(task)

    async def _fetch(self, part: Part) -> bytes:
        asked = f"bytes={part.range}" if part.range else ""
        return (await whole(self._upstream, self._source, part.url, asked, _SEGMENT_LIMIT))[0]

    async def follow(self, kind: str) -> AsyncIterator[bytes]:
        """The best representation of a kind as one stream of bytes."""
        begun: str | None = None
        last = -1.0
        while True:
            manifest = await self.manifest()
            listed = list(self.listed(manifest, kind, 0))
            if manifest.live and begun is None:
                listed = listed[-3:]
            for period, each, piece in listed:
                if piece.start <= last:
                    continue
                if period.id != begun and each.init is not None:
                    yield await self._fetched(each.init)
                begun, last = period.id, piece.start
                yield await self._fetched(piece.part)
            if not manifest.live:
                return
            await asyncio.sleep(1.0)


def _plain(text: str) -> str:
    """What may stand in a quoted string."""
    return "".join(letter for letter in text if letter.isprintable() and letter != '"')


def _indexed_pieces(data: bytes, url: str, first: int, start: float) -> Iterator[Piece]:
    """The segments that a `sidx` at byte `first` of its file lists (ISO 14496-12 8.16.3)."""
    box = find(data, b"sidx")
    if box is None:
        raise ConversionFailed("the DASH manifest names an index that is none")
    wide = data[box.start]
    scale = struct.unpack_from(">I", data, box.start + 8)[0] or 1
    offset = struct.unpack_from(">Q" if wide else ">I", data, box.start + (20 if wide else 16))[0]
    place = box.start + (28 if wide else 20)
    count = struct.unpack_from(">H", data, place + 2)[0]
    at, byte = start, first + box.end + offset
    for number in range(count):
        size, ticks = struct.unpack_from(">II", data, place + 4 + 12 * number)
        size &= 0x7FFFFFFF
        yield Piece(at, ticks / scale, Part(url, f"{byte}-{byte + size - 1}"))
        at, byte = at + ticks / scale, byte + size
