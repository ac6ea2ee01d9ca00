import shutil
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from prism_core.fleet import CONTAINER_PORT, FLEET, ServiceSpec

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "k8s" / "base"
POSTGRES = ROOT / "k8s" / "components" / "postgres"
SPEECH_MODELS = ROOT / "k8s" / "components" / "speech-models"
PROBE_PATHS = {"startupProbe": "/readyz", "readinessProbe": "/readyz", "livenessProbe": "/healthz"}
each = pytest.mark.parametrize("spec", FLEET, ids=lambda spec: spec.name)


def documents(folder: Path) -> list[dict[str, Any]]:
    """Every resource that a kustomization names, without kustomize."""
    kustomization = yaml.safe_load((folder / "kustomization.yaml").read_text())
    found: list[dict[str, Any]] = []
    for resource in kustomization["resources"]:
        path = folder / resource
        found += documents(path) if path.is_dir() else [d for d in yaml.safe_load_all(path.read_text()) if d]
    return found


RESOURCES = documents(BASE)
OF_POSTGRES = documents(POSTGRES)
OF_SPEECH = documents(SPEECH_MODELS)


def of(kind: str, name: str) -> dict[str, Any]:
    return next(d for d in RESOURCES if d["kind"] == kind and d["metadata"]["name"] == name)


@pytest.mark.parametrize(
    "document", RESOURCES + OF_POSTGRES + OF_SPEECH, ids=lambda d: f"{d['kind']}-{d['metadata']['name']}"
)
def test_a_resource_is_valid_for_kubernetes_1_32(document: dict[str, Any]) -> None:
    kubernetes_validate.validate(document, "1.32", strict=True)


def test_every_file_of_the_base_is_used() -> None:
    used = set(yaml.safe_load((BASE / "kustomization.yaml").read_text())["resources"])
    assert {file.name for file in BASE.glob("*.yaml")} - used == {
        "kustomization.yaml",
        "redis-secret.example.yaml",
        "key-secret.example.yaml",
    }


