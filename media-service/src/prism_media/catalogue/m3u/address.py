"""Which addresses of a playlist may be used, and how the written ones become absolute."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

SCHEMES = frozenset(
    {"http", "https", "rtmp", "rtmps", "rtmpe", "rtsp", "rtsps", "rtp", "udp", "srt", "mms", "mmsh", "mmst"}
)
"""Schemes a channel may have. `pipe:`, `file:` and the like would let a playlist run programs or read files."""

LOGO_LIMIT = 32 * 1024
"""Characters. A larger `data:` logo is dropped: it would travel with every channel list."""

HOST = (
    # Possessive, so that what does not fit is left after one look.
    r"https?://[A-Za-z0-9_.~-]++(?::[A-Za-z0-9_.~!$%&*+=-]*+@[A-Za-z0-9.-]++)?+"
    r"(?::(?:[1-5][0-9]{4}|[0-9]{1,4})(?![^/\n]))?+(?![^/\n])"
)
"""An expression for the beginning of an address with which it can be used, whatever follows."""
# Without what means something else in a list, must be escaped, or begins another address.
_REGULAR = re.compile(HOST + r"(?:/[!#-%'-9;=?-{}~]*+(?:(?::(?!//)|&(?!amp;))[!#-%'-9;=?-{}~]*+)*+)?+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_TITLED = re.compile(r"([^,]*),\s*((?:https?|rtmps?|rtsp|udp|rtp|srt|mms)://\S.*)", re.IGNORECASE)
_LABEL = re.compile(r"\$[^$/?&=]*[^\x00-\x7f][^$/?&=]*$")
_ARTWORK = re.compile(r"/api/(?:channels|series)/[\w-]{1,64}/artwork")
_PATH = re.compile(r"/?/?[\w%~.@-][^\s<>\"{}|\\^`]*")


def is_regular(line: str) -> bool:
    """Whether a line is an address and nothing else, usable as it is."""
    return _REGULAR.fullmatch(line) is not None


def is_plausible(line: str, *, expected: bool) -> bool:
    """Whether a line can be an address. A relative one counts only where `#EXTINF` made one `expected`."""
    if _SCHEME.match(line):
        return True
    return expected and bool(_PATH.fullmatch(line)) and ("/" in line or "." in line)


def split_titled(line: str) -> tuple[str, str] | None:
    """The name and the address of a line `Name,http://host/stream`, as lists of plain text have them."""
    found = _TITLED.fullmatch(line)
    return (found[1].strip(), found[2]) if found else None


def absolute(address: str, base_url: str | None) -> tuple[str, str]:
    """Return (absolute URL, "") or ("", why not)."""
    if is_regular(address):
        return address, ""
    # `http://host/a.m3u8$BJ Unicom 4K 线路`: a label for menus, which no server knows
    address = _LABEL.sub("", address.replace("&amp;", "&").replace("\0", ""))
    found = _SCHEME.match(address)
    if found is None:
        if address.startswith("//"):
            scheme = urlsplit(base_url).scheme if base_url else "http"
            return _checked(f"{scheme}:{address}")
        if base_url is None:
            return "", "a relative address, and the playlist has no address of its own to resolve it against"
        return _checked(joined(base_url, address))
    return _checked(address)


def split_pipe(line: str) -> tuple[str, str]:
    """Take `|Header=value&Other=value` off an address."""
    address, pipe, rest = line.partition("|")
    return (address.strip(), rest) if pipe and "=" in rest else (line, "")


def joined(base_url: str, address: str) -> str:
    """A relative address from where it stands; empty where it is none."""
    try:
        return urljoin(base_url, address)
    except ValueError:
        return ""


def _checked(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname)
        _ = parts.port
    except ValueError:
        return "", "not a valid address"
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        return "", f"the scheme {scheme[:20]!r} is not one a channel may have"
    # `udp://@:1234` names no host and is common for multicast
    if not has_host and scheme not in {"udp", "rtp"}:
        return "", "the address names no host"
    url = scheme + url[len(scheme) :]
    # rtmp addresses have options behind spaces, `rtmp://host/app playpath=x live=1`
    return url.replace(" ", "%20") if scheme.startswith("http") else url, ""


def name_from(url: str) -> str:
    """A name for a channel that has none: the last part of its address without the ending."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]).replace("\0", "")
    stem = last.rsplit(".", 1)[0] if "." in last else last
    return stem or parts.netloc.rsplit("@", 1)[-1] or url


def usable_logo(written: str) -> str:
    """The logo's address, empty for one that a browser must not be given. Our own are those of artwork in folders."""
    if len(written) > LOGO_LIMIT:
        return ""
    usable = written.lower().startswith(("http://", "https://", "data:image/")) or _ARTWORK.fullmatch(written)
    return written if usable else ""
