"""The edge as an attacker meets it: forged tokens and headers, other sites, scopes, and sessions of others."""

import json
import time
from collections.abc import Coroutine
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from prism_core import fleet
from prism_core.account import HEADER, SESSION_HEADER, is_session_of, new_session
from prism_core.errors import BadInput, Unavailable
from prism_gateway.accounts.keys import AccessTokens
from prism_gateway.accounts.media import MediaAccounts, Worth
from prism_gateway.accounts.metadata import metadata_router
from prism_gateway.accounts.mode import mode_of
from prism_gateway.accounts.tokens import KEPT_SECONDS, PersonalTokens
from prism_gateway.accounts.watching import look
from prism_gateway.edge.exchange import Account, Exchange
from prism_gateway.edge.identity import SESSION, Identity
from prism_gateway.edge.table import all_routes
from prism_gateway.sessions.socket import _may_resume

OURS, THEIRS = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
NOW = time.time()
ROUTES = all_routes({spec.name: "http://127.0.0.1:1" for spec in fleet.FLEET})
CLAIMS = {
    "iss": "prism", "sub": "ben", "name": "Ben", "role": "viewer", "sid": "s1", "iat": int(NOW), "exp": int(NOW) + 600,
}  # fmt: skip


def public(key: Ed25519PrivateKey, kid: str = "k1") -> dict[str, Any]:
    jwk = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key()))
    return {**jwk, "kid": kid}


def token(key: Any = OURS, algorithm: str = "EdDSA", headers: dict[str, Any] | None = None, **changed: Any) -> str:
    given = {"kid": "k1", "typ": "at+jwt", **(headers or {})}
    return jwt.encode({**CLAIMS, **changed}, key, algorithm, headers=given)


class Media:
    """media-service's part: keys, and what tokens are worth."""

    def __init__(self) -> None:
        self.tokens: dict[str, Worth] = {}
        self.asked = 0
        self.away = False

    async def keys(self) -> dict[str, Any]:
        self.asked += 1
        return {"keys": [public(OURS)]}

    async def worth(self, given: str) -> Worth:
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
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        kind = "http" if method else "websocket"
        self.scope = {"type": kind, "path": path, "headers": named, **({"method": method} if method else {})}
        self.exchange = Exchange("1", ROUTES.match(path), "192.0.2.1", scheme, "prism.lan:4000", 0.0)
        said = self.identity.guard(self.exchange, self.scope)
        answer = await said if isinstance(said, Coroutine) else said
        assert answer is None or isinstance(answer, Response)
        return answer

    async def status(self, path: str, method: str = "GET", **headers: str) -> int:
        answer = await self.ask(path, method, **headers)
        return answer.status_code if answer else 200

    @property
    def told(self) -> dict[str, str]:
        assert self.exchange is not None
        return {name.decode(): value.decode() for name, value in self.exchange.upstream_headers}


@pytest.fixture
def edge() -> Edge:
    return Edge()


async def test_a_good_token_says_who_asks_and_goes_no_further(edge: Edge) -> None:
    good = token()
    assert await edge.status("/api/profiles", cookie=f"a=1; prism_access={good}; prism_refresh=r; b=2") == 200

    assert edge.told[HEADER] == "ben viewer"
    assert edge.told[SESSION_HEADER] == "s1"
    assert dict(edge.scope["headers"])[b"cookie"] == b"a=1; b=2"
    assert edge.scope[SESSION] == "s1"
    assert await edge.status("/api/profiles", authorization=f"Bearer {good}") == 200
    assert b"authorization" not in dict(edge.scope["headers"])


def _unsigned() -> str:
    return jwt.encode(CLAIMS, None, "none", headers={"kid": "k1", "typ": "at+jwt"})  # type: ignore[arg-type]


def _signed_with_the_public_key() -> str:
    raw = OURS.public_key().public_bytes_raw()
    return token(raw, "HS256")