@each
def test_the_selectors_match_the_labels(spec: ServiceSpec) -> None:
    labels = of("Deployment", spec.name)["spec"]["template"]["metadata"]["labels"]
    for selector in (
        of("Deployment", spec.name)["spec"]["selector"]["matchLabels"],
        of("Service", spec.name)["spec"]["selector"],
        of("NetworkPolicy", spec.name)["spec"]["podSelector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()


@each
def test_a_service_is_reached_on_the_containers_port(spec: ServiceSpec) -> None:
    container = of("Deployment", spec.name)["spec"]["template"]["spec"]["containers"][0]
    assert {"name": "http", "containerPort": CONTAINER_PORT} in container["ports"]
    assert of("Service", spec.name)["spec"]["ports"][0]["port"] == CONTAINER_PORT


@each
def test_liveness_never_asks_for_dependencies(spec: ServiceSpec) -> None:
    container = of("Deployment", spec.name)["spec"]["template"]["spec"]["containers"][0]
    assert {probe: container[probe]["httpGet"]["path"] for probe in PROBE_PATHS} == PROBE_PATHS


@each
def test_a_service_is_confined_and_its_memory_is_bounded(spec: ServiceSpec) -> None:
    pod = of("Deployment", spec.name)["spec"]["template"]["spec"]
    container = pod["containers"][0]
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]
    assert container["resources"]["limits"]["memory"]
    assert {"cpu", "memory"} <= set(container["resources"]["requests"])


@each
def test_every_mounted_volume_exists(spec: ServiceSpec) -> None:
    pod = of("Deployment", spec.name)["spec"]["template"]["spec"]
    mounted = {mount["name"] for mount in pod["containers"][0]["volumeMounts"]}
    assert mounted == {volume["name"] for volume in pod["volumes"]}


def test_all_are_told_where_the_others_are() -> None:
    data = of("ConfigMap", "prism")["data"]
    for spec in FLEET:
        assert data[spec.url_variable] == f"http://{spec.name}:{CONTAINER_PORT}"


def test_whoever_may_call_is_let_in_and_whoever_is_let_in_may_call() -> None:
    out: set[tuple[str, str]] = set()
    into: set[tuple[str, str]] = set()
    for policy in (d for d in RESOURCES if d["kind"] == "NetworkPolicy" and d["spec"]["podSelector"]):
        name = policy["metadata"]["name"]
        out |= {(name, peer) for peer in _peers(policy["spec"].get("egress", ()), "to")}
        into |= {(peer, name) for peer in _peers(policy["spec"].get("ingress", ()), "from")}
    assert out == into


def _peers(rules: Any, side: str) -> set[str]:
    return {
        peer["podSelector"]["matchLabels"]["app.kubernetes.io/name"]
        for rule in rules
        for peer in rule.get(side, ())
        if "podSelector" in peer and "namespaceSelector" not in peer  # those are not of the fleet
    }


@each
def test_prometheus_reaches_every_service_and_not_redis(spec: ServiceSpec) -> None:
    selector = of("NetworkPolicy", "prometheus")["spec"]["podSelector"]
    labels = of("Deployment", spec.name)["spec"]["template"]["metadata"]["labels"]
    assert selector["matchLabels"].items() <= labels.items()
    [rule] = selector["matchExpressions"]
    assert labels[rule["key"]] not in rule["values"] == ["redis"]


def test_media_signs_with_the_key_that_it_is_given() -> None:
    env = of("Deployment", "media")["spec"]["template"]["spec"]["containers"][0]["env"]
    [key] = (one["valueFrom"]["secretKeyRef"] for one in env if one["name"] == "PRISM_SECRET_KEY")
    [example] = yaml.safe_load_all((BASE / "key-secret.example.yaml").read_text())
    assert (key["name"], key["optional"]) == (example["metadata"]["name"], True)
    assert list(example["stringData"]) == [key["key"]]


def test_redis_is_set_up_the_same_in_the_cluster_and_in_compose() -> None:
    assert of("ConfigMap", "redis")["data"]["redis.conf"] == (ROOT / "deploy/redis/redis.conf").read_text()


def test_media_may_call_postgres_and_nobody_else_is_let_in() -> None:
    (policy,) = (d for d in OF_POSTGRES if d["kind"] == "NetworkPolicy")
    (patch,) = yaml.safe_load((POSTGRES / "media-egress.yaml").read_text())
    assert _peers(policy["spec"]["ingress"], "from") == {"media"}
    assert _peers([patch["value"]], "to") == {"postgres"}


def test_media_is_told_where_postgres_is_with_the_password_that_it_was_given() -> None:
    patch = yaml.safe_load((POSTGRES / "media-database.yaml").read_text())
    (container,) = patch["spec"]["template"]["spec"]["containers"]
    password, address = container["env"]
    (served,) = (d for d in OF_POSTGRES if d["kind"] == "StatefulSet")
    (theirs,) = (one for one in served["spec"]["template"]["spec"]["containers"][0]["env"] if "valueFrom" in one)
    assert password == theirs
    assert address == {
        "name": "PRISM_DATABASE_URL",
        "value": f"postgresql://prism:$({password['name']})@postgres:5432/prism",
    }


@pytest.mark.parametrize("name", ["stt", "tts"])
def test_models_and_voices_are_kept_on_a_volume_that_is_there(name: str) -> None:
    volumes = of("Deployment", name)["spec"]["template"]["spec"]["volumes"]
    patch = yaml.safe_load((SPEECH_MODELS / f"{name}.yaml").read_text())
    replaced = int(patch[0]["path"].rpartition("/")[2])
    assert volumes[replaced]["name"] == patch[0]["value"]["name"] == "data"
    claims = {d["metadata"]["name"] for d in OF_SPEECH}
    assert patch[0]["value"]["persistentVolumeClaim"]["claimName"] in claims


@pytest.mark.parametrize("name", ["local", "postgres", "gpu"])
def test_an_overlay_renders(name: str, tmp_path: Path) -> None:
    if (kubectl := shutil.which("kubectl")) is None:
        pytest.skip("kubectl is not installed; the resources themselves are validated above")
    shutil.copytree(ROOT / "k8s", tmp_path / "k8s")
    for example in (tmp_path / "k8s" / "overlays").glob("*/*.env.example"):
        shutil.copy(example, example.with_suffix(""))
    overlay = tmp_path / "k8s" / "overlays" / name
    rendered = subprocess.run([kubectl, "kustomize", str(overlay)], capture_output=True, text=True, check=True).stdout
    found = [d for d in yaml.safe_load_all(rendered) if d]
    for document in found:
        kubernetes_validate.validate(document, "1.32", strict=True)
    assert {d["metadata"].get("namespace") for d in found if d["kind"] != "Namespace"} == {"prism"}
    assert ("Secret", "prism-redis") in {(d["kind"], d["metadata"]["name"]) for d in found}
    assert (name == "postgres") == ("PRISM_DATABASE_URL" in rendered)
