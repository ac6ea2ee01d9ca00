import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from prism_core.errors import TooManyTries
from prism_core.testing import VirtualClock
from prism_media.database.engine import open_engine
from prism_media.viewers.entering import WrongPin, entered
from prism_media.viewers.pins import FREE_TRIES, LONGEST_WAIT_SECONDS, hash_pin, pin_fits, wait_seconds
from prism_media.viewers.profiles import ProfileStore


async def added(client: httpx.AsyncClient, name: str, **values: object) -> str:
    answer = await client.post("/api/profiles", json={"name": name, **values})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def enter(client: httpx.AsyncClient, profile: str, pin: str | None = None) -> httpx.Response:
    return await client.post(f"/api/profiles/{profile}/enter", json={"pin": pin})


def kind(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rsplit(":", 1)[1]


async def test_a_profile_is_added_entered_and_left(client: httpx.AsyncClient) -> None:
    anna = await added(client, "Anna", colour="#aa3355")
    entry = await enter(client, anna)
    assert entry.json() == {"id": anna, "name": "Anna", "age_limit": None, "has_pin": False, "colour": "#aa3355"}
    assert "httponly" in entry.headers["set-cookie"].lower()
    assert "samesite=lax" in entry.headers["set-cookie"].lower()
    listed = (await client.get("/api/profiles")).json()
    assert ([p["name"] for p in listed["profiles"]], listed["current"]) == (["Default", "Anna"], anna)
    await client.post("/api/profiles/leave")
    assert (await client.get("/api/profiles")).json()["current"] == "default"


async def test_what_is_ones_own_is_seen_in_ones_own_profile_only(client: httpx.AsyncClient) -> None:
    anna = await added(client, "Anna")
    await client.put("/api/favourites/demo-clock")
    await client.post("/api/memories", json={"text": "likes jazz"})
    await enter(client, anna)
    assert (await client.get("/api/favourites")).json()["channels"] == []
    assert (await client.get("/api/memories")).json()["memories"] == []
    await client.put("/api/preferences/theme", json={"value": {"dark": True}})
    await client.post("/api/profiles/leave")
    assert (await client.get("/api/preferences")).json() == {"preferences": {}}


async def test_a_profile_goes_with_all_that_is_its_own(client: httpx.AsyncClient) -> None:
    anna = await added(client, "Anna")
    await enter(client, anna)
    await client.put("/api/favourites/demo-clock")
    await client.put("/api/resume/film", json={"seconds": 60})
    await client.post("/api/profiles/leave")
    assert (await client.delete(f"/api/profiles/{anna}")).status_code == 204
    assert len((await client.get("/api/profiles")).json()["profiles"]) == 1
    assert kind(await client.delete("/api/profiles/default")) == "conflict"


async def test_a_pin_is_asked_for_and_a_new_one_ends_what_the_old_one_opened(client: httpx.AsyncClient) -> None:
    anna = await added(client, "Anna", pin="1234")
    assert kind(await enter(client, anna)) == "pin-required"
    assert kind(await enter(client, anna, "4321")) == "wrong-pin"
    assert (await enter(client, anna, "1234")).status_code == 200
    elsewhere = dict(client.cookies)
    await client.patch(f"/api/profiles/{anna}", json={"pin": "5678"})
    client.cookies.clear()
    client.cookies.update(elsewhere)
    assert (await client.get("/api/profiles")).json()["current"] == "default"


async def test_a_child_only_watches(client: httpx.AsyncClient) -> None:
    child = await added(client, "Tim", age_limit=6)
    await enter(client, child)
    refused = [
        await client.post("/api/profiles", json={"name": "Tom"}),
        await client.patch(f"/api/profiles/{child}", json={"age_limit": None}),
        await client.delete(f"/api/profiles/{child}"),
    ]
    assert {(answer.status_code, kind(answer)) for answer in refused} == {(403, "not-allowed-for-profile")}
    assert (await client.put("/api/favourites/demo-clock")).status_code == 200


async def test_no_cookie_gives_no_rights_once_the_household_has_a_pin(client: httpx.AsyncClient) -> None:
    await client.patch("/api/profiles/default", json={"pin": "1234"})
    client.cookies.clear()
    assert (await client.get("/api/profiles")).json()["current"] == ""
    assert (await client.get("/api/channels")).status_code == 200
    guest = await client.get("/api/favourites")
    assert (guest.status_code, kind(guest)) == (401, "profile-required")
    assert kind(await client.patch("/api/profiles/default", json={"pin": None})) == "not-allowed-for-profile"
    await enter(client, "default", "1234")
    assert (await client.patch("/api/profiles/default", json={"pin": None})).status_code == 200


async def test_an_adults_pin_is_not_passed_by(client: httpx.AsyncClient) -> None:
    anna = await added(client, "Anna", pin="1234")
    assert kind(await client.patch(f"/api/profiles/{anna}", json={"pin": None})) == "not-allowed-for-profile"
    assert kind(await client.delete(f"/api/profiles/{anna}")) == "not-allowed-for-profile"


@pytest.mark.parametrize(("change", "status"), [
    ({"name": "default"}, 409), ({"name": " "}, 422), ({"name": "Eve", "pin": "12"}, 422),
    ({"name": "Eve", "pin": "１２３４"}, 422), ({"name": "Eve", "colour": "red"}, 422),
    ({"name": "Eve", "age_limit": 99}, 422),
])  # fmt: skip
async def test_what_is_no_profile_is_refused(client: httpx.AsyncClient, change: dict[str, object], status: int) -> None:
    assert (await client.post("/api/profiles", json=change)).status_code == status


async def test_the_default_profile_takes_no_age_limit(client: httpx.AsyncClient) -> None:
    assert (await client.patch("/api/profiles/default", json={"age_limit": 12})).status_code == 400


async def test_too_many_wrong_pins_over_http_say_when_to_try_again(client: httpx.AsyncClient) -> None:
    anna = await added(client, "Anna", pin="1234")
    said = [kind(await enter(client, anna, "0000")) for _ in range(FREE_TRIES)]
    assert said == ["wrong-pin"] * FREE_TRIES
    while said[-1] == "wrong-pin" and len(said) < FREE_TRIES + 10:  # A wait may be over before a busy machine asks.
        said.append(kind(await enter(client, anna, "0000")))
    locked = await enter(client, anna, "1234")
    assert (locked.status_code, kind(locked)) == (429, "too-many-tries")
    assert int(locked.headers["retry-after"]) > 0


async def test_guessing_is_waited_for_longer_each_time_and_the_right_pin_ends_it(database: str) -> None:
    async with a_store(database) as store:
        await guess_on(store, VirtualClock())


async def guess_on(store: ProfileStore, clock: VirtualClock) -> None:
    waits = []
    for _ in range(FREE_TRIES + 9):
        with pytest.raises(WrongPin):
            await entered(store, "anna", "0000", clock)
        row = await store.one("anna")
        assert row is not None
        waits.append(wait_seconds(row["pin_failures"]))
        if waits[-1]:
            with pytest.raises(TooManyTries):
                await entered(store, "anna", "1234", clock)
        clock.advance(waits[-1])
    assert waits == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300]
    assert max(waits) == LONGEST_WAIT_SECONDS
    await entered(store, "anna", "1234", clock)
    with pytest.raises(WrongPin):
        await entered(store, "anna", "0000", clock)


