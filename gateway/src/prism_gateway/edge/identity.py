"""Who asks, and whether they may: the guard between the limits by address and those by user.

A cookie or a bearer token is checked here and goes no further: services hear of the account in `X-Prism-Account`, and
nobody outside can send that. Where nobody has to sign in, who does not is not asked.
"""

from __future__ import annotations

import hmac
from collections.abc import Coroutine
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Scope

from prism_core.account import ACCESS_COOKIE, HEADER, REFRESH_COOKIE, SESSION_HEADER, SIGN_IN_HEADER, cookie_name
from prism_core.errors import Unavailable
from prism_core.problems import problem
from prism_gateway.accounts.keys import AccessTokens
from prism_gateway.accounts.tokens import PREFIX, PersonalTokens
from prism_gateway.edge.access import NO_TOKEN, SAFE, auth_of, mcp_server, scope_of
from prism_gateway.edge.crossing import is_crossing
from prism_gateway.edge.exchange import Account, Exchange

SESSION = "prism.session"
"""Key of the scope under which the signed-in session is found."""
_OURS = tuple(
    f"{cookie_name(name, secure=secure)}=".encode()
    for name in (ACCESS_COOKIE, REFRESH_COOKIE)
    for secure in (True, False)
)

_PLAIN, _SECURE = (f"{cookie_name(ACCESS_COOKIE, secure=secure)}=".encode() for secure in (False, True))


class Shown(NamedTuple):
    """What a request brings to say who asks."""

    bearer: str = ""
    cookie: str = ""


class Identity:
    """Finds out who asks and refuses who may not.

    Args:
        access: checks access tokens.
        personal: checks personal tokens.
        required: whether one must sign in.
        metrics_token: what opens `/metrics` to a program; empty for nothing.
        origins: of pages beside our own that may use this Prism.
    """

    def __init__(
        self,
        access: AccessTokens,
        personal: PersonalTokens,
        *,
        required: bool,
        origins: frozenset[str] = frozenset(),
        metrics_token: str = "",
    ) -> None:
        self._access = access
        self._personal = personal
        self._required = required
        self._origins = origins
        self._metrics_token = metrics_token.encode()

    def guard(self, exchange: Exchange, scope: Scope) -> ASGIApp | Coroutine[Any, Any, ASGIApp | None] | None:
        """Fills `exchange.user`, or gives the answer that refuses."""
        headers = scope["headers"] = [pair for pair in scope["headers"] if not pair[0].startswith(b"x-prism-")]
        shown = _shown(exchange, scope)
        if scope["path"] == "/metrics" and self._scrapes(shown):
            return None
        method = scope.get("method", "")
        if (
            not shown.bearer
            and method not in SAFE
            and is_crossing(headers, exchange.host, self._origins, exchange.scheme)
        ):
            return problem(403, "cross-site", "a page of another site may not do this here", path=scope["path"])
        if not shown.bearer and not shown.cookie:
            return self._admit(exchange, scope, shown, ours=False)
        return self._identified(exchange, scope, shown)

    async def _identified(self, exchange: Exchange, scope: Scope, shown: Shown) -> ASGIApp | None:
        try:
            ours = await self._identify(exchange, scope, shown)
        except Unavailable as error:
            return problem(503, error.kind, error.message, path=scope["path"])
        return self._admit(exchange, scope, shown, ours=ours)

    def _admit(self, exchange: Exchange, scope: Scope, shown: Shown, *, ours: bool) -> ASGIApp | None:
        if (refused := self._refusal(exchange, scope, shown)) is not None:
            return refused
        self._pass_on(exchange, scope, strip_bearer=ours)
        return None

    def _scrapes(self, shown: Shown) -> bool:
        return bool(self._metrics_token) and hmac.compare_digest(shown.bearer.encode(), self._metrics_token)

    async def _identify(self, exchange: Exchange, scope: Scope, shown: Shown) -> bool:
        """Finds who asks. Says whether the bearer token was one of ours."""
        if shown.bearer.startswith(PREFIX):
            exchange.user = await self._personal.check(shown.bearer)
            return True
        checked = await self._access.check(shown.bearer or shown.cookie)
        if checked is not None:
            exchange.user, scope[SESSION] = checked.account, checked.session
        return checked is not None and bool(shown.bearer)

    def _refusal(self, exchange: Exchange, scope: Scope, shown: Shown) -> ASGIApp | None:
        user = exchange.user
        auth = auth_of(exchange.route, scope["path"])
        if auth == "public":
            return None
        if user is None:
            wrong = shown.bearer.startswith(PREFIX)
            return _unknown(exchange, scope, wrong=wrong) if self._required or wrong else None
        if user.scopes is not None:
            needed = scope_of(scope["path"], scope.get("method", ""))
            if needed == NO_TOKEN or needed not in user.scopes:
                return _out_of_scope(exchange, scope, needed)
        if auth == "admin" and user.role != "admin":
            return problem(403, "admin-required", "only an administrator may see this", path=scope["path"])
        return None

    def _pass_on(self, exchange: Exchange, scope: Scope, *, strip_bearer: bool) -> None:
        told = exchange.upstream_headers
        if self._required:
            told.append((SIGN_IN_HEADER.encode(), b"required"))
        if exchange.user is not None:
            told.append((HEADER.encode(), _header(exchange.user)))
            if SESSION in scope:
                told.append((SESSION_HEADER.encode(), scope[SESSION].encode()))
        if not scope["path"].startswith("/api/auth/"):
            scope["headers"] = _without_ours(scope["headers"], strip_bearer=strip_bearer)


