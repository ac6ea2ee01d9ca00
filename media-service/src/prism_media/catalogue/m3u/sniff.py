"""Things that are given in a playlist's place, each refused by its name."""

from __future__ import annotations


class NotAPlaylist(ValueError):
    """The bytes are no channel playlist; the message says what they are and what to do."""


def refuse_other_formats(line: str, *, first: bool) -> None:
    """Raise for a line that shows another format; `first` is the first line with text on it.

    Raises:
        NotAPlaylist: a web page, JSON, an XMLTV guide or the HLS manifest of a single channel.
    """
    upper = line[:40].upper()
    if upper.startswith(("#EXT-X-TARGETDURATION", "#EXT-X-STREAM-INF")):
        raise NotAPlaylist(
            "this is the HLS manifest of one channel, not a list of channels; "
            "add it as text: '#EXTINF:-1,Name' and its address on the next line"
        )
    if not first:
        return
    if upper.startswith(("<TV", "<?XML")):
        raise NotAPlaylist("this is XML, not a playlist; a programme guide is imported under /api/guides")
    if upper.startswith("<"):
        raise NotAPlaylist(
            "not a playlist: the address answered with a web page; "
            "open it in a browser to see whether a subscription has expired or a sign-in is asked for"
        )
    if upper.startswith(("{", "[")):
        raise NotAPlaylist("not a playlist: the address answered with JSON; ask the provider for its M3U address")
    if "\0" in line or upper.startswith(("PK\x03", "%PDF")):
        raise NotAPlaylist("not a playlist: the file is binary")
