"""The composition root of a local run: environment → checks → Redis → services → the address."""

import asyncio
import functools
import logging
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from prism_core.fleet import FLEET, GATEWAY, ServiceSpec
from prism_fleet import checks, ports, readiness, redis_ping, redis_server
from prism_fleet.banner import banner
from prism_fleet.errors import CannotStart
from prism_fleet.keeper import Keeper
from prism_fleet.linux import adopt_orphans
from prism_fleet.members import Member, Shared, environment_of
from prism_fleet.nursery import Nursery
from prism_fleet.settings import FleetSettings, read_environment
from prism_fleet.supervisor import Plan, end_at_once, supervise
from prism_fleet.terminal import Show, terminal

log = logging.getLogger(__name__)


def main() -> int:
    """Run the fleet of this checkout until told to stop; gives the exit code."""
    environment = read_environment(Path(".env"))
    # Settings read the environment once, and `.env` is part of it.
    os.environ.update(environment)
    try:
        settings = FleetSettings()
        names = ("redis", *(spec.name for spec in FLEET))
        show = terminal(names, raw=settings.log_format == "json", debug=settings.debug)
        asyncio.run(run(settings, FLEET, environment, show))
    except ValidationError as error:
        for problem in error.errors():
            print(f"prism: {problem['loc'][0]}: {problem['msg']}, got {problem['input']!r}", file=sys.stderr)
        return 2
    except CannotStart as error:
        print(f"prism: {error.message}", file=sys.stderr)
        return 1
    return 0


async def run(
    settings: FleetSettings,
    specs: Sequence[ServiceSpec],
    environment: Mapping[str, str],
    show: Show,
    nursery: Nursery | None = None,
) -> None:
    """Check the machine, then supervise `specs` until SIGINT, SIGTERM or SIGHUP.

    Raises:
        CannotStart: something that the run needs is missing; nothing runs then.
    """
    began = time.monotonic()
    adopt_orphans()
    ports.require_public(settings.host, settings.port)
    data_dir = checks.prepare_data_dir(settings.data_dir)
    lock = checks.claim(data_dir)
    claims = ports.Claims()
    nursery = nursery or Nursery()
    try:
        nursery.warm()
        members = place(specs, settings, claims)
        redis, redis_url = await _redis(settings, data_dir, show)
        shared = Shared(data_dir, redis_url, checks.require_ffmpeg())
        keepers = [
            _keeper(member, environment_of(member, members, shared, environment), nursery, show, data_dir)
            for member in members
        ]
        plan = Plan(redis, keepers, settings.patience_seconds)
        address = next((m.url for m in members if m.spec.name == GATEWAY.name), members[-1].url)
        if settings.tls != "off":
            address = address.replace("http:", "https:", 1)
        await supervise(
            plan,
            _stop_signals(plan),
            on_ready=lambda: show.text(
                banner(address, settings.host, len(keepers), time.monotonic() - began, data_dir, settings.tls == "auto")
            ),
        )
        log.info("stopped")
    finally:
        nursery.close()
        claims.close()
        lock.close()


def place(specs: Sequence[ServiceSpec], settings: FleetSettings, claims: ports.Claims) -> list[Member]:
    """Give every service its address: the gateway the public one, the others the table's port or a free one."""
    inner = ports.choose(((spec.name, spec.port) for spec in specs if spec.name != GATEWAY.name), claims.take)
    return [
        Member(spec, settings.host, settings.port)
        if spec.name == GATEWAY.name
        else Member(spec, "127.0.0.1", inner[spec.name])
        for spec in specs
    ]


async def _redis(settings: FleetSettings, data_dir: Path, show: Show) -> tuple[Keeper | None, str]:
    if settings.redis_url:
        if reason := await redis_ping.why_not(settings.redis_url):
            raise CannotStart(
                f"the Redis of REDIS_URL ({redis_ping.without_password(settings.redis_url)}) does not answer: "
                f"{reason}. Start it, or unset REDIS_URL to let Prism bring its own"
            )
        return None, settings.redis_url
    binary = redis_server.find_server()
    log.info("Redis is brought along", extra={"program": str(binary)})
    server = redis_server.RedisServer.new(binary, data_dir / "redis", ports.any_free())
    return Keeper(
        name="redis",
        start=server.start,
        why_not_ready=functools.partial(redis_ping.why_not, server.url),
        on_output=show.of("redis"),
        run_dir=data_dir / "run",
    ), server.url


def _keeper(member: Member, environment: Mapping[str, str], nursery: Nursery, show: Show, data_dir: Path) -> Keeper:
    name = member.spec.name
    return Keeper(
        name=name,
        start=functools.partial(nursery.start, name, member.spec.module, environment),
        why_not_ready=functools.partial(readiness.why_not, member.reachable_host, member.port),
        on_output=show.of(name),
        run_dir=data_dir / "run",
    )


def _stop_signals(plan: Plan) -> asyncio.Event:
    """Set by the first SIGINT, SIGTERM or SIGHUP; a second one ends everything by force."""
    stop = asyncio.Event()

    def on_signal() -> None:
        if stop.is_set():
            end_at_once(plan)
        else:
            log.info("stopping")
            stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, on_signal)
    return stop
