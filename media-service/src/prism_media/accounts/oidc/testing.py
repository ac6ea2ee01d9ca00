"""For tests: a small but strict OpenID provider that misbehaves where asked to, and browsers that sign in at it."""

import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import jwt
from aiohttp import BasicAuth, web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from prism_media.testing import running_service

CLIENT, SECRET = "prism", "s3cret/with:signs"
OUTSIDE = {"x-forwarded-proto": "https", "x-forwarded-host": "tv.example", "x-prism-sign-in": "required"}


def rsa_key() -> rsa.RSAPrivateKey:
    """A key to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Strict:
    """An OpenID provider that holds its clients to the standard.

    Attributes:
        claims: of whoever signs in there.
        told: what its userinfo says beside.
        wrong: claims that it puts into the token over the right ones.
        key: what it signs with; `published` is what it shows.
    """

    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1", "preferred_username": "anna"})
    told: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=rsa_key)
    published: rsa.RSAPrivateKey | None = None
    kid: str = "k1"
    refuses: bool = False
    address: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def application(self) -> web.Application:
        """Its endpoints."""
        application = web.Application()
        application.router.add_get("/.well-known/openid-configuration", self.discovery)
        application.router.add_get("/authorize", self.authorize)
        application.router.add_post("/token", self.token)
        application.router.add_get("/keys", self.keys)
        application.router.add_get("/userinfo", self.userinfo)
        return application

    async def discovery(self, _request: web.Request) -> web.Response:
        """Where its endpoints are (OpenID Connect Discovery 1.0, section 3)."""
        return web.json_response(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "id_token_signing_alg_values_supported": ["RS256", "HS256"],
            }
        )

    async def keys(self, _request: web.Request) -> web.Response:
        """The key that it shows."""
        public = (self.published or self.key).public_key()
        jwk = RSAAlgorithm.to_jwk(public, as_dict=True)
        return web.json_response({"keys": [{**jwk, "kid": self.kid, "use": "sig", "alg": "RS256"}]})

    async def authorize(self, request: web.Request) -> web.Response:
        """Sends the browser back with a code, or with a no."""
        asked = dict(request.query)
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["redirect_uri"] == "https://tv.example/api/auth/oidc/callback"
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        if self.refuses:
            back = {"error": "access_denied", "state": asked["state"]}
        else:
            code = f"code-{len(self.codes)}"
            self.codes[code] = asked
            back = {"code": code, "state": asked["state"], "iss": self.address}
        raise web.HTTPFound(f"{asked['redirect_uri']}?{urlencode(back)}")

    async def token(self, request: web.Request) -> web.Response:
        """Takes a code once, from the client that it was given to and that can show where it came from."""
        form = await request.post()
        login = BasicAuth.decode(request.headers["authorization"])
        asked = self.codes.pop(str(form["code"]), None)
        verifier = str(form["code_verifier"]).encode()
        challenge = urlsafe_b64encode(sha256(verifier).digest()).rstrip(b"=").decode()
        if (
            asked is None
            or (login.login, login.password) != (CLIENT, "s3cret%2Fwith%3Asigns")
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form["redirect_uri"]
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        id_token = jwt.encode({**claims, **self.claims, **self.wrong}, self.key, "RS256", headers={"kid": self.kid})
        return web.json_response({"access_token": "at", "token_type": "Bearer", "id_token": id_token})

    async def userinfo(self, request: web.Request) -> web.Response:
        """What it tells of them beside the token."""
        assert request.headers["authorization"] == "Bearer at"
        return web.json_response({"sub": self.claims["sub"], **self.told})


@asynccontextmanager
async def providing() -> AsyncIterator[Strict]:
    """Runs a provider on a free port."""
    strict = Strict()
    runner = web.AppRunner(strict.application(), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    strict.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield strict
    finally:
        await runner.cleanup()


class Visitor:
    """A browser that goes to Prism, to the provider and back."""

    def __init__(self, prism: httpx.AsyncClient) -> None:
        self.prism = prism
        self.cookies: dict[str, str] = {}

    async def ask(self, path: str) -> httpx.Response:
        """Asks Prism over https, and keeps the cookies that it sets."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.prism.cookies.clear()
        answer = await self.prism.get(path, headers={**OUTSIDE, "cookie": cookie})
        for name, morsel in SimpleCookie("\r\n".join(answer.headers.get_list("set-cookie"))).items():
            if morsel["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value
        self.prism.cookies.clear()
        return answer

    async def there(self, back: str = "/") -> str:
        """Signs in at the provider; gives the address that it sends the browser back to, without Prism's own part."""
        start = await self.ask(f"/api/auth/oidc/start?{urlencode({'return': back})}")
        assert start.status_code == 303, start.text
        async with httpx.AsyncClient(timeout=60) as outside:
            answer = await outside.get(start.headers["location"])
        assert answer.status_code == 302, answer.text
        return answer.headers["location"].removeprefix("https://tv.example")

    async def sign_in(self, back: str = "/") -> httpx.Response:
        """Goes the whole way; Prism's last answer."""
        return await self.ask(await self.there(back))

    @property
    def signed_in(self) -> bool:
        """Whether Prism knows them."""
        return "__Host-prism_refresh" in self.cookies

    def who(self) -> dict[str, Any]:
        """What the access token says; the gateway's tests check its signature."""
        claims: dict[str, Any] = jwt.decode(self.cookies["__Host-prism_access"], options={"verify_signature": False})
        return claims


@asynccontextmanager
async def prism(folder: Path, provider: Strict, **settings: object) -> AsyncIterator[Visitor]:
    """Runs Prism with that provider, and opens a browser on it."""
    values = {
        "auth": "required",
        "oidc_issuer": provider.address,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_admins": "prism-admins",
        **settings,
    }
    async with running_service(folder, **values) as client:
        yield Visitor(client)


def as_admin(provider: Strict) -> None:
    """Whoever signs in there next is an administrator here."""
    provider.claims = {"sub": "root", "preferred_username": "Owner", "groups": ["prism-admins"]}


async def founded(visitor: Visitor, provider: Strict) -> Visitor:
    """Another visitor of a Prism that has its administrator."""
    theirs = provider.claims
    as_admin(provider)
    assert (await visitor.sign_in()).headers["location"] == "/"
    provider.claims = theirs
    return Visitor(visitor.prism)
