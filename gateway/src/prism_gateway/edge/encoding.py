"""Which content codings a client takes, and whether it has the answer already (RFC 9110 §12.5.3, §13.1.2)."""

import re

COMPRESSIBLE = re.compile(r"text/|application/(?:.*\+)?(?:json|xml|javascript|wasm)|image/svg|model/")
"""Kinds that shrink; pictures, sound and films are compressed already."""
_NEVER = frozenset({"text/event-stream"})


def is_compressible(media_type: str) -> bool:
    """Whether compressing content of `media_type` pays."""
    return COMPRESSIBLE.match(media_type) is not None and media_type.partition(";")[0].strip() not in _NEVER


def accepted(header: str) -> frozenset[str]:
    """The codings that an `Accept-Encoding` allows; `*` stands for itself."""
    found = set()
    for part in header.lower().split(","):
        coding, _, parameters = part.strip().partition(";")
        if coding and not re.fullmatch(r"\s*q=0(\.0*)?\s*", parameters):
            found.add(coding.strip())
    return frozenset(found)


def has_it(if_none_match: str, etag: str) -> bool:
    """Whether an `If-None-Match` names `etag` (compared weakly, as the standard says)."""
    if if_none_match.strip() == "*":
        return True
    return etag in {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
