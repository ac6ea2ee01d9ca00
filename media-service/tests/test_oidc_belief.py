"""What Prism does not believe of a sign-in at a provider: forged, replayed, borrowed, or of somebody else."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from prism_media.accounts.oidc.api import own_path
from prism_media.accounts.oidc.provider import ASKED_AGAIN_SECONDS, Client, NotBelieved, Provider
from prism_media.accounts.oidc.settings import OidcSettings
from prism_media.accounts.oidc.testing import (
    CLIENT,
    SECRET,
    Strict,
    Visitor,
    as_admin,
    prism,
    rsa_key,
)


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


def test_a_provider_without_encryption_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin with https://"):
        OidcSettings(oidc_issuer="http://id.example")
