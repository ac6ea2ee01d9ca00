"""Variables of HLS playlists, put in before anything else is read (RFC 8216bis, section 4.3).

Their definitions do not go on to the browser: a value may be a token of the provider's, and a player that imports one
looks for it in a playlist that is not the provider's any more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from prism_core.errors import UpstreamFailed
from prism_media.relay.playlist import lines_of
from prism_media.upstream.client import host_of

_DEFINE = "#EXT-X-DEFINE:"
_REFERENCE = re.compile(r"\{\$([A-Za-z0-9_-]+)\}")
_ATTRIBUTE = re.compile(r'([A-Z0-9-]+)\s*=\s*("[^"]*"|[^,]*)')


def attributes(line: str) -> dict[str, str]:
    """The attribute list of a tag, without quotes."""
    return {name: value.strip().strip('"') for name, value in _ATTRIBUTE.findall(line.partition(":")[2])}


def expand(text: str, url: str, imported: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The playlist of `url` with its variables put in, and what it defines.

    `imported` is what the playlist above defines.

    Raises:
        UpstreamFailed: something is used that nothing before it defines; a player must refuse such a playlist.
    """
    if _DEFINE not in text:
        return text, {}
    defined: dict[str, str] = {}
    lines: list[str] = []
    for line in lines_of(text):
        known = _REFERENCE.sub(lambda found: defined.get(found[1], found[0]), line) if "{$" in line else line
        if not known.lstrip().startswith(_DEFINE):
            _refuse_undefined(known, url)
            lines.append(known)
            continue
        for name, value in _definition(attributes(known), url, imported).items():
            defined.setdefault(name, value)
    return "\n".join(lines), defined


def _refuse_undefined(line: str, url: str) -> None:
    found = _REFERENCE.search(line) if "{$" in line and not line.startswith("#EXTINF") else None
    if found is not None:
        raise UpstreamFailed(f"{host_of(url)} sends a playlist that uses {found[1]!r} without defining it")


def _definition(said: Mapping[str, str], url: str, imported: Mapping[str, str]) -> dict[str, str]:
    if name := said.get("NAME"):
        return {name: said.get("VALUE", "")}
    if name := said.get("IMPORT"):
        return {name: imported[name]} if name in imported else {}
    name = said.get("QUERYPARAM", "")
    found = parse_qs(urlsplit(url).query, keep_blank_values=True).get(name)
    return {name: found[0]} if found else {}
