from pathlib import Path

import httpx
import pytest

from prism_media.database.engine import database_url, migrate, open_engine
from prism_media.database.tables import positions
from prism_media.viewers.store import MOST_POSITIONS, ViewerStore


async def test_favourites_are_listed_until_removed(client: httpx.AsyncClient) -> None:
    for _ in range(2):
        assert (await client.put("/api/favourites/demo-clock")).json()["favourite"] is True
    assert [c["id"] for c in (await client.get("/api/favourites")).json()["channels"]] == ["demo-clock"]
    assert [c["id"] for c in (await client.get("/api/channels?favourite=true")).json()["channels"]] == ["demo-clock"]
    assert (await client.delete("/api/favourites/demo-clock")).status_code == 204
    assert (await client.get("/api/favourites")).json()["channels"] == []


async def test_an_unknown_channel_is_no_favourite(client: httpx.AsyncClient) -> None:
    assert (await client.put("/api/favourites/nothing")).status_code == 404


async def test_history_is_told_latest_first(client: httpx.AsyncClient) -> None:
    for channel, at in (("demo-beat", "2026-01-01T10:00:00Z"), ("gone", "2026-01-01T11:00:00Z")):
        await client.post("/api/history", json={"channel_id": channel, "started_at": at, "seconds": 60})
    entries = (await client.get("/api/history")).json()["entries"]
    assert [(e["channel_id"], e["channel"] is None) for e in entries] == [
        ("gone", True),
        ("demo-beat", False),
    ]


async def test_memories_are_kept_and_forgotten(client: httpx.AsyncClient) -> None:
    made = (await client.post("/api/memories", json={"text": "likes jazz", "kind": "preference"})).json()
    assert [m["text"] for m in (await client.get("/api/memories")).json()["memories"]] == ["likes jazz"]
    assert (await client.delete(f"/api/memories/{made['id']}")).status_code == 204
    assert (await client.delete(f"/api/memories/{made['id']}")).status_code == 404


async def test_a_reminder_keeps_its_time_as_utc(client: httpx.AsyncClient) -> None:
    asked = {"title": "Match", "when": "2030-06-01T20:00:00+02:00", "lead_seconds": 300}
    made = (await client.post("/api/reminders", json=asked)).json()
    assert made["when"] == "2030-06-01T18:00:00Z"
    assert (await client.get("/api/reminders")).json()["reminders"] == [made]
    assert (await client.delete(f"/api/reminders/{made['id']}")).status_code == 204


async def test_a_reminder_without_a_zone_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/reminders", json={"title": "Match", "when": "2030-06-01T20:00:00"})
    assert answer.status_code == 422


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
async def test_a_time_at_the_end_of_the_calendar_is_refused_and_spoils_no_list(
    client: httpx.AsyncClient, moment: str
) -> None:
    wishes = {
        "reminders": {"title": "Match", "when": moment},
        "history": {"channel_id": "demo-clock", "started_at": moment},
        "recordings": {"channel_id": "demo-clock", "start": moment, "seconds": 3600},
    }
    for path, wish in wishes.items():
        assert (await client.post(f"/api/{path}", json=wish)).status_code == 422, path
        assert (await client.get(f"/api/{path}")).status_code == 200, path
    assert (await client.get("/internal/reminders")).status_code == 200
    assert (await client.get("/api/guide", params={"from": moment})).status_code == 422


async def test_favourites_are_told_by_folder_and_name(client: httpx.AsyncClient) -> None:
    await client.put("/api/favourites/demo-stories", json={"folder": "Evening"})
    await client.put("/api/favourites/demo-beat", json={"folder": "Evening"})
    await client.put("/api/favourites/demo-clock")
    assert (await client.put("/api/favourites/demo-beat")).json()["folder"] == "Evening"
    listed = (await client.get("/api/favourites")).json()
    assert [(c["id"], c["folder"]) for c in listed["channels"]] == [
        ("demo-clock", ""),
        ("demo-beat", "Evening"),
        ("demo-stories", "Evening"),
    ]
    assert listed["folders"] == ["Evening"]


