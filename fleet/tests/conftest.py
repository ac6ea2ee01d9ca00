import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from prism_fleet.linux import descendants
from prism_fleet.ports import is_free

T = TypeVar("T")
HANG_SECONDS = 120.0
DUMMIES = Path(__file__).parent / "dummies"


def free_ports(count: int) -> int:
    """The first of `count` free ports in a row, below those that the system gives out by itself."""
    while True:
        first = random.randrange(12000, 32000)
        if all(is_free(port) for port in range(first, first + count)):
            return first


def eventually(what: Callable[[], T], within: float = HANG_SECONDS, why: str = "it did not happen") -> T:
    """The first true answer of `what`."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if answer := what():
            return answer
        time.sleep(0.02)
    raise AssertionError(f"{why} within {within} s")


class DummyFleet:
    """A supervisor over dummy services, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_ports(3)
        self.first_port = self.port + 1
        self.log = folder / "terminal.txt"
        self.process: subprocess.Popen[bytes] | None = None
        self.seen: set[int] = set()

    def start(self, *arguments: str, **environment: str) -> "DummyFleet":
        own = {
            "PRISM_PORT": str(self.port),
            "PRISM_DATA_DIR": str(self.folder / "data"),
            "DUMMY_FIRST_PORT": str(self.first_port),
        }
        outside = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "PRISM_LOG_FORMAT")}
        with self.log.open("ab") as terminal:
            self.process = subprocess.Popen(
                [sys.executable, str(DUMMIES / "dummy_fleet.py"), *arguments],
                stdout=terminal,
                stderr=subprocess.STDOUT,
                env=outside | own | environment,
                cwd=self.folder,
            )
        return self

    @property
    def output(self) -> str:
        return self.log.read_text()

    def wait_ready(self) -> None:
        try:
            eventually(lambda: "Prism is ready" in self.output)
        except AssertionError:
            raise AssertionError(f"not ready:\n{self.output}") from None
        self.seen |= set(self.below())

    def pid_of(self, name: str) -> int:
        file = self.folder / "data" / "run" / f"{name}.pid"

        def read() -> int:
            with contextlib.suppress(OSError, ValueError):
                return int(file.read_text())
            return 0

        return eventually(read)

    def below(self) -> list[int]:
        assert self.process is not None
        return descendants(self.process.pid)

    def left(self) -> list[int]:
        return [pid for pid in self.seen if _lives(pid)]

    def signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def wait(self) -> int:
        assert self.process is not None
        return self.process.wait(HANG_SECONDS)

    def ask(self, port: int, path: str = "/") -> dict[str, object]:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            document = json.loads(answer.read())
        assert isinstance(document, dict)
        return document


def _lives(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[DummyFleet]:
    fleet = DummyFleet(tmp_path)
    yield fleet
    if fleet.process is not None:
        left = [*fleet.below(), fleet.process.pid]
        fleet.process.kill()
        fleet.process.wait()
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
