"""How far the workers are behind, kept fresh for metrics and for `/api/status`."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Final

from prism_core.bus import Backlog, Bus, names
from prism_core.errors import BusUnavailable
from prism_core.requests import Request
from prism_gateway.metrics import BUS_OLDEST_SECONDS, BUS_UP, BUS_WAITING

LOOK_SECONDS: Final = 5.0


class Backlogs:
    """The unclaimed work of every kind, as it was at the last look."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self.found: Mapping[str, Backlog] | None = None
        """By kind of request; none while the bus does not answer."""

    async def watch(self) -> None:
        """Looks until it is cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Looks once."""
        try:
            found = {kind: await self._bus.backlog(names.work(kind)) for kind in kinds()}
        except BusUnavailable:
            self.found = None
            BUS_UP.set(0)
            return
        self.found = found
        BUS_UP.set(1)
        for kind, backlog in found.items():
            BUS_WAITING.labels(kind).set(backlog.waiting)
            BUS_OLDEST_SECONDS.labels(kind).set(backlog.oldest_seconds)


def kinds() -> Iterator[str]:
    """Names of all kinds of requests."""
    for request in Request.__subclasses__():
        yield request.stream
