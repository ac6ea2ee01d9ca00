"""How the whole fleet stands (`/api/status`), and one OpenAPI document for all of it (`/openapi.json`)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
from fastapi import APIRouter
from pydantic import ValidationError

from prism_core.model import Model
from prism_core.service import VERSION, ServiceStatus

ASK_SECONDS = 1.5
DOCUMENT_SECONDS = 6.0
"""A service makes its document when it is first asked for."""
OPENAPI_SECONDS = 30.0
"""How long a merged document is kept: a service that was away appears after it."""


class FleetStatus(Model):
    """Every service of the fleet. `ready` when all are."""

    version: str
    ready: bool
    sessions: int
    services: tuple[ServiceStatus, ...]


def router(
    client: httpx.AsyncClient,
    services: Mapping[str, str],
    own: Callable[[], Awaitable[ServiceStatus]],
    sessions: Callable[[], int],
    own_openapi: Callable[[], dict[str, Any]],
) -> APIRouter:
    """Routes about the fleet.

    Args:
        client: asks the services.
        services: address by name.
        own: the gateway's own status.
        sessions: how many browsers are connected.
        own_openapi: the gateway's own document.
    """
    routes = APIRouter()
    merged: tuple[float, dict[str, Any]] = (float("-inf"), {})

    @routes.get("/api/status", tags=["operation"], summary="How every service of the fleet stands")
    async def status() -> FleetStatus:
        found = await asyncio.gather(own(), *(_status(client, name, url) for name, url in services.items()))
        ready = all(service.ready for service in found)
        return FleetStatus(version=VERSION, ready=ready, sessions=sessions(), services=tuple(found))

    @routes.get("/openapi.json", include_in_schema=False)
    async def openapi() -> dict[str, Any]:
        nonlocal merged
        if time.monotonic() - merged[0] > OPENAPI_SECONDS:
            documents = await asyncio.gather(*(_document(client, url) for url in services.values()))
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


async def _status(client: httpx.AsyncClient, name: str, url: str) -> ServiceStatus:
    try:
        answer = await client.get(f"{url}/status", timeout=ASK_SECONDS)
        return ServiceStatus.model_validate_json(answer.content)
    except (httpx.HTTPError, ValidationError):
        return ServiceStatus(service=name, version="", ready=False, reason="does not answer", uptime_seconds=0.0)


async def _document(client: httpx.AsyncClient, url: str) -> dict[str, Any] | None:
    try:
        answer = await client.get(f"{url}/openapi.json", timeout=DOCUMENT_SECONDS)
        document: dict[str, Any] = answer.json()
    except (httpx.HTTPError, ValueError):
        return None
    return document if "paths" in document else None
