"""Signing in at a provider: a small but strict one, that misbehaves where a test asks it to."""

import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import jwt
import pytest
from aiohttp import BasicAuth, web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from prism_media.accounts.oidc.admission import name_of, rules
from prism_media.accounts.oidc.api import own_path
from prism_media.accounts.oidc.provider import ASKED_AGAIN_SECONDS, Client, NotBelieved, Provider
from prism_media.accounts.oidc.settings import OidcSettings
from prism_media.testing import running_service

CLIENT, SECRET = "prism", "s3cret/with:signs"
OUTSIDE = {"x-forwarded-proto": "https", "x-forwarded-host": "tv.example", "x-prism-sign-in": "required"}


def rsa_key() -> rsa.RSAPrivateKey:
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
        application = web.Application()
        application.router.add_get("/.well-known/openid-configuration", self.discovery)
        application.router.add_get("/authorize", self.authorize)
        application.router.add_post("/token", self.token)
        application.router.add_get("/keys", self.keys)
        application.router.add_get("/userinfo", self.userinfo)
        return application

    async def discovery(self, _request: web.Request) -> web.Response:
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
        public = (self.published or self.key).public_key()
        jwk = RSAAlgorithm.to_jwk(public, as_dict=True)
        return web.json_response({"keys": [{**jwk, "kid": self.kid, "use": "sig", "alg": "RS256"}]})

    async def authorize(self, request: web.Request) -> web.Response:
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
        assert request.headers["authorization"] == "Bearer at"
        return web.json_response({"sub": self.claims["sub"], **self.told})


@pytest.fixture
async def provider() -> AsyncIterator[Strict]:
    strict = Strict()
    runner = web.AppRunner(strict.application(), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    strict.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield strict
    await runner.cleanup()


class Visitor:
    """A browser that goes to Prism, to the provider and back."""

    def __init__(self, prism: httpx.AsyncClient) -> None:
        self.prism = prism
        self.cookies: dict[str, str] = {}

    async def ask(self, path: str) -> httpx.Response:
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
        """Signs in at the provider; the address that it sends the browser back to, without Prism's own part."""
        start = await self.ask(f"/api/auth/oidc/start?{urlencode({'return': back})}")
        assert start.status_code == 303, start.text
        async with httpx.AsyncClient(timeout=60) as outside:
            answer = await outside.get(start.headers["location"])
        assert answer.status_code == 302, answer.text
        return answer.headers["location"].removeprefix("https://tv.example")

    async def sign_in(self, back: str = "/") -> httpx.Response:
        return await self.ask(await self.there(back))

    @property
    def signed_in(self) -> bool:
        return "__Host-prism_refresh" in self.cookies

    def who(self) -> dict[str, Any]:
        """What the access token says; the gateway's tests check its signature."""
        claims: dict[str, Any] = jwt.decode(self.cookies["__Host-prism_access"], options={"verify_signature": False})
        return claims


@asynccontextmanager
async def prism(folder: Path, provider: Strict, **settings: object) -> AsyncIterator[Visitor]:
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
    provider.claims = {"sub": "root", "preferred_username": "Owner", "groups": ["prism-admins"]}


async def founded(visitor: Visitor, provider: Strict) -> Visitor:
    """Another visitor of a Prism that has its administrator."""
    theirs = provider.claims
    as_admin(provider)
    assert (await visitor.sign_in()).headers["location"] == "/"
    provider.claims = theirs
    return Visitor(visitor.prism)


async def test_the_sign_in_page_is_told_of_the_provider(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_name="Home") as visitor:
        me = (await visitor.ask("/api/auth/me")).json()
    assert me["oidc"] == [{"id": "oidc", "name": "Home", "url": "/api/auth/oidc/start"}]


async def test_the_first_administrator_may_come_from_the_provider(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider) as visitor:
        as_admin(provider)
        answer = await visitor.sign_in("/films?kind=movie")
        assert (answer.status_code, answer.headers["location"]) == (303, "/films?kind=movie")
        assert visitor.who()["role"] == "admin"
        assert not visitor.cookies.get("__Host-prism_oidc")


async def test_nobody_else_is_first(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_allowed="*") as visitor:
        assert (await visitor.sign_in()).headers["location"] == "/sign-in?error=not-allowed"
        assert not visitor.signed_in


async def test_a_second_sign_in_is_the_same_account_whatever_they_are_called_now(
    tmp_path: Path, provider: Strict
) -> None:
    async with prism(tmp_path, provider, oidc_allowed="*") as owner:
        visitor = await founded(owner, provider)
        await visitor.sign_in()
        first = visitor.who()
        provider.claims = {"sub": "u-1", "preferred_username": "anna-maria"}
        await visitor.sign_in()
        assert visitor.who()["sub"] == first["sub"]
        assert (first["role"], first["name"]) == ("viewer", "anna")


async def test_a_name_that_somebody_has_here_never_gives_their_account(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_allowed="*") as owner:
        visitor = await founded(owner, provider)
        provider.claims = {"sub": "u-9", "preferred_username": "owner", "email": "owner@example.org"}
        await visitor.sign_in()
        assert visitor.who()["sub"] != owner.who()["sub"]
        assert visitor.who()["name"] == "owner 2"


@pytest.mark.parametrize(
    ("claims", "let_in"),
    [
        ({"email": "Anna@Family.example", "email_verified": True}, True),
        ({"email": "anna@family.example", "email_verified": False}, False),
        ({"email": "anna@family.example"}, False),
        ({"email": "anna@notfamily.example", "email_verified": True}, False),
        ({"email": "friend@example.org", "email_verified": True}, True),
        ({"email": "foe@example.org", "email_verified": True}, False),
        ({"groups": ["prism-viewers"]}, True),
        ({}, False),
    ],
)
def test_who_gets_an_account(claims: dict[str, Any], let_in: bool) -> None:
    settings = OidcSettings(oidc_allowed="family.example, friend@example.org", oidc_viewers="prism-viewers")
    assert rules(settings).admits({"sub": "x", **claims}) is let_in


async def test_groups_decide_the_role_at_each_sign_in_and_may_come_from_userinfo(
    tmp_path: Path, provider: Strict
) -> None:
    groups = {"oidc_children": "kids", "oidc_viewers": "grown-ups", "oidc_role_claim": "realm_access.roles"}
    async with prism(tmp_path, provider, **groups, oidc_admins="prism-admins") as owner:
        provider.told = {"realm_access": {"roles": ["prism-admins"]}}
        await owner.sign_in()
        visitor = Visitor(owner.prism)
        provider.claims, provider.told = {"sub": "u-2", "name": "Kim"}, {"realm_access": {"roles": ["kids"]}}
        await visitor.sign_in()
        assert visitor.who()["role"] == "child"
        provider.told = {"realm_access": {"roles": ["kids", "grown-ups"]}}
        await visitor.sign_in()
        assert visitor.who()["role"] == "viewer"


async def test_the_last_administrator_stays_one(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_viewers="grown-ups") as owner:
        as_admin(provider)
        await owner.sign_in()
        provider.claims = {**provider.claims, "groups": ["grown-ups"]}
        await owner.sign_in()
        assert owner.who()["role"] == "admin"


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "of another sign-in"},
        {"aud": "another-client"},
        {"aud": [CLIENT, "other"], "azp": "other"},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000_000},
        {"iat": 9_000_000_000},
        {"sub": ""},
        {"sub": None},
    ],
    ids=str,
)
async def test_a_token_that_is_not_for_this_sign_in_is_not_believed(
    tmp_path: Path, provider: Strict, wrong: dict[str, Any]
) -> None:
    async with prism(tmp_path, provider) as visitor:
        as_admin(provider)
        provider.wrong = wrong
        assert (await visitor.sign_in()).headers["location"] == "/sign-in?error=provider"
        assert not visitor.signed_in


