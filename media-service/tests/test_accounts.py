"""Accounts as an attacker would try them: stolen cookies, others' things, and more rights than one has.

The gateway checks access tokens; here its part is played by the headers that it sets.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.account import SESSION_HEADER, SIGN_IN_HEADER
from prism_media.accounts.keys import Keys
from prism_media.accounts.sessions import GRACE_SECONDS, SESSION_SECONDS, SessionOver, SessionStore
from prism_media.accounts.store import AccountStore
from prism_media.accounts.testing import OTHER_PASSWORD, PASSWORD, Person, add, person, set_up, sign_in
from prism_media.testing import running_service

REQUIRED = {SIGN_IN_HEADER: "required"}


@pytest.fixture
async def owner(client: httpx.AsyncClient) -> Person:
    return await set_up(client)


@pytest.fixture
async def lone(tmp_path: Path) -> AsyncIterator[Person]:
    """The same, on SQLite only: for what the database has no part in."""
    async with running_service(tmp_path) as client:
        yield await set_up(client)


async def test_prism_is_set_up_once_by_the_link_in_the_log_alone(client: httpx.AsyncClient) -> None:
    before = (await client.get("/api/auth/me", headers=REQUIRED)).json()
    wrong = await client.post("/api/auth/setup", json={"token": "guess", "name": "Eve", "password": PASSWORD})
    owner = await set_up(client)
    token = (await client.get("/internal/setup")).json()["token"]
    again = await client.post("/api/auth/setup", json={"token": token, "name": "Eve", "password": PASSWORD})

    assert before == {"account": None, "required": True, "setup": True, "oidc": []}
    assert wrong.status_code == 403
    assert owner.account["role"] == "admin"
    assert token == ""
    assert again.status_code == 403
    assert (await client.get("/api/auth/me", headers=REQUIRED)).json()["setup"] is False


async def test_the_first_administrator_has_the_household_s_profile(owner: Person) -> None:
    found = (await owner.ask("GET", "/api/profiles")).json()

    assert [profile["id"] for profile in found["profiles"]] == ["default"]
    assert found["current"] == "default"


async def test_cookies_are_kept_from_scripts_other_sites_and_plain_http(lone: Person) -> None:
    over_https = await lone.client.post(
        "/api/auth/sign-in",
        json={"name": "olga", "password": PASSWORD},
        headers={"x-forwarded-proto": "https"},
    )
    set_cookies = {value.split("=")[0]: value.lower() for value in over_https.headers.get_list("set-cookie")}

    assert set(set_cookies) == {"__Host-prism_access", "__Host-prism_refresh", "prism_device"}
    for name, value in set_cookies.items():
        assert "httponly" in value
        assert "secure" in value
        assert "domain" not in value
        assert ("samesite=lax" if name.endswith("access") else "samesite=strict") in value
    assert over_https.headers["cache-control"] == "no-store"


async def test_a_copied_refresh_token_ends_the_session_for_both(engine: AsyncEngine) -> None:
    clock = [1_000_000.0]
    row = {"name": "Olga", "role": "admin", "created_at": 1}
    await AccountStore(engine).found(row)
    store = SessionStore(engine, Keys(b"secret", lambda: clock[0]), lambda: clock[0])
    first = await store.begin("owner", "a browser")
    second = await store.refresh(first.refresh_token)
    tab = await store.refresh(first.refresh_token)
    clock[0] += GRACE_SECONDS + 1

    assert tab.refresh_token == second.refresh_token
    with pytest.raises(SessionOver):
        await store.refresh(first.refresh_token)
    with pytest.raises(SessionOver):
        await store.refresh(second.refresh_token)


async def test_refresh_tokens_cannot_be_made_changed_or_kept_for_ever(engine: AsyncEngine) -> None:
    clock = [1_000_000.0]
    await AccountStore(engine).found({"name": "Olga", "role": "admin", "created_at": 1})
    store = SessionStore(engine, Keys(b"secret", lambda: clock[0]), lambda: clock[0])
    held = await store.begin("owner", "a browser")
    session, generation, mac = held.refresh_token.split(".")
    elsewhere = Keys(b"other", lambda: clock[0])
    for forged in (
        "", "..", f"{session}.{int(generation) + 1}.{mac}", f"{session}.{generation}.", f"{session}.{generation}.x",
        elsewhere.sealed("refresh token", f"{session}.{generation}"),
        Keys(b"secret", lambda: clock[0]).sealed("device", f"{session}.{generation}"),
    ):  # fmt: skip
        with pytest.raises(SessionOver):
            await store.refresh(forged)
    following = await store.refresh(held.refresh_token)
    clock[0] += SESSION_SECONDS + 1

    assert following.session == session
    with pytest.raises(SessionOver):
        await store.refresh(following.refresh_token)


async def test_signing_in_never_takes_a_session_that_was_there(owner: Person) -> None:
    again = await sign_in(owner.client, "Olga", PASSWORD, f"prism_refresh={owner.refresh}")
    fresh = person(owner.client, again)

    assert fresh.headers[SESSION_HEADER] != owner.headers[SESSION_HEADER]
    assert (await owner.ask("GET", "/api/auth/sessions")).status_code == 401
    planted = await owner.client.post("/api/auth/refresh", headers={"cookie": f"prism_refresh={owner.refresh}"})
    assert planted.status_code == 401


async def test_a_new_password_ends_every_other_session(owner: Person) -> None:
    other = person(owner.client, await sign_in(owner.client, "Olga", PASSWORD))
    wrong = await owner.ask("POST", "/api/auth/password", json={"current": "a wrong one", "new": OTHER_PASSWORD})
    right = await owner.ask("POST", "/api/auth/password", json={"current": PASSWORD, "new": OTHER_PASSWORD})

    assert wrong.status_code == 401
    assert right.status_code == 200
    assert (await other.ask("GET", "/api/auth/sessions")).status_code == 401
    assert (await sign_in(owner.client, "Olga", PASSWORD)).status_code == 401
    assert (await sign_in(owner.client, "Olga", OTHER_PASSWORD)).status_code == 200


async def test_signing_out_everywhere_ends_all_sessions(owner: Person) -> None:
    other = person(owner.client, await sign_in(owner.client, "Olga", PASSWORD))

    assert (await other.ask("POST", "/api/auth/sign-out-everywhere")).status_code == 204
    for one in (owner, other):
        answer = await one.client.post("/api/auth/refresh", headers={"cookie": f"prism_refresh={one.refresh}"})
        assert answer.status_code == 401


@pytest.mark.parametrize("role", ["viewer", "child"])
async def test_only_administrators_change_what_is_everybodys(lone: Person, role: str) -> None:
    one = await add(lone, "Ben", role)
    mine = {"name": "Ben 2", "password": OTHER_PASSWORD, "role": "admin"}
    refused = [
        await one.ask("POST", "/api/playlists", json={"text": "#EXTM3U\n#EXTINF:-1,A\nhttp://example.test/a"}),
        await one.ask("POST", "/api/outputs", json={"name": "mine"}),
        await one.ask("GET", "/api/export"),
        await one.ask("POST", "/api/import", json={}),
        await one.ask("GET", "/api/auth/accounts"),
        await one.ask("POST", "/api/auth/accounts", json=mine),
        await one.ask("PATCH", f"/api/auth/accounts/{one.account['id']}", json={"role": "admin"}),
        await one.ask("DELETE", "/api/auth/accounts/owner"),
    ]

    assert {answer.status_code for answer in refused} == {403}


async def test_an_administrator_who_is_one_no_more_makes_none_with_an_old_token(owner: Person) -> None:
    ben = await add(owner, "Ben", "admin")
    assert (await owner.ask("PATCH", f"/api/auth/accounts/{ben.account['id']}", json={"role": "viewer"})).is_success
    given = {"name": "Eve", "password": OTHER_PASSWORD, "role": "admin"}

    assert (await ben.ask("POST", "/api/auth/accounts", json=given)).status_code == 401
    assert (await ben.ask("POST", "/api/auth/tokens", json={"name": "t", "scopes": ["api:write"]})).status_code == 401


async def test_the_last_administrator_stays_one(owner: Person) -> None:
    for answer in (
        await owner.ask("PATCH", "/api/auth/accounts/owner", json={"role": "viewer"}),
        await owner.ask("PATCH", "/api/auth/accounts/owner", json={"disabled": True}),
        await owner.ask("DELETE", "/api/auth/accounts/owner"),
    ):
        assert answer.status_code == 409


async def test_a_disabled_account_has_nothing_and_its_tokens_are_worth_nothing(owner: Person) -> None:
    ben = await add(owner, "Ben", "viewer")
    made = await ben.ask("POST", "/api/auth/tokens", json={"name": "agent", "scopes": ["mcp:control", "api:read"]})
    token = {"token": made.json()["token"]}
    worth = (await owner.client.post("/internal/introspect", json=token)).json()
    await owner.ask("PATCH", f"/api/auth/accounts/{ben.account['id']}", json={"disabled": True})
    refreshed = await owner.client.post("/api/auth/refresh", headers={"cookie": f"prism_refresh={ben.refresh}"})

    assert worth["active"]
    assert worth["account"] == ben.account["id"]
    assert worth["scopes"] == ["api:read", "mcp:control"]
    assert refreshed.status_code == 401
    assert not (await owner.client.post("/internal/introspect", json=token)).json()["active"]
    assert (await sign_in(owner.client, "Ben", OTHER_PASSWORD)).status_code == 401
    open_ones = await owner.client.post("/internal/sessions", json={"sessions": [ben.headers[SESSION_HEADER]]})
    assert open_ones.json() == {"sessions": []}


async def test_tokens_expire_are_removed_by_their_owner_alone_and_need_a_session_to_be_made(owner: Person) -> None:
    ben = await add(owner, "Ben", "viewer")
    made = (await owner.ask("POST", "/api/auth/tokens", json={"name": "agent", "scopes": ["mcp:media"]})).json()
    past = datetime.now(UTC) - timedelta(seconds=5)
    late = {"name": "late", "scopes": ["mcp:media"], "expires_at": past.isoformat()}
    by_token = dict(owner.headers)
    del by_token[SESSION_HEADER]

    assert (await owner.ask("POST", "/api/auth/tokens", json=late)).status_code == 400
    assert (await ben.ask("GET", "/api/auth/tokens")).json() == {"tokens": []}
    assert (await ben.ask("DELETE", f"/api/auth/tokens/{made['id']}")).status_code == 404
    assert (await owner.client.get("/api/auth/tokens", headers=by_token)).status_code == 401
    assert "token" not in (await owner.ask("GET", "/api/auth/tokens")).json()["tokens"][0]
    assert (await owner.ask("DELETE", f"/api/auth/tokens/{made['id']}")).status_code == 204
    assert not (await owner.client.post("/internal/introspect", json={"token": made["token"]})).json()["active"]


async def test_two_people_never_see_or_touch_each_others(owner: Person) -> None:
    ben = await add(owner, "Ben", "viewer")
    mine = (await ben.ask("GET", "/api/profiles")).json()["profiles"][0]["id"]
    await ben.ask("POST", "/api/memories", json={"text": "likes tea"})
    await ben.ask("PUT", "/api/preferences/volume", json={"value": 3})
    memory = (await ben.ask("GET", "/api/memories")).json()["memories"][0]["id"]
    session = ben.headers[SESSION_HEADER]
    entered = await ben.ask("POST", f"/api/profiles/{mine}/enter", json={})
    cookie = {"cookie": f"prism_profile={entered.cookies['prism_profile']}"}

    # Not even an administrator, by id or with a copied profile cookie.
    assert (await owner.ask("GET", "/api/memories", headers=cookie)).json()["memories"] == []
    assert (await owner.ask("GET", "/api/preferences/volume", headers=cookie)).status_code == 404
    assert mine not in (await owner.ask("GET", "/api/profiles")).text
    for answer in (
        await owner.ask("POST", f"/api/profiles/{mine}/enter", json={}),
        await owner.ask("PATCH", f"/api/profiles/{mine}", json={"name": "Mine now"}),
        await owner.ask("DELETE", f"/api/profiles/{mine}"),
        await owner.ask("DELETE", f"/api/memories/{memory}"),
        await owner.ask("DELETE", f"/api/auth/sessions/{session}"),
        await ben.ask("POST", "/api/profiles/default/enter", json={}),
    ):
        assert answer.status_code == 404, answer.url
    assert (await ben.ask("GET", "/api/memories")).json()["memories"][0]["text"] == "likes tea"
    assert "likes tea" not in (await owner.ask("GET", "/api/export")).text


async def test_what_the_fleet_does_for_somebody_has_their_rights_and_ends_with_the_account(owner: Person) -> None:
    child = await add(owner, "Kim", "child")
    sealed = (await owner.client.get("/internal/sealed", headers=child.headers)).json()["sealed"]
    cookie = {"cookie": f"prism_profile={sealed}"}
    before = await owner.client.get("/api/profiles", headers=cookie)
    refused = await owner.client.post("/api/profiles", headers=cookie, json={"name": "More"})
    owner.client.cookies.clear()
    await owner.ask("DELETE", f"/api/auth/accounts/{child.account['id']}")
    after = await owner.client.get("/api/memories", headers=cookie)

    assert [profile["name"] for profile in before.json()["profiles"]] == ["Kim"]
    assert refused.status_code == 403
    assert after.status_code != 200 or after.json()["memories"] == []


async def test_where_sign_in_is_required_who_is_nobody_has_nothing(tmp_path: Path) -> None:
    async with running_service(tmp_path, auth="required") as client:
        await set_up(client)
        assert (await client.get("/api/memories")).status_code == 401
        assert (await client.post("/api/profiles", json={"name": "Eve"})).status_code == 403
        assert (await client.get("/api/export")).status_code == 403


async def test_a_removed_account_leaves_the_household_s_profile_empty_and_there(owner: Person) -> None:
    ben = await add(owner, "Ben", "admin")
    await owner.ask("POST", "/api/memories", json={"text": "likes tea"})
    assert (await ben.ask("DELETE", "/api/auth/accounts/owner")).status_code == 204

    assert (await owner.client.get("/api/profiles")).json()["profiles"][0]["id"] == "default"
    assert (await owner.client.get("/api/memories")).json()["memories"] == []


@pytest.mark.parametrize("password", ["short", "olga olga olga", "aaaaaaaaaaaa"])
async def test_passwords_that_are_guessed_first_are_refused(tmp_path: Path, password: str) -> None:
    async with running_service(tmp_path) as client:
        token = (await client.get("/internal/setup")).json()["token"]
        answer = await client.post("/api/auth/setup", json={"token": token, "name": "Olga", "password": password})
    assert answer.status_code in (400, 422)
