import httpx


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
