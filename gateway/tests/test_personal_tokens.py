"""Who comes with a token of their own, agents above all: what it opens, and what they are told without it."""

import json

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from prism_core import fleet
from prism_core.account import HEADER
from prism_gateway.accounts.keys import AccessTokens
from prism_gateway.accounts.media import Worth
from prism_gateway.accounts.metadata import metadata_router
from prism_gateway.accounts.testing import NOW, ROUTES, Edge
from prism_gateway.accounts.tokens import KEPT_SECONDS, PersonalTokens
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.identity import Identity


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
