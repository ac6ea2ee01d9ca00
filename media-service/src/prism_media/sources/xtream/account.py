"""What a provider says of a subscription."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from prism_media.sources.values import Record, epoch, flag, record, whole, words
from prism_media.upstream.errors import UpstreamNotVideo, UpstreamRefused

_ROUNDING_SECONDS = 900
"""Zones differ by quarters of an hour; the rest is the time that the answer took to make."""
_WORKING = frozenset({"", "active", "trial"})


@dataclass(frozen=True, slots=True)
class Account:
    """A subscription; `expires_at` is in Unix seconds, none for one without an end."""

    status: str
    expires_at: int | None
    active_connections: int | None
    max_connections: int | None
    timezone: str | None = None
    """Where the provider's clocks are, which catch-up is asked by."""
    offset_seconds: int | None = None
    """How far they are ahead of UTC now."""
    formats: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        """As it is kept with the source."""
        return {name: value for name, value in asdict(self).items() if name != "formats"}

    @property
    def live_extension(self) -> str:
        """How live channels are asked for: as HLS where the provider has it, since browsers play that."""
        return "m3u8" if "m3u8" in self.formats else "ts"


def account_of(answer: object, host: str, now: float) -> Account:
    """The account in the answer of `player_api.php`, where it is one that may watch.

    Raises:
        UpstreamRefused: the credentials are wrong, or the subscription is expired, banned or disabled.
        UpstreamNotVideo: the answer is no account.
    """
    user = record(record(answer).get("user_info"))
    if not user:
        raise UpstreamNotVideo(f"{host} does not answer as an Xtream Codes server does; check its address and port")
    if "auth" in user and not flag(user["auth"]):
        raise UpstreamRefused(f"{host} does not know this user name and password")
    server = record(record(answer).get("server_info"))
    status, expires = words(user.get("status")), epoch(user.get("exp_date"))
    if status.lower() not in _WORKING:
        raise UpstreamRefused(f"{host} says that the subscription is {status.lower()}{_since(status, expires)}")
    if expires is not None and expires < now:
        raise UpstreamRefused(f"{host} says that the subscription is expired{_since('expired', expires)}")
    return Account(
        status=status or "Active",
        expires_at=expires,
        active_connections=whole(user.get("active_cons")),
        max_connections=whole(user.get("max_connections")),
        **_clock(server),
        formats=_formats(user),
    )


def _clock(server: Record) -> dict[str, Any]:
    """The zone that the provider names, where its own clock agrees; else how far that clock is from UTC."""
    offset, at = _offset(server), epoch(server.get("timestamp_now"))
    try:
        zone = ZoneInfo(words(server.get("timezone")))
    except (KeyError, ValueError, OSError):
        return {"offset_seconds": offset}
    meant = datetime.fromtimestamp(at, zone).utcoffset() if at else None
    if meant is not None and offset is not None and abs(meant.total_seconds() - offset) >= _ROUNDING_SECONDS:
        return {"offset_seconds": offset}
    return {"timezone": zone.key, "offset_seconds": offset}


def _offset(server: Record) -> int | None:
    at = epoch(server.get("timestamp_now"))
    try:
        shown = datetime.fromisoformat(words(server.get("time_now"))).replace(tzinfo=UTC)
    except ValueError:
        return None
    if at is None:
        return None
    offset = round((shown.timestamp() - at) / _ROUNDING_SECONDS) * _ROUNDING_SECONDS
    return offset if abs(offset) <= 14 * 3600 else None


def _since(status: str, expires: int | None) -> str:
    if status.lower() != "expired" or expires is None:
        return ""
    return f" since {datetime.fromtimestamp(expires, UTC):%Y-%m-%d}"


def _formats(user: Record) -> tuple[str, ...]:
    given = user.get("allowed_output_formats")
    return tuple(words(item).lower() for item in given) if isinstance(given, list) else ()
