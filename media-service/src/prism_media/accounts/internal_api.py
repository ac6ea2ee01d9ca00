"""`/internal`: what the gateway asks about accounts. It passes nothing below that path on."""

from __future__ import annotations

from fastapi import APIRouter, Request

from prism_core.account import caller_in
from prism_core.model import Model
from prism_core.viewer import COOKIE
from prism_media.accounts.model import AskedSessions, Introspect, Introspected, OpenSessions
from prism_media.accounts.parts import Parts
from prism_media.viewers.identity import CookieIdentity


class SetUpToken(Model):
    """What makes the first account, empty once there is one."""

    token: str


class Sealed(Model):
    """What the fleet brings along for a viewer, empty for a guest."""

    sealed: str


def internal_router(parts: Parts, identity: CookieIdentity) -> APIRouter:
    """The routes for the gateway."""
    router = APIRouter(prefix="/internal", include_in_schema=False)

    @router.get("/jwks")
    async def jwks() -> dict[str, list[dict[str, str]]]:
        return parts.keys.published

    @router.post("/introspect")
    async def introspect(asked: Introspect) -> Introspected:
        row = await parts.tokens.worth(asked.token)
        if row is None:
            return Introspected(active=False)
        return Introspected(
            active=True, account=row["account"], name=row["account_name"], role=row["role"], scopes=row["scopes"]
        )

    @router.post("/sessions")
    async def open_sessions(asked: AskedSessions) -> OpenSessions:
        return OpenSessions(sessions=await parts.sessions.open_ones(list(asked.sessions)))

    @router.get("/setup")
    async def setup() -> SetUpToken:
        return SetUpToken(token="" if await parts.store.any() else parts.signing_in.setup_token)

    @router.get("/sealed")
    async def sealed(request: Request) -> Sealed:
        caller = caller_in(request.headers)
        if caller is None:
            return Sealed(sealed="")
        return Sealed(sealed=await identity.sealed(request.cookies.get(COOKIE), caller))

    return router
