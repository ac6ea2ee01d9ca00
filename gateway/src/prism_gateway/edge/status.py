"""How the whole fleet stands (`/api/status`), and one OpenAPI document for all of it (`/openapi.json`)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from prism_core import fleet
from prism_core.service import VERSION, ServiceStatus
from prism_gateway.adapters.backlog import Backlogs
from prism_gateway.edge.status_model import BusStatus, FleetStatus, MemberStatus, UpstreamStatus
from prism_gateway.edge.status_page import page, wants_page

ASK_SECONDS = 1.5
DOCUMENT_SECONDS = 6.0
"""A service makes its document when it is first asked for."""
OPENAPI_SECONDS = 30.0
"""How long a merged document is kept: a service that was away appears after it."""


def router(
    client: httpx.AsyncClient,
    services: Mapping[str, str],
    own: Callable[[], Awaitable[ServiceStatus]],
    sessions: Callable[[], int],
    own_openapi: Callable[[], dict[str, Any]],
    backlogs: Backlogs,
    upstreams: Callable[[], tuple[UpstreamStatus, ...]] = tuple,
) -> APIRouter:
    """Routes about the fleet.

    Args:
        client: asks the services.
        services: addresses by name, those of several replicas separated by commas.
        own: the gateway's own status.
        sessions: how many browsers are connected.
        own_openapi: the gateway's own document.
        backlogs: what waits on the bus.
        upstreams: how those stand that the proxy asks.
    """
    routes = APIRouter()
    merged: tuple[float, dict[str, Any]] = (float("-inf"), {})

    @routes.get(
        "/api/status",
        tags=["operation"],
        summary="How every service of the fleet stands, as a page for browsers",
        response_model=FleetStatus,
        responses={200: {"content": {"text/html": {}}}},
    )
    async def status(request: Request, response: Response) -> FleetStatus | Response:
        asked = asyncio.gather(*(_member(client, name, urls) for name, urls in services.items()))
        gateway = MemberStatus(**dict(await own()), replicas_ready=1)
        members = (gateway, *(await asked))
        relay = next((member.details for member in members if member.service == fleet.MEDIA.name), {})
        found = FleetStatus(
            version=VERSION,
            ready=all(member.ready for member in members),
            sessions=sessions(),
            services=members,
            upstreams=upstreams(),
            bus=_bus(backlogs),
            relay=relay,
        )
        if wants_page(request.headers.get("accept", "")):
            return page(found)
        response.headers["vary"] = "accept"
        return found

    @routes.get("/openapi.json", include_in_schema=False)
    async def openapi() -> dict[str, Any]:
        nonlocal merged
        if time.monotonic() - merged[0] > OPENAPI_SECONDS:
            documents = await asyncio.gather(*(_document(client, urls) for urls in services.values()))
            whole = merge([own_openapi(), *(d for d in documents if d)])
            if not all(documents):
                return whole  # Not kept: whoever was away may be back at the next question.
            merged = (time.monotonic(), whole)
        return merged[1]

    return routes


def merge(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """One OpenAPI document of several. The first gives version and title; later schemas of a name yield to earlier."""
    first, *_ = documents
    whole: dict[str, Any] = {
        "openapi": first["openapi"],
        "info": {"title": "Prism", "version": first["info"]["version"]},
        "paths": {},
        "components": {"schemas": {}},
    }
    for document in documents:
        for path, item in document.get("paths", {}).items():
            whole["paths"].setdefault(path, item)
        for name, schema in document.get("components", {}).get("schemas", {}).items():
            whole["components"]["schemas"].setdefault(name, schema)
    return whole


def _bus(backlogs: Backlogs) -> BusStatus:
    found = backlogs.found
    oldest = max((backlog.oldest_seconds for backlog in (found or {}).values()), default=0.0)
    waiting = {kind: backlog.waiting for kind, backlog in (found or {}).items()}
    return BusStatus(ready=found is not None, waiting=waiting, oldest_seconds=round(oldest, 1))


async def _member(client: httpx.AsyncClient, name: str, urls: str) -> MemberStatus:
    """The status of the service called `name`: that of its first replica that is ready, else of its first one."""
    replicas = await asyncio.gather(*(_status(client, name, url) for url in addresses(urls)))
    ready = [replica for replica in replicas if replica.ready]
    best = (ready or replicas)[0]
    return MemberStatus(**dict(best), replicas=len(replicas), replicas_ready=len(ready))


def addresses(urls: str) -> list[str]:
    """The addresses in a list that is separated by commas."""
    return [url.strip().rstrip("/") for url in urls.split(",") if url.strip()]


async def _status(client: httpx.AsyncClient, name: str, url: str) -> ServiceStatus:
    try:
        answer = await client.get(f"{url}/status", timeout=ASK_SECONDS)
        return ServiceStatus.model_validate_json(answer.content)
    except (httpx.HTTPError, ValidationError):
        return ServiceStatus(service=name, version="", ready=False, reason="does not answer", uptime_seconds=0.0)


async def _document(client: httpx.AsyncClient, urls: str) -> dict[str, Any] | None:
    try:
        answer = await client.get(f"{addresses(urls)[0]}/openapi.json", timeout=DOCUMENT_SECONDS)
        document: dict[str, Any] = answer.json()
    except (httpx.HTTPError, ValueError):
        return None
    return document if "paths" in document else None
