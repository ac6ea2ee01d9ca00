"""One OpenID Connect provider: where it is asked, and what of its answers is believed.

Authorization code flow (OpenID Connect Core 1.0 §3.1) with PKCE (RFC 7636), state and nonce; the provider is found by
Discovery 1.0. Signatures and times are PyJWT's; what is checked beyond is in `_believed`.
"""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import jwt
from pydantic import BaseModel, ConfigDict, ValidationError

from prism_core.errors import UpstreamFailed

Claims = dict[str, Any]
ALGORITHMS = ("RS256", "ES256", "EdDSA", "PS256", "RS384", "RS512", "ES384", "ES512", "PS384", "PS512")
"""Signatures by a key of the provider's; never `none`, nor a MAC that the client's secret could make."""
LEEWAY_SECONDS = 60
KEPT_SECONDS = 3600.0
"""How long the provider's document and keys are kept."""
ASKED_AGAIN_SECONDS = 30.0
"""A key that is not known makes them be asked for again, but not more often than this."""
ASK_SECONDS = 10.0


class NotBelieved(UpstreamFailed):
    """The provider's answer cannot be used; it says nothing about who somebody is."""


class _Document(BaseModel):
    """The provider's metadata (Discovery 1.0 §3), what is needed of it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)


@dataclass(frozen=True, slots=True)
class Client:
    """This Prism as the provider knows it."""

    issuer: str
    id: str
    secret: str
    scopes: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the provider publishes, and when it was asked for it."""

    document: _Document
    keys: jwt.PyJWKSet
    at: float


class Provider:
    """Asks the provider; one for the life of the service. `now` is any clock that goes on, in seconds."""

    def __init__(self, client: Client, http: httpx.AsyncClient, now: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._http = http
        self._now = now
        self._known: Known | None = None

    async def begin(self, redirect: str, state: str, nonce: str, verifier: str) -> str:
        """Where a browser goes to sign in, to be sent back to `redirect`.

        Raises:
            NotBelieved: the provider does not answer as one.
        """
        document = (await self._ask_known()).document
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = urlencode(
            {
                "response_type": "code",
                "client_id": self._client.id,
                "redirect_uri": redirect,
                "scope": self._client.scopes,
                "state": state,
                "nonce": nonce,
                "code_challenge": challenge,
                "code_challenge_method": "S256",
            }
        )
        joint = "&" if "?" in document.authorization_endpoint else "?"
        return f"{document.authorization_endpoint}{joint}{query}"

    async def finish(self, code: str, redirect: str, nonce: str, verifier: str) -> Claims:
        """Who signed in, as the provider's signed token says; groups and the like from its userinfo where it has them.

        Raises:
            NotBelieved: the code is worth nothing, or the token is not for us, not of now, or not signed.
        """
        document = (await self._ask_known()).document
        answer = await self._exchange(document, code, redirect, verifier)
        if not isinstance(answer.get("id_token"), str):
            raise NotBelieved("the provider gave no ID token; is `openid` in PRISM_OIDC_SCOPES?")
        claims = await self._believed(answer["id_token"], nonce)
        if document.userinfo_endpoint and isinstance(answer.get("access_token"), str):
            headers = {"authorization": f"Bearer {answer['access_token']}"}
            told = await self._get(document.userinfo_endpoint, headers)
            # Only that of the same person (§5.3.2); the signed token has the last word.
            claims = {**told, **claims} if told.get("sub") == claims["sub"] else claims
        return claims

    async def issuer(self) -> str:
        """How the provider calls itself."""
        return (await self._ask_known()).document.issuer

    async def _exchange(self, document: _Document, code: str, redirect: str, verifier: str) -> Claims:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
            "client_id": self._client.id,
        }
        auth: httpx.Auth = httpx.Auth()
        if self._client.secret and "client_secret_basic" in document.token_endpoint_auth_methods_supported:
            auth = httpx.BasicAuth(*(quote(part, safe="") for part in (self._client.id, self._client.secret)))
        elif self._client.secret:
            form["client_secret"] = self._client.secret
        try:
            answer = await self._http.post(document.token_endpoint, data=form, auth=auth)
        except httpx.HTTPError as error:
            raise NotBelieved(f"the provider does not answer: {type(error).__name__}") from error
        return _object(answer)

    async def _believed(self, token: str, nonce: str) -> Claims:
        try:
            key = await self._key_of(token)
            claims: Claims = jwt.decode(
                token,
                key,
                algorithms=await self._algorithms(),
                audience=self._client.id,
                issuer=await self.issuer(),
                leeway=LEEWAY_SECONDS,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise NotBelieved(f"the provider's ID token is not good: {error}") from error
        if claims.get("nonce") != nonce:
            raise NotBelieved("the provider's ID token answers another sign-in")
        if claims.get("azp", self._client.id) != self._client.id:
            raise NotBelieved("the provider's ID token was made for another client")
        if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise NotBelieved("the provider's ID token has no usable subject")
        return claims

    async def _algorithms(self) -> list[str]:
        offered = (await self._ask_known()).document.id_token_signing_alg_values_supported
        return [name for name in ALGORITHMS if name in offered]

    async def _key_of(self, token: str) -> jwt.PyJWK:
        wanted = jwt.get_unverified_header(token).get("kid")
        for age in (KEPT_SECONDS, ASKED_AGAIN_SECONDS):
            keys = (await self._ask_known(age)).keys.keys
            found = [key for key in keys if wanted in (None, key.key_id) and key.public_key_use in (None, "sig")]
            if len(found) == 1 or (found and wanted):
                return found[0]
        raise NotBelieved("the provider's ID token is signed with a key that it does not publish")

    async def _ask_known(self, oldest_seconds: float = KEPT_SECONDS) -> Known:
        if self._known is None or self._now() - self._known.at > oldest_seconds:
            address = f"{self._client.issuer.rstrip('/')}/.well-known/openid-configuration"
            try:
                document = _Document.model_validate(await self._get(address))
                keys = jwt.PyJWKSet.from_dict(await self._get(document.jwks_uri))
            except (ValidationError, jwt.PyJWTError) as error:
                raise NotBelieved("the provider's discovery document or keys cannot be used") from error
            if document.issuer.rstrip("/") != self._client.issuer.rstrip("/"):
                raise NotBelieved(f"the provider calls itself {document.issuer!r}; set PRISM_OIDC_ISSUER to that")
            self._known = Known(document, keys, self._now())
        return self._known

    async def _get(self, address: str, headers: Mapping[str, str] | None = None) -> Claims:
        try:
            return _object(await self._http.get(address, headers=headers))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NotBelieved(f"the provider does not answer: {type(error).__name__}") from error


def _object(answer: httpx.Response) -> Claims:
    if answer.status_code != 200:
        raise NotBelieved(f"the provider answers {answer.status_code}")
    try:
        found = answer.json()
    except ValueError as error:
        raise NotBelieved("the provider's answer is no JSON") from error
    if not isinstance(found, dict):
        raise NotBelieved("the provider's answer is no JSON object")
    return found
