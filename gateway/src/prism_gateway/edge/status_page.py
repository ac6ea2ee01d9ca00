"""The fleet's status for people: one small page without scripts that renews itself."""

from collections.abc import Iterator
from html import escape

from starlette.responses import HTMLResponse

from prism_gateway.edge.status_model import FleetStatus, MemberStatus, UpstreamStatus

RENEW_SECONDS = 5
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root{color-scheme:dark light;font:15px/1.5 system-ui,sans-serif}
body{max-width:64rem;margin:2rem auto;padding:0 1rem;background:Canvas;color:CanvasText}
h1{font-size:1.4rem}h2{font-size:1rem;margin:2rem 0 .5rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid color-mix(in srgb,CanvasText 18%,Canvas);
vertical-align:top}
th{font-weight:600}td.n{text-align:right;font-variant-numeric:tabular-nums}
.ok::before{content:"●";color:#2e9e5b;margin-right:.4rem}.no::before{content:"▲";color:#d9822b;margin-right:.4rem}
small{opacity:.75}td:nth-child(1),td:nth-child(4),td:nth-child(5){white-space:nowrap}
"""


def wants_page(accept: str) -> bool:
    """Whether an `Accept` field comes from a browser that opens the address, rather than from a program."""
    kinds = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    return "text/html" in kinds and "application/json" not in kinds


def page(status: FleetStatus) -> HTMLResponse:
    """The page."""
    headers = {"content-security-policy": _POLICY, "cache-control": "no-store", "vary": "accept"}
    return HTMLResponse("".join(_parts(status)), headers=headers)


def _parts(status: FleetStatus) -> Iterator[str]:
    word = "Everything works" if status.ready else "Something is missing"
    yield f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Prism: {word.lower()}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="{RENEW_SECONDS}"><style>{_STYLE}</style></head><body>
<h1>{_mark(status.ready, word)}</h1>
<p>Prism {escape(status.version)} · {status.sessions} browsers connected</p>
<h2>Services</h2><table><tr><th>Service</th><th>State</th><th>Engine</th><th>Replicas</th><th>Up for</th></tr>"""
    yield from (_service(service) for service in status.services)
    yield "</table><h2>Upstreams</h2><table><tr><th>Upstream</th><th>Paths</th><th>Replicas</th></tr>"
    yield from (_upstream(upstream) for upstream in status.upstreams)
    yield "</table><h2>Bus</h2><table>"
    yield _row("Redis", _mark(status.bus.ready, "answers" if status.bus.ready else "does not answer"))
    yield from (_row(kind, f"{waiting} waiting") for kind, waiting in status.bus.waiting.items())
    yield "</table><h2>Relay</h2><table>"
    yield from (_row(name.replace("_", " "), _number(value)) for name, value in status.relay.items())
    yield "</table></body></html>"


def _service(service: MemberStatus) -> str:
    engine = service.engine
    about = ""
    if engine:
        why = _mark(False, engine.notice) if engine.notice else escape(engine.reason)
        about = f"{escape(engine.engine)} · {escape(engine.model)}<br><small>{why}</small>"
    state = _mark(service.ready, "ready" if service.ready else service.reason)
    replicas = f"{service.replicas_ready} of {service.replicas}"
    up = _duration(service.uptime_seconds) if service.version else ""
    return (
        f"<tr><td>{escape(service.service)}</td><td>{state}</td><td>{about}</td><td>{replicas}</td><td>{up}</td></tr>"
    )


def _upstream(upstream: UpstreamStatus) -> str:
    words = {"closed": "answers", "open": "left alone", "half-open": "on trial"}
    replicas = "<br>".join(
        _mark(one.breaker == "closed", f"{one.replica} {words[one.breaker]}, {one.in_flight} in flight")
        for one in upstream.replicas
    )
    paths = escape(", ".join(upstream.prefixes))
    return f"<tr><td>{escape(upstream.upstream)}</td><td>{paths}</td><td>{replicas or 'not asked yet'}</td></tr>"


def _row(name: str, value: str) -> str:
    return f"<tr><th>{escape(name)}</th><td>{value}</td></tr>"


def _mark(good: bool, text: str) -> str:
    return f'<span class="{"ok" if good else "no"}">{escape(text)}</span>'


def _duration(seconds: float) -> str:
    minutes = int(seconds) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min {int(seconds) % 60} s"


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ")
