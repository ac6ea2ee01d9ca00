"""`/api/auth/oidc`: to the provider and back. Whatever goes wrong ends on the sign-in page, which says it in words."""

from __future__ import annotations

import logging
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import urlencode

import httpx
from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import RedirectResponse

from prism_core.account import caller_in, cookie_name
from prism_core.errors import Conflict
from prism_core.model import Model
from prism_media.accounts import model
from prism_media.accounts.cookies import browser_of, give_cookies, is_secure
from prism_media.accounts.current import SignedInAccount
from prism_media.accounts.oidc.admission import Admission, NotAdmitted, rules
from prism_media.accounts.oidc.provider import ASK_SECONDS, Client, NotBelieved, Provider
from prism_media.accounts.oidc.settings import OidcSettings
from prism_media.accounts.parts import Parts
from prism_media.accounts.signing_in import WrongCredentials

log = logging.getLogger(__name__)

COOKIE = "prism_oidc"
PURPOSE = "oidc"
MINUTES = 10
"""How long somebody may take at the provider."""
START = "/api/auth/oidc/start"
CALLBACK = "/api/auth/oidc/callback"
LINK = "/api/auth/oidc/link"
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f]*")
Failure = Literal["refused", "expired", "provider", "not-allowed", "disabled"]


class _Begun(Model):
    """What a browser keeps, sealed, while it is away."""

    state: str
    nonce: str
    verifier: str
    back: str
    until: int
    account: str = ""
    """Whose account is to be bound to whoever signs in there; empty for signing in."""


class Onward(Model):
    """Where the page is to go."""

    url: str


def providers(settings: OidcSettings) -> list[model.Provider]:
    """Where else one may sign in, for the sign-in page."""
    if not settings.oidc_issuer:
        return []
    return [model.Provider(id="oidc", name=settings.oidc_name, url=START)]


def oidc_router(
    parts: Parts, settings: OidcSettings, now: Callable[[], float], http: httpx.AsyncClient | None = None
) -> APIRouter:
    """The routes; there are none where no provider is set."""
    router, signed_in = APIRouter(tags=["accounts"]), Depends(parts.signed_in)
    if not settings.oidc_issuer:
        return router
    secret = settings.oidc_client_secret.get_secret_value()
    client = Client(settings.oidc_issuer, settings.oidc_client_id, secret, settings.oidc_scopes)
    provider = Provider(client, http or httpx.AsyncClient(timeout=ASK_SECONDS))
    admission = Admission(parts.store, rules(settings), now)

    @router.get(START, status_code=303)
    async def start(
        request: Request, back: Annotated[str, Query(alias="return", max_length=2000)] = "/"
    ) -> RedirectResponse:
        """Go to the provider; whoever is signed in there comes back to `return`, a path of this Prism."""
        begun = _begun(own_path(back), now)
        try:
            address = await provider.begin(_redirect(request), begun.state, begun.nonce, begun.verifier)
        except NotBelieved as error:
            log.warning("provider cannot be used", extra={"reason": error.message})
            return _failed("provider")
        answer = _onward(address)
        _keep(request, answer, parts.keys.sealed(PURPOSE, _text(begun)), MINUTES * 60)
        return answer

    @router.post(LINK)
    async def link(request: Request, response: Response, who: SignedInAccount = signed_in) -> Onward:
        """Bind one's account to the provider: the page goes to `url`, and comes back to `/account`."""
        begun = _begun("/account", now).model_copy(update={"account": who.account["id"]})
        address = await provider.begin(_redirect(request), begun.state, begun.nonce, begun.verifier)
        _keep(request, response, parts.keys.sealed(PURPOSE, _text(begun)), MINUTES * 60)
        response.headers["cache-control"] = "no-store"
        return Onward(url=address)

    @router.delete(LINK, status_code=204)
    async def unlink(who: SignedInAccount = signed_in) -> Response:
        """Part one's account from the provider."""
        if who.account["password_hash"] is None:
            raise Conflict("set a password first: without the provider there is no other way in")
        await parts.store.change(who.account["id"], {"issuer": None, "subject": None})
        return Response(status_code=204)

    @router.get(CALLBACK, status_code=303)
    async def callback(
        request: Request,
        state: Annotated[str, Query(max_length=200)] = "",
        code: Annotated[str, Query(max_length=4000)] = "",
        error: Annotated[str, Query(max_length=200)] = "",
        iss: Annotated[str, Query(max_length=500)] = "",
    ) -> RedirectResponse:
        """Come back from the provider, signed in or not."""
        begun = _opened(request, parts, now)
        if begun is None or not secrets.compare_digest(begun.state.encode(), state.encode()):
            return _failed("expired")
        if error or not code:
            return _ended(request, _failed("refused"))
        try:
            issuer = await provider.issuer()
            if iss and iss != issuer:  # Another provider's answer (RFC 9207).
                return _ended(request, _failed("provider"))
            claims = await provider.finish(code, _redirect(request), begun.nonce, begun.verifier)
            if begun.account:
                if (caller := caller_in(request.headers)) is None or caller.id != begun.account:
                    return _ended(request, _failed("expired"))
                await admission.bind(issuer, claims, begun.account)
                return _ended(request, _onward(begun.back))
            account = await admission.account(issuer, claims)
            entered = await parts.signing_in.begin(account, browser_of(request))
        except NotBelieved as reason:
            log.warning("sign-in at the provider failed", extra={"reason": reason.message})
            return _ended(request, _failed("provider"))
        except NotAdmitted as reason:
            log.info("not admitted", extra={"reason": reason.message})
            return _ended(request, _failed("not-allowed"))
        except WrongCredentials:
            return _ended(request, _failed("disabled"))
        answer = _onward(begun.back)
        give_cookies(request, answer, entered)
        return _ended(request, answer)

    return router


def _begun(back: str, now: Callable[[], float]) -> _Begun:
    return _Begun(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        back=back,
        until=int(now()) + MINUTES * 60,
    )


def _text(begun: _Begun) -> str:
    return urlsafe_b64encode(begun.model_dump_json().encode()).decode().rstrip("=")


def own_path(path: str) -> str:
    """`path` if it is one of this Prism, else the start: a link that somebody sends must not lead elsewhere."""
    return path if _OWN_PATH.fullmatch(path) else "/"


def _redirect(request: Request) -> str:
    """Where the provider sends people back to: the address under which they opened this Prism."""
    host = request.headers.get("x-forwarded-host") or request.headers.get("host", "")
    return f"{'https' if is_secure(request) else 'http'}://{host}{CALLBACK}"


def _opened(request: Request, parts: Parts, now: Callable[[], float]) -> _Begun | None:
    text = parts.keys.opened(PURPOSE, request.cookies.get(cookie_name(COOKIE, secure=is_secure(request)), ""))
    begun = _Begun.model_validate_json(urlsafe_b64decode(f"{text}===")) if text else None
    return begun if begun and begun.until > now() else None


def _keep(request: Request, answer: Response, sealed: str, seconds: int) -> None:
    secure = is_secure(request)
    # Lax: the way back from the provider is another site's, and a navigation.
    answer.set_cookie(
        cookie_name(COOKIE, secure=secure),
        sealed,
        max_age=seconds,
        path="/",
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def _ended(request: Request, answer: RedirectResponse) -> RedirectResponse:
    """A sign-in is answered once: its state, nonce and verifier are forgotten."""
    _keep(request, answer, "", 0)
    return answer


def _failed(why: Failure) -> RedirectResponse:
    return _onward(f"/sign-in?{urlencode({'error': why})}")


def _onward(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303, headers={"cache-control": "no-store", "referrer-policy": "no-referrer"})
