"""Starts a service: health, readiness, metrics, JSON logs, work from the bus, and an ordered stop.

Start: bus → engine (`start`, in the background, so that health answers while a model loads) → work.
Stop (SIGTERM): unready → stop claiming → let running work finish → `stop` → bus.
"""

import asyncio
import contextlib
import inspect
import logging
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import Field
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prism_core import logs, problems, spans, trace
from prism_core.bus import Bus
from prism_core.errors import PrismError
from prism_core.metrics import HTTP_SECONDS, READY
from prism_core.model import Model
from prism_core.openapi import document_errors
from prism_core.requests import EngineInfo, Request
from prism_core.settings import ServiceSettings
from prism_core.work import Handler, Worker

log = logging.getLogger(__name__)

VERSION = "0.1.0"
START_RETRY_SECONDS = 5.0
PING_SECONDS = 0.5
"""How long readiness waits for Redis."""
GRACE_SECONDS = 3
"""How long open connections may finish after SIGTERM before they are closed."""
CANNOT_START = 3
"""Exit code of a service whose server did not come up, as uvicorn's own."""

ROUTE_FIELD = b"x-prism-route"
"""Field that says which route answered."""

Hook = Callable[[], Awaitable[object] | object]
Describe = Callable[[], EngineInfo | None]


class ServiceStatus(Model):
    """How a service stands, for people and for `/api/status`."""

    service: str
    version: str = VERSION
    ready: bool
    reason: str
    """Why it is not ready; empty when it is."""
    uptime_seconds: float
    engine: EngineInfo | None = None
    details: Mapping[str, float] = Field(default_factory=dict)
    """What it counts that people ask about."""


class Service:
    """One service: its HTTP application and its work from the bus.

    Args:
        name: the service's name in `prism_core.fleet`; also its consumer group.
        bus: connection to everything else; none for a service that needs none.
        needs_bus: whether the service is unready without it; false where most of its work goes on.
        start: loads what the service needs; readiness waits for it. Sync hooks run in a thread. A `start` that
            raises `PrismError` is tried again every few seconds, while the service stays alive and unready.
        stop: undoes `start`.
        work: handlers by request type.
        routers: public paths.
        concurrency: requests from the bus at the same time.
        drain_seconds: how long running work may take after SIGTERM.
        describe: which engine is used, and why.
        details: numbers for people, by name.
        openapi_url: where its own document is; none for a service that publishes another.
        lifespan: a context that lives as long as the service, entered after the bus and left before it.
    """

    def __init__(
        self,
        name: str,
        *,
        bus: Bus | None = None,
        needs_bus: bool = True,
        start: Hook | None = None,
        stop: Hook | None = None,
        work: Mapping[type[Request], Handler] | None = None,
        routers: Sequence[APIRouter] = (),
        concurrency: int = 2,
        drain_seconds: float = 10.0,
        describe: Describe = lambda: None,
        details: Callable[[], Mapping[str, float]] = dict,
        openapi_url: str | None = "/openapi.json",
        lifespan: Callable[[], AbstractAsyncContextManager[object]] | None = None,
    ) -> None:
        self.name = name
        self._bus = bus
        self._needs_bus = needs_bus
        self._start = start
        self._stop = stop
        self._worker = Worker(bus, name, work, concurrency=concurrency) if bus is not None and work else None
        self._drain_seconds = drain_seconds
        self._describe = describe
        self._details = details
        self._lifespan = lifespan
        self._began = time.monotonic()
        self._unready = "starting"
        self._leaving = ""
        self.app = FastAPI(
            title=f"Prism {name}",
            version=VERSION,
            lifespan=self._live,
            openapi_url=openapi_url,
            docs_url=None,
            redoc_url=None,
        )
        self.app.include_router(self._health())
        for router in routers:
            self.app.include_router(router)
        problems.install(self.app)
        document_errors(self.app)
        self.app.add_middleware(_Timed, service=name)

    def leave(self) -> None:
        """It will stop soon: unready from now on, though it still serves what it has begun."""
        self._leaving = "stopping"

    async def status(self) -> ServiceStatus:
        """How it stands now."""
        reason = self._unready or self._leaving or await self._bus_trouble()
        READY.labels(self.name).set(0 if reason else 1)
        return ServiceStatus(
            service=self.name,
            ready=not reason,
            reason=reason,
            uptime_seconds=round(time.monotonic() - self._began, 1),
            engine=self._describe(),
            details=self._details(),
        )

    async def _bus_trouble(self) -> str:
        if self._bus is None or not self._needs_bus:
            return ""
        try:
            async with asyncio.timeout(PING_SECONDS):
                await self._bus.ping()
        except (PrismError, TimeoutError):
            return "Redis does not answer"
        return ""

    def _health(self) -> APIRouter:
        router = APIRouter(include_in_schema=False)

        @router.get("/healthz")
        async def healthz() -> JSONResponse:
            return JSONResponse({"status": "alive"})

        @router.get("/readyz")
        async def readyz() -> JSONResponse:
            status = await self.status()
            return JSONResponse({"ready": status.ready, "reason": status.reason}, 200 if status.ready else 503)

        @router.get("/status")
        async def status() -> ServiceStatus:
            return await self.status()

        @router.get("/metrics")
        async def metrics() -> Response:
            return Response(await asyncio.to_thread(generate_latest), media_type=CONTENT_TYPE_LATEST)

        return router

    @asynccontextmanager
    async def _live(self, _app: FastAPI) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(asyncio.to_thread, spans.close)
            if self._bus is not None:
                await self._bus.start()
                stack.push_async_callback(self._bus.close)
            if self._lifespan is not None:
                await stack.enter_async_context(self._lifespan())
            starting = asyncio.create_task(self._make_ready(), name=f"start {self.name}")
            stack.push_async_callback(self._make_unready, starting)
            yield

    async def _make_ready(self) -> None:
        while self._start is not None:
            try:
                await _call(self._start)
                break
            except PrismError as error:
                self._unready = error.message
                log.warning("service cannot work yet", extra={"reason": error.message})
                await asyncio.sleep(START_RETRY_SECONDS)
            except Exception:  # The top of the task: the service stays alive, unready, and says why in its log.
                self._unready = "could not start; its log says why"
                log.exception("service could not start")
                await asyncio.sleep(START_RETRY_SECONDS)
        if self._worker is not None:
            await self._worker.start()
        self._unready = ""
        log.info("ready", extra={"seconds": round(time.monotonic() - self._began, 2)})

    async def _make_unready(self, starting: asyncio.Task[None]) -> None:
        was_ready = not self._unready
        self._unready = "stopping"
        starting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await starting
        if self._worker is not None and was_ready:
            await self._worker.drain(self._drain_seconds)
        if self._stop is not None:
            await _call(self._stop)


