"""How the fleet stands, for programs and for people."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from prism_core import fleet
from prism_core.bus import MemoryBus, names
from prism_core.requests import EngineInfo, Understand
from prism_core.service import Service, ServiceStatus
from prism_core.testing import running
from prism_gateway.adapters.backlog import Backlogs
from prism_gateway.edge import status
from prism_gateway.edge.client.replica import FAILURES
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.standing import standing
from prism_gateway.edge.status_page import wants_page
from prism_gateway.edge.table import all_routes

OPERATORS = '{"/grafana": {"upstream": "http://127.0.0.1:9"}}'
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


async def own() -> ServiceStatus:
    return ServiceStatus(service="gateway", ready=True, reason="", uptime_seconds=90_061.0)


@pytest.fixture
async def asking() -> AsyncIterator[httpx.AsyncClient]:
    engine = EngineInfo(engine="prism", model="<b>tiny</b>", reason="needs no model", notice="downloading")
    media = Service("media", describe=lambda: engine, details=lambda: {"segments_fetched": 12_345.0})
    bus = MemoryBus()
    await bus.enqueue(names.work(Understand.stream), b"frame")
    backlogs = Backlogs(bus)
    await backlogs.look()
    async with running(media.app) as live, httpx.AsyncClient(timeout=60) as client:
        services = {"media": f"{live.url}, http://127.0.0.1:9", "llm": "http://127.0.0.1:9"}
        app = FastAPI()
        app.include_router(status.router(client, services, own, lambda: 2, app.openapi, backlogs))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as found:
            yield found


async def test_programs_get_every_service_the_bus_and_the_relay(asking: httpx.AsyncClient) -> None:
    found = (await asking.get("/api/status")).json()
    services = {service["service"]: service for service in found["services"]}
    assert (services["media"]["replicas"], services["media"]["replicas_ready"]) == (2, 1)
    assert services["media"]["ready"]
    assert services["llm"]["reason"] == "does not answer"
    assert services["media"]["engine"]["notice"] == "downloading"
    assert not found["ready"]
    assert found["bus"]["ready"]
    assert found["bus"]["waiting"][Understand.stream] == 1
    assert found["relay"] == {"segments_fetched": 12_345.0}


async def test_people_get_a_page_that_runs_nothing_and_escapes_everything(asking: httpx.AsyncClient) -> None:
    answer = await asking.get("/api/status", headers={"accept": BROWSER})
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert "&lt;b&gt;tiny&lt;/b&gt;" in answer.text
    assert "does not answer" in answer.text
    assert "12 345" in answer.text
    assert "1 d 1 h" in answer.text


@pytest.mark.parametrize(
    ("accept", "wanted"), [(BROWSER, True), ("*/*", False), ("", False), ("application/json, text/html", False)]
)
def test_only_browsers_that_open_it_get_the_page(accept: str, wanted: bool) -> None:
    assert wants_page(accept) is wanted


async def test_upstreams_are_shown_with_their_breakers_those_of_the_operator_too() -> None:
    routes = all_routes({spec.name: "http://127.0.0.1:1" for spec in fleet.FLEET}, OPERATORS)
    proxy = Proxy()
    asked = proxy.upstream(routes.match("/grafana/x"))
    replica = await asked.choose()
    for _ in range(FAILURES):
        replica.failed()
    found = {upstream.upstream: upstream for upstream in standing(routes, proxy)}
    assert found["grafana"].prefixes == ("/grafana",)
    assert [(one.replica, one.breaker) for one in found["grafana"].replicas] == [("127.0.0.1:9", "open")]
    assert "/api/channels" in found["media"].prefixes
    await proxy.close()
