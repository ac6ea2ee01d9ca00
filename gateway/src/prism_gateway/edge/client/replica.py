"""One replica of an upstream: its pool of connections, and whether it may be asked.

Five failures in a row eject it (a circuit breaker). One that refused connections is asked again as soon as a probe
finds it well; any other after a while that doubles each time, by one request alone (the breaker is half open), whose
failure ejects it again. Failures are what only a broken replica does: refuse or drop a connection, or stay silent until
the timeout. An error that it reports itself is an answer.
"""

import asyncio
import logging
import ssl
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from prism_core.errors import BadInput
from prism_gateway.edge.client.connection import Connection
from prism_gateway.edge.client.errors import BadAnswer, ConnectFailed, UpstreamTimeout
from prism_gateway.metrics import EJECTED, EJECTIONS

log = logging.getLogger(__name__)

P = TypeVar("P", bound=asyncio.BaseProtocol)
Breaker = Literal["closed", "open", "half-open"]

FAILURES = 5
EJECTED_SECONDS = 1.0
LONGEST_EJECTION_SECONDS = 30.0
IDLE_SECONDS = 4.0
"""How long an unused connection is kept: uvicorn closes its own after 5 s, and a race with that costs a retry."""
FRESH_SECONDS = 1.0
"""A request that cannot be repeated takes only a connection that was in use this lately."""
MOST_IDLE = 128


class Address:
    """Where an upstream is: `http://host:port/base`, taken apart once.

    Raises:
        BadInput: it is no such address.
    """

    def __init__(self, url: str, ca_file: str = "") -> None:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise BadInput(f"{url!r} is no address of an upstream: {error}") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadInput(f"{url!r} is no address of an upstream; write such as http://grafana:3000")
        self.url = url
        self.host = parts.hostname
        self.port = port or (443 if parts.scheme == "https" else 80)
        self.authority = parts.netloc.rpartition("@")[2].encode()
        self.base = parts.path.rstrip("/").encode()
        self.tls = _trusting(ca_file) if parts.scheme == "https" else None


@lru_cache
def _trusting(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=ca_file or None)
    context.set_alpn_protocols(["http/1.1"])
    return context


class Replica:
    """One IP address (or name) and port that answers for an upstream."""

    def __init__(self, address: Address, host: str, now: Callable[[], float]) -> None:
        self.address = address
        self.host = host
        self.name = f"[{host}]:{address.port}" if ":" in host else f"{host}:{address.port}"
        """Host and port, for logs and people."""
        self.in_flight = 0
        self.failures = 0
        """In a row."""
        self._ejections = 0
        self._ejected_until = 0.0
        self._refused = False
        self._trial: asyncio.Task[Any] | None = None
        """The one task that may ask a replica whose time away is over."""
        self._now = now
        self._idle: list[Connection] = []

    @property
    def ejected(self) -> bool:
        """Whether it is not to be asked now."""
        if not self._ejections:
            return False
        if self._now() < self._ejected_until:
            return True
        return self._trial is not None and not self._trial.done() and self._trial is not asyncio.current_task()

    @property
    def breaker(self) -> Breaker:
        """Whether it is asked (`closed`), left alone (`open`), or asked once to see (`half-open`)."""
        if not self._ejections:
            return "closed"
        return "open" if self._now() < self._ejected_until else "half-open"

    def claim(self) -> None:
        """The running task is about to ask it; where the breaker is half open, nobody else may until that is over."""
        if self._ejections:
            self._trial = asyncio.current_task()

    @property
    def refusing(self) -> bool:
        """Whether it was ejected since it took no connections, which a probe can see the end of."""
        return self._ejections > 0 and self._refused

    def succeeded(self) -> None:
        """It answered."""
        if self._ejections:
            EJECTED.labels(self.name).set(0)
        self.failures = self._ejections = 0
        self._trial = None

    def failed(self, *, refused: bool = False) -> None:
        """It did what only a broken replica does; `refused`: it took no connection."""
        self._refused = refused
        self._trial = None
        self.failures += 1
        if self.failures >= FAILURES:
            self._ejections += 1
            pause = min(EJECTED_SECONDS * 2 ** (self._ejections - 1), LONGEST_EJECTION_SECONDS)
            self._ejected_until = self._now() + pause
            EJECTED.labels(self.name).set(1)
            EJECTIONS.labels(self.name).inc()

    async def connection(self, connect_seconds: float, *, repeatable: bool) -> Connection:
        """A connection: an idle one if there is one that can be trusted, else a new one.

        Raises:
            ConnectFailed: none can be had within `connect_seconds`.
        """
        return self._take(IDLE_SECONDS if repeatable else FRESH_SECONDS) or await self.connect(connect_seconds)

    def _take(self, idle_seconds: float) -> Connection | None:
        oldest = self._now() - idle_seconds
        while self._idle:
            connection = self._idle.pop()
            if not connection.closed and connection.idle_since >= oldest:
                return connection
            connection.close()
        return None

    async def connect(self, seconds: float) -> Connection:
        """A new connection.

        Raises:
            ConnectFailed: none can be had within `seconds`.
        """
        return await self.dial(Connection, seconds)

    async def dial(self, protocol: Callable[[], P], seconds: float) -> P:
        """A new connection that speaks `protocol`.

        Raises:
            ConnectFailed: none can be had within `seconds`.
        """
        tls = self.address.tls
        name = self.address.host if tls else None
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                _, connection = await loop.create_connection(
                    protocol, self.host, self.address.port, ssl=tls, server_hostname=name
                )
        except ssl.SSLCertVerificationError as error:
            self.failed(refused=True)
            said = {"replica": self.name, "host": self.address.host, "reason": error.verify_message}
            log.warning("certificate of an upstream is not trusted", extra=said)
            raise ConnectFailed(f"the certificate of {self.name} is not trusted: {error.verify_message}") from error
        except (OSError, TimeoutError) as error:
            self.failed(refused=True)
            raise ConnectFailed(f"{self.name} takes no connection") from error
        return connection

    async def probe(self, seconds: float, health: str) -> None:
        """Looks whether it works again: it takes a connection, and answers well at the path `health`, if there is one.

        Raises:
            UpstreamFailed: it does not.
        """
        connection = await self.connect(seconds)
        try:
            if health:
                asked = b"%b%b" % (self.address.base, health.encode())
                head = b"GET %b HTTP/1.1\r\nhost: %b\r\nconnection: close\r\n\r\n" % (asked, self.address.authority)
                connection.begin(head, is_head=False, has_body=False)
                async with asyncio.timeout(seconds):
                    while not await connection.head():
                        connection.interim.clear()
                if connection.status >= 400:
                    raise BadAnswer(f"its health is {connection.status}")
        except TimeoutError as error:
            raise UpstreamTimeout(f"{self.name} says nothing of its health") from error
        finally:
            connection.close()
        self.succeeded()

    def release(self, connection: Connection) -> None:
        """Takes a connection back after its exchange, however that ended."""
        if connection.reusable and len(self._idle) < MOST_IDLE:
            connection.rest()
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Closes what is idle; a replica that was restarted has dropped all of it anyway."""
        while self._idle:
            self._idle.pop().close()
