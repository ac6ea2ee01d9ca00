"""The services of a local run: where each listens and what each is told by its environment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from prism_core.fleet import GATEWAY, ServiceSpec, is_loopback

DRAIN_SECONDS = 2.0
"""A stop of the whole fleet has 5 s; a service may finish its work for this long of them, or less if it is told so."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What every service of one run is told.

    Attributes:
        data_dir: absolute path of the data folder.
        redis_url: where Redis is, with its password.
        ffmpeg: path of the ffmpeg to use.
    """

    data_dir: Path
    redis_url: str
    ffmpeg: str


@dataclass(frozen=True, slots=True)
class Member:
    """One service of this run: its part of the table and the address it really got."""

    spec: ServiceSpec
    host: str
    port: int

    @property
    def reachable_host(self) -> str:
        """A host under which this machine reaches it, also when it listens on all addresses."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)

    @property
    def url(self) -> str:
        """Address under which the others reach it."""
        host = f"[{self.reachable_host}]" if ":" in self.reachable_host else self.reachable_host
        return f"http://{host}:{self.port}"


def environment_of(
    member: Member, members: Sequence[Member], shared: Shared, base: Mapping[str, str]
) -> dict[str, str]:
    """All that `member` sees of the environment: `base`, and over it what this run decided."""
    addresses = {other.spec.url_variable: other.url for other in members}
    return {
        **base,
        **addresses,
        **_auth(members, base),
        "PRISM_DRAIN_SECONDS": _drain_seconds(base.get("PRISM_DRAIN_SECONDS", "")),
        "PRISM_BIND_HOST": member.host,
        "PRISM_BIND_PORT": str(member.port),
        "REDIS_URL": shared.redis_url,
        "PRISM_FFMPEG": shared.ffmpeg,
        "PRISM_DATA_DIR": str(shared.data_dir),
    }


def _auth(members: Sequence[Member], base: Mapping[str, str]) -> dict[str, str]:
    """What `auto` means, said to all: only the gateway listens where it matters."""
    public = any(not is_loopback(member.host) for member in members if member.spec is GATEWAY)
    return {"PRISM_AUTH": "required"} if public and base.get("PRISM_AUTH", "auto") in ("", "auto") else {}


def _drain_seconds(asked: str) -> str:
    """`asked`, but never more than a local stop allows: a service that drains longer would be killed at its work."""
    try:
        return str(min(float(asked), DRAIN_SECONDS)) if asked else str(DRAIN_SECONDS)
    except ValueError:
        return asked  # The service's own settings say what is wrong with it.
