"""`/api/auth`: signing in and out, and one's own sessions and tokens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from prism_core.account import SIGN_IN_HEADER, caller_in
from prism_core.errors import BadInput, NotFound
from prism_media.accounts.cookies import browser_of, give_cookies, take_cookies
from prism_media.accounts.current import SignedInAccount
from prism_media.accounts.model import (
    Account,
    Me,
    NewToken,
    PasswordChange,
    Provider,
    Session,
    Sessions,
    SetUp,
    SignIn,
    Token,
    TokenMade,
    Tokens,
)
from prism_media.accounts.parts import Parts
from prism_media.accounts.signing_in import Entered

Row = dict[str, Any]


def auth_router(parts: Parts, providers: Callable[[], list[Provider]], now: Callable[[], float]) -> APIRouter:
    """The routes for everybody; `providers` are where else one may sign in."""
    router = APIRouter(prefix="/api/auth", tags=["accounts"])
    for part in (_entering(parts), _leaving(parts), _own_sessions(parts), _own_tokens(parts, now)):
        router.include_router(part)

    @router.get("/me")
    async def me(request: Request, response: Response) -> Me:
        """Who asks, whether one must sign in here, and how."""
        response.headers["cache-control"] = "no-store"
        caller = caller_in(request.headers)
        row = await parts.store.one(caller.id) if caller else None
        required = request.headers.get(SIGN_IN_HEADER) == "required"
        return Me(
            account=account_of(row) if row and not row["disabled"] else None,
            required=required,
            setup=required and row is None and not await parts.store.any(),
            oidc=providers(),
        )

    return router


def account_of(row: Row) -> Account:
    """An account as it is shown."""
    return Account(
        id=row["id"],
        name=row["name"],
        role=row["role"],
        age_limit=row["age_limit"],
        disabled=row["disabled"],
        has_password=row["password_hash"] is not None,
        at_provider=row["issuer"] is not None,
        created_at=_moment(row["created_at"]),
        signed_in_at=None if row["signed_in_at"] is None else _moment(row["signed_in_at"]),
    )


def _entering(parts: Parts) -> APIRouter:
    router, signed_in = APIRouter(), Depends(parts.signed_in)
    entering = parts.signing_in

    def answer(request: Request, response: Response, entered: Entered) -> Account:
        give_cookies(request, response, entered)
        return account_of(entered.account)

    @router.post("/setup", status_code=201)
    async def set_up(given: SetUp, request: Request, response: Response) -> Account:
        """Make the first account, an administrator's, with the token of the link in the log; and sign in."""
        entered = await entering.set_up(given.token, given.name, given.password, browser_of(request))
        return answer(request, response, entered)

    @router.post("/sign-in")
    async def sign_in(given: SignIn, request: Request, response: Response) -> Account:
        """Sign in: the answer's cookies are the proof. Wrong tries must be waited for, longer each time."""
        entered = await entering.by_password(given.name, given.password, browser_of(request))
        return answer(request, response, entered)

    @router.post("/refresh")
    async def refresh(request: Request, response: Response) -> Account:
        """Go on for another ten minutes, by the refresh cookie; it is another one afterwards."""
        return answer(request, response, await entering.refresh(browser_of(request)))

    @router.post("/password")
    async def change_password(
        given: PasswordChange, request: Request, response: Response, who: SignedInAccount = signed_in
    ) -> Account:
        """Set another password of one's own; every other session ends."""
        entered = await entering.change_password(who.account, given.current, given.new, browser_of(request))
        return answer(request, response, entered)

    return router


def _leaving(parts: Parts) -> APIRouter:
    router, signed_in = APIRouter(), Depends(parts.signed_in)

    @router.post("/sign-out", status_code=204)
    async def sign_out(request: Request) -> Response:
        """End this browser's session; without one nothing happens."""
        await parts.signing_in.sign_out(browser_of(request))
        response = Response(status_code=204)
        take_cookies(request, response)
        return response

    @router.post("/sign-out-everywhere", status_code=204)
    async def sign_out_everywhere(request: Request, who: SignedInAccount = signed_in) -> Response:
        """End every session of the account, this one too."""
        await parts.sessions.end_all(who.account["id"])
        response = Response(status_code=204)
        take_cookies(request, response)
        return response

    return router


def _own_sessions(parts: Parts) -> APIRouter:
    router, signed_in = APIRouter(prefix="/sessions"), Depends(parts.signed_in)

    @router.get("")
    async def list_sessions(who: SignedInAccount = signed_in) -> Sessions:
        """Where the account is signed in, the latest use first."""
        rows = await parts.sessions.of(who.account["id"])
        return Sessions(
            sessions=[
                Session(
                    id=row["id"],
                    began_at=_moment(row["began_at"]),
                    used_at=_moment(row["rotated_at"]),
                    browser=row["browser"],
                    current=row["id"] == who.session,
                )
                for row in rows
            ]
        )

    @router.delete("/{session_id}", status_code=204)
    async def end_session(session_id: str, who: SignedInAccount = signed_in) -> Response:
        """Sign out one of the account's browsers."""
        if not await parts.sessions.end(session_id, who.account["id"]):
            raise NotFound(f"no session {session_id!r}")
        return Response(status_code=204)

    return router


def _own_tokens(parts: Parts, now: Callable[[], float]) -> APIRouter:
    router, signed_in = APIRouter(prefix="/tokens"), Depends(parts.signed_in)

    @router.get("")
    async def list_tokens(who: SignedInAccount = signed_in) -> Tokens:
        """The personal tokens of the account, without what they are."""
        return Tokens(tokens=[Token(**_shown(row)) for row in await parts.tokens.of(who.account["id"])])

    @router.post("", status_code=201)
    async def make_token(given: NewToken, response: Response, who: SignedInAccount = signed_in) -> TokenMade:
        """Make a token for an agent, which acts for the account within its scopes. It is told this once."""
        expires_at = None if given.expires_at is None else int(given.expires_at.timestamp())
        if expires_at is not None and expires_at <= now():
            raise BadInput("expires_at lies in the past")
        row, token = await parts.tokens.make(who.account["id"], given.name, list(given.scopes), expires_at)
        response.headers["cache-control"] = "no-store"
        return TokenMade(**_shown(row), token=token)

    @router.delete("/{token_id}", status_code=204)
    async def remove_token(token_id: str, who: SignedInAccount = signed_in) -> Response:
        """Remove a token; within 15 s it opens nothing any more."""
        if not await parts.tokens.remove(token_id, who.account["id"]):
            raise NotFound(f"no token {token_id!r}")
        return Response(status_code=204)

    return router


def _shown(row: Row) -> dict[str, Any]:
    times = {
        name: None if row[name] is None else _moment(row[name]) for name in ("created_at", "expires_at", "used_at")
    }
    return {"id": row["id"], "name": row["name"], "scopes": row["scopes"], **times}


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