def _changed() -> str:
    head, _, signature = token().split(".")
    claims = jwt.utils.base64url_encode(json.dumps({**CLAIMS, "role": "admin"}).encode()).decode()
    return f"{head}.{claims}.{signature}"


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(
    "forged",
    [
        pytest.param(_unsigned, id="none"),
        pytest.param(_signed_with_the_public_key, id="signed with the public key"),
        pytest.param(_changed, id="changed"),
        pytest.param(lambda: token(THEIRS), id="another's key"),
        pytest.param(lambda: token(THEIRS, headers={"kid": "k2"}), id="a key nobody knows"),
        pytest.param(lambda: token(THEIRS, headers={"jwk": public(THEIRS)}), id="brings its own key"),
        pytest.param(lambda: token(headers={"kid": "../../dev/null"}), id="a key's name that is a path"),
        pytest.param(lambda: token(headers={"typ": "JWT"}), id="another kind"),
        pytest.param(lambda: token(exp=int(NOW) - 1), id="expired"),
        pytest.param(lambda: token(iss="other"), id="another issuer"),
        pytest.param(lambda: token(role="owner"), id="no role"),
        pytest.param(lambda: "a.b.c", id="nonsense"),
        pytest.param(lambda: "prism_access", id="a word"),
    ],
)
async def test_no_forged_token_lets_anybody_in(edge: Edge, forged: Any) -> None:
    assert await edge.status("/api/profiles", cookie=f"prism_access={forged()}") == 401
    assert await edge.status("/api/profiles", authorization=f"Bearer {forged()}") == 401


async def test_unknown_keys_are_not_asked_for_again_and_again(edge: Edge) -> None:
    for number in range(50):
        await edge.status("/api/profiles", authorization=f"Bearer {token(THEIRS, headers={'kid': str(number)})}")

    assert edge.media.asked == 1


async def test_headers_that_only_the_edge_sets_are_taken_from_whoever_sends_them(edge: Edge) -> None:
    sent = {"x_prism_account": "owner admin", "x_prism_session": "s", "x_prism_sign_in": "no"}
    assert await edge.status("/api/profiles", **sent) == 401
    assert await edge.status("/api/auth/me", **sent) == 200
    assert not [name for name, _ in edge.scope["headers"] if name.startswith(b"x-prism")]
    assert HEADER not in edge.told


@pytest.mark.parametrize("path", [
    "/", "/healthz", "/readyz", "/setup", "/assets/app.js", "/trust", "/api/auth/me", "/api/auth/sign-in",
    "/api/auth/refresh", "/api/auth/setup", "/api/output/token/playlist.m3u", "/player_api.php", "/live/a/b/1.ts",
    f"/abcdefghijkl2/{'t' * 32}/5", f"/abcdefghijkl2/{'t' * 32}/5.m3u8",
    "/.well-known/oauth-protected-resource/mcp/control", "/api/relay/c1/segment/sealed",
])  # fmt: skip
async def test_what_is_public_needs_nobody(edge: Edge, path: str) -> None:
    assert await edge.status(path) == 200


@pytest.mark.parametrize("path", [
    "/api/channels", "/api/profiles", "/api/relay/c1/index.m3u8", "/api/relay/c1/title", "/api/relay/segment",
    "/api/recordings/1/file", "/metrics", "/status",
    "/api/status", "/openapi.json", "/v1/models", "/mcp/control", "/api/auth/accounts", "/api/auth/tokens",
    "/api/auth/sessions", "/api/export", "/api/companion", "/api/nothing",
])  # fmt: skip
async def test_everything_else_needs_somebody_where_sign_in_is_required(edge: Edge, path: str) -> None:
    answer = await edge.ask(path)
    assert answer is not None
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer ")
    assert await Edge(required=False).status(path) == 200
    assert await edge.status("/ws", "") == 401