async def _call(hook: Hook) -> None:
    if inspect.iscoroutinefunction(hook):
        await hook()
        return
    given = await asyncio.to_thread(hook)
    if inspect.isawaitable(given):
        await given


class _Timed:
    """Counts and times each request by its route's template, never by its path, as a step of the trace it came with."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        within = trace.current() or trace.parse(_field(scope, b"traceparent"))
        if within is None:  # Health checks and the like: nobody asks where their time went.
            await self._serve(scope, receive, send)
            return
        with spans.span(scope["method"], "server", within) as step:
            await self._serve(scope, receive, send)
            step.name = f"{scope['method']} {_template(scope)}"

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        status = "500"

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
                # For the edge, whose log and metrics know requests by it; it keeps the field to itself.
                message["headers"] = [*message.get("headers", ()), (ROUTE_FIELD, _template(scope).encode())]
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            seconds = time.perf_counter() - began
            HTTP_SECONDS.labels(self._service, scope["method"], _template(scope), status).observe(seconds)


def _template(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "unmatched"))


def _field(scope: Scope, wanted: bytes) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == wanted), "")


def _export_traces(service: str, endpoint: str) -> None:
    try:
        from prism_core.otlp import OtlpSink  # Optional, and slow to import.
    except ModuleNotFoundError as error:
        remedy = "install the extra prism-core[otlp], or unset OTEL_EXPORTER_OTLP_ENDPOINT"
        log.error("traces are not exported", extra={"missing": error.name, "remedy": remedy})
        return
    spans.export_to(OtlpSink(service, VERSION, endpoint))


def serve(
    service: Service,
    settings: ServiceSettings,
    app: ASGIApp | None = None,
    server: Callable[[uvicorn.Config], uvicorn.Server] = uvicorn.Server,
) -> None:
    """Runs `service` until SIGTERM or SIGINT; the last line of every `main()`.

    Args:
        service: what to run.
        settings: where it listens and how it logs.
        app: what answers HTTP, if that is not `service.app` itself but wraps it.
        server: makes what listens.
    """
    logs.configure(service.name, settings.log_level)
    if settings.otlp_endpoint:
        _export_traces(service.name, settings.otlp_endpoint)
    log.info("starting", extra={"host": settings.bind_host, "port": settings.bind_port})
    config = uvicorn.Config(
        app or service.app,
        host=settings.bind_host,
        port=settings.bind_port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=1 << 20,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    running = server(config)
    with contextlib.suppress(KeyboardInterrupt):  # Uvicorn raises the signal again when it has stopped.
        running.run()
    if not running.started:
        sys.exit(CANNOT_START)
