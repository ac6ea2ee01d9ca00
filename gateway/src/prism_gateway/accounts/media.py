"""Asks media-service what only it knows of accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from pydantic import BaseModel

from prism_core.account import Caller, Role
from prism_core.errors import Unavailable
from prism_core.viewer import headers_of

_AWAY = "accounts cannot be looked up at the moment; try again shortly"


class Worth(BaseModel):
    """What a personal token is worth."""

    active: bool
    account: str = ""
    name: str = ""
    role: Role | str = ""
    scopes: list[str] = []


class _Open(BaseModel):
    sessions: list[str]


class MediaAccounts:
    """Every method but `keys` raises `Unavailable` when media-service does not answer."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def keys(self) -> Mapping[str, Any] | None:
        """The public keys; none when nobody answers."""
        try:
            answer = await self._client.get("/internal/jwks")
            found: Mapping[str, Any] = answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return None
        return found

    async def worth(self, token: str) -> Worth:
        """What a personal token is worth."""
        return Worth.model_validate_json(await self._send("POST", "/internal/introspect", json={"token": token}))

    async def open_sessions(self, sessions: Sequence[str]) -> set[str]:
        """Those of `sessions` in which somebody is still signed in."""
        answer = await self._send("POST", "/internal/sessions", json={"sessions": list(sessions)})
        return set(_Open.model_validate_json(answer).sessions)

    async def sealed(self, caller: Caller, cookie: str) -> str:
        """The sealed cookie of the viewer that an account's browser is, whether or not it entered a profile."""
        answer = await self._send("GET", "/internal/sealed", headers={**caller.headers, **headers_of(cookie)})
        return str(httpx.Response(200, content=answer).json()["sealed"])

    async def setup_token(self) -> str:
        """What makes the first account; empty once there is one."""
        return str(httpx.Response(200, content=await self._send("GET", "/internal/setup")).json()["token"])

    async def _send(self, method: str, path: str, **options: Any) -> bytes:
        try:
            answer = await self._client.request(method, path, **options)
            return answer.raise_for_status().content
        except httpx.HTTPError as error:
            raise Unavailable(_AWAY) from error
