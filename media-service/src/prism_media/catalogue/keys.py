"""Channel ids that survive a refresh.

A playlist's addresses carry tokens that change daily, names gain "HD", and lines move. A channel is therefore known
by the most lasting thing its entry has, in this order: the provider's own number for the stream, the guide's id with
the name, the name with its group. The id is a short hash of that key within its playlist.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections import Counter

from prism_media.catalogue.m3u.model import Entry
from prism_media.catalogue.names import normalise

# /live/USER/PASSWORD/1905905.ts, /USER/PASSWORD/1905905 (Xtream Codes)
_PROVIDER_NUMBER = re.compile(
    r"^https?://[^/]+/(?:live/|movie/|series/)?[^/]+/[^/]+/(\d{1,10})(?:\.(?:ts|m3u8))?(?:[?#].*)?$"
)


def stable_key(entry: Entry) -> str:
    """What a channel is known by across refreshes; not unique, since a playlist may list a stream twice."""
    if found := _PROVIDER_NUMBER.match(entry.url):
        return f"number:{found[1]}"
    name = normalise(entry.name)
    if entry.tvg_id:
        return f"guide:{entry.tvg_id.casefold()}|{name}"
    return f"name:{name}|{entry.group.casefold()}"


class ChannelIds:
    """Gives out the ids of one playlist in order; the second of two equal entries gets an id of its own."""

    def __init__(self, playlist_id: str) -> None:
        self._playlist_id = playlist_id
        self._seen: Counter[str] = Counter()

    def next(self, entry: Entry) -> str:
        """The id of `entry`, 13 letters and digits."""
        key = stable_key(entry)
        self._seen[key] += 1
        return short_id(self._playlist_id, key, str(self._seen[key]))


def short_id(*parts: str) -> str:
    """A 13-character id of 64 bits made from `parts`, always the same for the same ones."""
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest()
    return b32encode(digest).decode().rstrip("=").lower()
