"""Each test of the bus runs on both: in memory, and on a real Redis."""

from collections.abc import AsyncIterator, Iterator

import pytest

from prism_core.bus import Bus, MemoryBus, RedisBus
from prism_core.testing import running_redis


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with running_redis() as redis:
        yield redis.url


@pytest.fixture(params=["memory", "redis"])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[Bus]:
    made: Bus = MemoryBus()
    if request.param == "redis":
        made = RedisBus(request.getfixturevalue("redis_url"), patience_seconds=60.0)
    await made.start()
    yield made
    await made.close()
