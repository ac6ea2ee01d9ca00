"""Channel ids that survive a refresh.

A playlist's addresses carry tokens that change daily, hosts move, names gain "HD", groups are renamed and lines move.
So the entries of a new list are matched with the channels of the old one, by the surest thing that both have: the very
address, the provider's number for the stream, the address without what looks like a token, the guide's id, the name.
An entry takes over the id of the channel that it is matched with; only what nothing fits gets an id of its own.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

# /live/USER/PASSWORD/1905905.ts, /USER/PASSWORD/1905905 (Xtream Codes)
_PROVIDER_NUMBER = re.compile(
    r"^https?://[^/]+/(?:(live|movie|series)/)?[^/]+/[^/]+/(\d{1,10})(?:\.[a-z0-9]{2,4})?(?:[?#].*)?$"
)
_TOKEN = re.compile(
    r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_=+~-]{16,}|[0-9a-f]{12,}|\d{9,}|[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}"
)
_IDENTITY = frozenset(
    {"id", "ch", "channel", "channelid", "channel_id", "stream", "streamid", "stream_id", "name", "c"}
)
"""Query parameters that say which channel; the others are tokens, times and the like."""


class Known(NamedTuple):
    """What a channel is known by: of a row that is there, or of one to come (whose `id` is empty)."""

    id: str
    norm: str
    url: str
    tvg_id: str
    groups: str


def provider_stream(url: str) -> str:
    """The provider's own number for a stream with the kind of stream, empty where the address has none."""
    found = _PROVIDER_NUMBER.match(url)
    return f"{found[1] or 'live'}/{found[2]}" if found else ""


@lru_cache(maxsize=1 << 16)
def lasting_path(url: str) -> str:
    """The address without its host and without what looks like a token; what two days' addresses have in common."""
    if number := provider_stream(url):
        return number
    parts = urlsplit(url)
    path = "/".join("*" if _TOKEN.fullmatch(part) else part for part in parts.path.split("/"))
    said = sorted(pair for pair in parse_qsl(parts.query) if pair[0].lower() in _IDENTITY)
    return f"{path}?{said}" if said else path


def lasting_address(url: str) -> str:
    """The same with its host."""
    return f"{urlsplit(url).netloc.rpartition('@')[2]} {lasting_path(url)}"


Key = Callable[[Known], Hashable]
_PAIRED: tuple[Key, ...] = (
    lambda it: (it.url, it.norm),
    lambda it: (lasting_address(it.url), it.norm),
    lambda it: (lasting_path(it.url), it.norm),
    lambda it: it.tvg_id and (it.tvg_id.casefold(), it.norm, it.groups),
    lambda it: it.tvg_id and (it.tvg_id.casefold(), it.norm),
    lambda it: it.norm and (it.norm, it.groups),
)
"""Keys that name one channel: where several have one, they are copies, and are matched in the order they stand in."""
_UNIQUE: tuple[Key, ...] = (
    lambda it: it.url,
    lambda it: provider_stream(it.url),
    lambda it: lasting_address(it.url),
    lambda it: it.norm,
    lambda it: it.tvg_id.casefold(),
    lambda it: lasting_path(it.url),
)
"""Weaker keys, which count only where they are of one channel in both whole lists."""


def inherited_ids(
    playlist_id: str, old: Sequence[Known], new: Sequence[Known], vanished: Sequence[Known] = ()
) -> list[str]:
    """The ids of `new`, in its order: each that of the channel of `old` it is, or one of its own.

    Those of `new` that have an id keep it. What is in no old list may be one of the `vanished`, those last gone first,
    which are surely known alone.
    """
    ids = [channel.id for channel in new]
    given = set(ids)
    left_old = [place for place, channel in enumerate(old) if channel.id not in given]
    left_new = [place for place, its in enumerate(ids) if not its]
    for key in _PAIRED:
        _pair(old, new, key, left_old, left_new, ids)
    for key in _UNIQUE:
        if left_old and left_new:
            _pair_unique(old, new, key, left_old, left_new, ids)
    taken = set(ids)
    left_vanished = [place for place, channel in enumerate(vanished) if channel.id not in taken]
    for key in _PAIRED:
        _pair(vanished, new, key, left_vanished, left_new, ids)
    _give_new(playlist_id, new, left_new, ids, {channel.id for channel in old} | set(ids))
    return ids


def _pair(
    old: Sequence[Known], new: Sequence[Known], key: Key, left_old: list[int], left_new: list[int], ids: list[str]
) -> None:
    """Match what is left by `key`, in order, and take it out of both lists."""
    if not left_old or not left_new:
        return
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place in reversed(left_old):
        if its := key(old[place]):
            waiting[its].append(place)
    taken: set[int] = set()
    for place in left_new:
        if (its := key(new[place])) and (there := waiting.get(its)):
            taken.add(found := there.pop())
            ids[place] = old[found].id
    _drop(left_old, left_new, taken, ids)


def _pair_unique(
    old: Sequence[Known], new: Sequence[Known], key: Key, left_old: list[int], left_new: list[int], ids: list[str]
) -> None:
    """Match what is left by `key` where one channel of each whole list has it."""
    theirs, ours = _singles(old, key), _singles(new, key)
    still_old, taken = set(left_old), set()
    for its, place in ours.items():
        found = theirs.get(its)
        if found is not None and found in still_old and not ids[place]:
            ids[place] = old[found].id
            taken.add(found)
    _drop(left_old, left_new, taken, ids)


def _singles(channels: Sequence[Known], key: Key) -> dict[Hashable, int]:
    """By key, the place of the only channel that has it."""
    places: dict[Hashable, int] = {}
    twice: set[Hashable] = set()
    for place, channel in enumerate(channels):
        its = key(channel)
        if not its or its in places:
            twice.add(its)
        places[its] = place
    return {its: place for its, place in places.items() if its not in twice}


def _drop(left_old: list[int], left_new: list[int], taken: set[int], ids: list[str]) -> None:
    left_old[:] = [place for place in left_old if place not in taken]
    left_new[:] = [place for place in left_new if not ids[place]]


def _give_new(playlist_id: str, new: Sequence[Known], left: Iterable[int], ids: list[str], used: set[str]) -> None:
    """Make ids from what each is known by, so that a channel that comes back after days away has the one it had."""
    copies: dict[str, int] = {}
    for place in left:
        key = stable_key(new[place])
        copy = copies.get(key, 1)
        while (its := short_id(playlist_id, key, str(copy))) in used:
            copy += 1
        copies[key] = copy
        used.add(its)
        ids[place] = its


def stable_key(channel: Known) -> str:
    """What a channel is known by where there is no old list; not unique, since a playlist may list a stream twice."""
    if number := provider_stream(channel.url):
        return f"number:{number.removeprefix('live/')}"
    if channel.tvg_id:
        return f"guide:{channel.tvg_id.casefold()}|{channel.norm}"
    return f"name:{channel.norm}|{channel.groups.strip(';').casefold()}"


def short_id(*parts: str) -> str:
    """A 13-character id of 64 bits made from `parts`, always the same for the same ones."""
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest()
    return b32encode(digest).decode().rstrip("=").lower()
