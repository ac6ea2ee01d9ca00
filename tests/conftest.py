"""A whole fleet, started as `make run` starts it, on a free port and with data of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 180.0


@dataclass(frozen=True)
class Fleet:
    """A running fleet."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def socket_url(self) -> str:
        return self.url.replace("http", "ws") + "/ws"

    def pid(self, service: str) -> int:
        return int((self.data / "run" / f"{service}.pid").read_text())

    def kill(self, service: str) -> int:
        """Kills a service as a crash would; gives the process id it had."""
        pid = self.pid(service)
        os.kill(pid, signal.SIGKILL)
        return pid

    def wait_other(self, service: str, before: int, seconds: float) -> None:
        """Returns when a service that was killed runs in another process than `before`, and all are ready."""
        until = time.monotonic() + seconds
        while self._pid_now(service) in (None, before):
            assert time.monotonic() < until, f"{service} was not started again: {self.log.read_text()[-3000:]}"
            time.sleep(0.1)
        self.wait_ready(seconds)

    def _pid_now(self, service: str) -> int | None:
        try:
            return self.pid(service)
        except (FileNotFoundError, ValueError):  # Between two lives, or just being written.
            return None

    def wait_ready(self, seconds: float = START_SECONDS, cookie: str = "") -> None:
        """Returns when every service is ready, asked with the `cookie` of an administrator where one must sign in."""
        headers = {"cookie": cookie} if cookie else {}
        until = time.monotonic() + seconds
        status: object = "no answer"
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            try:
                status = httpx.get(f"{self.url}/api/status", timeout=20, headers=headers).json()
                if isinstance(status, dict) and status["ready"]:
                    return
            except (httpx.HTTPError, ValueError):
                pass
            time.sleep(0.1)
        raise TimeoutError(f"the fleet is not ready: {status}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(folder: Path, **settings: str) -> Iterator[Fleet]:
    """A fleet that has just been started with `settings` in its environment."""
    port = free_port()
    log = folder / "fleet.log"
    environment = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    environment |= {"PRISM_PORT": str(port), "PRISM_DATA_DIR": str(folder / "data"), "PRISM_RATE_LIMITS": "off"}
    environment |= settings
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "prism_fleet"], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        running = Fleet(f"http://127.0.0.1:{port}", folder / "data", process, log)
        try:
            yield running
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with started(tmp_path_factory.mktemp("fleet")) as running:
        running.wait_ready()
        yield running