async def test_a_token_that_somebody_else_signed_is_not_believed(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider) as visitor:
        as_admin(provider)
        provider.published = rsa_key()
        assert (await visitor.sign_in()).headers["location"] == "/sign-in?error=provider"


async def test_a_state_of_another_browser_signs_nobody_in(tmp_path: Path, provider: Strict) -> None:
    """An attacker has a victim open the end of the attacker's own sign-in."""
    async with prism(tmp_path, provider) as attacker:
        as_admin(provider)
        theirs = await attacker.there()
        victim = Visitor(attacker.prism)
        assert (await victim.ask(theirs)).headers["location"] == "/sign-in?error=expired"
        await victim.there()
        assert (await victim.ask(theirs)).headers["location"] == "/sign-in?error=expired"
        assert not victim.signed_in


async def test_an_answer_is_taken_once(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider) as visitor:
        as_admin(provider)
        back = await visitor.there()
        kept = dict(visitor.cookies)
        assert (await visitor.ask(back)).headers["location"] == "/"
        assert (await visitor.ask(back)).headers["location"] == "/sign-in?error=expired"
        thief = Visitor(visitor.prism)
        thief.cookies = kept
        assert (await thief.ask(back)).headers["location"] == "/sign-in?error=provider"


async def test_an_answer_of_another_provider_is_not_taken(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider) as visitor:
        as_admin(provider)
        back = urlsplit(await visitor.there())
        query = {name: values[0] for name, values in parse_qs(back.query).items()} | {"iss": "https://evil.example"}
        answer = await visitor.ask(f"{back.path}?{urlencode(query)}")
        assert answer.headers["location"] == "/sign-in?error=provider"


