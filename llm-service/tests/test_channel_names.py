"""A channel that was just imported is soon known by its sound, and names that cannot be had stay as they are."""

import asyncio

import pytest

from prism_core.errors import Unavailable
from prism_llm import channel_names
from prism_llm.channel_names import keep_names
from prism_llm.understanding import create_understander


class Library:
    """A media-service whose channels change."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.away = False

    async def channel_names(self, most: int) -> list[str]:
        if self.away:
            raise Unavailable("away")
        return self.names[:most]

    async def guide(self, *_: object) -> list[object]:
        return []


@pytest.mark.parametrize(
    ("names", "seconds"),
    [(["Rai 1"], channel_names.SMALL_REFRESH_SECONDS), ([f"C {n}" for n in range(3_001)], 120.0)],
)
async def test_names_are_fetched_again_sooner_where_there_are_few(
    names: list[str], seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def sleep(wait: float) -> None:
        waits.append(wait)
        if len(waits) == 2:
            raise asyncio.CancelledError
        library.names, library.away = [*names, "Rai 2"], False

    library, understander = Library(names), create_understander()
    monkeypatch.setattr(channel_names.asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        await keep_names(library, understander)  # type: ignore[arg-type]
    assert waits == [seconds, seconds]
    assert understander.names.has("Rai 2")


async def test_names_stay_while_the_library_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    library, understander = Library(["Rai 1"]), create_understander()
    waits: list[float] = []

    async def sleep(wait: float) -> None:
        waits.append(wait)
        library.away = True
        if len(waits) == 2:
            raise asyncio.CancelledError

    monkeypatch.setattr(channel_names.asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        await keep_names(library, understander)  # type: ignore[arg-type]
    assert waits[-1] == channel_names.RETRY_SECONDS
    assert understander.names.has("Rai 1")
