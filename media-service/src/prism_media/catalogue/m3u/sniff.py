"""Things that are given in a playlist's place, each refused by its name."""

from __future__ import annotations


class NotAPlaylist(ValueError):
    """The bytes are no channel playlist; the message says what they are and what to do."""


_PAGE = ("<!DOCTYPE HTML", "<HTML", "<HEAD", "<BODY", "<TITLE", "<META", "<SCRIPT", "<CENTER", "<H1")
_WEB_PAGE = (
    "not a playlist: the address answered with a web page; "
    "open it in a browser to see whether a subscription has expired or a sign-in is asked for"
)
_MANIFEST = (
    "this is the HLS manifest of one channel, not a list of channels; "
    "add it as text: '#EXTINF:-1,Name' and its address on the next line"
)


def refuse_other_formats(line: str, *, first: bool) -> None:
    """Raise for a line that shows another format; `first` is the first line with text on it.

    A `<br />` before the list is no reason: a server's own warnings come out that way.

    Raises:
        NotAPlaylist: a web page, JSON, an XMLTV guide, another kind of list or the HLS manifest of a single channel.
    """
    upper = line[:40].upper()
    if upper.startswith(("#EXT-X-TARGETDURATION", "#EXT-X-STREAM-INF", "#EXT-X-MEDIA-SEQUENCE")):
        raise NotAPlaylist(_MANIFEST)
    if not first:
        return
    if upper.startswith(("<TV", "<?XML", "<!DOCTYPE TV")):
        raise NotAPlaylist("this is XML, not a playlist; a programme guide is imported under /api/guides")
    if upper.startswith(_PAGE):
        raise NotAPlaylist(_WEB_PAGE)
    if upper.startswith("[PLAYLIST]"):
        raise NotAPlaylist("this is a PLS list; ask the provider for its M3U address")
    if upper.startswith(("{", "[{", "[]")):
        raise NotAPlaylist("not a playlist: the address answered with JSON; ask the provider for its M3U address")
    if "\0" in line or upper.startswith(("RAR!", "%PDF", "7Z")):
        raise NotAPlaylist("not a playlist: the file is binary")


def refuse_without_channels(first: str) -> None:
    """Raise for a text that gave no entry, by its first line.

    Raises:
        NotAPlaylist: the text is empty or a fragment of a web page.
    """
    if not first:
        raise NotAPlaylist("the playlist is empty")
    if first.startswith("<"):
        raise NotAPlaylist(_WEB_PAGE)