@pytest.mark.parametrize("path", ["/metrics", "/status", "/api/status", "/api/auth/accounts", "/api/auth/accounts/x"])
async def test_some_of_it_is_for_administrators(edge: Edge, path: str) -> None:
    assert await edge.status(path, cookie=f"prism_access={token()}") == 403
    assert await edge.status(path, cookie=f"prism_access={token(role='admin', sub='o')}") == 200


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://prism.lan:4001"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site", "origin": "http://other.lan"}, 403),
        ({"origin": "http://prism.lan:4000"}, 200),
        ({"sec_fetch_site": "same-origin", "origin": "http://prism.lan:4000"}, 200),
        ({"sec_fetch_site": "cross-site", "origin": "https://tv.example"}, 200),
        ({}, 200),
    ],
)
async def test_pages_of_other_sites_change_nothing(required: bool, sent: dict[str, str], status: int) -> None:
    edge = Edge(required=required)
    cookie = {"cookie": f"prism_access={token()}"} if required else {}
    assert await edge.status("/api/profiles", "POST", **cookie, **sent) == status
    assert await edge.status("/ws", "", **cookie, **sent) == status
    assert await edge.status("/api/profiles", "GET", **cookie, **sent) == 200


async def test_over_https_only_the_cookie_counts_that_no_other_host_can_set(edge: Edge) -> None:
    refused = await edge.ask("/api/profiles", scheme="https", cookie=f"prism_access={token()}")
    assert refused is not None
    assert refused.status_code == 401
    assert await edge.ask("/api/profiles", scheme="https", cookie=f"__Host-prism_access={token()}") is None


async def test_a_personal_token_opens_its_scopes_alone(edge: Edge) -> None:
    edge.media.tokens["prism_pat_1"] = Worth(
        active=True, account="o", name="Olga", role="admin", scopes=["mcp:media", "api:read"]
    )
    bearer = {"authorization": "Bearer prism_pat_1"}

    assert await edge.status("/mcp/media", "POST", **bearer) == 200
    assert edge.told == {HEADER: "o admin", "x-prism-sign-in": "required"}
    assert await edge.status("/api/channels", **bearer) == 200
    for path, method in (
        ("/mcp/control", "POST"), ("/mcp/memory", "POST"), ("/api/profiles", "POST"), ("/v1/chat/completions", "POST"),
        ("/api/auth/tokens", "GET"), ("/api/auth/tokens", "POST"), ("/api/auth/accounts", "GET"), ("/ws", ""),
    ):  # fmt: skip
        assert await edge.status(path, method, **bearer) == 403, path
    answer = await edge.ask("/mcp/control", "POST", **bearer)
    assert answer is not None
    assert answer.headers["www-authenticate"] == (
        'Bearer error="insufficient_scope", scope="mcp:control", '
        'resource_metadata="http://prism.lan:4000/.well-known/oauth-protected-resource/mcp/control"'
    )


@pytest.mark.parametrize(("bearer", "said"), [("", 'realm="Prism"'), ("prism_pat_gone", 'error="invalid_token"')])
async def test_an_agent_without_a_token_is_told_which_one_it_needs_and_where_it_comes_from(
    edge: Edge, bearer: str, said: str
) -> None:
    sent = {"authorization": f"Bearer {bearer}"} if bearer else {}
    answer = await edge.ask("/mcp/memory", "POST", host="prism.lan:4000", **sent)
    assert answer is not None
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == (
        f'Bearer {said}, scope="mcp:memory", '
        'resource_metadata="http://prism.lan:4000/.well-known/oauth-protected-resource/mcp/memory"'
    )
    detail = json.loads(bytes(answer.body))["detail"]
    assert "personal token with the scope mcp:memory" in detail
    assert "page of an account" in detail


async def test_what_a_protected_resource_tells_is_what_its_address_and_scopes_are() -> None:
    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        scope["prism"] = Exchange("1", ROUTES.match(scope["path"]), "192.0.2.1", "https", "tv.example", 0.0)
        await app(scope, receive, send)

    app = FastAPI()
    app.include_router(metadata_router())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(told), base_url="https://tv.example") as client:
        for spec in fleet.MCP_SERVERS:
            server = spec.name.removeprefix("mcp-")
            answer = await client.get(f"/.well-known/oauth-protected-resource/mcp/{server}")
            assert answer.headers["content-type"] == "application/json"
            assert answer.json() == {
                "resource": f"https://tv.example/mcp/{server}",
                "resource_name": f"Prism: {server}",
                "scopes_supported": [f"mcp:{server}"],
                "bearer_methods_supported": ["header"],
            }


