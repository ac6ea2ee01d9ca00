"""Imported once, in the process that forks the services: what they share is loaded and laid out only once.

Only libraries that are pure Python or hold no threads, event loops or devices: a fork copies memory, not threads.
So no numpy, no inference engine; each service imports its own after the fork.
"""

import gc
import importlib
import logging

from setproctitle import setproctitle

SHARED = (
    "asyncio",
    "fastapi",
    "uvicorn",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
    "uvloop",
    "httpx",
    "aiohttp",
    "orjson",
    "pydantic_settings",
    "prometheus_client",
    "redis.asyncio",
    "sqlalchemy.ext.asyncio",
    "alembic.command",
    "mcp.server",
    "mcp.server.mcpserver",
    "prism_core.service",
    "prism_core.bus",
    "prism_core.work",
    "prism_core.events",
    "prism_core.requests",
    # What the libraries above import only once they are used, which every service soon does.
    "anyio._backends._asyncio",
    "certifi",
    "encodings.idna",
    "h11",
    "httpcore",
    "pydantic.v1",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
)


def load(modules: tuple[str, ...] = SHARED) -> list[str]:
    """Import `modules` and give those that are not installed; their services will say so themselves."""
    missing = []
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError:
            missing.append(module)
    return missing


def _prepare() -> None:
    setproctitle("prism-nursery")
    if missing := load():
        logging.getLogger(__name__).debug("modules are not preloaded", extra={"modules": missing})
    # What is here now lives as long as the process: moved out of the collector's sight, its pages stay shared.
    gc.collect()
    gc.freeze()


_prepare()
