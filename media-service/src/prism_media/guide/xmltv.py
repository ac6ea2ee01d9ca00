"""A streaming reader of XMLTV that survives what feeds really contain.

It scans for `<channel>` and `<programme>` blocks instead of parsing a document: a bare `&`, a control character, an
undefined HTML entity or a cut-off end spoils at most its own block. Declarations are never read, so there are no
entities to expand and no files to include; memory is one block.

Format: https://wiki.xmltv.org/index.php/XMLTVFormat
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from prism_media.guide.times import epoch_of

BLOCK_LIMIT = 1 << 20
"""Characters. A block larger than this is not a programme."""

_BLOCK = re.compile(r"<(programme|channel)\b([^>]*?)(?:/>|>(.*?)</\1\s*>)", re.DOTALL)
_OPENING = re.compile(r"<(?:programme|channel)\b")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CHILD = re.compile(r"<(title|sub-title|desc|category|display-name)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL)
_ICON = re.compile(r"""<icon\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class NotAGuide(ValueError):
    """The bytes are no XMLTV; the message says what they seem to be."""


@dataclass(frozen=True, slots=True)
class GuideChannel:
    """A channel of the guide: its id there and every name it goes by."""

    xml_id: str
    names: tuple[str, ...]
    icon: str = ""


@dataclass(frozen=True, slots=True)
class GuideProgramme:
    """A programme; times are Unix seconds, `stop` is `None` where the feed has none."""

    xml_id: str
    start: int
    stop: int | None
    title: str
    subtitle: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unusable:
    """A programme without a channel, a title or a start."""


@dataclass(frozen=True, slots=True)
class Truncated:
    """The feed ended inside a block: the last item."""


Item = GuideChannel | GuideProgramme | Unusable | Truncated


def parse(chunks: Iterable[bytes], languages: tuple[str, ...] = ()) -> Iterator[Item]:
    """Yield the channels and programmes of an XMLTV feed in its order; gzip is undone.

    `languages` are preferred for titles and descriptions, best first; else the first one written counts.

    Raises:
        NotAGuide: there is no XMLTV in it.
    """
    held = ""
    found_any = False
    for chunk in _decoded(_gunzipped(chunks)):
        held = _COMMENT.sub("", held + chunk)
        end = 0
        for block in _BLOCK.finditer(held):
            found_any = True
            end = block.end()
            yield _item(block, languages)
        held = _unfinished(held[end:])
    if _OPENING.search(held):
        yield Truncated()
        found_any = True
    if not found_any:
        raise NotAGuide(_what_it_is(held))


def _unfinished(rest: str) -> str:
    """What of the rest may be the beginning of a block, or of its tag."""
    opening = _OPENING.search(rest)
    if opening is None:
        comment = rest.rfind("<!--")
        return rest[comment:] if comment >= 0 else rest[-len("<programme ") :]
    # An opening without an end in 1 MiB is damage: go on after it.
    return rest[opening.start() :] if len(rest) - opening.start() < BLOCK_LIMIT else rest[-BLOCK_LIMIT // 2 :]


def _what_it_is(text: str) -> str:
    if "<tv" in text:
        return "the guide is empty"
    return "this is not an XMLTV guide; it has neither channels nor programmes"


def _item(block: re.Match[str], languages: tuple[str, ...]) -> Item:
    attributes = _attributes(block[2])
    inner = block[3] or ""
    if block[1] == "channel":
        names = tuple(dict.fromkeys(filter(None, (_text(child[3]) for child in _CHILD.finditer(inner)))))
        icon = _ICON.search(inner)
        xml_id = attributes.get("id", "")
        return GuideChannel(xml_id, names, unescape(icon[1] or icon[2] or "") if icon else "") if xml_id else Unusable()
    return _programme(attributes, inner, languages)


def _programme(attributes: dict[str, str], inner: str, languages: tuple[str, ...]) -> Item:
    said: dict[str, list[tuple[str, str]]] = {}
    for child in _CHILD.finditer(inner):
        language = _attributes(child[2]).get("lang", "") if child[2] else ""
        said.setdefault(child[1], []).append((language, _text(child[3])))
    start = epoch_of(attributes.get("start", ""))
    title = _preferred(said.get("title", []), languages)
    channel = attributes.get("channel", "")
    if start is None or not title or not channel:
        return Unusable()
    return GuideProgramme(
        xml_id=channel,
        start=start,
        stop=epoch_of(attributes.get("stop", "")),
        title=title,
        subtitle=_preferred(said.get("sub-title", []), languages),
        description=_preferred(said.get("desc", []), languages),
        categories=tuple(dict.fromkeys(text for _, text in said.get("category", []) if text)),
    )


def _preferred(texts: list[tuple[str, str]], languages: tuple[str, ...]) -> str:
    for wanted in languages:
        for language, text in texts:
            if language.partition("-")[0] == wanted and text:
                return text
    return next((text for _, text in texts if text), "")


def _attributes(text: str) -> dict[str, str]:
    return {found[1]: unescape(found[2] or found[3] or "").strip() for found in _ATTRIBUTE.finditer(text)}


def _text(written: str) -> str:
    """Character data as text: CDATA taken as it is, the entities of XML and HTML undone, spaces collapsed."""
    if "<![CDATA[" in written:
        parts = _CDATA.split(written)
        written = "".join(part if odd else unescape(part) for odd, part in _numbered(parts))
    elif "&" in written:
        written = unescape(written)
    return " ".join(written.split())


def _numbered(parts: list[str]) -> Iterator[tuple[bool, str]]:
    for index, part in enumerate(parts):
        yield index % 2 == 1, part


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflate = None
    for index, chunk in enumerate(chunks):
        if index == 0 and chunk[:2] == b"\x1f\x8b":
            inflate = zlib.decompressobj(wbits=31)
        if inflate is None:
            yield chunk
            continue
        try:
            data = chunk
            while data and not inflate.eof:
                yield inflate.decompress(data, 1 << 20)
                data = inflate.unconsumed_tail
        except zlib.error:
            return


def _decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    """Text in the declared encoding, UTF-8 by default; what does not decode is replaced."""
    decoder: codecs.IncrementalDecoder | None = None
    for chunk in chunks:
        if decoder is None:
            decoder = codecs.getincrementaldecoder(_encoding(chunk))(errors="replace")
        yield decoder.decode(chunk)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.search(head[:200])
    try:
        name = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
    except LookupError:
        name = "utf-8"
    # A feed that declares UTF-16 in single bytes is mistaken about itself.
    return "utf-8-sig" if name.startswith("utf-") else name
