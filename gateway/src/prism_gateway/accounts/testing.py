"""For tests: the edge's guard, asked as the edge asks it, over accounts and keys in memory."""

import json
import time
from collections.abc import Coroutine
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.responses import Response
from starlette.types import Scope

from prism_core import fleet
from prism_core.errors import Unavailable
from prism_gateway.accounts.keys import AccessTokens
from prism_gateway.accounts.media import Worth
from prism_gateway.accounts.tokens import PersonalTokens
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.identity import Identity
from prism_gateway.edge.table import all_routes

OURS, THEIRS = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
NOW = time.time()
ROUTES = all_routes({spec.name: "http://127.0.0.1:1" for spec in fleet.FLEET})
CLAIMS = {
    "iss": "prism", "sub": "ben", "name": "Ben", "role": "viewer", "sid": "s1", "iat": int(NOW), "exp": int(NOW) + 600,
}  # fmt: skip


def public(key: Ed25519PrivateKey, kid: str = "k1") -> dict[str, Any]:
    """What is published of a key (RFC 8037)."""
    jwk = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key()))
    return {**jwk, "kid": kid}


def token(key: Any = OURS, algorithm: str = "EdDSA", headers: dict[str, Any] | None = None, **changed: Any) -> str:
    """Ben's access token, with what a test changes in it."""
    given = {"kid": "k1", "typ": "at+jwt", **(headers or {})}
    return jwt.encode({**CLAIMS, **changed}, key, algorithm, headers=given)


class Media:
    """media-service's part: keys, and what tokens are worth."""

    def __init__(self) -> None:
        self.tokens: dict[str, Worth] = {}
        self.asked = 0
        self.away = False

    async def keys(self) -> dict[str, Any]:
        """The key that it signs with."""
        self.asked += 1
        return {"keys": [public(OURS)]}

    async def worth(self, given: str) -> Worth:
        """What a personal token is worth, unless it is `away`."""
        if self.away:
            raise Unavailable("away")
        return self.tokens.get(given, Worth(active=False))


class Edge:
    """The guard, asked as the edge asks it."""

    def __init__(self, *, required: bool = True) -> None:
        self.media = Media()
        self.clock = [0.0]
        access = AccessTokens(self.media.keys, lambda: NOW)
        personal = PersonalTokens(self.media.worth, lambda: self.clock[0])
        self.identity = Identity(access, personal, required=required, origins=frozenset({"https://tv.example"}))
        self.scope: Scope = {}
        self.exchange: Exchange | None = None

    async def ask(self, path: str, method: str = "GET", *, scheme: str = "http", **headers: str) -> Response | None:
        """The guard's answer, none where it lets through; without a method, a socket is asked for."""
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        kind = "http" if method else "websocket"
        self.scope = {"type": kind, "path": path, "headers": named, **({"method": method} if method else {})}
        self.exchange = Exchange("1", ROUTES.match(path), "192.0.2.1", scheme, "prism.lan:4000", 0.0)
        said = self.identity.guard(self.exchange, self.scope)
        answer = await said if isinstance(said, Coroutine) else said
        assert answer is None or isinstance(answer, Response)
        return answer

    async def status(self, path: str, method: str = "GET", **headers: str) -> int:
        """The status of its answer, 200 where it lets through."""
        answer = await self.ask(path, method, **headers)
        return answer.status_code if answer else 200

    @property
    def told(self) -> dict[str, str]:
        """The headers that upstream gets of it."""
        assert self.exchange is not None
        return {name.decode(): value.decode() for name, value in self.exchange.upstream_headers}
