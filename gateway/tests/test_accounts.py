"""The edge as an attacker meets it: forged tokens and headers, other sites, and sessions of others."""

import json
from typing import Any

import httpx
import jwt
import pytest

from prism_core.account import HEADER, SESSION_HEADER, is_session_of, new_session
from prism_core.errors import BadInput
from prism_gateway.accounts.media import MediaAccounts
from prism_gateway.accounts.mode import mode_of
from prism_gateway.accounts.testing import CLAIMS, NOW, OURS, THEIRS, Edge, public, token
from prism_gateway.accounts.watching import look
from prism_gateway.edge.exchange import Account
from prism_gateway.edge.identity import SESSION
from prism_gateway.sessions.socket import _may_resume


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
