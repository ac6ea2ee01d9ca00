"""A streaming reader of XMLTV that survives what feeds really contain, faster than an XML parser calls handlers.

It cuts the bytes at `</programme` and reads each block by regular expressions: a bare `&`, a control character, an
undefined HTML entity or a cut-off end spoils at most its own block. Declarations are skipped, so there are no entities
to expand and no files to include; memory is one block. On well-formed feeds it gives what an XML parser gives.

Format: https://wiki.xmltv.org/index.php/XMLTVFormat
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from prism_media.guide.encodings import utf8
from prism_media.guide.items import GuideChannel, GuideProgramme, Item, NotAGuide, Truncated, Unusable
from prism_media.guide.markup import without_declarations
from prism_media.guide.packing import BrokenPacking, unpacked
from prism_media.guide.remembered import Ages, Attributes, EpisodeNumbers, Texts, Times, Written, decoded

BLOCK_LIMIT = 1 << 20
"""Bytes. A block larger than this is not a programme."""

_OPENING = re.compile(rb"<(?:programme|channel)\b")
_TEXTS = (
    rb"\s*<title\b[^>]*>([^<]*)</title>\s*(?:<sub-title\b[^>]*>([^<]*)</sub-title>\s*)?"
    rb"(?:<desc\b[^>]*>([^<]*)</desc>\s*)?"
)
_BEGINNING = re.compile(_TEXTS)
"""How most programmes go on, read in a fifth of the time that its elements take one by one."""
_USUAL = re.compile(rb">?\s*<programme" + rb'\s+(start|stop|channel)="([^"]*)"' * 3 + rb"\s*>" + _TEXTS)
"""How most programmes begin."""
_QUOTED_TAG = re.compile(rb"""(?:[^>"']++|"[^"]*"|'[^']*')*+>""")
_ELEMENT = re.compile(rb"<([a-z-]+)([^<>]*)>([^<]*)")
"""A start tag and the text up to the next tag: all that XMLTV's elements hold."""
_ICON_IN_RATING = re.compile(rb"<(?:star-)?rating\b[^>]*>\s*(?:<value[^>]*>[^<]*</value>\s*)?<icon")

_TITLE, _SUBTITLE, _DESCRIPTION, _CATEGORY, _PERSON, _NUMBER, _ICON, _RATING, _STARS, _VALUE, _NEW = range(11)
_KINDS = {
    b"title": _TITLE, b"sub-title": _SUBTITLE, b"desc": _DESCRIPTION, b"category": _CATEGORY, b"episode-num": _NUMBER,
    b"icon": _ICON, b"rating": _RATING, b"star-rating": _STARS, b"value": _VALUE, b"new": _NEW, b"premiere": _NEW,
    b"director": _PERSON, b"actor": _PERSON, b"writer": _PERSON, b"adapter": _PERSON, b"producer": _PERSON,
    b"composer": _PERSON, b"editor": _PERSON, b"presenter": _PERSON, b"commentator": _PERSON, b"guest": _PERSON,
}  # fmt: skip

Element = tuple[bytes, bytes, bytes]
"""An element's name, attributes and text, as written."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a feed is to be read where it leaves a choice."""

    languages: tuple[str, ...] = ()
    """Preferred for titles and descriptions, best first; else the first one written counts."""
    zone: str = ""
    """The zone of times that name none, such as `Europe/Berlin`; empty: UTC."""


def parse(chunks: Iterable[bytes], wishes: Wishes | None = None) -> Iterator[Item]:
    """Yield the channels and programmes of an XMLTV feed in its order; compression is undone.

    Raises:
        NotAGuide: there is no XMLTV in it.
        TooLarge: it is a bomb: it grows to more than any guide has.
    """
    reader = Reader(wishes or Wishes())
    try:
        for chunk in utf8(unpacked(chunks)):
            yield from reader.feed(chunk)
    except BrokenPacking:
        reader.broken = True
    yield from reader.end()
    if not reader.found_any:
        raise NotAGuide(reader.what_it_is())


class Reader:
    """Holds what is not yet a whole block, of a feed that is UTF-8."""

    def __init__(self, wishes: Wishes) -> None:
        self._languages = tuple(language.encode() for language in wishes.languages)
        self._held = b""
        self._head = b""
        self._texts = Texts()
        self._times = Times(ZoneInfo(wishes.zone) if wishes.zone else None)
        self._attributes = Attributes()
        self._numbers = EpisodeNumbers(self._attributes)
        self._ages = Ages(self._attributes)
        self.found_any = False
        self.broken = False
        """Whether the compression was; to be set before `end`."""

    def feed(self, chunk: bytes) -> list[Item]:
        """Return the items that are whole now."""
        text, unfinished = without_declarations(self._held + chunk)
        self._head = self._head or text[:4096]
        *blocks, rest = text.split(b"</programme")
        self.found_any = self.found_any or bool(blocks)
        items: list[Item] = []
        for block in blocks:
            usual = self._usual(block)
            if usual is not None:
                items.append(usual)
            else:
                items += self._unusual(block)
        if (closed := rest.rfind(b"</channel")) >= 0 and b"<programme" not in rest[:closed]:
            items += self._channels(rest[: closed + len(b"</channel")])
            rest = rest[closed + len(b"</channel") :]
        self._held = _unfinished(rest) + unfinished
        return items

    def end(self) -> list[Item]:
        """Return what the end of the feed means."""
        items: list[Item] = []
        opening = _OPENING.search(self._held)
        if opening and b"/>" in self._held[opening.end() :]:
            items += self._channels(self._held)
        if opening and not self._held.rstrip().endswith(b"</tv>"):
            items.append(Truncated())
            self.found_any = True
        elif self.broken:
            items.append(Truncated())
        return items

    def what_it_is(self) -> str:
        """A sentence about a feed in which nothing was found."""
        if b"<tv" in self._head + self._held:
            return "the guide is empty"
        return "this is not an XMLTV guide; it has neither channels nor programmes"

    def _channels(self, text: bytes) -> Iterator[GuideChannel]:
        for block in text.split(b"<channel")[1:]:
            tag, _, inner = block.partition(b">")
            xml_id = self._texts[self._attributes[tag].get(b"id", b"")]
            if not xml_id:
                continue
            self.found_any = True
            elements = [] if tag.endswith(b"/") else _ELEMENT.findall(inner.partition(b"</channel")[0])
            names = (self._texts[written] for kind, _, written in elements if kind == b"display-name")
            icons = (self._source(attributes) for kind, attributes, _ in elements if kind == b"icon")
            yield GuideChannel(xml_id, tuple(dict.fromkeys(filter(None, names))), next(icons, ""))

    def _usual(self, block: bytes) -> Item | None:
        """A programme that is written as most are; `None` for another block."""
        found = _USUAL.match(block)
        if found is None or block.find(b"<programme", found.end(6)) >= 0:
            return None
        one, first, two, second, three, third, title, subtitle, description = found.groups()
        tag = {one: first, two: second, three: third}
        if len(tag) < 3:
            return None
        start = self._times[tag[b"start"]]
        channel = tag[b"channel"]
        if start is None or not channel:
            return Unusable()
        head = self._texts[channel], start, self._times[tag[b"stop"]]
        return self._programme(head, (title, subtitle, description), block, found.end(6), found.end())

    def _unusual(self, block: bytes) -> Iterator[Item]:
        """The channels before a programme, and it, whatever it looks like."""
        before, *opened = block.split(b"<programme")
        if b"<channel" in before:
            yield from self._channels(before)
        for _ in opened[:-1]:
            yield Unusable()
        if opened:
            yield self._odd(opened[-1])

    def _odd(self, block: bytes) -> Item:
        tag = _QUOTED_TAG.match(block)
        end = tag.end() if tag else block.find(b">")
        if block[end - 2 : end] == b"/>":
            return Unusable()
        attributes = self._attributes[block[:end]]
        start = self._times[attributes.get(b"start", b"")]
        channel = attributes.get(b"channel", b"")
        if start is None or not channel:
            return Unusable()
        head = self._texts[channel], start, self._times[attributes.get(b"stop", b"")]
        beginning = _BEGINNING.match(block, end)
        texts = beginning.groups() if beginning else (None, None, None)
        made = self._programme(head, texts, block, end, beginning.end() if beginning else end)
        catchup_id = attributes.get(b"catchup-id")
        if catchup_id and isinstance(made, GuideProgramme):
            made = made._replace(catchup_id=self._texts[catchup_id])
        return made

    def _programme(
        self, head: tuple[str, int, int | None], beginning: tuple[bytes | None, ...], block: bytes, end: int, rest: int
    ) -> Item:
        """Make a programme of its tag, the texts at its beginning and the elements from `rest` on."""
        title, subtitle, description = beginning
        texts = self._texts
        shown = [
            texts[title] if title else "", decoded(subtitle) if subtitle else "",
            decoded(description) if description else "",
        ]  # fmt: skip
        details = self._details(block, rest, shown)
        if not shown[0]:
            return Unusable()
        if self._languages:
            elements: list[Element] = _ELEMENT.findall(block, end)
            for place, name in enumerate((b"title", b"sub-title", b"desc")):
                shown[place] = self._preferred(elements, name) or shown[place]
        return GuideProgramme._make((*head, *shown, *details, None))

    def _details(
        self, block: bytes, rest: int, shown: list[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...], int | None, int | None, int | None, str, bool]:
        """Read elements, adding to title, subtitle and description what those still lack."""
        texts = self._texts
        categories: list[str] = []
        people: list[str] = []
        numbers: list[Written] = []
        age: int | None = None
        rating: bytes | None = None
        icon, is_new = "", False
        for name, attributes, written in _ELEMENT.findall(block, rest):
            kind = _KINDS.get(name)
            if kind is None:
                continue
            if kind == _PERSON:
                people.append(texts[written])
            elif kind == _CATEGORY:
                categories.append(texts[written])
            elif kind == _NUMBER:
                numbers.append((attributes, written))
            elif kind == _ICON:
                if not icon and (rating is None or not _ICON_IN_RATING.search(block)):
                    icon = self._source(attributes)
            elif kind == _RATING:
                rating = attributes
            elif kind == _VALUE:
                if rating is not None:
                    allowed = self._ages[rating, written]
                    age = allowed if age is None or (allowed is not None and allowed > age) else age
            elif kind == _STARS:
                rating = None
            elif kind == _NEW:
                is_new = True
            else:
                shown[kind] = shown[kind] or decoded(written)
        season, episode = self._numbers.best(numbers) if numbers else (None, None)
        return _distinct(categories), _distinct(people), season, episode, age, icon, is_new

    def _preferred(self, elements: list[Element], wanted: bytes) -> str:
        written_in = [(attributes, written) for name, attributes, written in elements if name == wanted]
        if len(written_in) > 1:
            for language in self._languages:
                for attributes, written in written_in:
                    if self._attributes[attributes].get(b"lang", b"").partition(b"-")[0] == language:
                        return decoded(written)
        return ""

    def _source(self, attributes: bytes) -> str:
        source = self._attributes[attributes].get(b"src", b"")
        return decoded(source) if source else ""


def _distinct(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts))) if texts else ()


def _unfinished(rest: bytes) -> bytes:
    """What of the rest may be the beginning of a block, or of its tag."""
    opening = _OPENING.search(rest)
    if opening is None:
        return rest[-len(b"<programme ") :]
    # An opening without an end in 1 MiB is damage: go on after it.
    return rest[opening.start() :] if len(rest) - opening.start() < BLOCK_LIMIT else rest[-len(b"<programme ") :]
