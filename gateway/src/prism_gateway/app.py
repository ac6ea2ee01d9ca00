"""The gateway: the one address of Prism, and the owner of every conversation."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
from starlette.types import ASGIApp

from prism_core import fleet, logs, trace
from prism_core.background import lasting
from prism_core.bus import Bus, RedisBus
from prism_core.service import Service, ServiceStatus, serve
from prism_core.viewer import no_cookies
from prism_core.work import WorkClient
from prism_gateway.accounts.keys import AccessTokens
from prism_gateway.accounts.media import MediaAccounts
from prism_gateway.accounts.metadata import metadata_router
from prism_gateway.accounts.mode import mode_of
from prism_gateway.accounts.tokens import PersonalTokens
from prism_gateway.accounts.watching import look_after
from prism_gateway.adapters.backlog import Backlogs
from prism_gateway.adapters.bus_ports import BusLanguageModel, BusSpeechToText, BusTextToSpeech
from prism_gateway.adapters.catalogue import Catalogue
from prism_gateway.adapters.viewers import Viewers
from prism_gateway.adapters.voice_activity import SileroDetector
from prism_gateway.conversation.listening import Listener
from prism_gateway.edge import status
from prism_gateway.edge.address import Addresses
from prism_gateway.edge.compressing import Compressing
from prism_gateway.edge.cors import Cors
from prism_gateway.edge.edge import Edge
from prism_gateway.edge.identity import Identity
from prism_gateway.edge.limits import guarding
from prism_gateway.edge.lines import Lines
from prism_gateway.edge.observing import Observing
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.routes import operator_routes
from prism_gateway.edge.security import SecurityHeaders
from prism_gateway.edge.server import draining
from prism_gateway.edge.standing import standing
from prism_gateway.edge.static import Frontend
from prism_gateway.edge.table import all_routes
from prism_gateway.sessions.reminders import ReminderClock
from prism_gateway.sessions.socket import Sockets
from prism_gateway.sessions.world import World
from prism_gateway.settings import Settings
from prism_gateway.tls import trust
from prism_gateway.tls.plain import https_only
from prism_gateway.tls.serving import Serving, serving

log = logging.getLogger(__name__)

HINTS_SECONDS = 30.0
"""How long the channels' names are kept as hints for the recogniser."""


def create_app(settings: Settings, bus: Bus | None = None, https: Serving | None = None) -> tuple[Service, ASGIApp]:
    """Wire the gateway: the service, and the application around it that the world talks to."""
    https = https or Serving()
    bus = bus or RedisBus(settings.redis_url)
    client = WorkClient(bus)
    trace_ratio = settings.trace_ratio if settings.otlp_endpoint else 0.0
    hooks = {"request": [trace.stamp]}
    media = httpx.AsyncClient(base_url=settings.media_url, timeout=3.0, cookies=no_cookies(), event_hooks=hooks)
    catalogue = Catalogue(media)
    services = {spec.name: settings.address(spec.name) for spec in fleet.FLEET if spec is not fleet.GATEWAY}
    proxy = Proxy(settings.patience(), most_in_flight=settings.most_in_flight)
    routes = all_routes(services, settings.routes)
    world = World(
        bus=bus,
        hearing=BusSpeechToText(client),
        mind=lambda state, viewer, session: BusLanguageModel(client, state, viewer, session),
        voice=BusTextToSpeech(client),
        resolve=lambda command, viewer: catalogue.seen_by(viewer).target(command),
        withheld=lambda item, viewer: catalogue.seen_by(viewer).withheld(item),
        viewers=Viewers(media),
        hints=_cached(catalogue.names, HINTS_SECONDS),
        listener=lambda: Listener(SileroDetector()),
        trace_ratio=trace_ratio,
    )
    backlogs = Backlogs(bus)
    mode = mode_of(settings.auth, settings.bind_host, open_to_network=settings.auth_open_to_network == "yes")
    accounts = MediaAccounts(media)
    sockets = Sockets(world, settings.origins(), accounts.sealed)
    identity = Identity(
        AccessTokens(accounts.keys),
        PersonalTokens(accounts.worth),
        required=mode.required,
        metrics_token=settings.metrics_token.get_secret_value(),
        origins=settings.origins(),
    )

    lines = Lines()
    observing = Observing(lines.put if settings.access_log == "all" else None, trace_ratio)
    cors = Cors(settings.origins())
    limits = guarding(settings.rate_limits, settings.redis_url)
    security = SecurityHeaders(
        frozenset(route.name for route in operator_routes(settings.routes)),
        cross_origin=bool(settings.origins()),
        strict_transport=settings.tls != "auto",
    )

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        await client.start()
        reminding = asyncio.create_task(ReminderClock(bus, media).run(), name="reminders")
        counting = asyncio.create_task(lasting("backlogs", backlogs.watch), name="backlogs")
        log.info("sign-in", extra={"required": mode.required, "why": mode.why})
        telling = asyncio.create_task(look_after(accounts, sockets, required=mode.required), name="accounts")
        watching = asyncio.create_task(https.watch(), name="certificates")
        try:
            yield
        finally:
            reminding.cancel()
            telling.cancel()
            watching.cancel()
            counting.cancel()
            await client.close()
            await proxy.close()
            await media.aclose()
            await limits.close()
            lines.flush()

    async def own_status() -> ServiceStatus:
        return await service.status()

    def own_openapi() -> dict[str, Any]:
        return service.app.openapi()

    service = Service(
        name="gateway",
        bus=bus,
        needs_bus=False,  # Without Redis nobody talks, but TV plays on.
        lifespan=lifespan,
        openapi_url=None,  # The fleet's document takes its place.
        routers=[
            sockets.router(),
            metadata_router(),
            trust.router(https.store),
            status.router(
                media,
                services,
                own_status,
                lambda: len(sockets.sessions),
                own_openapi,
                backlogs,
                lambda: standing(routes, proxy),
            ),
        ],
        drain_seconds=settings.drain_seconds,
    )
    service.app.mount("/", Frontend(settings.frontend_dir))
    edge: ASGIApp = Edge(
        Compressing(service.app),
        routes,
        proxy,
        hosts=settings.hosts(),
        origins=settings.origins(),
        addresses=Addresses(settings.trusted_proxies, settings.forwarded_field),
        guards=(
            observing.begin,
            *((https_only,) if https.certificates else ()),
            cors.preflight,
            limits.by_address,
            identity.guard,
            limits.by_user,
        ),
        decorators=(observing.decorate, cors.decorate, security.decorate),
        observers=(observing.ended,),
    )
    return service, edge


def _cached(ask: Callable[[], Awaitable[tuple[str, ...]]], seconds: float) -> Callable[[], Awaitable[tuple[str, ...]]]:
    """`ask`, asked again only after `seconds`; an empty answer is not kept."""
    kept: tuple[float, tuple[str, ...]] = (float("-inf"), ())

    async def answer() -> tuple[str, ...]:
        nonlocal kept
        if not kept[1] or time.monotonic() - kept[0] > seconds:
            kept = (time.monotonic(), await ask())
        return kept[1]

    return answer


def main() -> None:
    """Runs the gateway until it is told to stop."""
    settings = Settings()
    logs.configure(fleet.GATEWAY.name, settings.log_level)  # Certificates are made, and told of, before the start.
    https = serving(settings.tls, settings.data_dir, settings.public())
    service, edge = create_app(settings, https=https)
    serve(service, settings, edge, draining(https.server, settings.drain_seconds, service.leave, settings.patience()))
