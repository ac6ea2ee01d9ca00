from pathlib import Path
from typing import Any

import pytest
import yaml

from prism_core.fleet import CONTAINER_PORT, FLEET, GATEWAY, ServiceSpec

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
WITH_POSTGRES: dict[str, Any] = yaml.safe_load((ROOT / "deploy/postgres.compose.yml").read_text())
EXAMPLE = (ROOT / ".env.example").read_text()
each = pytest.mark.parametrize("spec", FLEET, ids=lambda spec: spec.name)


def test_the_whole_fleet_and_redis_are_there_and_nothing_else() -> None:
    assert set(SERVICES) == {spec.name for spec in FLEET} | {"redis", "frontend"}


@each
def test_a_service_is_built_from_its_own_module(spec: ServiceSpec) -> None:
    args = SERVICES[spec.name]["build"]["args"]
    package, _, module = spec.module.partition(".")
    assert args["MODULE"] == spec.module
    assert args["SERVICE"] == spec.name
    assert (ROOT / args["MEMBER"] / "src" / package).is_dir(), module


@each
def test_a_service_waits_for_a_healthy_redis(spec: ServiceSpec) -> None:
    assert SERVICES[spec.name]["depends_on"]["redis"] == {"condition": "service_healthy"}


@each
def test_a_service_is_confined(spec: ServiceSpec) -> None:
    service = SERVICES[spec.name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["mem_limit"]


def test_only_the_gateway_is_published_and_on_loopback() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {GATEWAY.name: [f"${{PRISM_HOST:-127.0.0.1}}:${{PRISM_PORT:-4000}}:{CONTAINER_PORT}"]}


def test_the_gateway_waits_for_everyone() -> None:
    others = {spec.name for spec in FLEET} - {GATEWAY.name} | {"redis"}
    assert set(SERVICES[GATEWAY.name]["depends_on"]) == others


@each
def test_a_service_is_found_by_the_others_under_its_name(spec: ServiceSpec) -> None:
    for other in FLEET:
        assert SERVICES[spec.name]["environment"][other.url_variable] == f"http://{other.name}:{CONTAINER_PORT}"


@each
def test_every_variable_is_a_setting_that_exists(spec: ServiceSpec) -> None:
    addresses = {other.url_variable for other in FLEET}
    for name in SERVICES[spec.name]["environment"]:
        assert name in addresses or f"#{name}=" in EXAMPLE, f"no setting reads {name}"


def test_no_password_is_written_in_the_file() -> None:
    assert "${REDIS_PASSWORD:?" in SERVICES["redis"]["environment"]["REDIS_PASSWORD"]


def test_postgres_is_confined_and_published_nowhere() -> None:
    postgres = WITH_POSTGRES["services"]["postgres"]
    assert postgres["read_only"] is True
    assert postgres["cap_drop"] == ["ALL"]
    assert postgres["mem_limit"]
    assert postgres["networks"] == ["inner"]
    assert "ports" not in postgres
    assert "${POSTGRES_PASSWORD:?" in postgres["environment"]["POSTGRES_PASSWORD"]


def test_a_gpu_is_for_hearing_and_speaking_alone_and_no_licence_is_agreed_to_unasked() -> None:
    found = yaml.safe_load((ROOT / "deploy/gpu.compose.yml").read_text())["services"]
    assert set(found) == {"stt", "tts"}
    for service in found.values():
        (device,) = service["deploy"]["resources"]["reservations"]["devices"]
        assert device["capabilities"] == ["gpu"]
        assert service["environment"]["GPU_ENABLED"] == "true"
    assert SERVICES["tts"]["environment"]["COQUI_TOS_AGREED"] == "${COQUI_TOS_AGREED:-false}"


def test_media_alone_uses_postgres_and_waits_for_it() -> None:
    assert set(WITH_POSTGRES["services"]) == {"postgres", "media"}
    media = WITH_POSTGRES["services"]["media"]
    assert media["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    (name,) = media["environment"]
    assert f"#{name}=" in EXAMPLE
