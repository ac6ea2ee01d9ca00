"""The guide as XMLTV, made as it is sent.

Format: https://wiki.xmltv.org/index.php/XMLTVFormat
"""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from prism_media.output.shelf import Shelf
from prism_media.viewers.current import Viewer

Row = dict[str, Any]
PAST_SECONDS = 86_400
AHEAD_SECONDS = 14 * 86_400
_AT_ONCE = 100
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


async def xmltv(shelf: Shelf, viewer: Viewer, now: int) -> AsyncIterator[bytes]:
    """Yield the guide of all television and radio that a viewer may see, from a day ago on."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<tv generator-info-name="Prism">\n'
    async for rows in shelf.rows("live", viewer):
        yield "".join(_channel(row) for row in rows).encode()
    async for rows in shelf.rows("live", viewer):
        for at in range(0, len(rows), _AT_ONCE):
            some = [row for row in rows[at : at + _AT_ONCE] if row["guide_channel"] is not None]
            found = await shelf.programmes(some, now - PAST_SECONDS, now + AHEAD_SECONDS, viewer)
            for row in some:
                told = found.get(row["guide_channel"], [])
                yield "".join(_programme(row, programme) for programme in told).encode()
    yield b"</tv>\n"


async def gzipped(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield `chunks` as one gzip file."""
    packer = zlib.compressobj(wbits=31)
    async for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()


def _channel(row: Row) -> str:
    icon = f"<icon src={_quoted(row['logo'])}/>" if row["logo"].startswith("http") else ""
    return f"<channel id={_quoted(row['id'])}><display-name>{_text(row['name'])}</display-name>{icon}</channel>\n"


def _programme(channel: Row, row: Row) -> str:
    shift = channel["shift_seconds"]
    parts = [
        f'<programme start="{_time(row["start"] + shift)}" stop="{_time(row["stop"] + shift)}" '
        f"channel={_quoted(channel['id'])}><title>{_text(row['title'])}</title>"
    ]
    if row["subtitle"]:
        parts.append(f"<sub-title>{_text(row['subtitle'])}</sub-title>")
    if row["description"]:
        parts.append(f"<desc>{_text(row['description'])}</desc>")
    parts += [f"<category>{_text(name)}</category>" for name in row["categories"]]
    if row["icon"]:
        parts.append(f"<icon src={_quoted(row['icon'])}/>")
    if row["episode"] is not None:
        season = "" if row["season"] is None else row["season"] - 1
        parts.append(f'<episode-num system="xmltv_ns">{season}.{row["episode"] - 1}.</episode-num>')
    if row["is_new"]:
        parts.append("<new/>")
    if row["age"] is not None:
        parts.append(f"<rating><value>{row['age']}</value></rating>")
    return "".join([*parts, "</programme>\n"])


def _time(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y%m%d%H%M%S} +0000"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))
