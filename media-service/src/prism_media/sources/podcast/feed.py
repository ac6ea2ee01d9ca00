"""A podcast's feed, RSS 2.0 with Apple's and Podcasting 2.0's additions or Atom, as a series and its episodes.

Read by expat as it comes, with no entities but XML's own: a document type that declares any is refused, nothing is
fetched, and memory is one episode. What is wrong with one episode leaves the others.

Formats: https://www.rssboard.org/rss-specification, https://podcasters.apple.com/support/823, RFC 4287.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from html.entities import html5
from urllib.parse import urljoin
from xml.parsers import expat

from prism_media.sources.values import clock_seconds, epoch, flag, whole

_NAMESPACES = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://www.w3.org/xml/1998/namespace": "xml:",
}
TEXT_LIMIT = 1 << 18
"""Characters of one field; the rest is not kept."""
_PLAYABLE = (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav", ".mp4", ".m4v", ".mov", ".webm", ".m3u8")
_TAG = re.compile(r"<[^>]{0,2000}>")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:[A-Za-z][A-Za-z0-9]{0,30}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{0,30});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class NotAFeed(ValueError):
    """The bytes are no podcast feed; the message says what they seem to be."""


@dataclass(slots=True)
class Show:
    """What a feed says about the podcast itself."""

    title: str = ""
    description: str = ""
    image: str = ""
    author: str = ""
    categories: list[str] = field(default_factory=list)
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode with something to play; `published_at` is in Unix seconds."""

    key: str
    title: str
    url: str
    media_type: str = ""
    plot: str = ""
    image: str = ""
    seconds: int | None = None
    published_at: int | None = None
    season: int | None = None
    number: int | None = None
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """An episode that cannot be played, and why; `place` counts from 1."""

    place: int
    reason: str


@dataclass(slots=True)
class _Entry:
    texts: dict[str, str] = field(default_factory=dict)
    enclosures: list[tuple[str, str]] = field(default_factory=list)
    image: str = ""


def parse(chunks: Iterable[bytes], base_url: str, show: Show) -> Iterator[Episode | Skipped]:
    """Yield the episodes in the feed's order, filling `show`; addresses become absolute against `base_url`.

    Raises:
        NotAFeed: it is a web page, empty, broken before its first episode, or declares entities of its own.
    """
    reader = _Reader(base_url, show)
    try:
        for chunk in _plain(chunks):
            reader.feed(chunk)
            yield from reader.taken()
        reader.feed(b"", last=True)
    except expat.ExpatError as error:
        yield from reader.taken()
        # A feed that breaks off has told what came before.
        if reader.place == 0:
            raise NotAFeed(reader.what_it_is(error)) from None
        yield Skipped(reader.place + 1, f"the feed breaks off in line {error.lineno}")
        return
    yield from reader.taken()
    if not reader.is_feed:
        raise NotAFeed(reader.what_it_is(None))


