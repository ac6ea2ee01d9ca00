"""Lists of interstitials: JSON beside a playlist that names further ones (RFC 8216bis, appendix D.2)."""

from __future__ import annotations

import json
from collections.abc import Callable

from prism_media.relay.playlist import Kind, joiner
from prism_media.upstream.client import host_of
from prism_media.upstream.errors import UpstreamNotVideo


def rewrite_assets(data: bytes, base_url: str, address: Callable[[str, Kind], str]) -> str:
    """The list with our addresses in the place of its own.

    Raises:
        UpstreamNotVideo: it is no such list.
    """
    try:
        listed = json.loads(data)
        join = joiner(base_url)
        for asset in listed["ASSETS"]:
            asset["URI"] = address(join(str(asset["URI"])), "playlist")
    except (ValueError, KeyError, TypeError) as error:
        raise UpstreamNotVideo(f"{host_of(base_url)} sends something that is no list of interstitials") from error
    return json.dumps(listed)
