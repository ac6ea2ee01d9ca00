"""An account that is there, and the one at a provider that its owner binds to it."""

from pathlib import Path

import httpx

from prism_media.accounts.oidc.testing import (
    OUTSIDE,
    Strict,
    Visitor,
    founded,
    prism,
)


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
