"""An upstream: its replicas, of which the least busy healthy one is asked, and the budget for asking twice."""

import asyncio
import contextlib
import ipaddress
import logging
import random
import socket
from collections.abc import Collection

from prism_gateway.edge.client.errors import Busy, ConnectFailed, UpstreamFailed
from prism_gateway.edge.client.replica import Address, Replica
from prism_gateway.edge.watch import Nursery

log = logging.getLogger(__name__)

RESOLVE_SECONDS = 10.0
PROBE_SECONDS = 0.5
"""Time between two looks at a replica that is ejected."""
RETRY_SHARE = 0.2
"""Retries for each request that was asked at all (Google's SRE book, chapter 22: a storm of retries is an outage)."""
MOST_SAVED = 10.0
MOST_IN_FLIGHT = 1024
"""Requests and sockets that one replica has at a time; Envoy's circuit breakers begin with as many."""


class Budget:
    """Lets a fifth of the requests be asked twice, and a few at once."""

    def __init__(self) -> None:
        self._saved = MOST_SAVED

    def earn(self) -> None:
        """A request was asked for the first time."""
        self._saved = min(self._saved + RETRY_SHARE, MOST_SAVED)

    def spend(self) -> bool:
        """Whether another may be asked again."""
        if self._saved < 1.0:
            return False
        self._saved -= 1.0
        return True


class Upstream:
    """The replicas at some addresses; a name stands for every address that DNS gives it, looked up again and again."""

    def __init__(
        self, urls: tuple[str, ...], *, ca_file: str = "", health: str = "", most_in_flight: int = MOST_IN_FLIGHT
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self.nursery = Nursery(self._loop)
        self._addresses = tuple(Address(url, ca_file) for url in urls)
        self._health = health
        self._most_in_flight = most_in_flight
        self._named = any(not _is_literal(address.host) for address in self._addresses)
        self.budget = Budget()
        self.replicas: tuple[Replica, ...] = ()
        self._resolve_at = 0.0
        self._resolving: asyncio.Task[None] | None = None
        self._probing: asyncio.Task[None] | None = None

    async def choose(self, tried: Collection[Replica] = ()) -> Replica:
        """The healthy replica with the fewest requests, but for those that were `tried`.

        Raises:
            ConnectFailed: there is none.
            Busy: there is, but none that may have another request.
        """
        if not self.replicas or (self._named and self._loop.time() >= self._resolve_at):
            await self._refresh()
        able = [replica for replica in self.replicas if not replica.ejected and replica not in tried]
        if not able:
            self._probe_soon()
            raise ConnectFailed("every replica is away")
        chosen = able[0] if len(able) == 1 else min(able, key=_burden)
        if chosen.in_flight >= self._most_in_flight:
            raise Busy(f"{chosen.name} has {chosen.in_flight} requests")
        chosen.claim()
        return chosen

    async def _refresh(self) -> None:
        if self._resolving is None or self._resolving.done():
            self._resolve_at = self._loop.time() + RESOLVE_SECONDS
            self._resolving = self._loop.create_task(self._resolve(), name="resolve upstream")
        if not self.replicas:
            await asyncio.shield(self._resolving)

    async def _resolve(self) -> None:
        known = {(replica.address.url, replica.host): replica for replica in self.replicas}
        found: dict[tuple[str, str], Replica] = {}
        for address in self._addresses:
            for host in await self._hosts(address):
                key = (address.url, host)
                found[key] = known.pop(key) if key in known else Replica(address, host, self._loop.time)
        if found:
            self.replicas = tuple(found.values())
            for replica in known.values():
                replica.close()

    async def _hosts(self, address: Address) -> list[str]:
        if _is_literal(address.host):
            return [address.host]
        try:
            infos = await self._loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        except OSError:
            log.warning("name of an upstream cannot be resolved", extra={"host": address.host})
            return []
        return list(dict.fromkeys(str(info[4][0]) for info in infos))

    def _probe_soon(self) -> None:
        if self._probing is None or self._probing.done():
            self._probing = self._loop.create_task(self._probe(), name="probe upstream")

    async def _probe(self) -> None:
        """Looks at replicas that took no connections until all of them are well."""
        while refusing := [replica for replica in self.replicas if replica.refusing]:
            await asyncio.sleep(PROBE_SECONDS)
            for replica in refusing:
                with contextlib.suppress(UpstreamFailed):
                    await replica.probe(PROBE_SECONDS, self._health)

    def close(self) -> None:
        """Closes every idle connection and ends its tasks."""
        for task in (self._resolving, self._probing):
            if task is not None:
                task.cancel()
        for replica in self.replicas:
            replica.close()


def _burden(replica: Replica) -> tuple[int, float]:
    return replica.in_flight, random.random()  # evens out, and keeps nothing secret


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