async def test_a_stretch_that_goes_on_is_one_entry(client: httpx.AsyncClient) -> None:
    async def watch(started: str, seconds: float, programme: str = "News") -> int:
        body = {"channel_id": "demo-clock", "programme": programme, "started_at": started, "seconds": seconds}
        return int((await client.post("/api/history", json=body)).json()["id"])

    first = await watch("2026-01-01T10:00:00Z", 60)
    assert await watch("2026-01-01T10:00:00Z", 90) == first
    assert await watch("2026-01-01T10:02:00Z", 60) == first  # after a reload
    assert await watch("2026-01-01T10:30:00Z", 60) != first
    assert await watch("2026-01-01T10:03:00Z", 60, "Weather") != first
    entries = (await client.get("/api/history")).json()["entries"]
    assert [entry["seconds"] for entry in entries] == [60, 60, 180]


async def test_the_guide_tells_what_was_on_the_picture(client: httpx.AsyncClient) -> None:
    now = (await client.get("/api/guide/now?channels=demo-clock")).json()["channels"]["demo-clock"]["now"]
    body = {"channel_id": "demo-clock", "position": now["start"], "seconds": 30}
    assert (await client.post("/api/history", json=body)).json()["programme"] == now["title"]


async def test_history_is_forgotten_one_by_one_and_all_at_once(client: httpx.AsyncClient) -> None:
    ids = [
        (await client.post("/api/history", json={"channel_id": channel, "seconds": 30})).json()["id"]
        for channel in ("one", "two")
    ]
    assert (await client.delete(f"/api/history/{ids[0]}")).status_code == 204
    assert (await client.delete(f"/api/history/{ids[0]}")).status_code == 404
    assert (await client.delete("/api/history")).status_code == 204
    assert (await client.get("/api/history")).json()["entries"] == []


async def test_a_film_goes_on_where_it_was_left_until_it_is_finished(client: httpx.AsyncClient) -> None:
    def place(seconds: float) -> dict[str, object]:
        return {"seconds": seconds, "duration_seconds": 1000, "title": "Film"}

    await client.put("/api/resume/film", json=place(100))
    await client.put("/api/resume/demo-clock", json={"seconds": 5})
    await client.put("/api/resume/film", json=place(949))
    items = {item["item_id"]: item for item in (await client.get("/api/resume")).json()["items"]}
    assert (items["film"]["seconds"], items["film"]["title"], items["film"]["channel"]) == (949, "Film", None)
    assert items["demo-clock"]["channel"]["name"] == "Prism Clock"
    await client.put("/api/resume/film", json=place(950))
    await client.delete("/api/resume/demo-clock")
    assert (await client.get("/api/resume")).json() == {"items": []}


async def test_the_oldest_places_where_things_were_left_make_room(tmp_path: Path) -> None:
    engine = open_engine(url := database_url(tmp_path, ""), 2)
    await migrate(url)
    left = {"seconds": 5.0, "duration_seconds": None, "title": ""}
    rows = [{"profile": "default", "item_id": f"film-{at}", "updated_at": at, **left} for at in range(MOST_POSITIONS)]
    async with engine.begin() as connection:
        await connection.execute(positions.insert(), rows)
    store = ViewerStore(engine)
    await store.set_position("default", "latest", {"updated_at": MOST_POSITIONS, **left})
    kept = [row["item_id"] for row in await store.positions("default", MOST_POSITIONS + 10)]
    assert (len(kept), kept[0], kept[-1]) == (MOST_POSITIONS, "latest", "film-1")
    await engine.dispose()


async def test_a_preference_is_any_json_of_modest_size(client: httpx.AsyncClient) -> None:
    for value in ({"dark": True}, [1, None], "text", 0, None):
        assert (await client.put("/api/preferences/one", json={"value": value})).json()["value"] == value
        assert (await client.get("/api/preferences/one")).json()["value"] == value
    assert (await client.put("/api/preferences/one", json={"value": "x" * 16_385})).status_code == 413
    assert (await client.put("/api/preferences/no spaces", json={"value": 1})).status_code == 422
    await client.delete("/api/preferences/one")
    assert (await client.get("/api/preferences/one")).status_code == 404


async def test_only_the_fleet_asks_for_everybodys_due_reminders(client: httpx.AsyncClient) -> None:
    soon = {"title": "Due", "when": "2020-01-01T00:00:00Z"}
    late = {"title": "Later", "when": "2099-01-01T00:00:00Z"}
    for reminder in (soon, late):
        await client.post("/api/reminders", json=reminder)
    due = (await client.get("/internal/reminders")).json()["reminders"]
    assert [(one["title"], one["profile"]) for one in due] == [("Due", "default")]
    assert (await client.delete(f"/internal/reminders/{due[0]['id']}")).status_code == 204
    assert (await client.delete(f"/internal/reminders/{due[0]['id']}")).status_code == 404
