"""What `bench/gateway.py` measures: nginx, Caddy and the gateway, each in front of the same origins."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from prism_core.testing.redis import free_port, running_redis

SEGMENT_BYTES = 2 << 20
SMALL = '{{"id":"one","name":"One","group":"News","logo":"https://logos.example/one.png","number":1}}'
ORIGIN = (
    """
worker_processes 1; pid {folder}/origin.pid; error_log {folder}/origin.log; daemon off;
events {{ worker_connections 4096; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; {temporary}
  server {{ listen 127.0.0.1:{port};
    location /api/channels {{ default_type application/json; return 200 '"""
    + SMALL
    + """'; }}
    location /api/relay {{ alias {folder}/segments; }} }} }}
"""
)
NGINX = """
worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log; daemon off;
events {{ worker_connections 4096; }}
http {{ access_log off; keepalive_requests 1000000; {temporary}
  map $http_upgrade $connection_field {{ default upgrade; '' ''; }}
  upstream origin {{ server 127.0.0.1:{origin}; keepalive 64; keepalive_requests 1000000; }}
  upstream peer {{ server 127.0.0.1:{peer}; keepalive 64; }}
  server {{ listen 127.0.0.1:{port}; proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_field;
    location / {{ proxy_pass http://origin; }}
    location /peer {{ proxy_pass http://peer; proxy_buffering off; }} }} }}
"""
CADDY = """
{{
  auto_https off
  admin off
}}
http://:{port} {{
  handle /peer* {{
    reverse_proxy 127.0.0.1:{peer} {{
      flush_interval -1
    }}
  }}
  handle {{
    reverse_proxy 127.0.0.1:{origin}
  }}
}}
"""
TEMPORARY = (
    "client_body_temp_path {0}/b; proxy_temp_path {0}/p; fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; "
    "scgi_temp_path {0}/s;"
)


@dataclass(frozen=True)
class Subject:
    """A proxy that is measured."""

    name: str
    port: int
    pid: int

    def cpu(self) -> float:
        """Processor seconds that it has used, its workers included."""
        return sum(_cpu(pid) for pid in _family(self.pid))

    def resident_bytes(self) -> int:
        """Memory of it and its workers."""
        pages = (int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in _family(self.pid))
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def process(command: list[str], port: int, log: Path, **environment: str) -> Iterator[int]:
    """Runs `command` until the context ends; gives its process id once `port` takes connections."""
    with log.open("wb") as output:
        running = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, **environment})
    try:
        _until_open(port, running, log)
        yield running.pid
    finally:
        running.terminate()
        running.wait(10)


def _until_open(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if running.poll() is not None:
                raise SystemExit(f"{running.args} ended: {log.read_text()[-500:]}") from None
            time.sleep(0.1)
    raise SystemExit(f"nothing listens on {port}: {log.read_text()[-500:]}")


@contextmanager
def subjects(folder: Path) -> Iterator[list[Subject]]:
    """Starts the origins, and every proxy in front of them."""
    temporary = TEMPORARY.format(folder)
    (folder / "segments").mkdir()
    (folder / "segments" / "one.ts").write_bytes(os.urandom(SEGMENT_BYTES))
    folder.chmod(0o755)
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    origin, peer, port = free_port(), free_port(), free_port()
    with ExitStack() as stack:
        start = stack.enter_context
        (folder / "origin.conf").write_text(
            "user root;" + ORIGIN.format(folder=folder, port=origin, temporary=temporary)
        )
        start(process([nginx, "-c", f"{folder}/origin.conf"], origin, folder / "origin.out"))
        script = Path(__file__).with_name("gateway_peer.py")
        start(process([sys.executable, str(script), "origin", str(peer)], peer, folder / "peer.out"))
        ports = {"folder": folder, "origin": origin, "peer": peer, "temporary": temporary}
        (folder / "nginx.conf").write_text("user root;" + NGINX.format(port=port, **ports))
        found = [Subject("nginx", port, start(process([nginx, "-c", f"{folder}/nginx.conf"], port, folder / "n.out")))]
        if caddy := shutil.which("caddy"):
            port = free_port()
            (folder / "Caddyfile").write_text(CADDY.format(port=port, **ports))
            command = [caddy, "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]
            pid = start(process(command, port, folder / "c.out", GOMAXPROCS="1", HOME=str(folder)))
            found.append(Subject("Caddy", port, pid))
        redis = start(running_redis())
        found.append(_gateway(stack, folder, origin, peer, redis.url))
        yield found


def _gateway(stack: ExitStack, folder: Path, origin: int, peer: int, redis_url: str) -> Subject:
    port = free_port()
    environment = {
        "PRISM_BIND_PORT": str(port),
        "REDIS_URL": redis_url,
        "PRISM_MEDIA_URL": f"http://127.0.0.1:{origin}",
        "PRISM_ROUTES": json.dumps({"/peer": {"upstream": f"http://127.0.0.1:{peer}", "limit_class": "stream"}}),
        "PRISM_RATE_LIMITS": "api=1000000/second, stream=1000000/second",
        "PRISM_DATA_DIR": str(folder),
        "PRISM_DRAIN_SECONDS": "1",
    }
    command = [sys.executable, "-c", "from prism_gateway.app import main; main()"]
    return Subject("Prism", port, stack.enter_context(process(command, port, folder / "gateway.out", **environment)))
