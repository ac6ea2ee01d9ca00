"""A streaming reader of XMLTV that survives what feeds really contain, at the pace of a bare XML parser.

It cuts the bytes at `</programme` and reads each block by one regular expression: a bare `&`, a control character, an
undefined HTML entity or a cut-off end spoils at most its own block. Declarations are skipped, so there are no entities
to expand and no files to include; memory is one block. On well-formed feeds it gives what an XML parser gives.

Format: https://wiki.xmltv.org/index.php/XMLTVFormat
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import TypeVar

from prism_media.guide.encodings import utf8
from prism_media.guide.episodes import Numbers, best_of, episode_of
from prism_media.guide.items import GuideChannel, GuideProgramme, Item, NotAGuide, Truncated, Unusable
from prism_media.guide.markup import without_declarations
from prism_media.guide.packing import BrokenPacking, unpacked
from prism_media.guide.ratings import age_of
from prism_media.guide.times import epoch_of

BLOCK_LIMIT = 1 << 20
"""Bytes. A block larger than this is not a programme."""
_REMEMBERED = 30_000
"""Times and short texts that are kept decoded: feeds repeat them thousands of times."""
_SHORT = 48

_OPENING = re.compile(rb"<(?:programme|channel)\b")
_USUAL = re.compile(rb'\s+start="([^"]*)"\s+stop="([^"]*)"\s+channel="([^"]*)"\s*>')
_ATTRIBUTE = re.compile(rb"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_QUOTED_TAG = re.compile(rb"""(?:[^>"']++|"[^"]*"|'[^']*')*+>""")
_ELEMENT = re.compile(rb"<([a-z-]+)([^<>]*)>([^<]*)")
"""A start tag and the text up to the next tag: all that XMLTV's elements hold."""
_BEGINNING = re.compile(
    rb"\s*<title\b[^>]*>([^<]*)</title>\s*(?:<sub-title\b[^>]*>([^<]*)</sub-title>\s*)?"
    rb"(?:<desc\b[^>]*>([^<]*)</desc>\s*)?"
)
"""How most programmes begin, read in a fifth of the time that its elements take one by one."""
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

K = TypeVar("K")
V = TypeVar("V")


def parse(chunks: Iterable[bytes], languages: tuple[str, ...] = ()) -> Iterator[Item]:
    """Yield the channels and programmes of an XMLTV feed in its order; compression is undone.

    `languages` are preferred for titles and descriptions, best first; else the first one written counts.

    Raises:
        NotAGuide: there is no XMLTV in it.
        TooLarge: it is a bomb: it grows to more than any guide has.
    """
    reader = _Reader(languages)
    try:
        for chunk in utf8(unpacked(chunks)):
            yield from reader.feed(chunk)
    except BrokenPacking:
        reader.broken = True
    yield from reader.end()


class _Reader:
    """Holds what is not yet a whole block."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = tuple(language.encode() for language in languages)
        self._held = b""
        self._found_any = False
        self._head = b""
        self._texts = _Texts()
        self._times = _Times()
        self._attributes = _Attributes()
        self._numbers: dict[tuple[bytes, bytes], Numbers] = _Numbers(self._said)
        self._ages: dict[tuple[bytes, bytes], int | None] = _Ages(self._said)
        self.broken = False

    def feed(self, chunk: bytes) -> Iterator[Item]:
        """Yield the items that are whole now."""
        text, unfinished = without_declarations(self._held + chunk)
        self._head = self._head or text[:4096]
        *blocks, rest = text.split(b"</programme")
        for block in blocks:
            before, *opened = block.split(b"<programme")
            if b"<channel" in before:
                yield from self._channels(before)
            for _ in opened[:-1]:
                yield Unusable()
            if opened:
                self._found_any = True
                yield self._programme(opened[-1])
        if (closed := rest.rfind(b"</channel")) >= 0 and b"<programme" not in rest[:closed]:
            yield from self._channels(rest[: closed + len(b"</channel")])
            rest = rest[closed + len(b"</channel") :]
        self._held = _unfinished(rest) + unfinished

    def end(self) -> Iterator[Item]:
        """Yield what the end of the feed means."""
        opening = _OPENING.search(self._held)
        if opening and b"/>" in self._held[opening.end() :]:
            yield from self._channels(self._held)
        if opening and not self._held.rstrip().endswith(b"</tv>"):
            yield Truncated()
            self._found_any = True
        elif self.broken:
            yield Truncated()
        if not self._found_any:
            raise NotAGuide(_what_it_is(self._head + self._held))

    def _channels(self, text: bytes) -> Iterator[GuideChannel]:
        for block in text.split(b"<channel")[1:]:
            tag, _, inner = block.partition(b">")
            xml_id = self._texts[self._attributes[tag].get(b"id", b"")]
            if not xml_id:
                continue
            self._found_any = True
            said = [] if tag.endswith(b"/") else _ELEMENT.findall(inner.partition(b"</channel")[0])
            names = (self._texts[written] for kind, _, written in said if kind == b"display-name")
            icons = (self._source(attributes) for kind, attributes, _ in said if kind == b"icon")
            yield GuideChannel(xml_id, tuple(dict.fromkeys(filter(None, names))), next(icons, ""))

    def _programme(self, block: bytes) -> Item:
        catchup_id = None
        if usual := _USUAL.match(block):
            begins, ends, channel = usual.groups()
            end = usual.end()
        else:
            tag = _QUOTED_TAG.match(block)
            end = tag.end() if tag else block.find(b">")
            if block[end - 2 : end] == b"/>":
                return Unusable()
            attributes = self._attributes[block[:end]]
            begins, ends = attributes.get(b"start", b""), attributes.get(b"stop", b"")
            channel, catchup_id = attributes.get(b"channel", b""), attributes.get(b"catchup-id")
        start = self._times[begins]
        if start is None or not channel:
            return Unusable()
        made = self._details((self._texts[channel], start, self._times[ends]), block, end)
        if catchup_id and isinstance(made, GuideProgramme):
            made = made._replace(catchup_id=self._texts[catchup_id])
        return made

    def _details(self, head: tuple[str, int, int | None], block: bytes, end: int) -> Item:
        texts = self._texts
        title = subtitle = description = icon = ""
        rest = end
        if beginning := _BEGINNING.match(block, end):
            written_title, written_subtitle, written_description = beginning.groups()
            title = texts[written_title]
            subtitle = texts[written_subtitle] if written_subtitle else ""
            description = _decoded(written_description) if written_description else ""
            rest = beginning.end()
        categories: list[str] = []
        people: list[str] = []
        numbers: list[tuple[bytes, bytes]] = []
        age: int | None = None
        rating: bytes | None = None
        is_new = False
        for name, attributes, written in _ELEMENT.findall(block, rest):
            kind = _KINDS.get(name)
            if kind is None:
                continue
            if kind == _PERSON:
                people.append(texts[written])
            elif kind == _TITLE:
                title = title or texts[written]
            elif kind == _DESCRIPTION:
                description = description or _decoded(written)
            elif kind == _CATEGORY:
                categories.append(texts[written])
            elif kind == _SUBTITLE:
                subtitle = subtitle or texts[written]
            elif kind == _NUMBER:
                numbers.append((attributes, written))
            elif kind == _ICON:
                if not icon and (rating is None or not _ICON_IN_RATING.search(block)):
                    icon = self._source(attributes)
            elif kind == _RATING:
                rating = attributes
            elif kind == _VALUE:
                if rating is not None:
                    said = self._ages[rating, written]
                    age = said if age is None or (said is not None and said > age) else age
            elif kind == _STARS:
                rating = None
            else:
                is_new = True
        if not title:
            return Unusable()
        if self._languages:
            elements: list[Element] = _ELEMENT.findall(block, end)
            title = self._preferred(elements, b"title") or title
            subtitle = self._preferred(elements, b"sub-title") or subtitle
            description = self._preferred(elements, b"desc") or description
        season, episode = self._episode(numbers) if numbers else (None, None)
        return GuideProgramme(
            *head, title, subtitle, description, _distinct(categories), _distinct(people),
            season, episode, age, icon, is_new,
        )  # fmt: skip

    def _preferred(self, elements: list[Element], wanted: bytes) -> str:
        said = [(attributes, written) for name, attributes, written in elements if name == wanted]
        if len(said) > 1:
            for language in self._languages:
                for attributes, written in said:
                    if self._attributes[attributes].get(b"lang", b"").partition(b"-")[0] == language:
                        return self._texts[written]
        return ""

    def _episode(self, numbers: list[tuple[bytes, bytes]]) -> Numbers:
        if len(numbers) == 1:
            return self._numbers[numbers[0]]
        return best_of([self._said(attributes, written) for attributes, written in numbers])

    def _said(self, attributes: bytes, written: bytes) -> tuple[str, str]:
        """(system, text) of an element."""
        return self._texts[self._attributes[attributes].get(b"system", b"")], self._texts[written]

    def _source(self, attributes: bytes) -> str:
        return self._texts[self._attributes[attributes].get(b"src", b"")]


class _Remembered(dict[K, V]):
    """What was read once and is read again without work: feeds repeat times, names and ratings thousands of times."""

    def keep(self, key: K, value: V) -> V:
        """Remember `value`, forgetting all when there is too much."""
        if len(self) >= _REMEMBERED:
            self.clear()
        self[key] = value
        return value


class _Texts(_Remembered[bytes, str]):
    """Texts as `_decoded` reads them, short ones once."""

    def __missing__(self, written: bytes) -> str:
        text = _decoded(written)
        if len(written) <= _SHORT and len(self) < _REMEMBERED:
            self[written] = text
        return text


def _decoded(written: bytes) -> str:
    """Character data as text: the entities of XML and HTML undone, spaces collapsed."""
    text = written.decode("utf-8", "replace")
    if "&" in text:
        return " ".join(unescape(text).split())
    if text.isascii() and "\n" not in text and "  " not in text and "\t" not in text and "\r" not in text:
        return text.strip()
    return " ".join(text.split())


class _Times(_Remembered[bytes, "int | None"]):
    def __missing__(self, written: bytes) -> int | None:
        return self.keep(written, epoch_of(written.decode("ascii", "replace")))


class _Attributes(_Remembered[bytes, dict[bytes, bytes]]):
    def __missing__(self, written: bytes) -> dict[bytes, bytes]:
        found = {name: double or single for name, double, single in _ATTRIBUTE.findall(written)} if written else {}
        return found if len(written) > _SHORT else self.keep(written, found)


class _Numbers(_Remembered[tuple[bytes, bytes], Numbers]):
    def __init__(self, said: Callable[[bytes, bytes], tuple[str, str]]) -> None:
        self._said = said

    def __missing__(self, element: tuple[bytes, bytes]) -> Numbers:
        system, text = self._said(*element)
        return self.keep(element, episode_of(text, system))


class _Ages(_Remembered[tuple[bytes, bytes], "int | None"]):
    def __init__(self, said: Callable[[bytes, bytes], tuple[str, str]]) -> None:
        self._said = said

    def __missing__(self, element: tuple[bytes, bytes]) -> int | None:
        system, value = self._said(*element)
        return self.keep(element, age_of(value, system))


def _distinct(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts))) if texts else ()


def _unfinished(rest: bytes) -> bytes:
    """What of the rest may be the beginning of a block, or of its tag."""
    opening = _OPENING.search(rest)
    if opening is None:
        return rest[-len(b"<programme ") :]
    # An opening without an end in 1 MiB is damage: go on after it.
    return rest[opening.start() :] if len(rest) - opening.start() < BLOCK_LIMIT else rest[-len(b"<programme ") :]


def _what_it_is(text: bytes) -> str:
    if b"<tv" in text:
        return "the guide is empty"
    return "this is not an XMLTV guide; it has neither channels nor programmes"