async def test_whoever_says_no_at_the_provider_is_told_so(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider) as visitor:
        provider.refuses = True
        assert (await visitor.sign_in()).headers["location"] == "/sign-in?error=refused"


async def test_a_provider_that_is_away_ends_on_the_sign_in_page(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_issuer="http://127.0.0.1:9") as visitor:
        answer = await visitor.ask("/api/auth/oidc/start")
        assert answer.headers["location"] == "/sign-in?error=provider"


async def test_new_keys_of_the_provider_are_found_and_not_asked_for_at_will(provider: Strict) -> None:
    clock = [0.0]
    redirect = "https://tv.example/api/auth/oidc/callback"
    async with httpx.AsyncClient(timeout=60) as http:
        asked = Provider(Client(provider.address, CLIENT, SECRET, "openid"), http, lambda: clock[0])

        async def sign_in() -> Any:
            address = await asked.begin(redirect, "state", "nonce", "verifier")
            answer = await http.get(address)
            code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
            return await asked.finish(code, redirect, "nonce", "verifier")

        await sign_in()
        provider.key, provider.kid = rsa_key(), "k2"
        with pytest.raises(NotBelieved, match="a key that it does not publish"):
            await sign_in()
        clock[0] += ASKED_AGAIN_SECONDS + 1
        assert (await sign_in())["sub"] == "u-1"


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/films?kind=movie#top", "/films?kind=movie#top"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\n/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_here(path: str, way: str) -> None:
    assert own_path(path) == way


def test_people_are_called_by_what_there_is() -> None:
    assert name_of({"sub": "1", "preferred_username": " anna ", "name": "Anna A."}) == "anna"
    assert name_of({"sub": "1", "email": "kim@example.org"}) == "kim"
    assert name_of({"sub": "0123456789", "name": 5}) == "somebody 01234567"


def test_a_provider_without_encryption_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin with https://"):
        OidcSettings(oidc_issuer="http://id.example")


async def bound(visitor: Visitor, *, as_account: dict[str, str]) -> httpx.Response:
    """What comes back when whoever is signed in binds their account; `as_account` is who they are by then."""
    claims = visitor.who()
    mine = {**OUTSIDE, "x-prism-account": f"{claims['sub']} {claims['role']}", "x-prism-session": claims["sid"]}
    begun = await visitor.prism.post("/api/auth/oidc/link", headers=mine)
    assert begun.status_code == 200, begun.text
    cookie = f"__Host-prism_oidc={begun.cookies['__Host-prism_oidc']}"
    visitor.prism.cookies.clear()
    async with httpx.AsyncClient(timeout=60) as outside:
        back = (await outside.get(begun.json()["url"])).headers["location"].removeprefix("https://tv.example")
    answer = await visitor.prism.get(back, headers={**OUTSIDE, **as_account, "cookie": cookie})
    visitor.prism.cookies.clear()
    return answer


async def test_an_account_that_is_there_is_bound_by_whoever_is_signed_in_to_it(
    tmp_path: Path, provider: Strict
) -> None:
    async with prism(tmp_path, provider) as owner:
        await founded(owner, provider)
        mine = {"x-prism-account": f"{owner.who()['sub']} admin"}
        provider.claims = {"sub": "another-of-mine"}
        assert (await bound(owner, as_account=mine)).headers["location"] == "/account"
        assert (await owner.prism.get("/api/auth/me", headers={**OUTSIDE, **mine})).json()["account"]["at_provider"]
        visitor = Visitor(owner.prism)
        await visitor.sign_in()
        assert visitor.who()["sub"] == owner.who()["sub"]


async def test_an_account_is_bound_to_nobody_who_has_one_and_by_nobody_else(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_allowed="*") as owner:
        visitor = await founded(owner, provider)
        await visitor.sign_in()
        mine = {"x-prism-account": f"{owner.who()['sub']} admin"}
        assert (await bound(owner, as_account=mine)).headers["location"] == "/sign-in?error=not-allowed"
        provider.claims = {"sub": "nobody-yet"}
        for other in ({}, {"x-prism-account": f"{visitor.who()['sub']} viewer"}):
            assert (await bound(owner, as_account=other)).headers["location"] == "/sign-in?error=expired"
        assert (await owner.prism.post("/api/auth/oidc/link", headers=OUTSIDE)).status_code == 401


async def test_an_account_without_a_password_stays_bound(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider) as owner:
        await founded(owner, provider)
        claims = owner.who()
        mine = {**OUTSIDE, "x-prism-account": f"{claims['sub']} admin", "x-prism-session": claims["sid"]}
        assert (await owner.prism.delete("/api/auth/oidc/link", headers=mine)).status_code == 409