async def test_many_guesses_at_once_are_no_way_around_the_wait(database: str) -> None:
    clock = VirtualClock()
    async with a_store(database) as store:
        tries = (entered(store, "anna", f"{number:04}", clock) for number in range(20))
        outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(outcome, WrongPin) for outcome in outcomes) <= FREE_TRIES


@asynccontextmanager
async def a_store(database: str) -> AsyncIterator[ProfileStore]:
    engine = open_engine(database)
    store = ProfileStore(engine)
    hashed = await asyncio.to_thread(hash_pin, "1234")
    await store.add(
        {"id": "anna", "name": "Anna", "age_limit": None, "pin_hash": hashed, "colour": "", "created_at": 0}
    )
    yield store
    await engine.dispose()


def test_a_pin_is_salted_and_fits_itself_only() -> None:
    one, two = hash_pin("1234"), hash_pin("1234")
    assert one != two
    assert pin_fits("1234", one)
    assert not pin_fits("12345", one)


async def test_whoever_sets_a_pin_for_their_own_profile_stays_who_they_are(client: httpx.AsyncClient) -> None:
    await client.patch("/api/profiles/default", json={"pin": "1234"})
    assert (await client.get("/api/profiles")).json()["current"] == "default"
    assert (await client.patch("/api/profiles/default", json={"pin": None})).status_code == 200
