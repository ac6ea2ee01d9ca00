"""Which requests go where, and under which rules: one table of routes, those of the operator (`PRISM_ROUTES`) in it."""

import re
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from prism_core.errors import BadInput
from prism_core.model import Model

Auth = Literal["public", "account", "admin"]
"""Who may use a route where sign-in is required: anybody, any account, an administrator."""
LimitClass = Literal["page", "api", "stream", "model", "agent", "auth"]
"""Which rate limit counts: pages, ordinary questions, media, models, MCP servers, sign-in."""
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long the proxy waits, in seconds; none waits for ever.

    Attributes:
        connect: for a connection to one replica.
        first_byte: from the whole request to the head of its answer.
        idle: between two pieces of a body, either way.
        total: for the whole exchange.
    """

    connect: float = 2.0
    first_byte: float | None = 60.0
    idle: float | None = 60.0
    total: float | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Requests whose path is `prefix` or lies below it.

    Attributes:
        prefix: path without a slash at its end; empty for whatever nothing else takes.
        name: how logs, metrics and problems call it.
        upstreams: addresses of the replicas that answer; none for the gateway's own application.
        auth: who may use it.
        limit_class: which rate limit counts.
        timeouts: how long its upstreams are waited for.
        body_limit_bytes: largest request body.
        strip_prefix: whether upstream sees the path without `prefix`.
        origins: whether only the gateway's own pages, and those that the operator lists, may open a WebSocket here.
        ca_file: PEM file of the authorities that certificates of `https://` upstreams are checked against; empty for
            those that this system trusts.
        health: path that a replica, which had taken no connections, must answer well before it is asked again; empty
            where it is enough that it takes them.
    """

    prefix: str
    name: str
    upstreams: tuple[str, ...] = ()
    auth: Auth = "account"
    limit_class: LimitClass = "api"
    timeouts: Timeouts = field(default=Timeouts())
    body_limit_bytes: int = 16 * MIB
    strip_prefix: bool = False
    origins: bool = True
    ca_file: str = ""
    health: str = ""


class OperatorRoute(Model):
    """One entry of `PRISM_ROUTES`: `{"/grafana": {"upstream": "http://grafana:3000", "auth": "admin"}}`."""

    upstream: str = Field(min_length=1)
    """Address, or several separated by commas; a name stands for all the addresses that DNS gives it."""
    name: str | None = None
    auth: Auth = "account"
    limit_class: LimitClass = "api"
    connect_seconds: float = Field(default=2.0, gt=0)
    first_byte_seconds: float | None = Field(default=60.0, gt=0)
    idle_seconds: float | None = Field(default=60.0, gt=0)
    total_seconds: float | None = Field(default=None, gt=0)
    body_limit_bytes: int = Field(default=16 * MIB, ge=0)
    strip_prefix: bool = False
    origins: bool = True
    ca_file: str = ""
    """Authorities (PEM) for `https://` upstreams; without it those that this system trusts."""
    health: str = Field(default="", pattern="^(/.*)?$")
    """Path that tells whether a replica works, such as `/healthz`, where it has one."""

    @field_validator("upstream")
    @classmethod
    def _is_http(cls, upstream: str) -> str:
        for address in upstream.split(","):
            if not address.strip().startswith(("http://", "https://")):
                raise ValueError(f"{address.strip()!r} is no http:// or https:// address")
        return upstream

    @field_validator("ca_file")
    @classmethod
    def _can_be_read(cls, ca_file: str) -> str:
        if ca_file:
            try:
                ssl.create_default_context(cafile=ca_file)
            except OSError as error:  # `ssl.SSLError` is one.
                raise ValueError(f"{ca_file!r} holds no certificates: {error}") from error
        return ca_file


_PREFIX = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[\w.~!$&'()*+,;=:@-]+)+", re.ASCII)
_OPERATOR_ROUTES = TypeAdapter(dict[str, OperatorRoute])


class Routes:
    """Finds the route of a path: the longest prefix wins, whole segments only; then a path that looks like `shaped`."""

    def __init__(
        self, routes: Iterable[Route], otherwise: Route, shaped: tuple[re.Pattern[str], Route] | None = None
    ) -> None:
        self._by_prefix = {route.prefix: route for route in routes}
        self._otherwise = otherwise
        self._shaped = shaped
        self._depth = max((prefix.count("/") for prefix in self._by_prefix), default=0)

    def match(self, path: str) -> Route:
        """The route of `path` (decoded, starting with a slash)."""
        found, at = self._otherwise, 1
        for _ in range(self._depth):
            cut = path.find("/", at)
            found = self._by_prefix.get(path if cut < 0 else path[:cut], found)
            if cut < 0:
                break
            at = cut + 1
        if found is self._otherwise and self._shaped and self._shaped[0].fullmatch(path):
            return self._shaped[1]
        return found

    def __iter__(self) -> Iterator[Route]:
        yield from self._by_prefix.values()
        yield self._otherwise


def operator_routes(text: str) -> tuple[Route, ...]:
    """The routes in `PRISM_ROUTES` (JSON, see `OperatorRoute`); none if `text` is empty.

    Raises:
        BadInput: it is not such JSON; the message says where.
    """
    if not text.strip():
        return ()
    try:
        entries = _OPERATOR_ROUTES.validate_json(text)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise BadInput(f"PRISM_ROUTES cannot be read: {faults}") from error
    return tuple(_route(prefix, entry) for prefix, entry in entries.items())


def _route(prefix: str, entry: OperatorRoute) -> Route:
    if not _PREFIX.fullmatch(prefix):
        said = "it starts with a slash, does not end with one, and has no spaces, escapes or dot segments"
        raise BadInput(f"PRISM_ROUTES: {prefix!r} is no prefix; {said}")
    return Route(
        prefix=prefix,
        name=entry.name or prefix.strip("/").replace("/", "-"),
        upstreams=tuple(address.strip().rstrip("/") for address in entry.upstream.split(",")),
        auth=entry.auth,
        limit_class=entry.limit_class,
        timeouts=Timeouts(entry.connect_seconds, entry.first_byte_seconds, entry.idle_seconds, entry.total_seconds),
        body_limit_bytes=entry.body_limit_bytes,
        strip_prefix=entry.strip_prefix,
        origins=entry.origins,
        ca_file=entry.ca_file,
        health=entry.health,
    )
