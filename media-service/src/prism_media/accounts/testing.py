"""People who have signed in, for tests: what the gateway would say of them, and their cookies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
import jwt

from prism_core.account import HEADER, SESSION_HEADER

PASSWORD = "correct horse battery"
OTHER_PASSWORD = "staple giraffe window"


@dataclass
class Person:
    """Somebody signed in: what the gateway says of them, and their cookies."""

    client: httpx.AsyncClient
    headers: dict[str, str]
    refresh: str
    account: dict[str, Any]

    async def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Ask as them."""
        headers = {**self.headers, **options.pop("headers", {})}
        answer = await self.client.request(method, path, headers=headers, **options)
        self.client.cookies.clear()
        return answer


def person(client: httpx.AsyncClient, answer: httpx.Response) -> Person:
    """Whoever an answer signed in."""
    assert answer.is_success, answer.text
    claims = jwt.decode(answer.cookies["prism_access"], options={"verify_signature": False})
    client.cookies.clear()
    headers = {HEADER: f"{claims['sub']} {claims['role']}", SESSION_HEADER: claims["sid"]}
    return Person(client, headers, answer.cookies["prism_refresh"], answer.json())


async def sign_in(client: httpx.AsyncClient, name: str, password: str, cookie: str = "") -> httpx.Response:
    """The answer to who signs in."""
    headers = {"cookie": cookie} if cookie else {}
    answer = await client.post("/api/auth/sign-in", json={"name": name, "password": password}, headers=headers)
    client.cookies.clear()
    return answer


async def set_up(client: httpx.AsyncClient) -> Person:
    """The first administrator."""
    token = (await client.get("/internal/setup")).json()["token"]
    given = {"token": token, "name": "Olga", "password": PASSWORD}
    return person(client, await client.post("/api/auth/setup", json=given))


async def add(owner: Person, name: str, role: str) -> Person:
    """Somebody whom the administrator added."""
    given = {"name": name, "password": OTHER_PASSWORD, "role": role}
    assert (await owner.ask("POST", "/api/auth/accounts", json=given)).status_code == 201
    return person(owner.client, await sign_in(owner.client, name, OTHER_PASSWORD))