def _header(account: Account) -> bytes:
    return f"{account.id} {account.role}".encode()


def _shown(exchange: Exchange, scope: Scope) -> Shown:
    wanted = _SECURE if exchange.scheme == "https" else _PLAIN
    bearer = cookie = b""
    for name, value in scope["headers"]:
        if name == b"authorization" and value[:7].lower() == b"bearer ":
            bearer = value[7:].strip()
        elif name == b"cookie" and not cookie:
            found = (part.strip() for part in value.split(b";"))
            cookie = next((part[len(wanted) :] for part in found if part.startswith(wanted)), b"")
    return Shown(bearer.decode("latin-1"), cookie.decode("latin-1"))


def _without_ours(headers: list[tuple[bytes, bytes]], *, strip_bearer: bool) -> list[tuple[bytes, bytes]]:
    """`headers` without what opens Prism; other cookies stay, byte for byte."""
    kept = []
    for name, value in headers:
        if name == b"authorization" and strip_bearer:
            continue
        if name == b"cookie" and any(ours in value for ours in _OURS):
            value = b"; ".join(part for part in map(bytes.strip, value.split(b";")) if not part.startswith(_OURS))
            if not value:
                continue
        kept.append((name, value))
    return kept


def _unknown(exchange: Exchange, scope: Scope, *, wrong: bool) -> ASGIApp:
    said = 'error="invalid_token"' if wrong else 'realm="Prism"'
    detail = "this token is not valid, or no longer" if wrong else "sign in first"
    if server := mcp_server(scope["path"]):
        said += f', scope="mcp:{server}"'
        detail = f"{detail}: {_how_agents_get_in(server)}" if wrong else _how_agents_get_in(server)
    answer = problem(401, "sign-in-required", detail, path=scope["path"])
    answer.headers["www-authenticate"] = f"Bearer {said}{_metadata(exchange, scope)}"
    return answer


def _how_agents_get_in(server: str) -> str:
    """For clients that look for an authorization server, of which there is none."""
    return (
        f"send a personal token with the scope mcp:{server} as `Authorization: Bearer prism_pat_…`; "
        "it is made on the page of an account, for no authorization server gives one"
    )


def _out_of_scope(exchange: Exchange, scope: Scope, needed: str) -> ASGIApp:
    detail = f"this token has not the scope {needed}" if needed else "no token opens this; sign in"
    answer = problem(403, "insufficient-scope", detail, path=scope["path"])
    named = f', scope="{needed}"' if needed else ""
    answer.headers["www-authenticate"] = f'Bearer error="insufficient_scope"{named}{_metadata(exchange, scope)}'
    return answer


def _metadata(exchange: Exchange, scope: Scope) -> str:
    """Where an MCP client finds how to get in (RFC 9728 §5.1)."""
    server = mcp_server(scope["path"])
    if not server:
        return ""
    address = f"{exchange.scheme}://{exchange.host}/.well-known/oauth-protected-resource/mcp/{server}"
    return f', resource_metadata="{address}"'