async def test_a_personal_token_is_worth_nothing_soon_after_it_was_removed(edge: Edge) -> None:
    edge.media.tokens["prism_pat_1"] = Worth(active=True, account="o", name="O", role="viewer", scopes=["api:read"])
    bearer = {"authorization": "Bearer prism_pat_1"}
    assert await edge.status("/api/channels", **bearer) == 200
    del edge.media.tokens["prism_pat_1"]
    edge.clock[0] += KEPT_SECONDS

    answer = await edge.ask("/api/channels", **bearer)
    assert KEPT_SECONDS <= 15
    assert answer is not None
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_tokens_that_nobody_can_look_up_let_nobody_in(edge: Edge) -> None:
    edge.media.away = True
    assert await edge.status("/api/channels", authorization="Bearer prism_pat_1") == 503


async def test_a_wrong_token_is_refused_where_nobody_needs_one_too() -> None:
    assert await Edge(required=False).status("/mcp/media", "POST", authorization="Bearer prism_pat_1") == 401


async def test_metrics_are_read_by_who_has_the_token_for_them(edge: Edge) -> None:
    access = AccessTokens(edge.media.keys, lambda: NOW)
    personal = PersonalTokens(edge.media.worth)
    edge.identity = Identity(access, personal, required=True, metrics_token="a token for Prometheus")

    assert await edge.status("/metrics", authorization="Bearer a token for Prometheus") == 200
    assert await edge.status("/metrics", authorization="Bearer ") == 401
    assert await edge.status("/api/channels", authorization="Bearer a token for Prometheus") == 401


async def test_a_key_for_a_model_is_passed_on_where_nobody_signs_in() -> None:
    edge = Edge(required=False)
    assert await edge.status("/v1/models", authorization="Bearer sk-local") == 200
    assert dict(edge.scope["headers"])[b"authorization"] == b"Bearer sk-local"


async def test_sockets_of_sessions_that_have_ended_are_closed() -> None:
    class Sockets:
        closed: list[str] = []  # noqa: RUF012 - one test's own

        def signed_in(self) -> list[str]:
            return ["over", "open"]

        async def cut_off(self, session: str) -> None:
            self.closed.append(session)

    def answer(request: httpx.Request) -> httpx.Response:
        assert json.loads(request.content) == {"sessions": ["over", "open"]}
        return httpx.Response(200, json={"sessions": ["open"]})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://media") as client:
        sockets = Sockets()
        await look(MediaAccounts(client), sockets)

    assert sockets.closed == ["over"]


def test_a_session_is_resumed_by_its_own_account_alone() -> None:
    olga, ben = Account("olga", "Olga", "admin"), Account("ben", "Ben", "viewer")
    session = new_session("ben")

    assert _may_resume(session, ben)
    assert not _may_resume(session, olga)
    assert not _may_resume("0" * 32, ben)
    assert is_session_of(session, "ben")
    assert not is_session_of("", "ben")


@pytest.mark.parametrize(
    ("auth", "host", "required"),
    [
        ("auto", "127.0.0.1", False),
        ("auto", "::1", False),
        ("auto", "localhost", False),
        ("auto", "0.0.0.0", True),
        ("auto", "::", True),
        ("auto", "192.168.1.5", True),
        ("auto", "prism.lan", True),
        ("auto", "", True),
        ("required", "127.0.0.1", True),
        ("open", "127.0.0.1", False),
    ],
)
def test_sign_in_is_required_where_others_can_reach_prism(auth: Any, host: str, required: bool) -> None:
    assert mode_of(auth, host).required is required


def test_being_open_to_a_network_must_be_said_twice() -> None:
    with pytest.raises(BadInput, match="PRISM_AUTH_OPEN_TO_NETWORK"):
        mode_of("open", "0.0.0.0")
    assert not mode_of("open", "0.0.0.0", open_to_network=True).required
