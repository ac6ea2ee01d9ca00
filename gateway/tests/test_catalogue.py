"""What a wish finds in the catalogue."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from prism_core.commands import Command
from prism_core.errors import NotFound
from prism_gateway.adapters.catalogue import Catalogue


def item(name: str, kind: str, **more: object) -> dict[str, object]:
    return {"id": name.lower().replace(" ", "-"), "name": name, "kind": kind, "number": None, "logo": None, **more}


def answers(**by_path: object) -> Catalogue:
    """A catalogue whose media-service answers by path; `search` and `series` stand for theirs."""

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        for name, body in by_path.items():
            if path.startswith(f"/api/{name}"):
                return httpx.Response(200, json=body)
        return httpx.Response(200, json={"matches": []})

    return Catalogue(httpx.AsyncClient(base_url="http://media", transport=httpx.MockTransport(answer)))


def programme(channel: str, minutes: int) -> dict[str, str]:
    start = datetime.now(UTC) + timedelta(minutes=minutes)
    return {"channel_id": channel, "start": start.isoformat(), "stop": (start + timedelta(hours=1)).isoformat()}


async def test_what_is_on_now_comes_before_a_film_of_that_name_and_before_what_comes_later() -> None:
    found = {"programmes": [programme("later", 30), programme("one", -30)], "movies": [item("Heat", "movie")]}
    catalogue = answers(search=found, channels={"matches": [], **item("One", "tv")})
    target = await catalogue.target(Command.of("tv.watch", title="Heat"))
    assert target is not None
    assert (target.channel_id, target.kind) == ("one", "tv")


async def test_a_film_is_put_on_as_a_film() -> None:
    catalogue = answers(search={"programmes": [programme("later", 30)], "movies": [item("Heat", "movie")]})
    target = await catalogue.target(Command.of("tv.watch", title="Heat"))
    assert target is not None
    assert (target.name, target.kind) == ("Heat", "movie")


@pytest.mark.parametrize(
    ("slots", "name"),
    [({}, "Pilot"), ({"season": 2}, "Dundies"), ({"season": 2, "episode": 4}, "Fire")],
)
async def test_an_episode_is_found_by_season_and_number(slots: dict[str, int], name: str) -> None:
    seasons = [
        {"number": 1, "episodes": [item("Pilot", "episode", episode=1)]},
        {"number": 2, "episodes": [item("Dundies", "episode", episode=1), item("Fire", "episode", episode=4)]},
    ]
    catalogue = answers(search={"series": [{"id": "office"}]}, series={"seasons": seasons})
    target = await catalogue.target(Command.of("tv.watch", title="The Office", **slots))
    assert target is not None
    assert (target.name, target.kind) == (name, "episode")


async def test_an_episode_that_is_not_there_is_not_replaced_by_another() -> None:
    seasons = [{"number": 1, "episodes": [item("Pilot", "episode", episode=1)]}]
    catalogue = answers(search={"series": [{"id": "office"}]}, series={"seasons": seasons})
    with pytest.raises(NotFound):
        await catalogue.target(Command.of("tv.watch", title="The Office", season=9))


async def test_channels_and_what_is_on_them_are_what_may_be_said() -> None:
    now = {"channels": {"one": {"now": {"title": "The News"}, "next": None}, "two": {"now": None, "next": None}}}
    listed = {"channels": [item("BBC One", "tv"), item("BBC Two", "tv"), item("The News", "tv")]}
    assert await answers(guide=now, channels=listed).names() == ("BBC One", "The News", "BBC Two")
