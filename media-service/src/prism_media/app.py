"""media-service: channels, guide, relay and viewers' data; the one owner of the database."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

from prism_core.background import lasting
from prism_core.bus import Bus
from prism_core.errors import Unavailable
from prism_core.ffmpeg import find_ffmpeg
from prism_core.service import Service, serve
from prism_media.accounts.oidc.api import oidc_router, providers
from prism_media.accounts.parts import account_parts
from prism_media.accounts.setup import account_routers
from prism_media.backup.api import backup_router
from prism_media.catalogue.api import channels_router
from prism_media.catalogue.health import HealthStore
from prism_media.catalogue.store import CatalogueStore
from prism_media.database.engine import database_url, migrate, open_engine
from prism_media.demo.api import demo_router
from prism_media.demo.install import install, keep_guide, uninstall
from prism_media.demo.preparer import Preparer
from prism_media.demo.transport import DemoStreams
from prism_media.guide.api import guide_router
from prism_media.guide.archived import ArchivedProgrammes
from prism_media.guide.guides_api import guide_choice_router, guides_router
from prism_media.guide.importer import GuideImporter
from prism_media.guide.links import GuideLinks
from prism_media.guide.queries import GuideQueries
from prism_media.guide.store import GuideStore
from prism_media.guide.xmltv import Wishes
from prism_media.output.setup import output_routers
from prism_media.output.streams import Streams
from prism_media.recordings.setup import set_up_recordings
from prism_media.relay.api import relay_router
from prism_media.relay.catchup import Archives
from prism_media.relay.conversion.api import conversion_router
from prism_media.relay.conversion.sessions import Conversions
from prism_media.relay.conversion.starting import Starter
from prism_media.relay.meters import summary
from prism_media.relay.relay import Relay
from prism_media.relay.shortcut import take_shortcut
from prism_media.relay.slots import Slots
from prism_media.relay.tokens import Tokens, load_key
from prism_media.search import search_router
from prism_media.settings import Settings
from prism_media.sources.series import SeriesStore
from prism_media.sources.setup import set_up_sources
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy
from prism_media.viewers.age_gate import age_gated
from prism_media.viewers.api import viewers_router
from prism_media.viewers.identity import CookieIdentity
from prism_media.viewers.profiles import ProfileStore
from prism_media.viewers.store import ViewerStore


def create_app(settings: Settings, bus: Bus | None = None) -> Service:
    """Wire the service. It needs no bus: television plays on without Redis."""
    now = time.time
    url = database_url(settings.data_dir, settings.database_url.get_secret_value())
    engine = open_engine(url, settings.database_connections)
    upstream = Upstream(AddressPolicy.from_text(settings.allowed_networks))
    catalogue, guide_store, queries = CatalogueStore(engine), GuideStore(engine, url), GuideQueries(engine)
    languages = tuple(settings.guide_languages.replace(",", " ").split())
    guides = GuideImporter(guide_store, upstream, now, Wishes(languages, settings.guide_time_zone))
    sources = set_up_sources(settings, engine, upstream, catalogue, (guide_store, guides), now)
    key = load_key(settings.data_dir, settings.secret_key.get_secret_value())
    profiles, accounts = ProfileStore(engine), account_parts(engine, key, now)
    identity = CookieIdentity(profiles, key, now, accounts.store, open_to_all=settings.auth != "required")
    ffmpeg = settings.ffmpeg or find_ffmpeg()
    slots = Slots(time.monotonic)
    starter = Starter(upstream, ffmpeg, now, sources.folders.within)
    conversions = Conversions(starter, limit=settings.conversions, now=now, asked=slots.touch)
    health = HealthStore(engine, now)
    health.on_played = sources.stations.played
    archives = Archives(now, ArchivedProgrammes(engine))
    relay = Relay(health, upstream, Tokens(key, now), now, conversions, archives, time.monotonic, slots)
    preparer = Preparer(settings.data_dir, ffmpeg, settings.tts_url)
    demo = DemoStreams(preparer, now)
    streams = Streams(relay, upstream, sources.store, sources.folders, conversions, health, demo)
    # The demo channels before the relay: their paths are the relay's with fixed names.
    playing = [demo_router(preparer, now), conversion_router(conversions), relay_router(relay)]
    recordings = set_up_recordings(settings, ffmpeg, engine, catalogue, queries, lambda: playing, conversions, now)

    @contextlib.asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        with contextlib.suppress(Unavailable):  # `start` tries again, and tells why it cannot
            await migrate(url)
        yield
        await recordings.close()
        await sources.close()
        await guides.close()
        await preparer.close()
        await relay.close()
        await conversions.close()
        await upstream.close()
        await engine.dispose()

    async def taken_in() -> None:
        await catalogue.refold()
        await guide_store.relink()
        sources.scheduler.wake()

    renewing: list[asyncio.Task[None]] = []

    async def start() -> None:
        await migrate(url)
        sources.scheduler.start()
        guides.settle()
        recordings.start()
        if not settings.demo_channels:
            await uninstall(catalogue, guide_store)
            return
        await install(catalogue, guides, now)
        renewing.append(asyncio.create_task(lasting("demo guide", lambda: keep_guide(guides, now)), name="demo guide"))
        if settings.demo_prepare:
            preparer.start()

    async def stop() -> None:
        for task in renewing:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    service = Service(
        name="media",
        bus=bus,
        start=start,
        stop=stop,
        lifespan=lifespan,
        details=summary,
        drain_seconds=settings.drain_seconds,
        routers=[
            # First, since they are asked for most: routes are tried in turn.
            age_gated(playing, catalogue, queries, now),
            channels_router(catalogue, health),
            *sources.routers,
            *output_routers(engine, identity, streams, sources.episodes.ensure, now),
            guide_router(queries, now),
            guides_router(guide_store, guides),
            guide_choice_router(GuideLinks(engine)),
            search_router(catalogue, queries, SeriesStore(engine), now),
            *account_routers(accounts, identity, now, lambda: providers(settings)),
            oidc_router(accounts, settings, now),
            viewers_router(ViewerStore(engine), profiles, identity, catalogue, queries, now),
            backup_router(engine, profiles, taken_in, now),
            recordings.router,
        ],
    )
    service.app.state.identity = identity
    take_shortcut(service.app, relay)
    return service


def main() -> None:
    """Run media-service until it is told to stop."""
    settings = Settings()
    serve(create_app(settings), settings)


if __name__ == "__main__":
    main()
