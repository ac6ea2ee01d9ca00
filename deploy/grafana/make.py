#!/usr/bin/env python3
"""Writes `prism.json`, the dashboard of the fleet, from one line a panel.

python3 deploy/grafana/make.py            write it
python3 deploy/grafana/make.py --check    fail when it is not current
"""

import json
import sys
from pathlib import Path

FILE = Path(__file__).with_name("prism.json")
WIDTH, HEIGHT = 8, 7
RATE = "[$__rate_interval]"

# Row, title, unit, then queries with their legends.
Panel = tuple[str, str, str, list[tuple[str, str]]]


def quantile(share: float, metric: str, by: str, matching: str = "") -> str:
    """The quantile of a histogram over the dashboard's interval."""
    return f"histogram_quantile({share}, sum by (le, {by}) (rate({metric}_bucket{matching}{RATE})))"


def rate(metric: str, by: str, matching: str = "") -> str:
    """What a counter grew by a second."""
    return f"sum by ({by}) (rate({metric}{matching}{RATE}))"


BROKEN = '{status=~"5xx|cut"}'
EDGE, TURN = "prism_edge_request_duration_seconds", "prism_turn_stage_seconds"
PANELS: tuple[Panel, ...] = (
    ("Edge", "Requests by upstream", "reqps", [(rate(f"{EDGE}_count", "upstream"), "{{upstream}}")]),
    ("Edge", "Errors by route", "reqps", [(rate(f"{EDGE}_count", "route, status", BROKEN), "{{route}}")]),
    ("Edge", "Time to answer, 99 of 100", "s", [(quantile(0.99, EDGE, "upstream"), "{{upstream}}")]),
    ("Edge", "In flight", "short", [("sum by (upstream) (prism_edge_in_flight)", "{{upstream}}")]),
    ("Edge", "Bytes", "Bps", [(rate("prism_edge_bytes_total", "upstream, direction"), "{{upstream}} {{direction}}")]),
    ("Edge", "Refused for asking too much", "reqps", [
        (rate("prism_rate_limited_total", "limit_class, by"), "{{limit_class}} by {{by}}"),
    ]),
    ("Edge", "Refused for who asks", "reqps", [
        (rate("prism_edge_not_allowed_total", "upstream, status"), "{{upstream}} {{status}}"),
    ]),
    ("Edge", "Replicas left alone", "short", [("max by (replica) (prism_edge_replica_ejected)", "{{replica}}")]),
    ("Lumen", "Browsers", "short", [("sum(prism_sessions)", "connected")]),
    ("Lumen", "Turns", "ops", [(rate("prism_turns_total", "by, outcome"), "{{by}} {{outcome}}")]),
    ("Lumen", "Stages of a turn, half of them", "s", [(quantile(0.5, TURN, "stage"), "{{stage}}")]),
    ("Lumen", "Stages of a turn, 95 of 100", "s", [(quantile(0.95, TURN, "stage"), "{{stage}}")]),
    ("Lumen", "Work waiting on the bus", "short", [("max by (request) (prism_bus_waiting)", "{{request}}")]),
    ("Lumen", "Age of the oldest work", "s", [("max by (request) (prism_bus_oldest_seconds)", "{{request}}")]),
    ("Lumen", "Work, 95 of 100", "s", [(quantile(0.95, "prism_work_duration_seconds", "request"), "{{request}}")]),
    ("Television", "Segments", "ops", [(rate("prism_relay_segments_total", "found"), "{{found}}")]),
    ("Television", "Fetched from sources", "Bps", [(f"sum(rate(prism_relay_fetched_bytes_total{RATE}))", "bytes")]),
    ("Television", "Sources that failed", "ops", [(rate("prism_relay_failures_total", "kind"), "{{kind}}")]),
    ("Television", "Conversions and recordings", "short", [
        ("sum(prism_relay_conversions)", "conversions"), ("sum(prism_recordings_active)", "recordings"),
    ]),
    ("Services", "Ready", "short", [("min by (service) (prism_ready)", "{{service}}")]),
    ("Services", "Memory", "bytes", [("process_resident_memory_bytes", "{{instance}}")]),
    ("Services", "Processor", "percentunit", [("rate(process_cpu_seconds_total[$__rate_interval])", "{{instance}}")]),
)  # fmt: skip


def dashboard() -> dict[str, object]:
    """The dashboard as Grafana reads it."""
    panels: list[dict[str, object]] = []
    row, x, y = "", 0, 0
    for name, title, unit, queries in PANELS:
        if name != row:
            y, x, row = y + (HEIGHT if panels else 0), 0, name
            panels.append(
                {"type": "row", "title": name, "collapsed": False, "gridPos": {"x": 0, "y": y, "w": 24, "h": 1}}
            )
            y += 1
        elif x >= 24:
            y, x = y + HEIGHT, 0
        panels.append(panel(title, unit, queries, {"x": x, "y": y, "w": WIDTH, "h": HEIGHT}))
        x += WIDTH
    for number, made in enumerate(panels, 1):
        made["id"] = number
    variable = {"name": "source", "type": "datasource", "query": "prometheus", "label": "Prometheus"}
    return {
        "title": "Prism",
        "uid": "prism",
        "tags": ["prism"],
        "schemaVersion": 39,
        "editable": True,
        "refresh": "30s",
        "time": {"from": "now-3h", "to": "now"},
        "templating": {"list": [variable]},
        "panels": panels,
    }


def panel(title: str, unit: str, queries: list[tuple[str, str]], place: dict[str, int]) -> dict[str, object]:
    """One graph."""
    return {
        "type": "timeseries",
        "title": title,
        "gridPos": place,
        "datasource": {"type": "prometheus", "uid": "${source}"},
        "fieldConfig": {"defaults": {"unit": unit, "min": 0}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + index), "expr": query, "legendFormat": legend}
            for index, (query, legend) in enumerate(queries)
        ],
    }


def main() -> int:
    """Writes or checks; gives the exit code."""
    text = json.dumps(dashboard(), indent=1) + "\n"
    if "--check" not in sys.argv:
        FILE.write_text(text)
        return 0
    return 0 if FILE.read_text() == text else 1


if __name__ == "__main__":
    sys.exit(main())
