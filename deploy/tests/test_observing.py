"""Alerts and dashboard ask for metrics that exist, and read as their programs expect."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from prometheus_client import REGISTRY

import prism_core.metrics
import prism_gateway.metrics
import prism_media.recordings.meters
import prism_media.relay.meters
from prism_core.fleet import CONTAINER_PORT, FLEET

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "deploy/prometheus/rules.yml"
DASHBOARD = ROOT / "deploy/grafana/prism.json"
SCRAPES = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())["scrape_configs"]
MEASURING = (prism_core.metrics, prism_gateway.metrics, prism_media.recordings.meters, prism_media.relay.meters)
FROM_PROMETHEUS = {"up", "process_resident_memory_bytes", "process_cpu_seconds_total"}


def known() -> set[str]:
    assert all(MEASURING)
    names: set[str] = set(FROM_PROMETHEUS)
    for metric in REGISTRY.collect():
        suffixes = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}.get(metric.type, ("",))
        names |= {metric.name + suffix for suffix in suffixes}
    return names


def expressions() -> list[str]:
    rules = yaml.safe_load(RULES.read_text())["groups"][0]["rules"]
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return [rule["expr"] for rule in rules] + [t["expr"] for panel in panels for t in panel.get("targets", ())]


def metrics_of(expression: str) -> set[str]:
    plain = re.sub(r"\{[^}]*\}|\[[^]]*\]|(?:by|without) ?\([^)]*\)", "", expression)
    return set(re.findall(r"\b(?:prism|process)_[a-z_]+\b|\bup\b", plain))


@pytest.mark.parametrize("expression", expressions())
def test_only_metrics_that_exist_are_asked_for(expression: str) -> None:
    assert metrics_of(expression)
    assert metrics_of(expression) <= known()


@pytest.mark.parametrize("expression", expressions())
def test_brackets_are_closed(expression: str) -> None:
    for opening, closing in ("()", "[]", "{}"):
        assert expression.count(opening) == expression.count(closing)


def test_every_alert_says_what_is_wrong_and_what_to_do() -> None:
    for rule in yaml.safe_load(RULES.read_text())["groups"][0]["rules"]:
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"].endswith((".", "?"))


def test_the_dashboard_is_current_and_its_panels_do_not_overlap() -> None:
    script = ROOT / "deploy/grafana/make.py"
    assert subprocess.run([sys.executable, str(script), "--check"], check=False).returncode == 0
    taken: set[tuple[int, int]] = set()
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + dx, place["y"] + dy) for dx in range(place["w"]) for dy in range(place["h"])}
        assert not cells & taken
        assert place["x"] + place["w"] <= 24
        taken |= cells


def test_every_service_is_scraped_as_the_job_that_the_alerts_watch() -> None:
    found: dict[str, str] = {}
    for scrape in SCRAPES:
        for group in scrape["static_configs"]:
            found |= {target: group.get("labels", {}).get("job", scrape["job_name"]) for target in group["targets"]}
    assert found == {f"{spec.name}:{CONTAINER_PORT}": "prism" for spec in FLEET}


def test_the_gateway_alone_is_sent_the_token_and_compose_gives_it_to_both() -> None:
    with_token = [one for one in SCRAPES if "authorization" in one]
    assert [one["static_configs"][0]["targets"] for one in with_token] == [[f"gateway:{CONTAINER_PORT}"]]
    compose = yaml.safe_load((ROOT / "deploy/prometheus.compose.yml").read_text())
    (secret,) = compose["services"]["prometheus"]["secrets"]
    assert with_token[0]["authorization"] == {"credentials_file": f"/run/secrets/{secret}"}
    assert compose["secrets"][secret] == {"environment": "PRISM_METRICS_TOKEN"}
    assert compose["services"]["gateway"]["environment"]["PRISM_METRICS_TOKEN"].startswith("${PRISM_METRICS_TOKEN:?")


def test_kubernetes_gives_the_gateway_the_token_where_there_is_one() -> None:
    documents = yaml.safe_load_all((ROOT / "k8s/base/gateway.yaml").read_text())
    deployment = next(one for one in documents if one["kind"] == "Deployment")
    environment = deployment["spec"]["template"]["spec"]["containers"][0]["env"]
    (token,) = [one for one in environment if one["name"] == "PRISM_METRICS_TOKEN"]
    assert token["valueFrom"]["secretKeyRef"] == {"name": "prism-metrics", "key": "token", "optional": True}


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
def test_prometheus_itself_accepts_the_rules() -> None:
    subprocess.run(["promtool", "check", "rules", str(RULES)], check=True)