def _plain(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes without what expat stops at although every feed reader forgives it."""
    held, started = b"", False
    for chunk in chunks:
        data = held + (chunk if started else chunk.lstrip())
        if not started and len(data) < 4:
            held = data
            continue
        started = True
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:4]:
            yield data
            yield from chunks
            return
        # A reference may be cut by the end of the chunk.
        cut = data.rfind(b"&", max(0, len(data) - 40))
        data, held = (data[:cut], data[cut:]) if cut >= 0 and b";" not in data[cut:] else (data, b"")
        yield _forgiven(data)
    yield _forgiven(held)


def _forgiven(data: bytes) -> bytes:
    return _CONTROL.sub(b" ", _NAMED.sub(_numbered, _BARE_AMPERSAND.sub(b"&amp;", data)))


def _numbered(found: re.Match[bytes]) -> bytes:
    """HTML's `&nbsp;` as the number that XML knows too; nothing for a name that nobody knows."""
    name = found[1].decode()
    if name in _XML_NAMES:
        return found[0]
    return "".join(f"&#{ord(letter)};" for letter in html5.get(f"{name};", "")).encode()


class _Reader:
    def __init__(self, base_url: str, show: Show) -> None:
        self._base_url = base_url
        self._show = show
        self._path: list[str] = []
        self._text: list[str] = []
        self._size = 0
        self._entry: _Entry | None = None
        self._ready: list[Episode | Skipped] = []
        self._root = ""
        self.place = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._refuse

    @property
    def is_feed(self) -> bool:
        """Whether its root is one of a feed."""
        return self._root.lower() in {"rss", "feed", "rdf"}

    def feed(self, data: bytes, last: bool = False) -> None:
        self._parser.Parse(data, last)

    def taken(self) -> list[Episode | Skipped]:
        """The episodes read since the last time."""
        ready, self._ready = self._ready, []
        return ready

    def what_it_is(self, error: expat.ExpatError | None) -> str:
        if self._root.lower() == "html":
            return "the address answered with a web page, not a podcast's feed; look for a link called RSS on it"
        if not self._root:
            return "the address answered with something that is no podcast feed"
        if not self.is_feed:
            return f"this is XML of the kind {self._root[:40]!r}, not a podcast's feed"
        return f"the feed is broken in line {error.lineno}" if error else "the feed is empty"

    def _refuse(self, *_: object) -> None:
        raise NotAFeed("the feed declares entities of its own, which no podcast needs and which can be harmful")

    def _characters(self, data: str) -> None:
        if self._size < TEXT_LIMIT:
            self._text.append(data)
            self._size += len(data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _short(name)
        self._root = self._root or name
        self._path.append(name)
        self._text, self._size = [], 0
        if name in {"item", "entry"}:
            self._entry = _Entry()
        elif self._entry is not None:
            self._in_entry(name, attributes)
        elif name == "itunes:image" and not self._show.image:
            self._show.image = self._absolute(attributes.get("href", ""))
        elif name == "itunes:category" or (name == "category" and attributes.get("term")):
            self._show.categories.append(attributes.get("text") or attributes.get("term", ""))

    def _in_entry(self, name: str, attributes: dict[str, str]) -> None:
        entry = self._entry
        assert entry is not None
        kind = attributes.get("type", "").strip().lower()
        if name == "enclosure" or (name == "link" and attributes.get("rel") == "enclosure") or name == "media:content":
            url = attributes.get("url") or attributes.get("href", "")
            entry.enclosures.append((self._absolute(url), kind or attributes.get("medium", "")))
        elif name in {"itunes:image", "media:thumbnail"} and not entry.image:
            entry.image = self._absolute(attributes.get("href") or attributes.get("url", ""))

    def _end(self, name: str) -> None:
        name = _short(name)
        text = "".join(self._text).strip()
        self._text, self._size = [], 0
        self._path.pop()
        if name in {"item", "entry"} and self._entry is not None:
            self.place += 1
            self._ready.append(_episode(self._entry, self.place))
            self._entry = None
        elif self._entry is not None:
            if text:
                self._entry.texts.setdefault(name, text)
        elif text:
            self._about_show(name, text)

    def _about_show(self, name: str, text: str) -> None:
        show, parent = self._show, self._path[-1] if self._path else ""
        if parent == "image":
            if name == "url":
                show.image = show.image or self._absolute(text)
        elif name == "title":
            show.title = show.title or readable(text)
        elif name in {"description", "subtitle", "itunes:summary"}:
            show.description = show.description or readable(text)
        elif name in {"logo", "icon"}:
            show.image = show.image or self._absolute(text)
        elif name in {"itunes:author", "name"}:
            show.author = show.author or readable(text)
        elif name == "itunes:explicit":
            show.explicit = _explicit(text)

    def _absolute(self, written: str) -> str:
        try:
            return urljoin(self._base_url, written.strip()) if written.strip() else ""
        except ValueError:
            return ""


def _episode(entry: _Entry, place: int) -> Episode | Skipped:
    said = entry.texts
    title = readable(said.get("title") or said.get("itunes:title", ""))
    playable = [(url, kind) for url, kind in entry.enclosures if _is_playable(url, kind)]
    if not playable:
        name = f"{title[:80]!r} " if title else ""
        return Skipped(place, f"episode {name}has nothing that can be played")
    url, kind = playable[0]
    return Episode(
        key=said.get("guid") or said.get("id") or url,
        title=title,
        url=url,
        media_type=kind,
        plot=readable(next((said[name] for name in _DESCRIPTIONS if said.get(name)), "")),
        image=entry.image,
        seconds=clock_seconds(said.get("itunes:duration")),
        published_at=_published(next((said[name] for name in _DATES if said.get(name)), "")),
        season=whole(said.get("itunes:season")),
        number=whole(said.get("itunes:episode")),
        explicit=_explicit(said.get("itunes:explicit", "")),
    )


_DESCRIPTIONS = ("description", "itunes:summary", "summary", "content:encoded", "content", "itunes:subtitle")
_DATES = ("pubDate", "published", "updated", "date")


def _is_playable(url: str, kind: str) -> bool:
    if not url.lower().startswith(("http://", "https://")):
        return False
    if kind.startswith(("audio", "video")) or "mpegurl" in kind:
        return True
    # Feeds of all ages call their sound application/octet-stream, or nothing.
    path = url.lower().partition("?")[0]
    return path.endswith(_PLAYABLE) or (kind == "application/octet-stream" and not path.endswith((".pdf", ".zip")))


def _published(text: str) -> int | None:
    if not text:
        return None
    try:
        return int(parsedate_to_datetime(text).timestamp())
    except (ValueError, TypeError, IndexError, OverflowError):
        return epoch(text.replace("Z", "+00:00"))


def _explicit(text: str) -> bool:
    return flag(text) or text.strip().lower() == "explicit"


def readable(text: str) -> str:
    """A text that may be HTML, as plain text on one line."""
    plain = _TAG.sub(" ", text) if "<" in text else text
    return " ".join(unescape(plain).split())


def _short(name: str) -> str:
    """`itunes:duration` for the name that expat gives with its namespace; the plain one of unknown namespaces."""
    space, _, local = name.rpartition(" ")
    return _NAMESPACES.get(space.lower(), "") + local if space else local
