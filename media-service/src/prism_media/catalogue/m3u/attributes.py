"""The parts of an `#EXTINF` line: attributes as providers really quote them, and the channel's name."""

from __future__ import annotations

import re
from html import unescape

_NAME = re.compile(r"([A-Za-z0-9_:.-]{1,64})[ \t]*=[ \t]*")
_BARE = re.compile(r"[^\s,]*")
_DURATION = re.compile(r"\s*(-?\d+(?:\.\d+)?)?")
_CLOSING = {
    quote: re.compile(quote + r"(?=[ \t]*(?:$|,|[A-Za-z0-9_:.-]{1,64}[ \t]*=))") for quote in ('"', "'")
}  # a quote closes where the line, the attributes or the next attribute follow; others belong to the value
_SWALLOWED = re.compile(r"""\s[A-Za-z][A-Za-z0-9_.-]{0,63}=["']""")
_UNCLOSED = re.compile(r"[^,]*?(?=,|$|\s[A-Za-z0-9_:.-]{1,64}=)")
_KNOWN = r"(?:tvg|group|catchup|radio|channel|ch|http|user|audio|parent|censored|timeshift)[\w-]*"
_KNOWN_NEXT = re.compile(rf"""\s*{_KNOWN}=["']""", re.IGNORECASE)
_ANY_NEXT = re.compile(r"""\s*[A-Za-z0-9_:.-]{1,64}=["']""")
_LATE = re.compile(rf"""\s(?={_KNOWN}=["'])""", re.IGNORECASE)
_TYPOGRAPHIC = str.maketrans("“”„", '"""')
ALIASES = {
    "tvgid": "tvg-id", "tvgname": "tvg-name", "tvglogo": "tvg-logo", "grouptitle": "group-title",
    "tvg-group": "group-title", "group": "group-title", "tvg-channel-number": "tvg-chno", "tvg-num": "tvg-chno",
    "channel-num": "tvg-chno", "epg-id": "tvg-id", "tvg-epgid": "tvg-id",
}  # fmt: skip
_UNDERSCORED = ("tvg_", "group_", "catchup_", "channel_", "ch_")


def attribute_name(written: str) -> str:
    """An attribute's name as the field spells it, in lower case: `TVG_ID` and `tvgid` are `tvg-id`."""
    name = written.lower()
    if name.startswith(_UNDERSCORED):
        name = name.replace("_", "-")
    return ALIASES.get(name, name)


def has_typographic_quotes(text: str) -> bool:
    """Whether quotes that open a value are those of a word processor."""
    return not text.isascii() and ("=“" in text or "=”" in text or "=„" in text)


def split_extinf(text: str) -> tuple[dict[str, str], str]:
    """Split what follows `#EXTINF:` into attributes and the channel's name.

    The name starts at the first comma that is not inside a value. A quote opens only right after `=`, so quotes and
    apostrophes in names are text; one that is never closed spoils its own attribute alone. Linear time on any input.
    """
    if has_typographic_quotes(text):
        text = text.translate(_TYPOGRAPHIC)
    attributes, name = _Scan(text).split()
    if not attributes and (late := _LATE.search(name)):
        return header_attributes(name[late.end() :]), clean(name[: late.start()])
    return attributes, clean(name)


def header_attributes(text: str) -> dict[str, str]:
    """Attributes of the `#EXTM3U` line."""
    return _Scan(text).split(names=False)[0]


class _Scan:
    """One pass over a line; remembers where quotes close, so that no stretch is searched twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closing = {'"': -1, "'": -1}
        self._attributes: dict[str, str] = {}
        self._loose: list[str] = []
        self._open_name = ""

    def split(self, *, names: bool = True) -> tuple[dict[str, str], str]:
        """The attributes, and the text behind the first comma outside of them; without `names` commas only divide."""
        text, end = self._text, len(self._text)
        found = _DURATION.match(text) if names else None
        position = found.end() if found else 0
        while position < end:
            letter = text[position]
            if letter == ",":
                if names and not self._goes_on(position + 1):
                    self._close_bare()
                    return self._attributes, text[position + 1 :]
                position += 1
            elif letter.isspace():
                position += 1
            elif named := _NAME.match(text, position):
                position = self._value(attribute_name(named[1]), named.end())
            else:
                position = self._word(position)
        return self._attributes, " ".join(self._loose)

    def _goes_on(self, position: int) -> bool:
        """Whether attributes go on behind a comma, as in `-1,tvg-id="a",group-title="b",Name`."""
        expected = _KNOWN_NEXT if self._attributes else _ANY_NEXT
        return expected.match(self._text, position) is not None

    def _close_bare(self) -> None:
        """`group-title=UK News,Name`: words after an unquoted value are more of it."""
        if self._open_name and self._loose:
            self._attributes[self._open_name] += " " + clean(" ".join(self._loose))

    def _word(self, position: int) -> int:
        text, stop = self._text, position + 1
        while stop < len(text) and text[stop] != "," and not text[stop].isspace():
            stop += 1
        self._loose.append(text[position:stop])
        return stop

    def _value(self, name: str, position: int) -> int:
        """Read a value; returns where the line goes on."""
        self._loose.clear()
        quote = self._text[position : position + 1]
        if quote in self._closing:
            self._open_name = ""
            value, stop = self._quoted(quote, position + 1)
        else:
            found = _BARE.match(self._text, position)
            assert found is not None, "it matches the empty text too"
            self._open_name = name
            value, stop = found[0], found.end()
        self._attributes[name] = clean(value)
        return stop

    def _quoted(self, quote: str, start: int) -> tuple[str, int]:
        text, close = self._text, self._closes(quote, start)
        if close == start:
            return "", close + 1
        # `a="x b="y"`: the closing quote of x is missing, and b must not go with it
        if swallowed := _SWALLOWED.search(text, start, min(close, len(text))):
            return text[start : swallowed.start()].rstrip(quote), swallowed.start()
        last = close >= len(text.rstrip()) - 1
        if close < len(text) and not (last and "," in text[start:close] and quote in text[start:close]):
            return text[start:close], close + 1
        unclosed = _UNCLOSED.match(text, start)
        assert unclosed is not None, "it matches the empty text too"
        # `a="x" Name without a comma`
        if (plain := text.find(quote, start, unclosed.end())) >= 0:
            return text[start:plain], plain + 1
        return unclosed[0], unclosed.end()

    def _closes(self, quote: str, start: int) -> int:
        """Where the first closing quote from `start` on is; beyond the end where there is none."""
        if self._closing[quote] < start:
            found = _CLOSING[quote].search(self._text, start)
            self._closing[quote] = found.start() if found else len(self._text)
        return self._closing[quote]


def clean(text: str) -> str:
    """Trim, undo HTML entities and drop control characters."""
    text = unescape(text) if "&" in text else text
    text = text.strip()
    return text if text.isprintable() else "".join(map(_printable, text)).strip()


def _printable(letter: str) -> str:
    if letter.isprintable() or letter == "\u200d":  # the joiner holds emoji together
        return letter
    return " " if letter.isspace() else ""
